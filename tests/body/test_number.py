from __future__ import annotations

import pytest

from service.body import markdown
from service.body.levels import Part
from service.body.number import Item, Rules, finish, last_dieu, number
from service.values import Grid, GridColumn, GridRow, Rich

MUC, DIEU = Rules("muc", sub_khoan=True), Rules("dieu")


def parts(*lines: str) -> list[Part]:
    """`"khoan Mục đích"` → Part."""
    made = []
    for index, line in enumerate(lines):
        level, _, text = line.partition(" ")
        made.append(Part(level, text, pointer=f"/{index}"))  # type: ignore[arg-type]  # the table names only levels
    return made


def signs(lines: tuple[str, ...], rules: Rules) -> list[str]:
    items, problems = number(parts(*lines), rules)
    assert problems == ()
    return [item.so for item in items]


@pytest.mark.parametrize(("lines", "rules", "expected"), [
    (("muc A", "khoan a.", "khoan b.", "muc B", "khoan c."), MUC, ["I.", "1.", "2.", "II.", "1."]),
    (("khoan a:", "diem x;", "diem y.", "khoan b:", "diem z."), MUC, ["1.", "a)", "b)", "2.", "a)"]),
    (("muc A", "khoan B", "khoan_con c.", "khoan_con d.", "khoan E", "khoan_con g."), MUC,
     ["I.", "1.", "1.1.", "1.2.", "2.", "2.1."]),
    (("phan A", "muc B", "doan x", "phan C", "muc D", "doan y"), MUC, ["Phần I", "I.", "", "Phần II", "I.", ""]),
    (("chuong A", "dieu a.", "chuong B", "dieu b.", "khoan c.", "dieu d."), DIEU,
     ["Chương I", "Điều 1.", "Chương II", "Điều 2.", "1.", "Điều 3."]),
    (("phan A", "chuong B", "dieu a.", "phan C", "chuong D", "dieu b."), DIEU,
     ["Phần I", "Chương I", "Điều 1.", "Phần II", "Chương II", "Điều 2."]),
    (("chuong A", "muc_dieu B", "tieu_muc C", "dieu a.", "muc_dieu D", "tieu_muc E", "dieu b."), DIEU,
     ["Chương I", "Mục 1", "Tiểu mục 1", "Điều 1.", "Mục 2", "Tiểu mục 1", "Điều 2."]),
    (("gach a;", "cong b;", "gach c."), MUC, ["-", "+", "-"]),
    (("muc A", "diem a;", "diem b."), MUC, ["I.", "a)", "b)"]),                       # levels may be skipped
    (("gach a", "doan Các đơn vị:", "khoan b.", "khoan c."), MUC, ["-", "", "1.", "2."]),
])
def test_numbers_follow_the_order_of_the_levels(lines: tuple[str, ...], rules: Rules, expected: list[str]) -> None:
    assert signs(lines, rules) == expected


def test_after_d_comes_the_vietnamese_d_with_stroke() -> None:
    assert signs(tuple(f"diem mục {n}" for n in range(7)), MUC) == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]


@pytest.mark.parametrize(("lines", "rules", "code", "pointer"), [
    (("muc A", "khoan 3. Sai số"), MUC, "numbering-conflict", "/1"),
    (("muc A", "khoan a) Sai cấp"), MUC, "numbering-conflict", "/1"),
    (("khoan A", "khoan_con 1.3. Nhảy số"), MUC, "numbering-conflict", "/1"),
    (("gach 18.500.000 đồng\n2. b",), MUC, "numbering-conflict", "/0"),
    (("diem c) Nhảy số",), MUC, "numbering-conflict", "/0"),
    (("diem a. Dấu chấm là được", "diem c. Nhảy số"), MUC, "numbering-conflict", "/1"),
    (("doan 1. Tự đánh số",), MUC, "numbering-conflict", "/0"),
    (("doan - Tự gạch",), MUC, "numbering-conflict", "/0"),
    (("doan Dòng đầu\nb) dòng hai tự đánh số",), MUC, "numbering-conflict", "/0"),
    (("muc II. SAI", "doan x"), MUC, "numbering-conflict", "/0"),
    (("dieu Điều 2. Sai số",), DIEU, "numbering-conflict", "/0"),
    (("muc A", "gach a", "khoan b."), MUC, "level-inverted", "/2"),
    (("khoan a.", "gach x", "diem y."), MUC, "level-inverted", "/2"),
    (("dieu a.", "chuong B", "dieu c."), DIEU, "level-inverted", "/1"),
    (("muc A", "khoan_con b."), MUC, "level-orphan", "/1"),
    (("chuong A", "tieu_muc B", "dieu c."), DIEU, "level-orphan", "/1"),
    (("chuong A", "doan b"), MUC, "level-not-allowed", "/0"),
    (("muc A", "doan b"), DIEU, "level-not-allowed", "/0"),
    (("khoan a", "khoan_con b."), Rules("muc"), "level-not-allowed", "/1"),
    (("muc A", "muc B", "doan x"), MUC, "heading-empty", "/0"),
    (("doan x", "muc A"), MUC, "heading-empty", "/1"),
    (("doan **quên đóng",), MUC, "markup-unclosed", "/0"),
    (("khoan 1. ",), MUC, "text-empty", "/0"),
])
def test_a_broken_body_is_refused_with_its_place(lines: tuple[str, ...], rules: Rules, code: str, pointer: str) -> None:
    _, problems = number(parts(*lines), rules)
    assert (code, pointer) in [(one.code, one.pointer) for one in problems]
    assert all("{" not in one.message for one in problems)


def test_letters_end_with_y() -> None:
    _, problems = number(parts(*(f"diem {n} việc" for n in range(30))), MUC)
    assert [one.code for one in problems] == ["diem-too-many"]


@pytest.mark.parametrize(("text", "printed"), [
    ("1. Mục đích", "Mục đích"), ("1) Mục đích", "Mục đích"), ("**1. Mục đích**", "Mục đích"), ("Mục đích", "Mục đích"),
    ("1.5 tỷ đồng được giao", "1.5 tỷ đồng được giao"), ("18.500.000 đồng", "18.500.000 đồng"),
    ("10.5 điểm", "10.5 điểm"), ("01/7/2025 là ngày bắt đầu", "01/7/2025 là ngày bắt đầu"),
    (r"V\. I. Lê-nin", "V. I. Lê-nin"), ("2026 là năm cuối", "2026 là năm cuối"),
])
def test_the_very_number_typed_in_front_is_taken_away(text: str, printed: str) -> None:
    items, problems = number([Part("khoan", text)], MUC)
    assert (problems, items[0].so, str(items[0].chu)) == ((), "1.", printed)


@pytest.mark.parametrize(("lines", "titled"), [
    (("khoan Mục đích", "gach a."), True),                       # something stands under it
    (("khoan Các đơn vị có trách nhiệm:", "diem a."), False),    # a sentence that leads in
    (("khoan Báo cáo kết quả",), False),                         # nothing under it
    (("dieu Phạm vi điều chỉnh", "khoan a."), True),
    (("dieu Quyết định này có hiệu lực kể từ ngày ký.", "dieu b."), False),
])
def test_a_title_is_what_has_something_under_it_and_no_stop(lines: tuple[str, ...], titled: bool) -> None:
    items, _ = number(parts(*lines), DIEU if lines[0].startswith("dieu") else MUC)
    assert items[0].tieu_de is titled


def test_titles_of_muc_are_in_capitals_and_keep_their_marks() -> None:
    items, _ = number(parts("muc Thực hiện Quyết định 15/QyĐ-UBND", "doan x"), MUC)
    assert str(items[0].chu) == "THỰC HIỆN QUYẾT ĐỊNH 15/QyĐ-UBND"


def test_the_end_mark_goes_to_the_last_text_and_tables_take_the_text_width() -> None:
    grid = Grid((GridColumn(Rich.of("TT"), 1.0),), (GridRow((Rich.of("1"),)),), 0.0)
    table, text = Item("bang", "", Rich(()), bang=grid), Item("doan", "", Rich.of("Trên đây là Kế hoạch."))
    done = finish([table, text], end_mark=True, width_pt=467.7)
    assert str(done[1].chu) == "Trên đây là Kế hoạch./."
    assert done[0].bang is not None
    assert done[0].bang.width_pt == 467.7
    assert [str(item.chu) for item in finish([text, table], end_mark=True, width_pt=1.0)] == ["Trên đây là Kế hoạch.", "", "./."]
    assert finish([text], end_mark=False, width_pt=1.0) == (text,)


@pytest.mark.parametrize(("kinds", "end_mark", "kept"), [
    ("bang", False, [True]), ("bang", True, [True, None]), ("doan bang", False, [None, True]),
    ("bang doan", True, [True, None]), ("bang doan doan", True, [False, None, None]), ("bang bang", False, [False, True]),
])
def test_a_table_at_the_end_stays_with_what_is_below(kinds: str, end_mark: bool, kept: list[bool | None]) -> None:
    grid = Grid((GridColumn(Rich.of("TT"), 1.0),), (GridRow((Rich.of("1"),)),), 0.0)
    items = [Item(kind, "", Rich.of("Tổng cộng: 01."), bang=grid if kind == "bang" else None) for kind in kinds.split()]
    assert [item.bang.keep_next if item.bang else None for item in finish(items, end_mark=end_mark, width_pt=1.0)] == kept


@pytest.mark.parametrize(("text", "leads"), [("Hồ sơ gồm:", True), ("**Hồ sơ gồm:**", True), ("a: b", False)])
def test_what_ends_with_a_colon_leads_in_what_follows(text: str, leads: bool) -> None:
    assert number(parts(f"doan {text}", "gach x"), MUC)[0][0].dan_nhap is leads


def test_the_articles_of_a_decision_are_counted() -> None:
    items, _ = number(markdown.parts("Điều 1. Khen thưởng.\n\nĐiều 2. Thi hành.")[0], DIEU)
    assert last_dieu(items) == 2
