"""Pages painted: what is content and under which mark, what is artifact and of which kind, and pages that come again."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import (
    Block,
    Bookmark,
    Border,
    Borders,
    Cell,
    Field,
    Float,
    HeaderFooter,
    Label,
    Note,
    NoteMark,
    Paper,
    Picture,
    Position,
    Row,
    Rule,
    Table,
    Text,
)
from service.press import to_pdf
from service.press.drawing import Canvas, drawn_lines
from service.press.paint import paint
from service.press.setting import Around, SetPage
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.html.printing import BOLD, HEIGHT_PT, LEFT_PT, STYLE, TOP_PT, WIDTH_PT, paper, paragraph, section
from tests.pdf.tagged import Tagged, tagged
from tests.read.drawn import png

LINE = Border(width_pt=0.5)
RULED = Borders(LINE, LINE, LINE, LINE)
LONG = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều. " * 3


def pressed(*blocks: Block, **more: Any) -> bytes:
    return to_pdf(paper(*blocks, **more), faces()).pdf


def kinds(found: Tagged) -> list[tuple[str, str]]:
    return [(kind, text) for _, kind, text in found.artifacts]


# ---------------------------------------------------------------- content

def test_text_is_under_its_marks_in_the_order_of_reading() -> None:
    found = tagged(pressed(
        paragraph("Quyết định", style=BOLD, outline_level=0),
        paragraph("Kính gửi các ", Text("trường học", BOLD), " trên địa bàn."), paragraph(LONG, alignment="justify"),
        paragraph("- Như Điều 3;"), paragraph("- Lưu: VT.")))
    assert found.document.outline == ("Document", [
        "H1", "P", "P", ("L", [("LI", ["Lbl", "LBody"]), ("LI", ["Lbl", "LBody"])])])
    assert found.texts == ["Quyết định", "Kính gửi các trường học trên địa bàn.", LONG.strip(), "- Như Điều 3;", "- Lưu: VT."]
    assert found.loose == []


def test_a_heading_of_two_paragraphs_is_one_text_with_a_blank_between() -> None:
    found = tagged(pressed(paragraph("QUYẾT ĐỊNH", style=BOLD, style_id="ten_loai"), paragraph("Về việc", style_id="trich_yeu")))
    assert [(tag.role, tag.text) for tag in found.document.all("H1")] == [("H1", "QUYẾT ĐỊNH Về việc")]


def test_an_automatic_label_is_one() -> None:
    label = Label("1.", STYLE)
    found = tagged(pressed(paragraph("Một", label=label), paragraph("Hai", label=replace(label, text="2."))))
    assert [tag.text.strip() for tag in found.document.all("Lbl")] == ["1.", "2."]
    assert [tag.text for tag in found.document.all("LBody")] == ["Một", "Hai"]


def test_an_item_is_read_before_the_list_in_it() -> None:
    found = tagged(pressed(*map(paragraph, ("- Các trường:", "+ Tiểu học;", "+ Trung học;", "- Các phòng."))))
    assert found.document.text == "- Các trường:+ Tiểu học;+ Trung học;- Các phòng."


def test_a_link_over_two_lines_is_one_element_with_two_areas() -> None:
    words = "một liên kết dài hơn một dòng của trang này để có hai vùng bấm được"
    data = pressed(paragraph("Xem ", Text(words, STYLE, "https://vidu.example/ắ?a=1%20"), "."))
    found = tagged(data)
    (link,) = found.document.all("Link")
    assert (link.text, [one["Contents"] for one in link.annotations]) == (words, [words, words])
    with pypdfium2.PdfDocument(data) as document:
        assert [address for *_, address in links(document)] == ["https://vidu.example/%E1%BA%AF?a=1%20"] * 2
        (left, low, _, high, _), (left_, low_, *_) = links(document)
        assert left > LEFT_PT + 20
        assert left_ == pytest.approx(LEFT_PT, abs=0.01)
        assert low >= low_ + (high - low) * 0.9


def links(document: pypdfium2.PdfDocument) -> list[tuple[float, float, float, float, str]]:
    """Area and address of each link of the first page."""
    found, place, link, area = [], ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(document[0], ctypes.byref(place), ctypes.byref(link)):
        raw.FPDFLink_GetAnnotRect(link, ctypes.byref(area))
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        buffer = ctypes.create_string_buffer(size)
        if size:
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
        found.append((area.left, area.bottom, area.right, area.top, buffer.value.decode()))
    return found


def test_a_link_inside_goes_to_its_bookmark_or_nowhere() -> None:
    data = pressed(
        paragraph(Text("về trang hai", STYLE, "#muc_2"), " và ", Text("đi đâu", STYLE, "#khong_co")),
        paragraph("Trang hai", page_break_before=True), paragraph(Bookmark("muc_2"), "Mục"))
    assert [link.text for link in tagged(data).document.all("Link")] == ["về trang hai"]
    with pypdfium2.PdfDocument(data) as document:
        link, place = raw.FPDF_LINK(), ctypes.c_int(0)
        assert raw.FPDFLink_Enumerate(document[0], ctypes.byref(place), ctypes.byref(link))
        spot = raw.FPDFLink_GetDest(document, link)
        assert raw.FPDFDest_GetDestPageIndex(document, spot) == 1
        (has_x, has_y, has_zoom), (x, y, zoom) = (ctypes.c_int * 3)(), [ctypes.c_float() for _ in range(3)]
        whether = [ctypes.byref(ctypes.c_int(one)) for one in (has_x, has_y, has_zoom)]
        raw.FPDFDest_GetLocationInPage(spot, *whether, ctypes.byref(x), ctypes.byref(y), ctypes.byref(zoom))
        assert y.value == pytest.approx(HEIGHT_PT - TOP_PT - 14 * 1.149414, abs=0.01)


def test_pictures_are_figures_where_they_stand_unless_they_only_adorn() -> None:
    shown = Picture(png(), "image/png", 60.0, 30.0, alt="Biểu trưng")
    corner = Float(replace(shown, alt="Ảnh"), 60.0, 30.0, Position("page", 50.0), Position("page", 200.0))
    found = tagged(pressed(paragraph("Ảnh ", shown, replace(shown, decorative=True), corner)))
    assert [(tag.alt, [round(float(side), 2) for side in tag.attributes["BBox"]]) for tag in found.document.all("Figure")] == [
        ("Biểu trưng", [pytest.approx(LEFT_PT + 26.9, abs=3), pytest.approx(HEIGHT_PT - TOP_PT - 30, abs=0.1),
                        pytest.approx(LEFT_PT + 86.9, abs=3), pytest.approx(HEIGHT_PT - TOP_PT, abs=0.1)]),
        ("Ảnh", [50.0, HEIGHT_PT - 230, 110.0, HEIGHT_PT - 200])]
    assert [kind for kind, _ in kinds(found)] == ["Layout"]


@pytest.mark.parametrize("alt", ["100 %d", "(a) \\ %s", "Dòng một\ndòng hai"])
def test_any_words_may_say_what_a_picture_shows(alt: str) -> None:
    found = tagged(pressed(paragraph(Picture(png(), "image/png", 60.0, 30.0, alt=alt))))
    assert [tag.alt for tag in found.document.all("Figure")] == [" ".join(alt.split())]


def test_a_footnote_stands_behind_its_sign() -> None:
    notes = tuple(Note(str(number), "footnote", (paragraph(f"Chú thích {number}"),)) for number in (1, 2))
    signs = [NoteMark(str(number), str(number), replace(STYLE, script="super")) for number in (1, 2)]
    found = tagged(pressed(paragraph("Theo Luật", signs[0], " và Nghị định", signs[1], "."), notes=notes))
    assert found.document.outline == ("Document", [("P", ["Reference", ("Note", ["P"]), "Reference", ("Note", ["P"])])])
    assert [tag.name for tag in found.document.all("Note")] == ["note1", "note2"]
    assert [tag.text for tag in found.document.all("Note")] == ["Chú thích 1", "Chú thích 2"]


# ---------------------------------------------------------------- artifacts

def test_headers_footers_rows_shown_again_and_lines_are_artifacts() -> None:
    head, foot = HeaderFooter(default=(paragraph(Field("PAGE", STYLE)),)), HeaderFooter(default=(paragraph("Cuối trang"),))
    rows = [Row(tuple(Cell((paragraph(text),), at, borders=RULED) for at, text in enumerate(("Stt", "Tên"))), header=True)]
    rows += [Row(tuple(Cell((paragraph(text),), at, borders=RULED) for at, text in enumerate((f"{number}", "Trường"))))
             for number in range(60)]
    found = tagged(to_pdf(Paper((section(Table((100.0, 300.0), tuple(rows)), headers=head, footers=foot),), compat_mode=15),
                          faces()).pdf)
    said = [(page, kind, text) for page, kind, text in found.artifacts if text]
    assert said == [
        (0, "Pagination/Header", "1"), (0, "Pagination/Footer", "Cuối trang"),
        (1, "Pagination", "Stt"), (1, "Pagination", "Tên"), (1, "Pagination/Header", "2"), (1, "Pagination/Footer", "Cuối trang")]
    assert {kind for _, kind, text in found.artifacts if not text} == {"Layout"}
    assert found.loose == []


def test_lines_under_text_and_areas_behind_it_are_no_content() -> None:
    found = tagged(pressed(
        paragraph(Text("gạch chân", replace(STYLE, underline="single")), Text("tô nền", replace(STYLE, highlight="yellow")))))
    assert found.texts == ["gạch chântô nền"]
    assert kinds(found) == [("Layout", ""), ("Layout", "")]


def test_what_a_row_of_exact_height_cuts_off_is_still_read() -> None:
    cell = Cell((paragraph("một"), paragraph("hai"), paragraph("ba")), 0, borders=RULED)
    other = replace(cell, blocks=(paragraph("bốn"),), column=1)
    data = pressed(Table((200.0, 200.0), (Row((cell, other), height_pt=20.0, height_rule="exact"),)), paragraph("sau"))
    assert tagged(data).texts == ["một", "hai", "ba", "bốn", "sau"]


# ---------------------------------------------------------------- pages that come again

def laid(value: Paper) -> list[SetPage]:
    return pages(Typesetter(value, faces()), Node("Document", None))


def ruled(number: str) -> Paper:
    """A page with everything that a page is known again by."""
    at = Position("page", 300.0), Position("page", 90.0)
    rule = Float(Rule(100.0, 0.0), 100.0, 0.0, *at)
    head = HeaderFooter(default=(paragraph("Số trang ", Field("PAGE", STYLE)),))
    return Paper((section(paragraph(LONG, alignment="justify"), paragraph("Số: ", number, rule), headers=head),), compat_mode=15)


def test_a_page_that_comes_again_is_not_drawn_again() -> None:
    value, other = ruled("12"), ruled("13")
    drawn = [paint(laid(value)[0]) for _ in range(4)]
    assert drawn[2] is drawn[3]
    assert drawn[0] == drawn[3]
    assert paint(laid(other)[0]).content != drawn[0].content


@pytest.mark.parametrize("changed", ["x", "y", "node", "lines", "ink", "width"])
def test_a_page_on_which_anything_differs_is_drawn_anew(changed: str) -> None:
    value = ruled("12")
    for _ in range(3):
        before = paint(laid(value)[0])
    page = laid(value)[0]
    words = next(at for at, item in enumerate(page.items) if type(item).__name__ == "Words")
    first: Any = page.items[words]
    ink = next(at for at, item in enumerate(page.items) if type(item).__name__ == "Ink")
    if changed == "x":
        page.items[words] = first._replace(x_pt=first.x_pt + 1)
    elif changed == "y":
        page.items[words] = first._replace(y_pt=first.y_pt + 1)
    elif changed == "node":
        page.items[words] = first._replace(node=None)
    elif changed == "lines":
        page.items[words] = first._replace(stop=first.stop - 1)
    elif changed == "ink":
        page.items[ink] = page.items[ink]._replace(code=b"0 0 9 9 re f\n")       # type: ignore[call-arg]
    else:
        page.around = Around([], page.around.footer)
    after = paint(page)
    assert after.content != before.content


@pytest.mark.parametrize("text", [LONG, "Một", "- " + LONG])
def test_a_whole_paragraph_is_drawn_as_its_lines_are(text: str) -> None:
    page = laid(paper(paragraph(text, alignment="justify")))[0]
    words: Any = page.items[0]
    canvas = Canvas(800.0)
    groups = canvas.words(words, b"", apart=False)
    lines = drawn_lines(words.paragraph, words.start, words.stop, b"", False)
    assert canvas.content() == lines.form % (words.x_pt, 800.0 - words.y_pt, *range(lines.mark_count))
    assert (groups, canvas.count, *canvas.uses) == (lines.groups, lines.mark_count, words.paragraph.uses)


def test_the_same_paragraph_on_another_page_is_drawn_at_its_place() -> None:
    shared = paragraph(LONG, alignment="justify")
    first, second = (laid(paper(*blocks))[0] for blocks in ((shared,), (paragraph("Trước"), shared)))
    one, other = (_baselines(to_pdf(paper(*blocks), faces()).pdf) for blocks in ((shared,), (paragraph("Trước"), shared)))
    assert len(paint(first).marks) + 1 == len(paint(second).marks)
    assert other[1:] == [pytest.approx(y - (one[0] - one[1]), abs=0.002) for y in one]


def _baselines(data: bytes) -> list[float]:
    """Of each line of the first page, up from its lower edge."""
    x, y = ctypes.c_double(), ctypes.c_double()
    found: dict[float, None] = {}
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        for number in range(text.count_chars()):
            if not raw.FPDFText_IsGenerated(text, number):
                raw.FPDFText_GetCharOrigin(text, number, ctypes.byref(x), ctypes.byref(y))
                found[round(y.value, 3)] = None
    return list(found)


def test_a_body_without_anything_is_a_page_without_marks() -> None:
    (page,) = laid(paper(paragraph("")))
    assert (paint(page).mark_count, paint(page).marks) == (0, ())
    assert page.frame.width_pt == WIDTH_PT
