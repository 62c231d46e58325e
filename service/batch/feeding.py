"""What a machine does beside its workers: says that it is alive, gives back what its dead processes held, keeps the queue fed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from service.batch.alive import all_is_well, dead, forget
from service.batch.consume import Place
from service.batch.queue import feed, queue_of
from service.errors import DatabaseUnreachable
from service.ledger import Ledger

_ROUND: Final = 0.5                               # seconds
_AWAY: Final = 2.0                                # after a round in which the broker or the ledger was away
_BEAT: Final = 10.0
_log = logging.getLogger("vanban.queue")


def feeding(place: Place, ending: Callable[[], bool]) -> None:
    """Rounds until `ending` is up. In a process of its own, so that nothing else of the machine keeps it waiting."""
    app = queue_of(place.broker)
    ledger: Ledger | None = None
    beaten, away = float("-inf"), False
    while not ending():                           # what cannot be done now is done in the next round: no patience
        try:
            ledger = ledger or place.setup.ledger_opened(ending, patience=0.0)
            _bury(ledger, place.alive)
            if time.monotonic() - beaten > _BEAT:
                ledger.workers.beat(place.name, place.processes)
                beaten = time.monotonic()
            good = feed(ledger, app, place.setup.lease_seconds)
        except DatabaseUnreachable as error:
            if not away:
                _log.warning("%s", error.problems[0].code)
            good = False
        away = not good
        if good:
            all_is_well(place.alive)
        time.sleep(_ROUND if good else _AWAY)
    if ledger is not None:
        with suppress(DatabaseUnreachable):                   # then it is forgotten in a minute
            ledger.workers.gone(place.name)


def _bury(ledger: Ledger, alive: Path) -> None:
    for name in dead(alive):
        held = ledger.units.bury(name)
        if held:
            _log.warning("%s died with %d units", name, held)
        forget(alive, name)
