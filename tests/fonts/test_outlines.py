"""An office's own font may have the other kind of outlines (CFF, `.otf`): it is embedded as such."""

from __future__ import annotations

import zlib

import pypdfium2
import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from service import press
from service.fonts import Face, Faces, faces
from service.fonts.programs import program
from service.fonts.words import word
from service.paper import Paper, Paragraph, ParagraphFormat, Section, Text, TextStyle

TEXT = "Ủy ban nhân dân tỉnh Hà Nam ban hành Kế hoạch số 30/2020/KH-UBND, ngày 05 tháng 3"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    """A folder with a font of that kind, made of the letters of one of ours, before our own."""
    folder = tmp_path_factory.mktemp("fonts")
    ours = faces().find("Times New Roman").face.path
    source = TTFont(ours)
    letters = {code: name for code, name in source.getBestCmap().items() if chr(code) in TEXT or code < 0x7F}
    order = [".notdef", *sorted(set(letters.values()) - {".notdef"})]
    drawn = source.getGlyphSet()
    outlines = {}
    for name in order:
        pen = T2CharStringPen(source["hmtx"][name][0], drawn)
        drawn[name].draw(pen)
        outlines[name] = pen.getCharString()
    made = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(letters)
    made.setupCFF("CoQuan", {"FullName": "Co Quan"}, outlines, {})
    made.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
    made.setupHorizontalHeader(ascent=1825, descent=-443, lineGap=87)
    made.setupNameTable({"familyName": "Co Quan", "styleName": "Regular", "psName": "CoQuan"})
    made.setupOS2()
    made.setupPost()
    made.save(folder / "co_quan.otf")
    return Faces([folder, ours.parent])


@pytest.fixture(scope="module")
def face(office: Faces) -> Face:
    found = office.find("Co Quan")
    assert not found.substituted
    return found.face


def test_its_program_has_the_outlines_it_had(face: Face) -> None:
    made = program(face)
    assert made.outlines == "CFF"
    font = hb.Font(hb.Face(hb.Blob(zlib.decompress(made.file))))
    for char in "Ủytỉ3/":
        number = face.font.get_nominal_glyph(ord(char))
        assert font.get_glyph_extents(number) == face.font.get_glyph_extents(number)


def test_it_is_as_wide_as_the_face_it_was_made_of(face: Face) -> None:
    assert word(face, TEXT).width_em == pytest.approx(word(faces().find("Times New Roman").face, TEXT).width_em)


def test_what_is_printed_with_it_is_read_again(office: Faces) -> None:
    style = TextStyle("Co Quan", 14.0)
    body = (Paragraph((Text(TEXT, style),), ParagraphFormat(), style),)
    pdf = press.to_pdf(Paper((Section(595.0, 842.0, 70.0, 50.0, 50.0, 80.0, 30.0, 30.0, body),)), office).pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    assert " ".join(page.get_textpage().get_text_range().split()) == TEXT
