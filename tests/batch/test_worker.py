"""The loop of a worker, with a real ledger and a real store: what it makes, what it gives back, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.batch.worker import FIRST_GROUP, Hold, Stopped, Tally, work
from service.errors import InputRefused, StoreUnreachable, problem
from service.ledger import Ledger, Unit, Wish, new_id, open_ledger
from service.store import FolderStore
from tests.batch.units import TODAY, planned

COUNT = 6


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(f"sqlite:///{tmp_path}/so.db")
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "ra")


def filled(ledger: Ledger, count: int = COUNT) -> str:
    plan = planned(*(("giay_gioi_thieu", f"{number:02d}", {"so": number}) for number in range(1, count + 1)))
    assert plan.good == count, plan.units
    number = new_id()
    ledger.batches.add(number, "", Wish("ds.jsonl", today=TODAY))
    assert ledger.batches.fill(number, plan.units)
    return number


def until_done(ledger: Ledger, number: str) -> Callable[[], bool]:
    return lambda: ledger.batches.get(number).state != "running"


def test_every_unit_is_made_once_and_the_tally_says_so(ledger: Ledger, store: FolderStore) -> None:
    number = filled(ledger)
    heard: list[int] = []
    hold = Hold(ledger, "w", 300, until_done(ledger, number), lambda tally: heard.append(tally.units))
    tally = work(hold, store)
    found = {unit.place: unit for unit in ledger.reading.units(number, "done")}
    assert len(found) == COUNT
    assert {hashlib.sha256(store.get(name)).hexdigest() for name in store.names()} == {
        one.sha256 for unit in found.values() if unit.made for one in unit.made.files.values()}
    assert (tally.units, tally.failed, heard[-1]) == (COUNT, 0, COUNT)
    assert tally.ledger > 0
    assert tally.making > 0
    assert ledger.batches.get(number).state == "finishing"


def test_ids_of_a_message_are_made_and_no_others(ledger: Ledger, store: FolderStore) -> None:
    number = filled(ledger)
    ids = [unit.id for unit in ledger.reading.units(number)]
    work(Hold(ledger, "w", 300, lambda: False), store, ids=[*ids[:2], ids[5], 999])
    assert [unit.id for unit in ledger.reading.units(number, "done")] == [*ids[:2], ids[5]]


@dataclass
class Ends:
    """Says to stop after so many questions."""

    after: int

    def __call__(self) -> bool:
        self.after -= 1
        return self.after < 0


def test_stopped_in_a_group_what_is_made_counts_and_the_rest_goes_back(ledger: Ledger, store: FolderStore) -> None:
    number = filled(ledger)
    work(Hold(ledger, "w", 300, Ends(3)), store)          # before the group, before its first and second unit
    counts = ledger.reading.counts(number)
    assert (counts.done, counts.waiting, counts.running) == (2, COUNT - 2, 0)
    assert {unit.attempts for unit in ledger.reading.units(number, "todo")} == {0}


class Full(FolderStore):
    """Takes so many groups of documents."""

    room = 1

    def put_all(self, files: Mapping[str, bytes]) -> None:
        self.room -= 1
        if self.room < 0:
            raise StoreUnreachable(problem("store-full", "Ổ đĩa của kho tệp đã đầy."))
        super().put_all(files)


def test_a_store_that_is_away_takes_nothing_from_the_units(ledger: Ledger, tmp_path: Path) -> None:
    number = filled(ledger)
    with pytest.raises(StoreUnreachable):
        work(Hold(ledger, "w", 300, lambda: False), Full(tmp_path / "ra"))
    counts = ledger.reading.counts(number)
    assert (counts.done, counts.waiting, counts.running, counts.failed) == (FIRST_GROUP, COUNT - FIRST_GROUP, 0, 0)
    assert {unit.attempts for unit in ledger.reading.units(number, "todo")} == {0}


class Picky(FolderStore):
    """Takes nothing that has a file of this number in it."""

    def put_all(self, files: Mapping[str, bytes]) -> None:
        if any("02" in name.rpartition("/")[2] for name in files):
            raise InputRefused(problem("name-too-long", "Tên tệp quá dài: {ten}…", ten="02"))
        super().put_all(files)


def test_a_file_that_a_store_does_not_take_ends_its_document_and_no_other(ledger: Ledger, tmp_path: Path) -> None:
    number = filled(ledger)
    store = Picky(tmp_path / "ra")
    tally = work(Hold(ledger, "w", 300, until_done(ledger, number)), store)
    found = {unit.number: unit for unit in ledger.reading.units(number)}
    assert [one.number for one in found.values() if one.state == "failed"] == [2]
    assert found[2].made
    assert [one.code for one in found[2].made.problems] == ["name-too-long"]
    assert (tally.units, tally.failed, len(list(store.names()))) == (COUNT, 1, 2 * (COUNT - 1))


def test_whoever_waits_for_a_store_keeps_its_lease_and_hears_to_stop(ledger: Ledger) -> None:
    number = filled(ledger)
    ends = Ends(2)
    hold = Hold(ledger, "w", 0.0, ends)                   # a lease that is over at once, were it not renewed
    assert len(hold.lease(None)) == FIRST_GROUP
    hold.seconds = 300.0
    hold._since -= 200                                    # more than a third has passed
    hold.waiting()
    assert ledger.units.sweep().taken_back == 0
    hold.waiting()
    with pytest.raises(Stopped):
        hold.waiting()
    assert ledger.reading.counts(number).running == FIRST_GROUP


class Late(Hold):
    """Something happens between the lease and the work."""

    between: Callable[[], object]

    def lease(self, ids: Collection[int] | None) -> list[Unit]:
        found = super().lease(ids)
        self.between()
        return found


def test_units_of_a_batch_that_was_deleted_meanwhile_are_let_go(ledger: Ledger, store: FolderStore) -> None:
    number, left = filled(ledger, 2), filled(ledger, 2)
    hold = Late(ledger, "w", 300, until_done(ledger, left))
    hold.between = lambda: ledger.batches.delete([number])
    work(hold, store)
    assert ledger.reading.counts(left).done == 2
    assert ledger.reading.counts(number).total == 0


def test_tallies_together() -> None:
    assert Tally(2, 1, 3.0, 0.5, 700).plus(Tally(1, 0, 1.0, 0.1, 900)) == Tally(3, 1, 4.0, 0.6, 900)
