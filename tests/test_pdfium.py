"""What is read of a PDF's fonts, lines and pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from service.pdfium import sheets
from service.pdfium.faces import to_face

BOLD, ITALIC = 1 << 18, 1 << 6


@pytest.mark.parametrize(("name", "flags", "family", "bold", "italic"), [
    ("TimesNewRomanPSMT", 0, "Times New Roman", False, False),
    ("BCDEEE+TimesNewRomanPS-BoldMT", 0, "Times New Roman", True, False),
    ("TimesNewRomanPS-ItalicMT", 0, "Times New Roman", False, True),
    ("TimesNewRomanPS-BoldItalicMT", 0, "Times New Roman", True, True),
    ("TimesNewRoman,Bold", 0, "Times New Roman", True, False),
    ("Times-Roman", 0, "Times New Roman", False, False),
    ("ABCDEF+LiberationSerif-Bold", 0, "Times New Roman", True, False),
    ("Tinos-Italic", 0, "Times New Roman", False, True),
    ("Arial-BoldMT", 0, "Arial", True, False),
    ("ArialMT", 0, "Arial", False, False),
    ("Calibri-Light", 0, "Calibri", False, False),
    (".VnTime", 0, ".VnTime", False, False),
    ("VNI-Times", 0, "VNI-Times", False, False),
    ("TimesNewRomanPSMT", BOLD, "Times New Roman", True, False),
    ("TimesNewRomanPSMT", ITALIC, "Times New Roman", False, True),
])
def test_a_fonts_name_tells_family_weight_and_slope(name: str, flags: int, family: str, bold: bool, italic: bool) -> None:
    face = to_face(name, flags, 0, True)
    assert (face.family, face.bold, face.italic, face.known) == (family, bold, italic, True)


@pytest.mark.parametrize("name", ["", "CIDFont+F1", "F12", "T3_0", "TT2", "ABCDEF+F1"])
def test_a_name_that_tells_nothing_is_not_known(name: str) -> None:
    assert not to_face(name, 0, 0, True).known


def drawn(content: bytes, **page: object) -> list[tuple[int, int, int, int, bool]]:
    out = BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(600, 800))
        sheet.Contents = pdf.make_stream(content)
        for name, value in page.items():
            sheet[f"/{name}"] = value
        pdf.save(out)
    found = sheets(out.getvalue(), max_pages=1)[0].lines
    return [(*map(round, (line.left, line.top, line.right, line.bottom)), line.dashed) for line in found]


@pytest.mark.parametrize(("content", "lines"), [
    (b"100 700 m 260 700 l S", [(100, 100, 260, 100, False)]),
    (b"[3 2] 0 d 100 700 m 260 700 l S", [(100, 100, 260, 100, True)]),
    (b"100 699.5 160 1 re f", [(100, 100, 260, 100, False)]),
    (b"2 0 0 2 0 0 cm 50 350 m 130 350 l S", [(100, 100, 260, 100, False)]),
    (b"100 700 160 60 re S", [(100, 100, 260, 100, False), (260, 40, 260, 100, False), (100, 40, 260, 40, False),
                              (100, 40, 100, 100, False)]),
    (b"1 1 1 RG 100 700 m 260 700 l S", []),
    (b"100 700 m 260 700 l n", []),
    (b"100 700 m 260 640 l S", []),
    (b"100 700 160 60 re f", []),
    (b"100 700 m 102 700 l S", []),
], ids=["a line", "dashed", "a thin box", "scaled", "a frame", "white", "not painted", "slanted", "a surface", "a dot"])
def test_straight_lines_are_seen_however_they_are_drawn(content: bytes, lines: list[tuple[int, int, int, int, bool]]) -> None:
    assert sorted(drawn(content)) == sorted(lines)


def test_a_line_on_a_turned_page_stands_where_it_is_shown() -> None:
    assert drawn(b"100 700 m 260 700 l S", Rotate=90) == [(700, 100, 700, 260, False)]
