"""What a PDF embeds of a face: opened again by HarfBuzz, and read as a reader of PDFs does."""

from __future__ import annotations

import re
import zlib

import pytest
import uharfbuzz as hb

from service.fonts import Face, Faces, faces
from service.fonts.programs import Program, font_name, program
from service.fonts.words import READY, glyphs, word

VIETNAMESE = "ẮẰẲẴẶắằẳẵặẤẦẨẪẬấầẩẫậĐđẾỀỂỄỆếềểễệỐỒỔỖỘốồổỗộỚỜỞỠỢớờởỡợỨỪỬỮỰứừửữựÝỲỶỸỴýỳỷỹỵ"


def all_faces() -> list[Face]:
    return list(faces())


def face() -> Face:
    return faces().find("Times New Roman").face


def opened(made: Program) -> hb.Font:
    data = zlib.decompress(made.file)
    assert len(data) == made.length1
    return hb.Font(hb.Face(hb.Blob(data)))


def widths(made: Program) -> dict[int, float]:
    """/W, as ISO 32000-1, 9.7.4.3 reads it."""
    found: dict[int, float] = {}
    for first, row in re.findall(rb"(\d+)\[([^\]]*)\]", made.widths[1:-1]):
        found |= {int(first) + number: float(width) for number, width in enumerate(row.split())}
    return found


def texts(made: Program) -> dict[int, str]:
    """The CMap's pairs."""
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", zlib.decompress(made.to_unicode).decode().partition("endcodespace")[2])
    return {int(number, 16): bytes.fromhex(text).decode("utf-16-be") for number, text in pairs}


@pytest.mark.parametrize("own", all_faces(), ids=lambda one: one.path.stem)
def test_every_ready_glyph_is_drawn_as_in_the_font_and_at_its_own_number(own: Face) -> None:
    made = program(own)
    font = opened(made)
    listed, read = widths(made), texts(made)
    for char in READY:
        if own.missing(char):
            continue
        for number in [own.font.get_nominal_glyph(ord(char))] if own.has_own(char) else []:
            assert font.get_glyph_extents(number) == own.font.get_glyph_extents(number), char
            assert font.get_glyph_h_advance(number) == own.font.get_glyph_h_advance(number), char
            assert listed[number] == pytest.approx(own.font.get_glyph_h_advance(number) * 1000 / own.units_per_em, abs=0.5)
            assert read[number] == char or char in "\u00a0\u00ad\u2010\u2011\u2012⁄∕"
    assert set(VIETNAMESE) <= set(read.values())
    assert made.outlines == "TrueType"


def test_a_program_is_small() -> None:
    assert all(len(program(own).file) < 20_000 for own in all_faces())


def test_glyphs_on_demand_are_added_to_the_ready_ones() -> None:
    own = face()
    (omega,) = word(own, "Ω").extra
    ready, more = program(own), program(own, frozenset({omega}))
    extents = own.font.get_glyph_extents(omega)
    assert opened(more).get_glyph_extents(omega) == extents
    assert opened(ready).get_glyph_extents(omega) != extents
    assert (omega in widths(ready), omega in widths(more)) == (False, True)
    assert (texts(ready).get(omega), texts(more)[omega]) == (None, "Ω")
    assert texts(ready).items() <= texts(more).items()
    assert ready.tag_name != more.tag_name


def test_the_same_glyphs_give_the_same_bytes_whatever_was_set_before() -> None:
    folder = [face().path.parent]
    first, second = (Faces(folder).find("Calibri").face for _ in range(2))
    extra = word(first, "Ωfi", ligatures=True).extra
    for text in ("ΩЖЯ", "fl", "ffi", "\u2126"):
        word(second, text, ligatures=True)
    assert word(second, "Ωfi", ligatures=True).extra == extra
    assert program(first, extra) == program(second, extra)
    assert font_name(first) == font_name(second)


def test_a_ready_program_is_made_once() -> None:
    assert program(face()) is program(face())


@pytest.mark.parametrize("own", all_faces(), ids=lambda one: one.path.stem)
def test_the_descriptor_says_what_the_face_is(own: Face) -> None:
    made = program(own)
    said = made.descriptor.decode()
    flags = int(re.search(r"/Flags (\d+)", said)[1])  # type: ignore[index]  # it is there, or the test fails
    assert flags & 4
    assert bool(flags & 64) == own.italic
    assert bool(flags & 1) == ("Mono" in own.family)
    assert bool(flags & 2) == ("Serif" in own.family)
    assert re.fullmatch(r"[A-Z]{6}\+[A-Za-z0-9-]+", made.tag_name)
    assert f"/FontName/{made.tag_name}/" in said
    assert float(re.search(r"/ItalicAngle (\S+?)/", said)[1]) == 0 or own.italic  # type: ignore[index]
    assert float(re.search(r"/CapHeight ([\d.]+)", said)[1]) == pytest.approx(650, abs=50)  # type: ignore[index]


def test_names_of_faces_differ() -> None:
    assert len({font_name(own) for own in all_faces()}) == len(all_faces())


def test_every_glyph_that_is_met_is_read_as_its_character() -> None:
    own = face()
    word(own, "\u2126 Ω")                         # the sign of ohm has the glyph of the letter
    assert glyphs(own)[own.font.get_nominal_glyph(ord("Ω"))] in ("Ω", "\u2126")
    assert glyphs(own) == {number: glyphs(own)[number] for number in glyphs(own)}
