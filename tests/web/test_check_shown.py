"""The numbers on a page: each beside its own words, none over another, none over words that are marked too."""

from __future__ import annotations

import pytest

from service.web.check.judged import judge, plain_name
from service.web.check.shown import Badge, Sheet, sheets
from tests.marks.faulty import word


@pytest.fixture(scope="module")
def pages() -> list[Sheet]:
    return sheets(judge(word(), "ke_hoach.docx").told)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def place(badge: Badge) -> tuple[float, ...]:
    return badge.x + 0.01, badge.y + 0.01, badge.width - 0.02, badge.height - 0.02


def test_no_number_covers_another_and_none_leaves_the_page(pages: list[Sheet]) -> None:
    for sheet in pages:
        for at, badge in enumerate(sheet.badges):
            assert 0 <= badge.x <= sheet.width - badge.width
            assert 0 <= badge.y <= sheet.height - badge.height
            assert not any(meet(place(badge), place(other)) for other in sheet.badges[:at])
    assert sum(len(sheet.badges) for sheet in pages) > 20


def test_a_number_is_beside_its_own_frame(pages: list[Sheet]) -> None:
    for sheet in pages:
        for badge in sheet.badges:
            assert badge.frame
            left, top, _, high = badge.frame
            assert top - badge.height - 1 <= badge.y <= top + max(high, 40), badge
            assert badge.x <= left + 30, badge


def test_a_number_left_of_words_covers_no_other_marked_words(pages: list[Sheet]) -> None:
    """Over its own frame it may touch the line above; beside it, it covers none."""
    for sheet in pages:
        frames = [one.frame for one in sheet.badges if one.frame and one.frame[2] < 200 and one.frame[3] < 60]
        for badge in sheet.badges:
            if badge.frame and badge.y >= badge.frame[1] > 0:
                assert not any(meet(place(badge), frame) for frame in frames if frame != badge.frame), badge


@pytest.mark.parametrize(("name", "plain"), [
    ("kế hoạch.docx", "kế hoạch.docx"), ("../../etc/passwd", "passwd"),
    ("C:\\Users\\a\\b.pdf", "b.pdf"), ("", "tep"), ("..", ".."),
    ("a\u202ecod.exe\n", "acod.exe"), ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
])
def test_a_name_is_the_last_part_of_what_was_sent(name: str, plain: str) -> None:
    assert plain_name(name) == plain
