"""Cells of plain text come out as any other paragraph would, to the byte; what is not plain is left to the way of all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.fonts import faces
from service.lines import fill
from service.paper import Border, Borders, Label, Paragraph, Tab, Text, TextStyle
from service.press.cell_text import Columns
from service.press.paragraphs import spread
from service.press.typesetter import Typesetter
from tests.html.printing import STYLE, paper, paragraph

TEXTS = (
    "1", "Giáo viên", "Trường Tiểu học Lê Đức Thọ", "Nguyễn Thị Ánh Tuyết", "12.120.000", "Lao động tiên tiến",
    "Chiến sĩ thi đua cơ sở, Bằng khen của Bộ trưởng Bộ Giáo dục và Đào tạo", "Phó Hiệu trưởng; Bí thư Chi bộ",
    "Hoàn thành xuất sắc nhiệm vụ năm học 2023–2024", "số 15/QĐ-UBND", "Bà Rịa - Vũng Tàu", "a\u00a0b c", "x", "Ỷ",
    "Tiếng Việt có dấu: ẰẮẶằắặ ỪỨỰừứự", "một  hai", " đầu", "cuối ", "đúng/sai", "20\u00a0% số phiếu",
)  # fmt: skip
FORMS: tuple[dict[str, Any], ...] = (
    {}, {"alignment": "center"}, {"alignment": "right"}, {"alignment": "justify"}, {"line": 1.5}, {"line": 0.8},
    {"line": 18.0, "line_rule": "exact"}, {"line": 30.0, "line_rule": "at_least"},
    {"left_pt": 6.0, "first_line_pt": -6.0, "right_pt": 3.0}, {"first_line_pt": 20.0, "alignment": "center"},
    {"first_line_pt": 500.0}, {"left_pt": -4.0, "alignment": "right"},
)  # fmt: skip
STYLES = (
    STYLE, replace(STYLE, bold=True, size_pt=12.0), replace(STYLE, italic=True, size_pt=11.5, color="C00000"),
    replace(STYLE, family="Arial", size_pt=9.0),
)  # fmt: skip
WIDTHS = (500.0, 90.6, 61.2, 35.25, 14.0, 3.0)


def setter(mode: int = 14, *, squeezes: bool = False) -> Typesetter:
    return Typesetter(paper(compat_mode=mode, squeezes=squeezes), faces())


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_plain_text_is_set_as_any_paragraph_is(form: dict[str, Any]) -> None:
    own = setter()
    columns = Columns(own.ruler, own.options)
    plain = 0
    for style in STYLES:
        for text in TEXTS:
            value = paragraph(text, style=style, **form)
            for width in WIDTHS:
                found = columns.paragraph(value, width)
                if found is None:
                    continue
                plain += 1
                wanted = spread(own.paragraph(value, width))
                assert len(found.strips) == len(wanted.strips), (text, width)
                for mine, theirs in zip(found.strips, wanted.strips, strict=True):
                    (show,), (other,) = mine.shows, theirs.shows
                    assert show.x_pt == pytest.approx(other.x_pt, abs=1e-6)
                    assert show.width_pt == pytest.approx(other.width_pt)
                    assert show.code == other.code
                    assert mine._replace(shows=()) == theirs._replace(shows=())
                assert found.bottoms_pt == pytest.approx(wanted.bottoms_pt)
                assert (found.text, found.whole, found.uses) == (wanted.text, wanted.whole, wanted.uses)
                assert found.busy == wanted.busy
    assert plain > 100 or form == {"first_line_pt": 500.0}


@pytest.mark.parametrize("text", [" đầu", "cuối ", "một  hai", "", "Ở\u4e2d", "Ω", "một ký hiệu Ω nữa"])
def test_text_that_is_not_plain_after_all_is_left(text: str) -> None:
    own = setter()
    assert Columns(own.ruler, own.options).paragraph(paragraph(text), 90.0) is None


@pytest.mark.parametrize("text", ["Trường Tiểu học Lê Đức Thọ", "Bà Rịa - Vũng Tàu và các huyện"])
def test_a_justified_text_of_several_lines_is_left(text: str) -> None:
    own = setter(squeezes=True)
    columns = Columns(own.ruler, own.options)
    value = paragraph(text, alignment="justify")
    assert columns.paragraph(value, 60.0) is None
    one = columns.paragraph(value, 400.0)
    assert one is not None
    assert len(fill(value, own.ruler, 400.0, squeeze=True)) == len(one.strips) == 1


@pytest.mark.parametrize(
    "value",
    [
        paragraph("a", Tab(STYLE), "b"),
        paragraph("a", "b"),
        paragraph(),
        Paragraph((Text("xem", STYLE, "https://thuvienphapluat.vn"),), paragraph().format, STYLE),
        replace(paragraph("a"), label=Label("1.", STYLE)),
        paragraph("a", fill="FFFF00"),
        paragraph("a", borders=Borders(top=Border())),
        paragraph("a", alignment="distribute"),
        *(paragraph("ab", style=replace(STYLE, **more)) for more in (
            {"underline": "single"}, {"strike": True}, {"highlight": "yellow"}, {"spacing_pt": 1.0}, {"scale": 0.9},
            {"raise_pt": 2.0}, {"script": "super"}, {"caps": "small"}, {"kern": True}, {"ligatures": True},
            {"family": "Phông Không Có"},
        )),
    ],
)  # fmt: skip
def test_what_any_paragraph_may_need_is_left(value: Paragraph) -> None:
    own = setter()
    assert Columns(own.ruler, own.options).paragraph(value, 90.0) is None


def test_a_column_is_kept_for_the_objects_that_made_it() -> None:
    own, other = setter(), setter()
    value = paragraph("Giáo viên")
    first = Columns(own.ruler, own.options).paragraph(value, 90.0)
    assert first is not None
    assert Columns(other.ruler, other.options).paragraph(value, 90.0) is first
    narrower = Columns(own.ruler, own.options).paragraph(value, 30.0)
    assert narrower is not None
    assert len(narrower.strips) == 2
    style = TextStyle(size_pt=20.0)
    larger = Columns(own.ruler, own.options).paragraph(replace(value, inlines=(Text("Giáo viên", style),)), 90.0)
    assert larger is not None
    assert larger.bottoms_pt > first.bottoms_pt
