"""A render that takes too long is stopped wherever it runs."""

from __future__ import annotations

import contextlib
import os
import threading

import pytest

from service.deadline import deadline
from service.errors import LimitExceeded


def spin() -> None:
    while True:
        sum(range(100))


def test_an_endless_block_ends_with_an_error_that_names_the_limit() -> None:
    with pytest.raises(LimitExceeded) as caught, deadline(0.05):
        spin()
    assert caught.value.problems[0].code == "limit-seconds"
    assert "VANBAN_MAX_SECONDS" in caught.value.problems[0].message


def test_it_works_outside_the_main_thread() -> None:
    caught: list[str] = []

    def work() -> None:
        try:
            with deadline(0.05):
                spin()
        except LimitExceeded as error:
            caught.append(error.problems[0].code)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert caught == ["limit-seconds"]


def test_blocks_that_run_at_once_are_each_stopped_at_their_own_limit() -> None:
    ended: dict[float, str] = {}

    def work(seconds: float) -> None:
        try:
            with deadline(seconds):
                while seconds > 1 and len(ended) < 3:
                    sum(range(100))
                if seconds < 1:
                    spin()
                ended[seconds] = "whole"
        except LimitExceeded:
            ended[seconds] = "stopped"

    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.3, 600.0, 0.05, 0.1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert ended == {0.05: "stopped", 0.1: "stopped", 0.3: "stopped", 600.0: "whole"}


def test_a_forked_process_is_watched_too() -> None:
    with deadline(600):
        pass
    child = os.fork()
    if not child:
        try:
            with deadline(0.05):
                spin()
        except LimitExceeded:
            os._exit(7)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_a_block_in_time_goes_through_untouched() -> None:
    with deadline(600):
        result = sum(range(10))
    assert result == 45


def test_a_block_at_the_very_limit_ends_or_is_stopped_and_nothing_strikes_later() -> None:
    for _ in range(50):
        try:
            with deadline(0.002):
                result = sum(range(10))
        except LimitExceeded:                     # a busy machine
            continue
        assert result == 45
    assert sum(range(100_000)) == 4_999_950_000


def swallow(strikes: int) -> None:
    for _ in range(strikes):
        with contextlib.suppress(BaseException):
            spin()
    spin()


@pytest.mark.parametrize("swallowed", [1, 3])
def test_a_strike_that_something_swallows_is_followed_by_another(swallowed: int) -> None:
    """As a destructor does: Python drops what is raised there."""
    with pytest.raises(LimitExceeded), deadline(0.02):
        swallow(swallowed)


def test_a_block_that_ends_after_its_time_is_refused_even_if_the_strike_was_lost() -> None:
    with pytest.raises(LimitExceeded), deadline(0.02), contextlib.suppress(BaseException):
        spin()


def test_an_error_of_the_block_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), deadline(5):
        _ = 1 / 0
