"""What the press leaves to the other printer, by name and place; all that the built-in types use it sets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service import doctypes
from service.paper import (
    Border,
    Borders,
    Box,
    Cell,
    Float,
    HeaderFooter,
    Note,
    NoteMark,
    Paper,
    Picture,
    Position,
    Row,
    Rule,
    Slot,
    Table,
)
from service.press.accepts import accepts, ordinary
from service.read import read
from tests.examples import example_docx
from tests.html.printing import STYLE, paper, paragraph, section

RULE = Rule(100, 0)


def anchored(content: Any = RULE, **more: Any) -> Float:
    return Float(content, 100, 50, Position("column"), Position("paragraph"), **more)


def box(*inlines: Any) -> Float:
    return anchored(Box(100, 50, (paragraph(*inlines, place="đoạn 1 trong khung"),)))


def table(*inlines: Any) -> Table:
    return Table((100.0,), (Row((Cell((paragraph(*inlines, place="bảng 1, hàng 1, ô 1, đoạn 1"),), 0),)),))


def said(value: Paper) -> list[str]:
    found = accepts(value)
    assert accepts(value) == found                # also where a part of it was found clear before
    return [str(one) for one in found]


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_every_built_in_type_is_set_by_the_press(slug: str) -> None:
    assert said(read(example_docx(slug))) == []


@pytest.mark.parametrize("inline", [
    "Căn cứ Luật Tổ chức chính quyền địa phương", anchored(), anchored(Slot("chu_ky", "Chữ ký"), behind=True), box("Mật"),
    anchored(Picture(b"", "image/png", 9, 9)), Picture(b"", "image/x-emf", 9, 9), NoteMark("1", "1", STYLE), box(anchored()),
    "Điều kiện: a \u2264 b, \u03b1 = 5\u2032, тест, 汉字", "U\u0309y ban nha\u0302n da\u0302n",
])  # fmt: skip
def test_what_the_press_sets_is_not_named(inline: Any) -> None:
    assert said(paper(paragraph(inline), table(inline))) == []


@pytest.mark.parametrize(("inline", "message"), [
    (anchored(wrap="square"), "Chữ được xếp quanh hình."),
    (anchored(wrap="top_bottom"), "Chữ được xếp quanh hình."),
    ("Chào \u0645\u0631\u062d\u0628\u0627", "Có chữ viết từ phải sang trái (U+0645)."),
    ("\u05e9\u05dc\u05d5\u05dd", "Có chữ viết từ phải sang trái (U+05E9)."),
    ("x\u0304", "Có dấu rời không ghép được với chữ (U+0304)."),
    (box("một", NoteMark("1", "1", STYLE)), "Dấu chú thích nằm trong khung chữ."),
])  # fmt: skip
def test_what_it_cannot_set_is_named_with_its_place(inline: Any, message: str) -> None:
    plain = paragraph("Nơi nhận:")
    assert said(paper(plain, paragraph("chữ ", inline, place="đoạn 2"))) == [f"đoạn 2: {message}"]
    assert said(paper(table(inline))) == [f"bảng 1, hàng 1, ô 1, đoạn 1: {message}"]
    for side in ("headers", "footers"):
        for kind in ("default", "first", "even"):
            running = HeaderFooter(**{kind: (paragraph(inline, place="đầu trang"),)})
            assert said(Paper((section(plain, **{side: running}),))) == [f"đầu trang: {message}"]
    noted = paper(plain, notes=(Note("1", "footnote", (paragraph(inline, place="chú thích 1"),)),))
    assert said(noted) == [f"chú thích 1: {message}"]


@pytest.mark.parametrize("inline", ["\u05d0", anchored(wrap="square")])
def test_a_text_box_is_looked_into(inline: Any) -> None:
    assert len(said(paper(paragraph(box(inline))))) == 1
    assert len(said(paper(paragraph(box(box(inline)))))) == 1


def test_a_note_in_a_table_in_a_box_is_found() -> None:
    assert said(paper(paragraph(anchored(Box(100, 50, (table(NoteMark("1", "1", STYLE)),))), place="đoạn 1"))) == [
        "đoạn 1: Dấu chú thích nằm trong khung chữ."]


@pytest.mark.parametrize(("more", "message"), [
    ({"columns": 2}, "Trang chia 2 cột chữ."),
    ({"borders": Borders(top=Border(), left=Border("apples"))}, "Viền trang kiểu “apples” là viền trang trí."),
    ({"width_pt": 2.83, "height_pt": 2.83, "left_pt": 0, "right_pt": 0, "top_pt": 0, "bottom_pt": 0},
     "Khổ trang 1 × 1 mm nằm ngoài giới hạn của PDF/A."),
    ({"height_pt": 14401}, "Khổ trang 210 × 5080 mm nằm ngoài giới hạn của PDF/A."),
    ({"left_pt": 400, "right_pt": 250}, "Lề trang không chừa chỗ cho chữ."),
    ({"top_pt": 500, "bottom_pt": 400}, "Lề trang không chừa chỗ cho chữ."),
])  # fmt: skip
def test_pages_that_it_cannot_set_are_named(more: dict[str, Any], message: str) -> None:
    good = section(paragraph("Điều 1"))
    bad = replace(good, **more)
    assert said(Paper((good, bad, good))) == [f"phần 2: {message}"]


@pytest.mark.parametrize("style", ["single", "double", "thick", "dotted", "thinThickSmallGap"])
def test_page_borders_of_lines_are_set(style: str) -> None:
    side = Border(style)
    assert said(Paper((section(borders=Borders(side, side, side, side)),))) == []


def test_everything_is_named_at_once() -> None:
    bad = section(paragraph(anchored(wrap="square"), anchored(wrap="square")), paragraph("\u05d0"), columns=3)
    assert len(said(Paper((bad,)))) == 4


def test_a_paper_without_anything_is_set() -> None:
    assert said(Paper((section(),))) == []


def test_letters_are_ordinary_where_none_would_be_named() -> None:
    """Each letter there is, by itself; and what documents are written with is looked at together."""
    letters = [chr(code) for code in range(0x11000)]
    alone = [one for one in letters if ordinary(one)]
    assert not [one for one in alone if said(paper(paragraph(one)))]
    assert ordinary("Căn cứ Luật Tổ chức chính quyền địa phương – “số 12/2024” … 5.000 ₫ → ☑ Ă")
    assert set("aĂđễ–“”…₫→☑\u00ad\u1eff") <= {*alone}


@pytest.mark.parametrize("letter", ["\u0301", "\u1e00\u0323", "\u20d7", "\u200f", "א", "ب", "\ufe20", "\U0001e900", "\ud800"])
def test_a_letter_that_may_be_named_is_found_behind_any_others(letter: str) -> None:
    assert ordinary(f"ấ–“”…₫{'Điều lệ – ' * 40}")
    assert not ordinary(f"ấ–“”…₫{'Điều lệ – ' * 40}{letter}")
