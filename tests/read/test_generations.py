from __future__ import annotations

from itertools import count

from service.read.generations import Generations, Proven


def test_what_is_asked_for_stays_and_the_rest_is_forgotten() -> None:
    kept: Generations[int, str] = Generations(10)
    kept.put(0, "luôn hỏi")
    for number in range(1, 100):
        kept.put(number, "một lần")
        assert kept.get(0) == "luôn hỏi"
    assert [number for number in (1, 50, 80, 98, 99) if kept.get(number)] == [98, 99]


def test_it_holds_no_more_than_it_may_however_often_all_of_it_is_asked_for() -> None:
    kept: Generations[int, str] = Generations(100)
    for _ in range(5):
        for number in range(1000):
            if kept.get(number) is None:
                kept.put(number, "chữ", weight=10)
    assert sum(kept.get(number) is not None for number in range(1000)) <= 21


def test_what_came_twice_outlives_any_number_that_came_once() -> None:
    kept: Proven[int, str] = Proven(10)
    for number in (1, 2, 1, 2):
        assert kept.get(number) is None
        kept.put(number, "mẫu")
    for number in range(100, 100_000):
        kept.put(number, "một lần")
    assert [number for number in (1, 2, 500, 980, 99_999) if kept.get(number)] == [1, 2]


def test_a_thing_that_comes_again_after_a_thousand_others_is_known_to_have_come() -> None:
    kept: Proven[int, str] = Proven(10)
    others = count(2)
    for _ in range(2):
        kept.put(1, "mẫu")
        for _ in range(1000):
            kept.put(next(others), "một lần")
    assert kept.get(1) == "mẫu"


def test_proven_things_are_forgotten_too() -> None:
    kept: Proven[int, str] = Proven(100)
    for _ in range(5):
        for number in range(1000):
            if kept.get(number) is None:
                kept.put(number, "chữ", weight=10)
    assert 0 < sum(kept.get(number) is not None for number in range(1000)) <= 21
