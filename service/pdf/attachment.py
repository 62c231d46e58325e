"""A file inside the PDF: what the document was made from (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4; AF: ISO 32000-2, 14.13)."""

from __future__ import annotations

import hashlib

import pydyf

from service.pdfa import Attachment


def attach(pdf: pydyf.PDF, attachment: Attachment) -> None:
    """Changes the objects in place. The file's days are the document's own, so the same input gives the same bytes."""
    days = {name: pdf.info[name] for name in ("CreationDate", "ModDate") if name in pdf.info}
    checksum = f"<{hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()}>"        # the standard knows no other
    parameters = pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": checksum, **days})
    kind = f"/{attachment.media_type.replace('/', '#2F')}"
    file = pydyf.Stream([attachment.data], {"Type": "/EmbeddedFile", "Subtype": kind, "Params": parameters}, compress=True)
    pdf.add_object(file)
    name = pydyf.String(attachment.name)
    specification = pydyf.Dictionary({
        "Type": "/Filespec", "F": name, "UF": name, "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
        "Desc": pydyf.String(attachment.description), "AFRelationship": f"/{attachment.relationship}",
    })
    pdf.add_object(specification)
    tree = pydyf.Dictionary({"Names": pydyf.Array([name, specification.reference])})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array([specification.reference])
