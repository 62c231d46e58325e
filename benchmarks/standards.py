"""What the standards cost: `python -m benchmarks.standards [SECONDS]` prints the same documents as plain PDF, then with one
layer more each: tags, PDF/A, our own structure tree, signature fields, the source data. Writes out/standards.json.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pydyf
from weasyprint.document import Document

from benchmarks.measure import own_cpu_seconds
from benchmarks.report import write
from benchmarks.workloads import ROOT, TODAY
from service import doctypes
from service.doctypes.origin import attachment
from service.fonts import faces
from service.html import Html, to_html
from service.paper import Properties
from service.pdf import to_pdf
from service.pdf.attachment import attach
from service.pdf.engine import Fetcher, Markup, engine
from service.pdf.fields import make_signature_fields
from service.pdf.finish import put_metadata
from service.pdf.structure import make_structure
from service.pdfa import Attachment
from service.read import read

SECONDS: Final = 90.0                            # of processor time a document
FEWEST_TURNS: Final = 9
# A plan of seven pages, a form of one, a report of seventeen whose tables run over pages.
DOCUMENTS: Final = ("ke_hoach_phong_trao", "giay_nghi_phep", "bao_cao_tong_hop")
LAYERS: Final = ("plain", "+ tags", "+ PDF/A", "+ structure", "+ fields", "+ source data")
_SLOT: Final = re.compile(r'<span class="ab"[^>]*><input[^>]*/></span>')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to be printed."""

    html: Html
    properties: Properties
    source: Attachment


def sheet(slug: str) -> Sheet:
    """The example of a type."""
    doctype = doctypes.get(slug)
    example = doctype.example()
    values = doctype.values(example["data"], campaign=example.get("campaign"), today=TODAY)
    paper = read(doctype.prepared.fill(values.context))
    return Sheet(to_html(paper, faces()), paper.properties, attachment(doctype, example["data"], values.from_campaign))


class Layered:
    """Prints a document with the layers up to this one; filling and reading it come before."""

    def __init__(self, document: Sheet, layer: int) -> None:
        self._layer, self._document = layer, document
        bare = _SLOT.sub("", document.html.markup)
        self._html = document.html if layer >= LAYERS.index("+ fields") else replace(document.html, markup=bare)

    def make(self) -> bytes:
        own, tagged, archived = engine(), self._layer >= LAYERS.index("+ tags"), self._layer >= LAYERS.index("+ PDF/A")
        document = Markup(self._html.markup, Fetcher(self._html.assets)).render(
            font_config=own.fonts, stylesheets=[own.base], pdf_tags=tagged, cache={}
        )
        document.metadata.title = self._document.properties.title
        more: dict[str, Any] = {"pdf_variant": "pdf/a-3a"} if archived else {"pdf_tags": tagged}
        data = document.write_pdf(finisher=self._finish, **more)
        assert isinstance(data, bytes)
        return data

    def _finish(self, document: Document, pdf: pydyf.PDF) -> None:
        if self._layer >= LAYERS.index("+ structure"):
            make_structure(document, pdf)
        if self._layer >= LAYERS.index("+ fields"):
            make_signature_fields(pdf)
        if self._layer >= LAYERS.index("+ source data"):
            attach(pdf, self._document.source)
        if self._layer >= LAYERS.index("+ PDF/A"):
            put_metadata(pdf, self._document.properties)


def compare(layers: Sequence[Layered], turns: int) -> list[float]:
    """The median, over the turns, of each layer's processor time against the first layer's of the same turn: other work on the
    machine passes over all of a turn alike. The order within a turn rotates."""
    taken: list[list[float]] = []
    for turn in range(turns):
        spent = [0.0] * len(layers)
        for place in range(len(layers)):
            at = (turn + place) % len(layers)
            before = own_cpu_seconds()
            layers[at].make()
            spent[at] = own_cpu_seconds() - before
        taken.append([one / spent[0] for one in spent])
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def main(seconds: float) -> None:
    found: dict[str, float] = {}
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; processor time against plain, medians\n")
    for slug in DOCUMENTS:
        document = sheet(slug)
        layers = [Layered(document, layer) for layer in range(len(LAYERS))]
        before = own_cpu_seconds()
        sizes = [len(one.make()) for one in layers]
        turns = max(FEWEST_TURNS, int(seconds / (own_cpu_seconds() - before)))
        # what is measured is what the service writes, but for a few words about the document
        assert abs(sizes[-1] - len(to_pdf(document.html, document.properties, document.source))) < 1000, slug
        ratios = compare(layers, turns)
        print(f"{slug}, {turns} turns")
        for name, ratio, size in zip(LAYERS, ratios, sizes, strict=True):
            print(f"  {name:16}{ratio:8.3f}{size:10} bytes")
            found[f"{slug}/{name}"] = round(ratio, 3)
    write(ROOT / "out/standards.json", found)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
