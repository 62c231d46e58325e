"""Builds small papers and reads back where their characters stand in the PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from service.fonts import faces
from service.html import Html, to_html
from service.paper import Block, Inline, Paper, Paragraph, ParagraphFormat, Section, Text, TextStyle
from service.pdf import to_pdf

STYLE = TextStyle(size_pt=14)
BOLD = replace(STYLE, bold=True)
WIDTH_PT, LEFT_PT, TOP_PT, BOTTOM_PT, HEIGHT_PT = 400.0, 100.0, 80.0, 65.0, 842.0
NATURAL_EM, ABOVE_EM = 1.149414, 0.933105  # Liberation Serif: line height, first baseline


@dataclass(frozen=True)
class Set:
    """One line as printed: positions in points from the page's top left."""

    page: int
    y_pt: float
    x_pt: float
    right_pt: float
    text: str


def paragraph(*content: str | Inline, style: TextStyle = STYLE, mark: TextStyle | None = None, **form: Any) -> Paragraph:
    extra = {k: form.pop(k) for k in ("label", "place", "style_id") if k in form}
    inlines = tuple(Text(c, style) if isinstance(c, str) else c for c in content)
    return Paragraph(inlines, ParagraphFormat(**form), mark or style, **extra)


def section(*blocks: Block, **more: Any) -> Section:
    given = {
        "width_pt": LEFT_PT + WIDTH_PT + 95, "height_pt": HEIGHT_PT, "top_pt": TOP_PT, "right_pt": 95.0, "bottom_pt": BOTTOM_PT,
        "left_pt": LEFT_PT, "header_pt": 36.0, "footer_pt": 30.0, "blocks": blocks, **more,
    }  # fmt: skip
    return Section(**given)


def paper(*blocks: Block, **more: Any) -> Paper:
    return Paper((section(*blocks),), **{"compat_mode": 14, **more})


def html(value: Paper, **options: Any) -> Html:
    return to_html(value, faces(), **options)


def printed(value: Paper) -> list[Set]:
    return lines(to_pdf(html(value), value.properties))


def lines(pdf: bytes) -> list[Set]:
    """Characters on one baseline of a page, in order of x, without blanks (pdfium takes stretched ones for gaps)."""
    document, found = pdfium.PdfDocument(pdf), []
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    for number in range(len(document)):
        page = document[number]
        height, text = page.get_height(), page.get_textpage()
        rows: dict[float, list[tuple[float, float, str]]] = {}
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if chr(code).isspace() or code == 0 or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
            raw.FPDFText_GetCharBox(text, index, *map(ctypes.byref, (left, right, bottom, top)))
            baseline = height - y.value
            key = next((k for k in rows if abs(k - baseline) < 1), baseline)
            rows.setdefault(key, []).append((x.value, max(right.value, x.value), chr(code)))
        for baseline in sorted(rows):
            row = sorted(rows[baseline])
            found.append(Set(number + 1, baseline, row[0][0], row[-1][1], "".join(c for _, _, c in row)))
    document.close()
    return found
