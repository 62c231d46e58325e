"""Text is filled over tokens as it is over atoms: two ways to the same lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service import doctypes
from service.fonts import faces
from service.lines import Line, Ruler
from service.lines.atoms import Glyphs, atoms
from service.lines.fill import fill_atoms, joined
from service.lines.labels import with_label
from service.lines.plain import plain
from service.paper import Block, Inline, Paper, Paragraph, ParagraphFormat, Text, TextStyle
from service.read import read
from tests.corpus.printing import corpus
from tests.printers import example_paper

STYLE = TextStyle(size_pt=14.0)
BOLD, ITALIC = replace(STYLE, bold=True), replace(STYLE, italic=True, size_pt=13.0)
ROOMS_PT = (481.9, 230.0, 120.0, 61.0, 30.0, 9.0)
SENTENCE = (
    "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân tỉnh"
    " ban hành kế hoạch triển khai giai đoạn 2021–2025 - phần thứ nhất, nhiệt độ từ -5 đến 12 độ."
)


def one_by_one(inlines: tuple[Inline, ...], form: ParagraphFormat, ruler: Ruler, width_pt: float, squeeze: bool) -> list[Line]:
    return fill_atoms(atoms(joined(inlines), ruler, ""), form, ruler, width_pt, squeeze, 36.0, None, 0.0)


def said(lines: list[Line]) -> list[tuple[object, ...]]:
    """All that a line says but its lengths."""
    return [
        (line.gap_count, line.end, line.broken, [(i.text, id(i.shape), i.link) for i in line.items if isinstance(i, Glyphs)])
        for line in lines
    ]


def lengths(lines: list[Line]) -> list[float]:
    """Sums in another order differ in their last bits."""
    own = [one for line in lines for one in (line.x_pt, line.room_pt, line.width_pt, line.gaps_pt, line.scale, *line.cut_pt)]
    return own + [item.width_pt for line in lines for item in line.items]


def same(inlines: tuple[Inline, ...], form: ParagraphFormat, width_pt: float, squeeze: bool) -> bool:
    """Both ways give the same lines; False where the quick one leaves the paragraph to the other."""
    ruler = Ruler(faces(), foreign=True)
    quick = plain(joined(inlines), form, ruler, width_pt, squeeze=squeeze)
    if quick is None:
        return False
    slow = one_by_one(inlines, form, ruler, width_pt, squeeze)
    assert said(quick) == said(slow)
    assert max(abs(a - b) for a, b in zip(lengths(quick), lengths(slow), strict=True)) < 1e-9
    return True


def runs(*content: str | tuple[str, TextStyle] | tuple[str, TextStyle, str]) -> tuple[Inline, ...]:
    return tuple(Text(one, STYLE) if isinstance(one, str) else Text(*one) for one in content)


@pytest.mark.parametrize("squeeze", [False, True], ids=["greedy", "mode 15"])
@pytest.mark.parametrize(
    "inlines",
    [
        runs(SENTENCE),
        runs(SENTENCE.replace(" ", "  ", 9)),
        runs("   " + SENTENCE + "   "),
        runs(SENTENCE.replace("tỉnh ", "tỉnh\u00a0").replace("05 tháng", "05\u00a0tháng")),
        runs("-5 độ -- và --- a-b-c- d–e—f - - -g h\u2010i"),
        runs("Căn cứ ", ("Luật Tổ chức chính quyền địa phương", BOLD), " ngày 19 tháng 6 năm 2015; ", ("Luật", ITALIC), " mới"),
        runs(("Điều 1. ", BOLD), SENTENCE, (" ", BOLD), (SENTENCE, ITALIC)),
        runs("Ủy ", ("b", BOLD), "an nhân", (" dân ", ITALIC), ("", BOLD), "t", ("ỉ", ITALIC), "nh Hà Nam và các xã, phường"),
        runs("Xem ", ("trang của tỉnh", STYLE, "https://example.vn"), " và ", ("phụ lục", STYLE, "#phu_luc"), " kèm theo."),
        runs("Thực hiện Ngh", "ị định số 30/2020/NĐ", "-CP ngày 05 tháng", " 3 ", "năm 2020"),
        runs((SENTENCE, replace(STYLE, kern=True))),
        runs((SENTENCE, replace(STYLE, spacing_pt=-0.3)), (SENTENCE, replace(STYLE, spacing_pt=1.5, scale=0.9))),
        runs(""),
        (),
    ],
    ids=[
        *("prose", "two blanks", "blanks at both ends", "no-break blanks", "dashes", "three looks", "bold lead"),
        *("a word of two looks", "links", "cut words of one look", "kerning", "spaced and condensed", "nothing", "no inline"),
    ],
)  # fmt: skip
def test_hand_made_text_is_filled_alike(inlines: tuple[Inline, ...], squeeze: bool) -> None:
    indented = ParagraphFormat(alignment="justify", left_pt=3.0, right_pt=2.0, first_line_pt=28.35)
    quick = [
        same(inlines, form, room, squeeze) for room in ROOMS_PT for form in (ParagraphFormat(alignment="justify"), indented)
    ]
    assert any(quick)


@pytest.mark.parametrize(
    "inlines",
    [
        runs("xa tỉnh \u00a0Hà"),
        runs("xa tỉnh\u00a0 Hà"),
        runs("một\u2003hai"),
        runs("30/2020/NĐ-", ("CP", BOLD)),
        runs("số 3", ("-5", BOLD)),
        runs("chữ 漢 tự"),
        runs(("Ủy ban nhân dân", replace(STYLE, caps="small"))),
    ],
    ids=[
        *("blank before a no-break one", "blank behind a no-break one", "a broad blank", "a dash where looks meet"),
        *("a sign where looks meet", "no glyph", "small capitals"),
    ],
)  # fmt: skip
def test_what_depends_on_its_neighbours_is_left_to_the_atoms(inlines: tuple[Inline, ...]) -> None:
    assert not same(inlines, ParagraphFormat(), 300.0, squeeze=False)


def test_an_over_long_word_is_left_to_the_atoms() -> None:
    assert not same(runs("một hai " + "m" * 50 + " ba"), ParagraphFormat(), 200.0, squeeze=False)
    assert not same(runs("một hai ", ("m" * 50, BOLD), " ba"), ParagraphFormat(), 200.0, squeeze=False)


def test_squeezed_lines_are_among_the_compared_ones() -> None:
    ruler, form = Ruler(faces()), ParagraphFormat(alignment="justify")
    rooms = [150.0 + step for step in range(200)]
    assert all(same(runs(SENTENCE.replace("-", "")), form, room, squeeze=True) for room in rooms)
    assert all(same(runs(SENTENCE, (SENTENCE, BOLD)), form, room, squeeze=True) for room in rooms)
    found = [plain(runs(SENTENCE.replace("-", "")), form, ruler, room, squeeze=True) for room in rooms]
    assert sum(line.scale < 1 for lines in found for line in lines or ()) > 20


def paragraphs(paper: Paper) -> Iterator[tuple[Paragraph, float]]:
    """Paragraphs and the width of their column."""

    def of(blocks: tuple[Block, ...], width_pt: float) -> Iterator[tuple[Paragraph, float]]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block, width_pt
            else:
                for cell in (cell for row in block.rows for cell in row.cells):
                    yield from of(cell.blocks, sum(block.grid_pt[cell.column : cell.column + cell.span]) - 10.8)

    for section in paper.sections:
        yield from of(section.blocks, section.width_pt - section.left_pt - section.right_pt)


def filled_alike(paper: Paper) -> tuple[int, int]:
    """How many paragraphs of text the quick way took in columns of their own width, and how many it left."""
    taken = left = 0
    for paragraph, width_pt in paragraphs(paper):
        inlines = tuple(with_label(paragraph))
        if all(isinstance(inline, Text) for inline in inlines):
            squeeze = paragraph.format.alignment == "justify"
            quick = same(inlines, paragraph.format, width_pt, squeeze)
            same(inlines, paragraph.format, width_pt * 0.45, squeeze)
            taken, left = taken + quick, left + (not quick)
    return taken, left


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_every_example_is_filled_alike(slug: str) -> None:
    taken, left = filled_alike(example_paper(slug))
    assert taken >= left


@pytest.mark.parametrize("path", corpus("decree"), ids=lambda path: path.stem)
def test_files_of_strangers_are_filled_alike(path: Path) -> None:
    taken, left = filled_alike(read(path.read_bytes()))
    assert taken > 20 * left
