from __future__ import annotations

import pytest

from service.body import markdown
from service.body.number import Rules, number
from tests.shared import SHARED

PLAN = """# Mục đích, yêu cầu
## Mục đích
- Tạo khí thế thi đua sôi nổi;
- Nâng cao trách nhiệm
  của người đứng đầu.
## Yêu cầu
Thiết thực,\\
tiết kiệm.
### Khoản con
# Tổ chức thực hiện
1. Các đơn vị báo cáo.
a) Trước ngày 05/12;
b) Bằng văn bản.
2. Phòng tổng hợp.

| TT | Nội dung | Kinh phí |
|:--:|----------|---------:|
| 1  | Hội nghị | 5.000.000 |

Trên đây là Kế hoạch.
"""


def lines(text: str, rules: Rules) -> list[str]:
    parts, problems = markdown.parts(text)
    items, found = number(parts, rules)
    assert [*problems, *found] == []
    return [f"{item.kieu} {item.so} {item.chu}".replace("\n", "⏎") for item in items]


def test_light_markdown_is_a_numbered_body() -> None:
    assert lines(PLAN.replace("### Khoản con\n", ""), Rules("muc")) == [
        "muc I. MỤC ĐÍCH, YÊU CẦU", "khoan 1. Mục đích", "gach - Tạo khí thế thi đua sôi nổi;",
        "gach - Nâng cao trách nhiệm của người đứng đầu.", "khoan 2. Yêu cầu", "doan  Thiết thực,⏎tiết kiệm.",
        "muc II. TỔ CHỨC THỰC HIỆN", "khoan 1. Các đơn vị báo cáo.", "diem a) Trước ngày 05/12;", "diem b) Bằng văn bản.",
        "khoan 2. Phòng tổng hợp.", "bang  ", "doan  Trên đây là Kế hoạch.",
    ]


def test_articles_chapters_and_sections_have_their_words() -> None:
    text = ("# Chương: Quy định chung\n# Điều: Phạm vi\n1. Quy định này áp dụng cho các trường.\n"
            "# Chương II. Tổ chức\n# Điều 2. Thi hành")
    assert lines(text, Rules("dieu")) == [
        "chuong Chương I QUY ĐỊNH CHUNG", "dieu Điều 1. Phạm vi", "khoan 1. Quy định này áp dụng cho các trường.",
        "chuong Chương II TỔ CHỨC", "dieu Điều 2. Thi hành",
    ]


def test_a_heading_that_only_begins_like_a_word_of_structure_is_plain() -> None:
    assert lines("# Mục đích\nx\n# Phần mềm: cài đặt\ny\n# Điều kiện\nz", Rules("muc"))[::2] == [
        "muc I. MỤC ĐÍCH", "muc II. PHẦN MỀM: CÀI ĐẶT", "muc III. ĐIỀU KIỆN"]


def test_a_table_keeps_alignment_and_marks() -> None:
    parts, _ = markdown.parts("| TT | **Nội dung** |\n|:-:|---:|\n| 1 | a \\| b |")
    grid = parts[0].table
    assert grid is not None
    assert [column.alignment for column in grid.columns] == ["center", "right"]
    assert grid.columns[1].heading.runs[0].bold
    assert str(grid.rows[0].cells[1]) == "a | b"
    assert sum(column.share for column in grid.columns) == pytest.approx(1.0)


@pytest.mark.parametrize(("text", "code", "place"), [
    ("# A\nx\n#### B\n", "heading-depth", "dòng 3"),
    ("x\n\n| a | b |\n| 1 | 2 |\n", "table-rule", "dòng 3"),
    ("| a | b |\n|---|---|\n| 1 |\n", "row-uneven", "dòng 1"),
])
def test_broken_markdown_is_told_with_its_line(text: str, code: str, place: str) -> None:
    _, problems = markdown.parts(text, "/noi_dung")
    assert [(one.code, one.place, one.pointer) for one in problems] == [(code, place, "/noi_dung")]


@pytest.mark.skipif(SHARED is None, reason="the seed lies beside the checkout")
def test_the_broken_numbering_of_the_seed_cannot_be_written() -> None:
    assert SHARED is not None
    text = (SHARED / "seed" / "ke-hoach-656.txt").read_text(encoding="utf-8")
    body = text.split("như sau:", 1)[1].split("Nơi nhận:")[0]
    _, problems = number(markdown.parts(body)[0], Rules("muc", sub_khoan=True))
    assert [(one.code, one.args.get("tu_ghi")) for one in problems] == [
        ("level-inverted", None),              # F12: dashes, then the point b)
        ("numbering-conflict", "b)"),          # F13: b) without a)
        ("markup-unclosed", None),             # F14: *** Đối với cá nhân**
        ("numbering-conflict", "2."),          # F21: VI begins at 2
    ]
