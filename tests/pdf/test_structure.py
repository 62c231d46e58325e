"""The structure tree: each kind of block becomes the element a screen reader expects, whole over pages, in reading order."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from service.paper import (
    Break,
    HeaderFooter,
    Inline,
    Label,
    Paper,
    Paragraph,
    Properties,
    Row,
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


@pytest.mark.parametrize(
    ("text", "form", "tag"),
    [
        ("QUYẾT ĐỊNH", {}, "H1"), ("THÔNG BÁO", {}, "H1"), ("GIẤY KHEN", {}, "H1"), ("Phụ lục III", {}, "H1"),
        ("QUYẾT ĐỊNH:", {}, "P"), ("Quyết định", {}, "P"), ("QUYẾT ĐỊNH", {"alignment": "left"}, "P"),
        ("QUYẾT ĐỊNH", {"style": STYLE}, "P"), ("Phụ lục kèm theo", {}, "P"),
    ],
)  # fmt: skip
def test_a_strangers_title_is_known_by_its_words(text: str, form: dict[str, Any], tag: str) -> None:
    found = printed(paragraph(text, **{"alignment": "center", "style": BOLD, **form}), paragraph("Điều 1."))
    assert outline(found) == [tag, "P"]


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
