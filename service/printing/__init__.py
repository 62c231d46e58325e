"""`Paper` → PDF, by our own press where it accepts the paper, else by WeasyPrint (docs/press.md). That one is loaded when it is
wanted: a process that only presses begins a second sooner. `engine` how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from service import press
from service.config import settings
from service.errors import FileRefused, Problem, problem
from service.fonts import faces
from service.paper import Construct, Paper, Paragraph, ParagraphFormat, Section, Text, TextStyle
from service.pdfa import Attachment
from service.picture import page_count
from service.telemetry import step

Printer = Literal["press", "weasyprint"]

_OTHERWISE: Final = problem(
    "printed-otherwise", "Bản PDF do WeasyPrint in, vì trình dàn trang của chương trình chưa in được mọi điểm của văn bản này."
)


@dataclass(frozen=True, slots=True)
class Print:
    """A paper on pages, who printed it, and what of it the print does not honour. `notices`: why the press did not."""

    pdf: bytes
    pages: int
    printer: Printer
    constructs: tuple[Construct, ...]
    notices: tuple[Problem, ...] = ()


def warm() -> None:
    """Loads the press, and the other printer where that is to print everything, with the faces that nearly all documents have, so
    that workers forked afterwards share them."""
    if settings().printer == "weasyprint":
        warm_other()
    looks = [TextStyle(bold=bold, italic=italic) for bold in (False, True) for italic in (False, True)]
    words = tuple(Text("Độc lập - Tự do - Hạnh phúc", look) for look in looks)
    sheet = Section(595.3, 841.9, 56.7, 42.5, 56.7, 85.05, 36.0, 36.0, (Paragraph(words, ParagraphFormat(), looks[0]),))
    press.to_pdf(Paper((sheet,)), faces())


def warm_other() -> None:
    """Loads the other printer, for workers that live long."""
    from service.pdf import warm as warm_engine

    warm_engine()


def printed(paper: Paper, *, foreign: bool = False, source: Attachment | None = None) -> Print:
    """A paper → its PDF, the same bytes for the same paper and setting.

    `foreign`: a stranger's file, where a character that its font lacks is taken from another font and reported; `source`: a file
    to put inside. VANBAN_PRINTER may ask for one printer alone. Raises FileRefused with all reasons where that is the press and
    it cannot set the paper; FontFault, AssetMissing, SignatureRefused.
    """
    wanted = settings().printer
    refused = () if wanted == "weasyprint" else press.accepts(paper)
    if wanted == "press":
        FileRefused.raise_any(refused)
    if wanted != "weasyprint" and not refused:
        with step("pdf"):
            pressed = press.to_pdf(paper, faces(), foreign=foreign, attachment=source)
        return Print(pressed.pdf, pressed.pages, "press", pressed.constructs)
    from service import html
    from service.pdf import to_pdf

    with step("lines"):
        page = html.to_html(paper, faces(), foreign=foreign)
    with step("pdf"):
        pdf = to_pdf(page, paper.properties, source)
    return Print(pdf, page_count(pdf), "weasyprint", page.constructs, (_OTHERWISE, *refused) if refused else ())
