"""The keeper with a real ledger, a real store and its real processes: what was sent becomes units, what is made becomes a batch
that is done, told and in the end removed; also where a process dies in between, and with two keepers."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from service.batch import keeper_jobs
from service.batch.elsewhere import OWNER
from service.batch.ended import folder_of
from service.batch.inline import as_lines
from service.batch.keeper import Keeper, open_keeper
from service.batch.opened import Setup
from service.batch.worker import Hold, work
from service.config import settings
from service.ledger import Batch, Ledger, Wish, new_id
from tests.batch.runs import rows
from tests.batch.units import TODAY
from tests.serving import send, serving

LONGEST_S = 120.0
FAULTY = {"errors.csv", "readiness.json"}
EMPTY = {"ma": "X", "loai": "giay_khen", "data": dict[str, Any]()}
UNKNOWN = {"ma": "X", "loai": "khong_co", "data": dict[str, Any]()}
ARTEFACTS = {"manifest.json", "manifest.csv", "report.html", "report.pdf"}


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup("máy-1", f"sqlite:///{tmp_path}/so.db", tmp_path / "kho", 30.0, 5.0)


@pytest.fixture
def keeper(setup: Setup) -> Iterator[Keeper]:
    opened = open_keeper(setup, lambda: False)
    yield opened
    opened.stop()


def sent(keeper: Keeper, lines: list[dict[str, Any]], **wish: Any) -> str:
    """A batch as the HTTP door leaves it."""
    number = new_id()
    source = f"{folder_of(number)}/input.jsonl"
    keeper.store.put(source, as_lines([{"type": one["loai"], "key": one["ma"], "data": one["data"]} for one in lines]))
    keeper.ledger.batches.add(number, "ai", replace(Wish("ds.jsonl", today=TODAY, source=source), **wish))
    return number


def until(keeper: Keeper, condition: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST_S
    while not condition():
        assert time.monotonic() < end
        keeper.round()
        time.sleep(0.02)


def planned(keeper: Keeper, number: str) -> Batch:
    until(keeper, lambda: keeper.ledger.batches.get(number).state != "received")
    return keeper.ledger.batches.get(number)


def make_all(setup: Setup, ledger: Ledger, number: str) -> None:
    work(Hold(ledger, "thợ", 300, lambda: ledger.reading.counts(number).open == 0), setup.store_opened(lambda: None))


def finished(keeper: Keeper, number: str) -> Batch:
    until(keeper, lambda: keeper.ledger.batches.get(number).state == "done")
    return keeper.ledger.batches.get(number)


def names(keeper: Keeper, number: str) -> set[str]:
    return {Path(name).name for name in keeper.store.names(folder_of(number))}


def test_an_upload_becomes_units_files_and_artefacts_and_is_removed_in_time(setup: Setup, keeper: Keeper) -> None:
    number = sent(keeper, rows(4), printed="row")
    assert planned(keeper, number).state == "running"
    make_all(setup, keeper.ledger, number)
    assert finished(keeper, number).expires is not None
    assert names(keeper, number) == {"input.jsonl", "readiness.json", "print.pdf", *ARTEFACTS}
    manifest = json.loads(keeper.store.get(f"{folder_of(number)}/manifest.json"))
    assert (manifest["totals"]["done"], manifest["totals"]["files"]) == (4, 8)

    again = sent(keeper, rows(5))                          # four of them are there
    assert planned(keeper, again).state == "running"
    assert keeper.ledger.reading.counts(again).reused == 4
    keeper.ledger.batches.end(number, "cancelled", "done", keep_seconds=-1.0)      # the first one's time is over
    keeper._due.clear()
    until(keeper, lambda: not names(keeper, number))
    assert [one.id for one in keeper.ledger.batches.listed("ai")] == [again]
    made = {f"{unit.place}.{suffix}" for unit in keeper.ledger.reading.units(again, "done") for suffix in ("docx", "pdf")}
    assert set(keeper.store.names("made")) == made         # what the second one uses has stayed


def test_files_that_vanished_are_made_again_before_a_batch_is_done(setup: Setup, keeper: Keeper) -> None:
    first = sent(keeper, rows(2))
    planned(keeper, first)
    make_all(setup, keeper.ledger, first)
    finished(keeper, first)
    second = sent(keeper, rows(3))
    planned(keeper, second)
    gone = next(unit for unit in keeper.ledger.reading.units(second, "done"))
    assert gone.made
    keeper.store.delete([f"{gone.place}.pdf"])
    make_all(setup, keeper.ledger, second)
    until(keeper, lambda: keeper.ledger.reading.counts(second).open)
    make_all(setup, keeper.ledger, second)
    finished(keeper, second)
    assert hashlib.sha256(keeper.store.get(f"{gone.place}.pdf")).hexdigest() == gone.made.files["pdf"].sha256


@pytest.mark.parametrize(("lines", "partial", "state", "code", "artefacts"), [
    ([*rows(1), EMPTY], False, "refused", "rows-counted", FAULTY),
    ([*rows(1), EMPTY], True, "running", "", FAULTY),
    ([UNKNOWN], True, "refused", "rows-counted", FAULTY),
    ([], False, "refused", "batch-empty", set[str]()),
])
def test_what_cannot_be_made_is_refused_with_why(keeper: Keeper, lines: list[dict[str, Any]], partial: bool, state: str,
                                                 code: str, artefacts: set[str]) -> None:
    number = sent(keeper, lines, partial=partial)
    found = planned(keeper, number)
    assert (found.state, [one.code for one in found.problems][:1]) == (state, [code] if code else [])
    assert names(keeper, number) == {"input.jsonl", *artefacts}
    assert not keeper.ledger.reading.counts(number).open or state == "running"


def killed_until(keeper: Keeper, duty: str, ended: Callable[[], bool]) -> int:
    """Every process of a duty is killed as soon as it is seen; how many."""
    killed = set[int]()

    def kill() -> bool:
        job = keeper._jobs.get(duty)
        if job and job.process.pid not in killed and job.process.is_alive():
            os.kill(job.process.pid, signal.SIGKILL)
            killed.add(job.process.pid)
        return ended()

    until(keeper, kill)
    return len(killed)


def test_a_planner_that_dies_is_replaced_and_after_three_deaths_the_batch_refused(keeper: Keeper) -> None:
    number = sent(keeper, rows(3))
    deaths = killed_until(keeper, "received", lambda: keeper.ledger.batches.get(number).state != "received")
    found = keeper.ledger.batches.get(number)
    assert (found.state, [one.code for one in found.problems], deaths) == ("refused", ["planning-died"], 3)


def test_after_three_deaths_of_its_finisher_a_batch_is_done_and_says_what_may_be_missing(keeper: Keeper, setup: Setup) -> None:
    number = sent(keeper, rows(1))
    planned(keeper, number)
    make_all(setup, keeper.ledger, number)
    deaths = killed_until(keeper, "finishing", lambda: keeper.ledger.batches.get(number).state == "done")
    assert ([one.code for one in keeper.ledger.batches.get(number).notices], deaths) == (["finishing-died"], 3)


def both(one: Keeper, other: Keeper, condition: Callable[[], bool]) -> None:
    def after_the_other() -> bool:
        other.round()
        return condition()

    until(one, after_the_other)


def test_two_keepers_do_each_thing_once(setup: Setup, keeper: Keeper) -> None:
    other = open_keeper(replace(setup, name="máy-2"), lambda: False)
    numbers = [sent(keeper, rows(2)) for _ in range(2)]
    both(keeper, other, lambda: all(keeper.ledger.batches.get(one).state != "received" for one in numbers))
    for number in numbers:
        assert keeper.ledger.reading.counts(number).total == 2
        make_all(setup, keeper.ledger, number)
    both(keeper, other, lambda: all(keeper.ledger.batches.get(one).state == "done" for one in numbers))
    other.stop()


def test_leases_that_ran_out_are_taken_back(keeper: Keeper) -> None:
    number = sent(keeper, rows(2))
    planned(keeper, number)
    assert len(keeper.ledger.units.lease("tot", 4, -1.0)) == 2
    keeper._due.clear()
    keeper.round()
    assert keeper.ledger.reading.counts(number).waiting == 2


def test_a_batch_whose_end_nobody_noted_is_told_all_the_same(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, Any]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        heard.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
        send(handler)

    with serving(answer) as where:
        monkeypatch.setenv("VANBAN_WEBHOOK_HOSTS", where)
        monkeypatch.setenv("VANBAN_WEBHOOK_SECRET", "whsec_" + "A" * 40)
        settings.cache_clear()
        number = sent(keeper, [], webhook=f"http://{where}/")
        until(keeper, lambda: heard)
        until(keeper, lambda: keeper.ledger.calls.state(number) == {"batch.refused": "sent"})
    settings.cache_clear()
    assert [(one["type"], one["data"]["id"]) for one in heard] == [("batch.refused", number)]


def test_what_the_command_line_plans_itself_is_left_to_it(keeper: Keeper) -> None:
    number = new_id()
    keeper.ledger.batches.add(number, OWNER, Wish("phong-trao", today=TODAY, source="batches/x/input.zip"))
    for _ in range(5):
        keeper.round()
    assert (keeper.ledger.batches.get(number).state, keeper._jobs) == ("received", {})


def test_a_job_whose_batch_was_deleted_ends_in_peace(setup: Setup) -> None:
    for target in (keeper_jobs.finish, keeper_jobs.plan):
        job = multiprocessing.get_context("forkserver").Process(target=target, args=(setup, new_id()))
        job.start()                                # of its own, as the keeper starts it: it turns signals off, and steps back
        job.join()
        assert job.exitcode == 0, target
