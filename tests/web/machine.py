"""What a machine does for the batches of a site, done when a test says so: a real keeper, real work."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager

from service.api.opened import opened
from service.batch.keeper import Keeper
from service.batch.opened import Setup
from service.batch.worker import Hold, work
from service.config import settings
from service.ledger.values import ENDED

_LONGEST_S = 300.0


class Machine:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def until(self, number: str, *states: str, units: int | None = None) -> str:
        """Works until the batch is in one of the states (none named: has ended), or so many of its documents are made."""
        ledger, wanted = opened().ledger, states or ENDED
        until = time.monotonic() + _LONGEST_S
        while time.monotonic() < until:
            self._keeper.round()
            state, counts = ledger.batches.get(number).state, ledger.reading.counts(number)
            if state in wanted or (units is not None and counts.done >= units):
                return state
            if counts.waiting:
                some = [one.id for one in ledger.reading.units(number, "todo")][:units]
                work(Hold(ledger, "máy thử", 60.0, lambda: False), opened().store, ids=some)
            time.sleep(0.05)
        raise AssertionError(f"never {wanted}")


@contextmanager
def machine() -> Iterator[Machine]:
    bulk = settings().bulk
    multiprocessing.get_context("forkserver").set_forkserver_preload(["service.batch.preloaded", "service.batch.keeper_jobs"])
    keeper = Keeper(Setup("thử", bulk.ledger_url, bulk.data / "store", 60.0, 5.0), opened().ledger, opened().store)
    try:
        yield Machine(keeper)
    finally:
        keeper.stop()
