"""The readable text of a paper: one line a paragraph, and a small change is a small difference."""

from __future__ import annotations

import difflib

import pytest

from service.dump import dump
from service.read import read
from tests.read.drawn import docx, field, p, paper, png, r, style
from tests.read.test_drawings import anchor, inline, pic, wsp
from tests.shared import SHARED

FILES = sorted((SHARED / "corpus").glob("d*/*.docx")) if SHARED else []
TIMES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
) + style("Thân", "", default=True)


def lines(body: str, **more: object) -> list[str]:
    """The lines of the body."""
    text = dump(paper(body, styles=TIMES, **more))
    return text[text.index("— thân\n") + len("— thân\n") :].splitlines()


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (p("Kế hoạch"), "Thân | trái; 14 thường | Kế hoạch"),
        (p(), "Thân | trái; 14 thường | (trống)"),
        (p(r("KẾ HOẠCH", "<w:b/><w:i/>"), '<w:jc w:val="center"/>'), "Thân | giữa; 14 đậm nghiêng | KẾ HOẠCH"),
        (
            p("x", '<w:jc w:val="both"/><w:ind w:firstLine="567"/><w:spacing w:before="120" w:line="360"/>'),
            "Thân | đều hai bên, dòng đầu 10, trước 6pt, dòng 1.5; 14 thường | x",
        ),
        (
            p("x", '<w:ind w:left="567" w:hanging="567"/><w:spacing w:line="360" w:lineRule="exact"/><w:keepNext/>'),
            "Thân | trái, thụt trái 10, treo 10, dòng đúng 18pt, giữ với đoạn sau; 14 thường | x",
        ),
        (
            p("x", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="5670"/></w:tabs>'),
            "Thân | trái, tab phải 100 chấm; 14 thường | x",
        ),
        (p(r("Số: ") + r("12", "<w:b/>") + r("/QĐ-UBND")), "Thân | trái; 14 thường | Số: {đậm: 12}/QĐ-UBND"),
        (
            p(r("Nơi nhận rất dài", "<w:b/>") + r("x", '<w:sz w:val="22"/>')),
            "Thân | trái; 14 đậm | Nơi nhận rất dài{11 không đậm: x}",
        ),
        (p(r("a\u00a0b")), "Thân | trái; 14 thường | a⍽b"),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "Thân | trái; 14 thường | a→b↵c"),
        (p(field("PAGE", "3")), "Thân | trái; 14 thường | ⟦số trang⟧"),
    ],
)
def test_a_paragraph_is_one_line_of_style_layout_and_text(body: str, line: str) -> None:
    assert lines(body) == [line]


def test_drawings_are_named_with_size_and_place() -> None:
    body = p(r("a") + anchor(wsp(), cx=1270000)) + p(inline(pic()))
    assert lines(body, parts={"media/image1.png": png()}) == [
        "Thân | trái; 14 thường | a⟦kẻ 35.3 mm nét 0.75 pt, ngang 3.5 mm từ cột, dọc -1.8 mm từ đoạn⟧",
        "Thân | trái; 14 thường | ⟦hình “Quốc huy” 35.3 × 17.6 mm⟧",
    ]


def test_tables_are_drawn_with_rows_and_cells() -> None:
    cells = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("a")}</w:tc>'
    body = (
        f"<w:tbl><w:tblPr><w:jc w:val='center'/></w:tblPr><w:tblGrid><w:gridCol w:w='567'/><w:gridCol w:w='567'/></w:tblGrid>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr></w:tbl>"
    )
    assert lines(body) == [
        "┌ bảng 10 | 10 mm, giữa",
        "├ hàng (lặp lại đầu trang)",
        "│ ô cột 1–2",
        "│   Thân | trái; 14 thường | a",
        "└",
    ]


def test_an_added_paragraph_is_one_added_line() -> None:
    body = [p(f"đoạn {n}") for n in range(9)]
    before, after = (dump(paper("".join(b), styles=TIMES)).splitlines() for b in (body, [*body[:3], p("mới"), *body[3:]]))
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert changed == ["+ Thân | trái; 14 thường | mới"]


def test_what_is_lost_is_told_at_the_end() -> None:
    assert lines(p("a") + "<w:khongCo/>")[-3:] == [
        "",
        "— không giữ được",
        "  Chưa hiểu phần tử “w:khongCo” của Word; nội dung của nó không được in.",
    ]


def test_equal_files_give_equal_text() -> None:
    data = docx(p("Kế hoạch"), styles=TIMES)
    assert dump(read(data)) == dump(read(data))


@pytest.mark.skipif(SHARED is None, reason="the corpora are not here")
def test_every_real_file_has_a_text() -> None:
    for path in FILES:
        assert dump(read(path.read_bytes())).endswith("\n"), path.name
