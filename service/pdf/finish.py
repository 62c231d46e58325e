"""The objects of a PDF, put in order before they are written: WeasyPrint calls this as its finisher (a public hook)."""

from __future__ import annotations

from dataclasses import dataclass

import pydyf
from weasyprint.document import Document

from service.paper import Properties
from service.pdf.attachment import attach
from service.pdf.fields import make_signature_fields
from service.pdf.structure import make_structure
from service.pdfa import Attachment, packet


@dataclass(frozen=True, slots=True)
class Finisher:
    """Called with the laid out document and its objects; changes the objects in place."""

    properties: Properties
    attachment: Attachment | None = None

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        make_structure(document, pdf)
        make_signature_fields(pdf)
        if self.attachment:
            attach(pdf, self.attachment)
        put_metadata(pdf, self.properties)


def put_metadata(pdf: pydyf.PDF, properties: Properties) -> None:
    """Our XMP for WeasyPrint's: one packet that claims PDF/A-3a and PDF/UA-1, uncompressed, so that any archive can read it."""
    stream = pydyf.Stream([packet(properties)], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    old = _object(pdf, pdf.catalog["Metadata"])
    stream.number = old.number
    pdf.objects[old.number] = stream


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
