"""The structure of tables, pictures, drawings, links and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.paper import Border, Borders, Box, Cell, Float, Note, NoteMark, Paragraph, Picture, Position, Row, Rule, Text
from tests.html.printing import BOLD, STYLE, html, paper, paragraph
from tests.html.test_tables import cell, table
from tests.pdf.test_structure import of, outline, printed
from tests.test_pdf import png

MARK = NoteMark("1", "1", replace(STYLE, script="super"))


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
    bare: dict[str, Any] = {"borders": Borders()}
    left = cell(paragraph("Nơi nhận:"), paragraph("- Như trên;"), paragraph("- Lưu: VT."), **bare)
    found = printed(table(Row((left, cell("CHỦ TỊCH", column=1, **bare)))))
    assert outline(found) == [("Div", [("Div", ["P", ("L", [("LI", ["Lbl", "LBody"])] * 2)]), ("Div", ["P"])])]
    assert outline(printed(table(Row((cell("một khung"),)), grid=(300.0,)))) == [("Div", [("Div", ["P"])])]


def test_in_a_cell_that_holds_things_in_place_only_a_title_is_a_heading() -> None:
    bare: dict[str, Any] = {"borders": Borders()}
    subject = paragraph("V/v báo cáo sơ kết", style_id="trich_yeu_cong_van")
    number = cell(paragraph("Số: 45/VHXH", outline_level=0), subject, **bare)
    block = table(Row((number, cell("Hạnh Thông, ngày 07", column=1, **bare))))
    found = printed(block, paragraph("1. Nội dung", outline_level=1))
    assert outline(found) == [("Div", [("Div", ["P", "H1"]), ("Div", ["P"])]), "H2"]


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


def test_cells_hold_no_loose_text_whatever_they_hold() -> None:
    nested = table(Row((cell("trong"), cell("ô", column=1))), grid=(30.0, 30.0))
    picture = Picture(png(), "image/png", 10.0, 10.0, alt="Dấu")
    inside: tuple[Cell, ...] = (cell("trên", nested, "dưới"), cell(paragraph(picture), column=1), cell("", column=2))
    found = printed(table(Row(inside), grid=(100.0, 60.0, 60.0)))
    assert found.texts == ["trên", "trong", "ô", "dưới"]
    assert [tag.alt for tag in found.document.all("Figure")] == ["Dấu"]
