"""A machine's worker processes behind the queue: Celery's pool of forked processes, each running the loop of worker.py for the
ids of a message. With queue.py the only home of Celery."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from celery import Celery, signals
from celery.app import trace
from celery.worker import WorkController, state

from service.batch.alive import come_alive
from service.batch.opened import Setup
from service.batch.queue import TASK, queue_of
from service.batch.work import Files
from service.batch.worker import Hold, Stopped, work
from service.errors import DatabaseUnreachable, StoreUnreachable

_NICE: Final = 15                                 # an interactive request of this machine goes first
_WATCH: Final = 1.0                               # seconds; seen twice, it is so
_log = logging.getLogger("vanban.queue")


@dataclass(frozen=True, slots=True)
class Place:
    """Where this machine's workers work: `name` is unique among machines; `alive`: a folder of its own for alive.py."""

    name: str
    broker: str
    processes: int
    alive: Path
    setup: Setup


def consume(place: Place, ending: Callable[[], bool]) -> None:
    """Takes messages until TERM comes; the documents at hand are finished, what else was leased is given back (`ending` is up by
    then). To be run in a process of its own, after types and faces were loaded."""
    app = queue_of(place.broker)
    hands = _Hands(place, ending)
    app.task(name=TASK, ignore_result=True)(hands.make_units)
    signals.worker_process_init.connect(hands.begin)
    worker = _Worker(app=app, hostname=f"vanban@{place.name}", pool_cls="prefork", concurrency=place.processes,
                     without_gossip=True, without_mingle=True, without_heartbeat=True, task_events=False)
    signal.signal(signal.SIGTERM, _end)
    worker.start()


def _end(*_: object) -> None:
    state.should_stop = 0                         # Celery's warm shutdown: no more messages, those at hand are finished


class _Worker(WorkController):  # type: ignore[misc]  # Celery ships no types
    """Celery's worker without its command line: no banner, no logs of its own, no signals."""

    app: Celery
    _watched = False
    _stuck = False

    def on_before_init(self, **_: Any) -> None:
        trace.setup_worker_optimizations(self.app, self.hostname)

    def on_consumer_ready(self, consumer: Any) -> None:
        """At the first connection, and at every one after."""
        if not self._watched:
            consumer.timer.call_repeatedly(_WATCH, self._watch, (consumer,))
            self._watched = True

    def _watch(self, consumer: Any) -> None:
        """An acknowledgement that found the broker away is lost, and Celery waits for ever for room that this message still
        takes: it is told that the connection is broken, which was so."""
        quality = getattr(getattr(consumer.task_consumer, "channel", None), "qos", None)     # Redis; RabbitMQ keeps count itself
        stuck = quality is not None and not state.reserved_requests and not quality.can_consume()
        if stuck and self._stuck:
            self._stuck = False
            raise ConnectionResetError("an acknowledgement was lost")
        self._stuck = stuck


class _Hands:
    """One process of the pool, from its fork on."""

    def __init__(self, place: Place, ending: Callable[[], bool]) -> None:
        self._place, self._ending = place, ending
        self._owner = ""
        self._opened: tuple[Hold, Files] | None = None

    def begin(self, **_: Any) -> None:
        self._owner = f"{self._place.name}-{os.getpid()}"
        os.nice(_NICE)
        come_alive(self._place.alive, self._owner)

    def make_units(self, ids: Sequence[int]) -> None:
        """The task. What cannot be done now comes back by the ledger, so it never fails."""
        try:
            hold, store = self._open()
            work(hold, store, ids=ids)
        except Stopped:
            return
        except (StoreUnreachable, DatabaseUnreachable) as error:
            _log.warning("%s gave back its units: %s", self._owner, ", ".join(one.code for one in error.problems))

    def _open(self) -> tuple[Hold, Files]:
        if self._opened is None:
            setup = self._place.setup
            hold = Hold(setup.ledger_opened(self._ending), self._owner, setup.lease_seconds, self._ending)
            self._opened = hold, setup.store_opened(hold.waiting)
        return self._opened
