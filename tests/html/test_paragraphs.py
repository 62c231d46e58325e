"""Paragraphs stand where Word puts them: pitch, baseline, gaps, page tops."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from service.paper import Break, Label, Tab, TabStop, Text
from tests.html.printing import (
    ABOVE_EM,
    BOLD,
    BOTTOM_PT,
    HEIGHT_PT,
    LEFT_PT,
    NATURAL_EM,
    STYLE,
    TOP_PT,
    WIDTH_PT,
    html,
    paper,
    paragraph,
    printed,
    section,
)

LONG = (
    "Thực hiện Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022, Ủy ban nhân dân tỉnh ban hành Kế hoạch "
    "phát động phong trào thi đua lập thành tích chào mừng đại hội đảng bộ các cấp, với các nội dung chủ yếu sau đây."
)
ROW = 14 * NATURAL_EM


def test_first_baseline_is_ascent_and_line_gap_below_the_top_margin() -> None:
    assert printed(paper(paragraph("Kế hoạch")))[0].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.02)


@pytest.mark.parametrize(
    ("form", "step"),
    [
        ({}, ROW),
        ({"line": 1.15}, ROW * 1.15),
        ({"line": 1.5}, ROW * 1.5),
        ({"line": 22.0, "line_rule": "exact"}, 22.0),
        ({"line": 12.0, "line_rule": "at_least"}, ROW),
        ({"line": 24.0, "line_rule": "at_least"}, 24.0),
    ],
)
def test_line_pitch(form: dict[str, object], step: float) -> None:
    rows = printed(paper(paragraph(LONG, alignment="justify", **form)))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(step, abs=0.06)


def test_extra_leading_of_a_multiple_stands_below_the_line() -> None:
    assert printed(paper(paragraph("Điều 1", line=1.5)))[0].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.02)


@pytest.mark.parametrize(
    ("after", "before", "spacing_sum", "gap"), [(6, 12, False, 12), (12, 6, False, 12), (6, 12, True, 18), (0, 0, False, 0)]
)
def test_gap_is_the_larger_of_after_and_before_or_their_sum(after: float, before: float, spacing_sum: bool, gap: float) -> None:
    first, second = printed(paper(paragraph("a", after_pt=after), paragraph("b", before_pt=before), spacing_sum=spacing_sum))
    assert second.y_pt - first.y_pt == pytest.approx(ROW + gap, abs=0.06)


def test_contextual_spacing_drops_the_own_side_between_neighbours_of_one_style() -> None:
    like = {"after_pt": 6.0, "before_pt": 6.0, "contextual": True, "style_id": "Noidung"}
    a, b, c = printed(paper(paragraph("a", **like), paragraph("b", **like), paragraph("c", before_pt=6.0)))
    assert (b.y_pt - a.y_pt, c.y_pt - b.y_pt) == (pytest.approx(ROW, abs=0.06), pytest.approx(ROW + 6, abs=0.06))


def test_an_empty_paragraph_is_as_high_as_its_mark_even_a_superscript_one() -> None:
    rows = printed(paper(paragraph("a"), paragraph(mark=replace(STYLE, script="super")), paragraph("b")))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(2 * ROW, abs=0.1)


def test_justified_lines_reach_the_right_edge_and_the_last_does_not() -> None:
    rows = printed(paper(paragraph(LONG, alignment="justify", first_line_pt=28.35)))
    assert rows[0].x_pt == pytest.approx(LEFT_PT + 28.35, abs=0.05)
    for row in rows[:-1]:
        assert row.right_pt == pytest.approx(LEFT_PT + WIDTH_PT, abs=1.2)
    assert rows[-1].right_pt < LEFT_PT + WIDTH_PT - 20


def test_two_typed_blanks_are_two_blanks_wide() -> None:
    one, two = printed(paper(paragraph("Nơi nhận"), paragraph("Nơi  nhận")))
    assert two.right_pt - one.right_pt == pytest.approx(14 * 0.25, abs=0.02)


def test_a_no_break_blank_keeps_its_width_in_a_stretched_line() -> None:
    glued = LONG.replace("Thi đua", "Thi\u00a0đua")
    markup = html(paper(paragraph(glued, alignment="justify"))).markup
    assert 'Thi<b class="n">\u00a0</b>đua' in markup
    first = printed(paper(paragraph(glued, alignment="justify")))[0]
    assert first.right_pt == pytest.approx(LEFT_PT + WIDTH_PT, abs=0.8)


def test_mixed_looks_in_a_paragraph_share_lines_and_keep_their_words() -> None:
    rows = printed(paper(paragraph(Text("Điều 1. ", BOLD), LONG, alignment="justify")))
    assert "".join(row.text for row in rows) == f"Điều 1. {LONG}".replace(" ", "")
    assert len(rows) == 4


def test_a_higher_run_raises_only_its_own_line() -> None:
    big = replace(STYLE, size_pt=20)
    rows = printed(paper(paragraph(LONG, " ", Text("to", big))))
    steps = [b.y_pt - a.y_pt for a, b in pairwise(rows)]
    assert steps[0] == pytest.approx(ROW, abs=0.06)
    assert steps[-1] == pytest.approx(20 * ABOVE_EM + 14 * (NATURAL_EM - ABOVE_EM), abs=0.3)


class TestPageTops:
    """word.md R2."""

    filler = tuple(paragraph(str(k)) for k in range(42))  # 842 - 80 - 60 = 702 = 43.6 lines of 16.1

    def test_space_before_is_dropped_after_a_natural_break(self) -> None:
        rows = printed(paper(*self.filler, paragraph("x"), paragraph("Trang hai", before_pt=12)))
        assert rows[-1].page == 2
        assert rows[-1].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.05)

    def test_after_page_break_before_it_is_what_exceeds_the_space_after_the_last_paragraph(self) -> None:
        rows = printed(paper(paragraph("một", after_pt=4), paragraph("hai", before_pt=12, page_break_before=True)))
        assert rows[-1].page == 2
        assert rows[-1].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM + 8, abs=0.05)

    def test_after_a_section_break_likewise(self) -> None:
        value = paper(paragraph("một", after_pt=4))
        value = replace(value, sections=(*value.sections, section(paragraph("hai", before_pt=12))))
        rows = printed(value)
        assert rows[-1].page == 2
        assert rows[-1].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM + 8, abs=0.05)

    @pytest.mark.parametrize("opens", [True, False], ids=["opening the paragraph", "ending the one before"])
    def test_after_a_page_break_character_everything_is_dropped(self, opens: bool) -> None:
        page = Break("page", STYLE)
        blocks = (
            (paragraph("một", after_pt=4), paragraph(page, "hai", before_pt=12))
            if opens
            else (paragraph("một", page, after_pt=4), paragraph("hai", before_pt=12))
        )
        rows = printed(paper(*blocks, compat_mode=15))
        assert [r.page for r in rows] == [1, 2]
        assert rows[-1].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.05)

    def test_at_the_document_start_it_is_kept(self) -> None:
        assert printed(paper(paragraph("một", before_pt=12)))[0].y_pt == pytest.approx(TOP_PT + 12 + 14 * ABOVE_EM, abs=0.05)


def test_the_last_lines_extra_leading_hangs_into_the_bottom_margin() -> None:
    pitch = ROW * 1.5
    fits = int((HEIGHT_PT - TOP_PT - BOTTOM_PT - ROW) / pitch) + 1
    assert fits * pitch > HEIGHT_PT - TOP_PT - BOTTOM_PT  # without hanging there would be one line less
    rows = printed(paper(*(paragraph(str(k), line=1.5) for k in range(fits + 1))))
    assert [r.page for r in rows].count(1) == fits


def test_at_least_two_lines_stand_on_each_side_of_a_page_break() -> None:
    three = paragraph(LONG)
    assert len(printed(paper(three))) == 4
    for above in range(38, 44):
        pages = [r.page for r in printed(paper(*(paragraph(str(k)) for k in range(above)), three))][above:]
        assert pages.count(1) in (0, 2, 4)


def test_keep_next_takes_the_heading_along() -> None:
    rows = printed(paper(*(paragraph(str(k)) for k in range(42)), paragraph("I. MỤC ĐÍCH", keep_next=True), paragraph(LONG)))
    assert next(r for r in rows if r.text.startswith("I.")).page == 2


class TestTabs:
    def test_a_tab_leads_to_the_stop_and_then_to_multiples_of_the_default(self) -> None:
        rows = printed(paper(paragraph("a", Tab(STYLE), "b", tabs=(TabStop(100),)), paragraph("a", Tab(STYLE), Tab(STYLE), "b")))
        assert [r.right_pt - 14 * 0.5 for r in rows] == [
            pytest.approx(LEFT_PT + 100, abs=0.8),
            pytest.approx(LEFT_PT + 72, abs=0.8),
        ]

    def test_right_and_centre_stops(self) -> None:
        rows = printed(
            paper(
                paragraph(Tab(STYLE), "KT. CHỦ TỊCH", tabs=(TabStop(300, "right"),)),
                paragraph(Tab(STYLE), "KT. CHỦ TỊCH", tabs=(TabStop(300, "center"),)),
            )
        )
        assert rows[0].right_pt == pytest.approx(LEFT_PT + 300, abs=0.8)
        assert (rows[1].x_pt + rows[1].right_pt) / 2 == pytest.approx(LEFT_PT + 300, abs=0.8)

    def test_a_leader_fills_the_way(self) -> None:
        row = printed(paper(paragraph("Họ và tên", Tab(STYLE), tabs=(TabStop(380, "right", "dot"),))))[0]
        assert row.text.count(".") == pytest.approx((380 - 60) / 3.5, abs=3)
        assert row.right_pt <= LEFT_PT + 380.1

    def test_a_label_hangs_and_the_text_begins_at_the_indent(self) -> None:
        label = Label("a)", STYLE)
        rows = printed(paper(paragraph(LONG, label=label, left_pt=36.0, first_line_pt=-18.0, alignment="justify")))
        assert rows[0].x_pt == pytest.approx(LEFT_PT + 18, abs=0.8)
        assert rows[1].x_pt == pytest.approx(LEFT_PT + 36, abs=0.8)
        assert rows[0].right_pt == pytest.approx(LEFT_PT + WIDTH_PT, abs=0.8)


def test_a_mode_15_line_is_squeezed_and_ends_at_the_right_edge() -> None:
    squeezed = 0
    for width in range(0, 60, 3):
        plain, tight = (
            printed(paper(paragraph(LONG, alignment="justify", right_pt=float(width)), squeezes=squeezes))[0]
            for squeezes in (False, True)
        )
        assert tight.right_pt == pytest.approx(LEFT_PT + WIDTH_PT - width, abs=0.8)
        squeezed += len(tight.text) > len(plain.text)
    assert squeezed >= 2


def test_a_symbol_bullet_makes_the_first_line_of_its_item_higher() -> None:
    size_13 = replace(STYLE, size_pt=13.0)
    bullet = Label("•", replace(size_13, family="Symbol"), bullet=True)
    item = {"style": size_13, "left_pt": 36.0, "first_line_pt": -18.0}
    rows = printed(paper(paragraph("a", style=size_13), paragraph("b", label=bullet, **item), paragraph("c", style=size_13)))
    natural = 13 * NATURAL_EM
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(natural + 13 * (1.005 - ABOVE_EM), abs=0.06)
    assert rows[2].y_pt - rows[1].y_pt == pytest.approx(natural, abs=0.06)


def test_kerning_and_ligatures_only_where_the_style_asks() -> None:
    plain, kerned = (printed(paper(paragraph("VAT TẠ AVA", style=replace(STYLE, kern=kern))))[0] for kern in (False, True))
    assert kerned.right_pt < plain.right_pt - 2
