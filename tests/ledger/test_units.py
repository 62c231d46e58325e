"""Units: nothing is lost, nothing is had twice, whoever dies."""

import threading

import pytest
import sqlalchemy as sa

from service.ledger import Ledger, Made, open_ledger
from service.ledger.tables import UNIT
from service.ledger.units import MOST_ATTEMPTS
from tests.ledger.filled import DONE, FAILED, WARNED, running


def lapse(ledger: Ledger) -> None:
    """All leases run out, as if the time had passed."""
    ledger.database.write(lambda connection: connection.execute(
        sa.update(UNIT).where(UNIT.c.lease_until.is_not(None)).values(lease_until=1.0)))


def test_units_come_in_their_order_each_once(ledger: Ledger) -> None:
    running(ledger, 5)
    first, second = ledger.units.lease("một", 3, 60), ledger.units.lease("hai", 3, 60)
    assert [one.number for one in first] == [1, 2, 3]
    assert [one.number for one in second] == [4, 5]
    assert first[0].data == {"ho_ten": "Nguyễn Thị Bưởi 1"}
    assert ledger.units.lease("ba", 3, 60) == []


def test_an_owner_whose_answer_was_lost_gets_the_same_again(ledger: Ledger) -> None:
    running(ledger, 5)
    first = ledger.units.lease("một", 2, 60)
    assert ledger.units.lease("một", 2, 60) == first


def test_an_urgent_batch_goes_before_an_earlier_one(ledger: Ledger) -> None:
    running(ledger, 3)
    urgent = running(ledger, 2, priority=5)
    assert [one.batch == urgent for one in ledger.units.lease("một", 4, 60)] == [True, True, False, False]


def test_what_was_finished_is_told_and_its_data_is_gone(ledger: Ledger) -> None:
    number = running(ledger, 3)
    one, two, three = ledger.units.lease("một", 3, 60)
    ledger.units.finish({one.id: DONE, two.id: WARNED})
    counts = ledger.reading.counts(number)
    assert (counts.done, counts.warned, counts.running, counts.pages) == (2, 1, 1, 3)
    assert ledger.batches.get(number).state == "running"
    ledger.units.finish({three.id: FAILED})
    assert ledger.batches.get(number).state == "finishing"
    found = list(ledger.reading.units(number))
    assert [(one.state, one.data) for one in found] == [("done", None), ("done", None), ("failed", None)]
    assert found[0].made == DONE
    assert found[2].made
    assert found[2].made.problems[0].message == "Thiếu chữ ☃."


def test_finishing_twice_changes_nothing(ledger: Ledger) -> None:
    number = running(ledger, 1)
    one, = ledger.units.lease("một", 1, 60)
    ledger.units.finish({one.id: DONE})
    ledger.units.finish({one.id: FAILED})
    assert ledger.reading.counts(number).done == 1


def test_a_lease_that_ran_out_goes_to_another_and_the_late_one_may_still_finish(ledger: Ledger) -> None:
    number = running(ledger, 1)
    late, = ledger.units.lease("chậm", 1, 60)
    assert ledger.units.sweep().taken_back == 0
    lapse(ledger)
    assert ledger.units.sweep().taken_back == 1
    again, = ledger.units.lease("nhanh", 1, 60)
    assert again.id == late.id
    ledger.units.finish({late.id: DONE})
    ledger.units.finish({again.id: DONE})
    assert ledger.reading.counts(number).done == 1


def test_a_renewed_lease_does_not_run_out(ledger: Ledger) -> None:
    running(ledger, 1)
    ledger.units.lease("một", 1, 60)
    lapse(ledger)
    ledger.units.renew("một", 60)
    assert ledger.units.sweep().taken_back == 0


def test_what_a_dead_owner_held_comes_alone_and_too_many_deaths_fail_it(ledger: Ledger) -> None:
    number = running(ledger, 3)
    assert len(ledger.units.lease("một", 3, 60)) == 3
    assert ledger.units.bury("một") == 3
    for death in range(2, MOST_ATTEMPTS + 1):
        one, = ledger.units.lease(f"thợ {death}", 3, 60)
        assert one.number == 1
        ledger.units.bury(f"thợ {death}")
    found = list(ledger.reading.units(number))
    assert [one.state for one in found] == ["failed", "todo", "todo"]
    assert found[0].made
    assert found[0].made.problems[0].code == "worker-died"
    ledger.units.finish({found[1].id: DONE, found[2].id: DONE})
    assert ledger.batches.get(number).state == "finishing"


def test_what_is_given_back_counts_as_no_attempt(ledger: Ledger) -> None:
    running(ledger, 2)
    ledger.units.lease("một", 2, 60)
    ledger.units.give_back("một")
    assert [one.attempts for one in ledger.units.lease("hai", 2, 60)] == [1, 1]


def test_messages_carry_what_there_is_room_for_the_most_urgent_first(ledger: Ledger) -> None:
    running(ledger, 10)
    urgent = running(ledger, 3, priority=1)
    first = ledger.units.queue(6, 2, 60)
    assert [len(chunk) for chunk in first] == [2, 2, 2]
    assert ledger.units.queue(6, 2, 60) == []
    got = ledger.units.lease("một", 10, 60, ids=first[0])
    assert {one.batch for one in got} == {urgent}
    assert [len(chunk) for chunk in ledger.units.queue(6, 2, 60)] == [2]
    assert ledger.units.lease("hai", 10, 60, ids=first[0]) == []
    lapse(ledger)
    assert ledger.units.sweep().taken_back == 8


def test_units_whose_message_was_not_sent_are_queued_again_but_not_taken_from_their_worker(ledger: Ledger) -> None:
    running(ledger, 4)
    chunk, = ledger.units.queue(4, 4, 60)
    leased = ledger.units.lease("một", 1, 60, ids=chunk)
    ledger.units.unqueue(chunk)
    again, = ledger.units.queue(4, 4, 60)
    assert {*again} == {*chunk} - {leased[0].id}
    assert [one.attempts for one in ledger.units.lease("hai", 4, 60, ids=again)] == [1, 1, 1]


def test_a_cancelled_batch_keeps_what_was_begun(ledger: Ledger) -> None:
    number = running(ledger, 4)
    one, = ledger.units.lease("một", 1, 60)
    assert ledger.batches.end(number, "cancelled", "received", "running", keep_seconds=60)
    assert ledger.units.lease("hai", 4, 60) == []
    ledger.units.finish({one.id: DONE})
    counts = ledger.reading.counts(number)
    assert (counts.done, counts.cancelled, counts.open) == (1, 3, 0)
    assert ledger.batches.get(number).state == "cancelled"


def test_many_at_once_make_each_unit_once_and_one_of_them_closes_the_batch(ledger: Ledger, url: str) -> None:
    number = running(ledger, 120)
    had: list[int] = []

    def worker(name: str) -> None:
        own = open_ledger(url, patience=30)
        while units := own.units.lease(name, 4, 60):
            had.extend(one.number for one in units)
            own.units.finish({one.id: DONE for one in units})
        own.close()

    threads = [threading.Thread(target=worker, args=(f"thợ {count}",)) for count in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(had) == list(range(1, 121))
    assert ledger.units.sweep().taken_back == 0
    assert ledger.batches.get(number).state == "finishing"


def test_units_of_two_batches_do_not_mix(ledger: Ledger) -> None:
    one, two = running(ledger, 3), running(ledger, 2)
    assert [len(list(ledger.reading.units(number))) for number in (one, two)] == [3, 2]
    assert ledger.reading.unit(one, 3)
    assert ledger.reading.unit(two, 3) is None


@pytest.mark.parametrize("count", [0, 1])
def test_a_batch_with_nothing_to_make_is_finishing_at_once(ledger: Ledger, count: int) -> None:
    from dataclasses import replace

    from service.ledger import Wish, new_id
    from tests.ledger.filled import units

    number = new_id()
    ledger.batches.add(number, "", Wish("ds.csv"))
    ledger.batches.fill(number, [replace(one, made=DONE) for one in units(count)])
    assert ledger.batches.get(number).state == "finishing"
    assert ledger.reading.counts(number).reused == count


def test_what_was_made_before_is_known_by_recipe_and_place(ledger: Ledger) -> None:
    number = running(ledger, 2)
    first, second = ledger.units.lease("một", 2, 60)
    ledger.units.finish({first.id: DONE, second.id: Made(problems=FAILED.problems)})
    assert ledger.reading.made_before([first.recipe, second.recipe, "f" * 64]) == {(first.recipe, first.place): DONE}
    assert ledger.reading.unused([first.place, "made/khác"]) == {"made/khác"}
    assert ledger.reading.places(number) == {first.place: DONE}
