"""Batches: who may see them, who works on them, when they end."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.errors import BatchUnknown, RequestReused, problem
from service.ledger import Ledger, Wish, new_id
from service.ledger.tables import BATCH
from tests.ledger.filled import DONE, running, units

WISH = Wish("danh sách.xlsx", today=dt.date(2025, 11, 15), slug="giay_khen", partial=True, printed="unit", webhook="https://vd.vn/x")


def received(ledger: Ledger, owner: str = "sở") -> str:
    number = new_id()
    ledger.batches.add(number, owner, WISH, campaign={"phong_trao": {"ten": "Dạy tốt – học tốt"}})
    return number


def test_a_batch_is_kept_as_it_was_received(ledger: Ledger) -> None:
    found = ledger.batches.get(received(ledger))
    assert (found.wish, found.campaign, found.state) == (WISH, {"phong_trao": {"ten": "Dạy tốt – học tốt"}}, "received")
    assert "Dạy tốt" not in repr(found)


def test_nobody_sees_anothers(ledger: Ledger) -> None:
    number = received(ledger)
    assert ledger.batches.get(number, "sở").id == number
    with pytest.raises(BatchUnknown):
        ledger.batches.get(number, "phòng")
    assert ledger.batches.listed("phòng") == []
    assert [one.id for one in ledger.batches.listed("sở")] == [number]


def test_the_same_request_gives_the_same_batch_and_another_is_refused(ledger: Ledger) -> None:
    one, new = ledger.batches.add(new_id(), "sở", WISH, request=("k-1", "aa"))
    two, again = ledger.batches.add(new_id(), "sở", WISH, request=("k-1", "aa"))
    assert (one.id, new, again) == (two.id, True, False)
    with pytest.raises(RequestReused, match="k-1"):
        ledger.batches.add(new_id(), "sở", WISH, request=("k-1", "bb"))
    assert ledger.batches.add(new_id(), "phòng", WISH, request=("k-1", "bb"))[1]
    assert ledger.batches.add(one.id, "sở", WISH)[1], "an answer was lost: the same number is no second batch"


def test_one_plans_and_another_takes_over_when_it_is_dead(ledger: Ledger) -> None:
    number = received(ledger)
    assert ledger.batches.lease("a", 60, "received")
    assert ledger.batches.lease("b", 60, "received") is None
    assert ledger.batches.renew(number, "a", 60)
    assert not ledger.batches.renew(number, "b", 60)
    ledger.database.write(lambda connection: connection.execute(sa.update(BATCH).values(lease_until=1.0)))
    taken = ledger.batches.lease("b", 60, "received")
    assert taken
    assert taken.id == number


def test_a_batch_is_filled_once(ledger: Ledger) -> None:
    number = received(ledger)
    faulty = replace(units(3)[2], problems=(problem("required", "Cần có {truong}.", truong="Họ tên", pointer="/ho_ten"),))
    first = [*units(2), faulty]
    assert ledger.batches.fill(number, first)
    assert not ledger.batches.fill(number, first)
    counts = ledger.reading.counts(number)
    assert (counts.total, counts.faulty, counts.waiting) == (3, 1, 2)
    assert next(ledger.reading.units(number, "faulty")).problems[0].message == "Cần có Họ tên."


def test_a_refused_batch_makes_nothing_and_says_why(ledger: Ledger) -> None:
    number = received(ledger)
    ledger.batches.fill(number, units(2), refused=[problem("rows-faulty", "Có dòng lỗi.")], keep_seconds=60)
    found = ledger.batches.get(number)
    assert (found.state, found.problems[0].code, found.expires is not None) == ("refused", "rows-faulty", True)
    assert ledger.units.lease("một", 5, 60) == []
    assert ledger.reading.counts(number).cancelled == 2


def test_what_an_owner_should_know_is_added_once(ledger: Ledger) -> None:
    number = received(ledger)
    ledger.batches.note(number, [problem("a", "Một.")])
    ledger.batches.note(number, [problem("a", "Một."), problem("b", "Hai {so}.", so=2)])
    assert [one.message for one in ledger.batches.get(number).notices] == ["Một.", "Hai 2."]


def test_only_one_ends_a_batch(ledger: Ledger) -> None:
    number = running(ledger, 1)
    one, = ledger.units.lease("một", 1, 60)
    ledger.units.finish({one.id: DONE})
    assert ledger.batches.end(number, "done", "finishing", keep_seconds=60)
    assert not ledger.batches.end(number, "done", "finishing", keep_seconds=60)
    assert not ledger.batches.end(number, "cancelled", "received", "running", keep_seconds=60)


def test_what_is_over_is_found_and_goes_with_its_units(ledger: Ledger) -> None:
    number, kept = running(ledger, 2), running(ledger, 1)
    assert ledger.batches.end(number, "cancelled", "running", keep_seconds=-1)
    assert [one.id for one in ledger.batches.expired()] == [number]
    ledger.batches.delete([number])
    assert list(ledger.reading.units(number)) == []
    assert len(list(ledger.reading.units(kept))) == 1


def test_a_share_is_counted_by_owner(ledger: Ledger) -> None:
    running(ledger, 4, owner="sở")
    ended = running(ledger, 6, owner="sở")
    running(ledger, 9, owner="phòng")
    ledger.batches.end(ended, "cancelled", "running", keep_seconds=60)
    used = ledger.batches.used("sở")
    assert (used.open_batches, used.rows) == (1, 10)
    assert used.frees_in is not None
    assert 86_000 < used.frees_in <= 86_400
    assert ledger.batches.used("khác") == type(used)(0, 0, None)


def test_calls_are_due_until_they_are_settled(ledger: Ledger) -> None:
    ledger.calls.add("b", "batch.done", "https://vd.vn/x", "{}")
    ledger.calls.add("b", "batch.done", "https://vd.vn/x", "{}")
    call, = ledger.calls.take(60)
    assert (call.url, call.attempts) == ("https://vd.vn/x", 0)
    assert ledger.calls.take(60) == []
    ledger.calls.settle(call.id, sent=False, pause=-1)
    again, = ledger.calls.take(60)
    assert again.attempts == 1
    ledger.calls.settle(call.id, sent=False, pause=None)
    assert ledger.calls.state("b") == {"batch.done": "failed"}


def test_workers_alive_are_counted(ledger: Ledger) -> None:
    ledger.workers.beat("máy 1", 4)
    ledger.workers.beat("máy 1", 3)
    ledger.workers.beat("máy 2", 2)
    assert ledger.workers.processes(60) == 5
    ledger.workers.gone("máy 2")
    assert ledger.workers.processes(60) == 3
    assert ledger.workers.processes(-1) == 0
