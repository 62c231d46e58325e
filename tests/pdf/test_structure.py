"""The structure tree: each kind of block becomes the element a screen reader expects, whole over pages, in reading order."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from service.paper import (
    Border,
    Box,
    Break,
    Cell,
    Float,
    HeaderFooter,
    Inline,
    Label,
    Note,
    NoteMark,
    Paper,
    Paragraph,
    Picture,
    Position,
    Properties,
    Row,
    Rule,
    Tab,
    TabStop,
    Text,
)
from service.pdf import to_pdf
from tests.html.printing import BOLD, STYLE, WIDTH_PT, html, paper, paragraph, section
from tests.html.test_pages import NUMBER
from tests.html.test_tables import cell, table
from tests.pdf.reading import reading
from tests.pdf.tagged import Tag, Tagged, tagged
from tests.test_pdf import png

MARK = NoteMark("1", "1", replace(STYLE, script="super"))
LONG = "Thực hiện Luật Thi đua, khen thưởng, Ủy ban nhân dân tỉnh ban hành Kế hoạch phát động phong trào thi đua. "


def printed(*blocks: object, **more: object) -> Tagged:
    return of(paper(*blocks, **more))  # type: ignore[arg-type]  # blocks, and the fields of a paper


def of(value: Paper) -> Tagged:
    found = tagged(to_pdf(html(value), value.properties))
    assert not found.loose
    assert " ".join(found.texts).split() == " ".join(reading(value)).split()
    return found


def outline(found: Tagged) -> list[object]:
    return [kid.outline for kid in found.document.kids if isinstance(kid, Tag)]


def style(name: str, *content: str | Inline, **form: Any) -> Paragraph:
    return paragraph(*content, style_id=name, **form)


def bookmarks(value: Paper) -> list[tuple[int, str]]:
    with pikepdf.open(BytesIO(to_pdf(html(value), value.properties))) as pdf, pdf.open_outline() as found:
        def walk(entries: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
            return [row for one in entries for row in [(level, one.title), *walk(one.children, level + 1)]]

        return walk(list(found.root), 1)


# ---------------------------------------------------------------- paragraphs

def test_a_paragraph_is_one_element_and_its_words_stay_apart_without_their_places() -> None:
    found = printed(paragraph(LONG * 3, alignment="justify"))
    (only,) = found.document.kids
    assert isinstance(only, Tag)
    assert only.role == "P"
    assert only.text.split() == (LONG * 3).split()


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    found = printed(*(paragraph(f"dòng {k}") for k in range(40)), paragraph(LONG * 12))
    last = found.document.kids[-1]
    assert isinstance(last, Tag)
    assert (last.role, last.pages) == ("P", {0, 1})
    assert len(found.document.kids) == 41


@pytest.mark.parametrize(
    ("inlines", "words"),
    [
        (("Kính gửi:", Tab(STYLE), "Sở Nội vụ"), "Kính gửi: Sở Nội vụ"),
        (("Số:", Tab(STYLE), "/QĐ"), "Số: /QĐ"),
        (("một", Break("line", STYLE), "hai"), "một hai"),
        (("một", Text(" ", BOLD), Text("hai", STYLE)), "một hai"),
        (("một\u00a0", Text("hai", BOLD)), "một hai"),
        (("Luật", Text(" số 06", BOLD)), "Luật số 06"),
        (("Quyết định số 12/QĐ-", Text("UBND", BOLD)), "Quyết định số 12/QĐ-UBND"),
    ],
)
def test_what_parts_two_words_on_the_page_parts_them_in_the_text(inlines: tuple[str | Inline, ...], words: str) -> None:
    tabs = (TabStop(150.0, leader="dot"),)
    assert printed(paragraph(*inlines, tabs=tabs, alignment="justify")).texts == [words]


def test_a_line_that_ends_behind_a_hyphen_or_within_a_word_joins_the_next_without_a_blank() -> None:
    narrow = WIDTH_PT - 100
    words = "Căn cứ Quyết định số 15/2025/QĐ-UBND-VPUBND-KSTTHC-TTPVHCC ngày 07 tháng 11"
    assert printed(paragraph(words, right_pt=narrow)).texts == [words]
    assert printed(paragraph("a" * 200)).texts == ["a" * 200]


def test_a_page_break_within_a_paragraph_does_not_cut_its_element() -> None:
    found = printed(paragraph("trang trước", Break("page", STYLE), "trang sau"), paragraph("hết"))
    assert outline(found) == ["P", "P"]
    assert found.texts[0] == "trang trước trang sau"


def test_empty_paragraphs_and_leaders_are_no_content() -> None:
    dots = paragraph("Họ và tên:", Tab(STYLE), tabs=(TabStop(300.0, leader="dot"),))
    found = printed(paragraph(), dots, paragraph("   "))
    assert found.texts == ["Họ và tên:"]
    assert outline(found) == ["P"]
    assert [(kind, set(text)) for _, kind, text in found.artifacts if text] == [("Layout", {"."})]


# ---------------------------------------------------------------- headers

def test_page_numbers_and_running_heads_are_artifacts() -> None:
    head, foot = HeaderFooter(default=(NUMBER,)), HeaderFooter(default=(paragraph("UBND phường – lưu hành nội bộ"),))
    blocks = (paragraph("a"), paragraph("b", page_break_before=True))
    found = of(Paper((section(*blocks, headers=head, footers=foot),)))
    assert found.texts == ["a", "b"]
    heads = [(page, text) for page, kind, text in found.artifacts if kind == "Pagination/Header"]
    feet = {text for _, kind, text in found.artifacts if kind == "Pagination/Footer"}
    assert heads == [(0, "1"), (1, "2")]
    assert feet == {"UBND phường – lưu hành nội bộ"}


# ---------------------------------------------------------------- headings

@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ((0, 1, 1, 0), "H1 H2 H2 H1"),
        ((1, 2, 1), "H1 H2 H1"),
        ((2, 0, 2), "H1 H1 H2"),
        ((0, 3, 1, 2), "H1 H2 H2 H3"),
        ((0, 1, 2, 3, 4, 5, 6, 7), "H1 H2 H3 H4 H5 H6 H6 H6"),
    ],
)
def test_headings_begin_with_the_first_level_and_leave_none_out(levels: tuple[int, ...], tags: str) -> None:
    value = paper(*(paragraph(f"mục {k}", outline_level=level) for k, level in enumerate(levels)))
    assert " ".join(str(one) for one in outline(of(value))) == tags
    assert [f"H{level}" for level, _ in bookmarks(value)] == tags.split()


def test_the_title_is_the_first_heading_and_an_appendix_begins_anew() -> None:
    value = paper(
        style("ten_loai", "KẾ HOẠCH"), style("trich_yeu", "Tổ chức phong trào", Tab(STYLE), "thi đua"), paragraph("Căn cứ Luật."),
        paragraph("I. MỤC ĐÍCH", outline_level=0), paragraph("1. Mục đích", outline_level=1),
        style("phu_luc", "Phụ lục I", page_break_before=True), style("phu_luc_ten", "DANH SÁCH"),
        paragraph("I. TẬP THỂ", outline_level=0), style("phu_luc_ten", "BIỂU MẪU", page_break_before=True),
    )  # fmt: skip
    found = of(value)
    assert outline(found) == ["H1", "P", "H2", "H3", "H1", "H2", "H1"]
    assert found.texts[0] == "KẾ HOẠCH Tổ chức phong trào thi đua"
    assert bookmarks(value) == [
        (1, "KẾ HOẠCH Tổ chức phong trào thi đua"), (2, "I. MỤC ĐÍCH"), (3, "1. Mục đích"), (1, "Phụ lục I DANH SÁCH"),
        (2, "I. TẬP THỂ"), (1, "BIỂU MẪU"),
    ]  # fmt: skip


def test_number_and_words_of_a_chapter_are_one_heading() -> None:
    value = paper(style("chuong", "Chương I"), style("chuong_tieu_de", "QUY ĐỊNH CHUNG", outline_level=0),
                  style("dieu_tieu_de", "Điều 1. Phạm vi", outline_level=2))  # fmt: skip
    assert outline(of(value)) == ["H1", "H2"]
    assert bookmarks(value) == [(1, "Chương I QUY ĐỊNH CHUNG"), (2, "Điều 1. Phạm vi")]


def test_a_heading_on_several_lines_or_behind_a_page_break_has_a_bookmark_of_one_line() -> None:
    broken = paragraph("MỤC  ĐÍCH,", Break("line", STYLE), "YÊU", Tab(STYLE), "CẦU", outline_level=0)
    moved = paragraph(Break("page", STYLE), "PHẠM VI", outline_level=0)
    value = paper(broken, moved)
    assert bookmarks(value) == [(1, "MỤC ĐÍCH, YÊU CẦU"), (1, "PHẠM VI")]
    assert [tag.pages for tag in of(value).document.all("H1")] == [{0}, {1}]


# ---------------------------------------------------------------- lists



def test_typed_and_automatic_items_become_lists_nested_as_they_are_written() -> None:
    texts = ("1. Hồ sơ gồm:", "a) Tờ trình:", "- Bản chính;", "- Bản sao;", "b) Báo cáo.", "2. Nơi nhận hồ sơ.", "Hết danh sách.")
    deep = ("L", [("LI", ["Lbl", "LBody"])] * 2)
    letters = ("L", [("LI", ["Lbl", ("LBody", [deep])]), ("LI", ["Lbl", "LBody"])])
    found = printed(*map(paragraph, texts))
    assert outline(found) == [("L", [("LI", ["Lbl", ("LBody", [letters])]), ("LI", ["Lbl", "LBody"])]), "P"]
    assert [tag.text for tag in found.document.all("Lbl")] == ["1. ", "a) ", "- ", "- ", "b) ", "2. "]
    bullets = (paragraph(text, label=Label("•", STYLE, bullet=True)) for text in ("một", "hai"))
    assert outline(printed(*bullets)) == [("L", [("LI", ["Lbl", "LBody"])] * 2)]


def test_items_over_two_pages_stay_one_list() -> None:
    found = printed(*(paragraph(f"dòng {k}") for k in range(40)), *(paragraph(f"- {LONG * 4}") for _ in range(3)))
    lists = list(found.document.all("L"))
    assert len(lists) == 1
    assert [tag.role for tag in lists[0].all("LI")] == ["LI"] * 3


# ---------------------------------------------------------------- tables

def test_a_table_over_pages_is_one_table_and_its_heading_is_said_once() -> None:
    rows = tuple(Row((cell(f"dòng {k}"), cell("x", column=1))) for k in range(90))
    found = printed(table(Row((cell("Stt"), cell("Họ tên", column=1)), header=True), *rows))
    assert [tag.role for tag in found.document.all("Table|THead|TBody")] == ["Table", "THead", "TBody"]
    (head, body) = found.document.all("THead|TBody")
    assert [(tag.text, tag.attributes["Scope"]) for tag in head.all("TH")] == [("Stt", "/Column"), ("Họ tên", "/Column")]
    assert len(list(body.all("TR"))) == 90
    again = [(page, text) for page, kind, text in found.artifacts if kind == "Pagination"]
    assert again == [(page, text) for page in (1, 2) for text in ("Stt", "Họ tên")]


def test_a_row_over_two_pages_is_one_row() -> None:
    filler = tuple(paragraph(str(k)) for k in range(41))
    found = printed(*filler, table(Row((cell(*("a" * 3 for _ in range(4))), cell("b", column=1)))))
    assert [tag.text for tag in found.document.all("TD")] == ["aaa" * 4, "b"]
    assert next(found.document.all("Table")).outline == ("Table", [("TBody", [("TR", [("TD", ["P"] * 4), "TD"])])])


def test_a_row_that_heads_a_group_is_a_heading_of_its_rows() -> None:
    whole: dict[str, Any] = {"span": 2}
    found = printed(table(
        Row((cell("Stt"), cell("Họ tên", column=1)), header=True),
        Row((cell("I. TẬP THỂ", **whole),)), Row((cell("1"), cell("Tổ 5", column=1))),
        Row((cell("II. CÁ NHÂN", **whole),)), Row((cell("1"), cell("Bà Ánh", column=1))), Row((cell("Tổng cộng: 02", **whole),)),
    ))  # fmt: skip
    names = {tag.name: tag.text for tag in found.document.all("TH")}
    assert list(names.values()) == ["Stt", "Họ tên", "I. TẬP THỂ", "II. CÁ NHÂN"]
    headings = {tag.text: [names[str(name)] for name in tag.attributes["Headers"]] for tag in found.document.all("TD")}
    assert headings == {"1": ["Stt", "II. CÁ NHÂN"], "Tổ 5": ["Họ tên", "I. TẬP THỂ"], "Bà Ánh": ["Họ tên", "II. CÁ NHÂN"],
                        "Tổng cộng: 02": ["Stt", "II. CÁ NHÂN"]}  # fmt: skip


def test_spans_are_told_and_every_row_has_all_its_cells() -> None:
    found = printed(table(
        Row((cell("gộp", row_span=2), cell("B1", column=1), cell("C1", column=2))), Row((cell("BC2", column=1, span=2),)),
        Row((cell("A3"),)), grid=(60.0, 60.0, 60.0),
    ))  # fmt: skip
    spans = [[(tag.attributes.get("ColSpan", 1), tag.attributes.get("RowSpan", 1)) for tag in row.all("TD")]
             for row in found.document.all("TR")]  # fmt: skip
    assert spans == [[(1, 2), (1, 1), (1, 1)], [(2, 1)], [(1, 1), (2, 1)]]


def test_a_table_that_only_holds_things_in_place_is_none() -> None:
    bare: dict[str, Any] = {"borders": replace(cell("x").borders, top=None, left=None, bottom=None, right=None)}
    left = cell(paragraph("Nơi nhận:"), paragraph("- Như trên;"), paragraph("- Lưu: VT."), **bare)
    found = printed(table(Row((left, cell("CHỦ TỊCH", column=1, **bare)))))
    assert outline(found) == [("Div", [("Div", ["P", ("L", [("LI", ["Lbl", "LBody"])] * 2)]), ("Div", ["P"])])]
    assert outline(printed(table(Row((cell("một khung"),)), grid=(300.0,)))) == [("Div", [("Div", ["P"])])]


def test_a_heading_of_bold_cells_is_one_where_the_file_repeats_none() -> None:
    def bold(text: str) -> Paragraph:
        return paragraph(text, style=BOLD)

    found = printed(table(Row((cell(bold("Stt")), cell(bold("Tên"), column=1))), Row((cell("1"), cell("Ánh", column=1)))))
    assert [tag.role for tag in found.document.all("T[HD]")] == ["TH", "TH", "TD", "TD"]


# ---------------------------------------------------------------- pictures, drawings, links, notes

def test_pictures_say_what_they_show_or_that_nobody_said_it_and_decoration_is_passed_by() -> None:
    named, plain = Picture(png(), "image/png", 40.0, 20.0, alt="Quốc\nhuy"), Picture(png(), "image/png", 40.0, 20.0)
    value = paper(paragraph(named, plain, replace(plain, decorative=True)))
    figures = list(of(value).document.all("Figure"))
    assert [tag.alt for tag in figures] == ["Quốc huy", "Hình không có mô tả"]
    left, low, right, high = (float(side) for side in figures[0].attributes["BBox"])
    assert (round(left), round(right - left), round(high - low)) == (100, 40, 20)
    assert low > 700
    assert [(c.name, c.lost) for c in html(value).constructs] == [("wp:docPr", False)]


def test_rules_are_artifacts_and_a_drawn_box_is_read_behind_its_anchor() -> None:
    page = Position("page", 50.0)
    box = Float(Box(100.0, 40.0, (paragraph("trong hộp"),), border=Border()), 100.0, 40.0, page, Position("page", 600.0))
    rules = [Float(Rule(80.0, down), 80.0, down, page, page) for down in (0.0, 20.0)]
    many = [Float(Rule(80.0, 0.0), 80.0, 0.0, page, Position("page", 10.0 * k)) for k in range(9)]
    found = printed(paragraph(*rules, box, "chữ ở đoạn neo"), paragraph(*many), paragraph("sau"))
    assert outline(found) == ["P", ("Div", ["P"]), "P"]
    assert found.texts == ["chữ ở đoạn neo", "trong hộp", "sau"]


def test_a_link_says_its_words() -> None:
    words = "cổng thông tin của Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam " * 2
    found = printed(paragraph("Xem ", Text(words, STYLE, link="https://vanban.chinhphu.vn/")))
    (link,) = found.document.all("Link")
    assert len(link.annotations) == 3                # one on each line
    assert {one["Contents"] for one in link.annotations} == {link.text.strip()}


def test_notes_are_read_behind_their_sign() -> None:
    note = Note("1", "footnote", (paragraph("1 Điều 5 Nghị định số 30/2020/NĐ-CP"),))
    end = Note("2", "endnote", (paragraph("i Chú thích cuối"),))
    found = printed(paragraph("Thể thức", MARK, " văn bản"), paragraph("sau", NoteMark("2", "i", STYLE)), notes=(note, end),
                    note_separator=(paragraph(),))  # fmt: skip
    assert outline(found) == [("P", ["Reference", ("Note", ["P"])]), ("P", ["Reference"]), "Note"]
    assert len({tag.name for tag in found.document.all("Note")} - {""}) == 2


# ---------------------------------------------------------------- the whole

@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ((paragraph("Kính gửi:"), paragraph("THÔNG BÁO\nKẾT LUẬN", outline_level=0)), "THÔNG BÁO KẾT LUẬN"),
        ((paragraph(), paragraph("Danh sách   dự họp"), paragraph("b")), "Danh sách dự họp"),
        ((table(Row((cell("Ô đầu"), cell("b", column=1)))),), "Ô đầu"),
        ((paragraph(),), "Văn bản"),
        ((paragraph("từ " * 100),), "từ " * 65 + "từ…"),
    ],
)
def test_a_document_without_a_title_is_called_by_its_first_heading_or_words(blocks: tuple[object, ...], title: str) -> None:
    with pikepdf.open(BytesIO(to_pdf(html(paper(*blocks))))) as pdf:  # type: ignore[arg-type]  # blocks
        assert str(pdf.docinfo.Title) == title
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == title


def test_the_language_is_vietnamese_unless_the_file_says_another() -> None:
    assert printed(paragraph("a")).language == "vi"
    assert printed(paragraph("a"), properties=Properties(language="en-GB")).language == "en"


def test_cells_hold_no_loose_text_whatever_they_hold() -> None:
    nested = table(Row((cell("trong"), cell("ô", column=1))), grid=(30.0, 30.0))
    picture = Picture(png(), "image/png", 10.0, 10.0, alt="Dấu")
    inside: tuple[Cell, ...] = (cell("trên", nested, "dưới"), cell(paragraph(picture), column=1), cell("", column=2))
    found = printed(table(Row(inside), grid=(100.0, 60.0, 60.0)))
    assert found.texts == ["trên", "trong", "ô", "dưới"]
    assert [tag.alt for tag in found.document.all("Figure")] == ["Dấu"]
