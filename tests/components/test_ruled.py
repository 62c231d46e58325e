from __future__ import annotations

import pytest

from service.components.ruled import MOTTO, Place, places
from service.paper import Cell, Paper, Paragraph, ParagraphFormat, Row, Section, Table, Text, TextStyle

BOLD_13 = TextStyle(size_pt=13.0, bold=True)


def paragraph(text: str, style: TextStyle = BOLD_13) -> Paragraph:
    return Paragraph((Text(text, style),), ParagraphFormat(alignment="center"), style)


TEMPLATE = Paper((Section(595.3, 841.9, 56.7, 56.7, 56.7, 85.05, 28.35, 28.35, (
    Table((190.0, 270.0), (Row((
        Cell((paragraph("{{co_quan_ban_hanh}}"),), 0), Cell((paragraph(MOTTO, TextStyle(size_pt=14.0, bold=True)),), 1))),)),
    paragraph("{{ trich_yeu }}", TextStyle(size_pt=14.0, bold=True)),
)),))


def test_the_line_under_the_motto_is_as_long_as_its_text() -> None:
    # 60.46 mm: the bold face at 14 pt, measured with FreeType as well
    assert places(TEMPLATE).rules({"ke_tieu_ngu": MOTTO})["ke_tieu_ngu"].length_pt == pytest.approx(60.46 * 72 / 25.4, abs=0.05)


@pytest.mark.parametrize("text", ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG",
                                  "ỦY BAN NHÂN DÂN XÃ TÂN AN THẠNH THÔNG TÂY"])
def test_the_line_under_a_name_is_a_third_to_a_half_of_its_last_line(text: str) -> None:
    found = places(TEMPLATE)
    place = found.by_name["ke_co_quan"]
    assert place.width_pt == pytest.approx(190.0 - 2 * 5.4)
    line = place.last_line_pt(text)
    assert 0 < line <= place.width_pt
    assert line / 3 <= found.rules({"ke_co_quan": text})["ke_co_quan"].length_pt <= line / 2


def test_a_long_name_is_broken_greedily_and_the_last_line_counts() -> None:
    place = Place(BOLD_13, 100.0)
    assert place.last_line_pt("SỞ GIÁO DỤC VÀ ĐÀO TẠO") < place.last_line_pt("VÀ ĐÀO TẠO") + 1e-6
    assert place.last_line_pt("AB\nAB") == pytest.approx(place.last_line_pt("AB"))
    assert place.last_line_pt("A" * 60) == 100.0


def test_a_template_without_the_place_gets_no_rule() -> None:
    empty = Paper((Section(595.3, 841.9, 56.7, 56.7, 56.7, 85.05, 28.35, 28.35, ()),))
    assert places(empty).rules({"ke_co_quan": "SỞ NỘI VỤ"}) == {}
