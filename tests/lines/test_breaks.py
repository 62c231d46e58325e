"""Lines break where Word breaks them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from service.lines.breaks import Fit, Unit, break_units, fit
from tests.shared import SHARED


def ends(units: list[tuple[float, float]], room: float, *, squeeze: bool) -> list[int]:
    return [line.end for line in break_units([Unit(*u) for u in units], room, room, squeeze=squeeze)]


def test_a_line_that_fits_exactly_is_taken_and_one_that_is_wider_by_0_014_pt_is_not() -> None:
    assert ends([(0, 10), (3, 10)], 23.0, squeeze=False) == [2]
    assert ends([(0, 10), (3, 10)], 22.986, squeeze=False) == [1, 2]


def test_blanks_at_a_line_end_hang_and_do_not_start_the_next_line() -> None:
    lines = break_units([Unit(0, 10), Unit(50, 10)], 15, 15)
    assert [(line.end, line.width_pt) for line in lines] == [(1, 10), (2, 10)]


def test_leading_blanks_of_the_first_line_count() -> None:
    assert ends([(3, 10), (3, 10)], 23.0, squeeze=False) == [1, 2]


def test_a_unit_wider_than_the_line_stands_alone() -> None:
    assert ends([(0, 5), (3, 40), (3, 5)], 20, squeeze=False) == [1, 2, 3]


@pytest.mark.parametrize(
    ("last", "taken"),
    [(10.9, True), (11.1, False)],
    ids=["a quarter of the blanks is enough", "the blanks would shrink below three quarters"],
)
def test_mode_15_squeezes_blanks_to_three_quarters_at_most(last: float, taken: bool) -> None:
    units = [(0.0, 20.0), *[(4.0, 20.0)] * 3, (4.0, last)]  # 92 natural without the last; blanks 12, 16 with it
    found = ends(units, 103.0, squeeze=True)  # left 11; last + 4 - 11 against 16 / 4
    assert (found[0] == 5) is taken


def test_mode_15_takes_no_second_unit() -> None:
    units = [(0.0, 20.0), *[(4.0, 20.0)] * 6, (4.0, 1.0), (0.0, 1.0)]
    assert ends(units, 167.5, squeeze=False) == [7, 9]
    assert ends(units, 167.5, squeeze=True)[0] == 7 + 1


def one_by_one(units: Sequence[Unit], first: float, rest: float, *, squeeze: bool) -> list[Fit]:
    """As `fill` takes lines among tabs."""
    lines: list[Fit] = []
    while not lines or lines[-1].end < len(units):
        start = lines[-1].end if lines else 0
        lines.append(fit(units, start, rest if lines else first, squeeze=squeeze, bare=bool(lines)))
    return lines


@pytest.mark.skipif(SHARED is None, reason="the measured breaks are not beside this checkout")
@pytest.mark.parametrize("broken", [break_units, one_by_one], ids=["on an endless line", "line by line"])
def test_word_breaks_1075_of_1077_measured_paragraphs_as_we_do(broken: Callable[..., Sequence[Fit]]) -> None:
    assert SHARED is not None
    paragraphs = json.loads((SHARED / "corpus/word/breaks.json").read_text("utf-8"))
    same = greedy = 0
    for p in paragraphs:
        units = [Unit(*u) for u in p["units"]]
        for squeeze in (True, False):
            cuts = [0, *(line.end for line in broken(units, p["first"], p["rest"], squeeze=squeeze))]
            equal = [b - a for a, b in pairwise(cuts)] == p["lines"]
            if squeeze:
                same += equal
            else:
                greedy += equal
    assert len(paragraphs) == 1077
    assert same >= 1075
    assert greedy <= 510
