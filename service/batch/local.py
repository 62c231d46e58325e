"""The embedded engine: worker processes of this machine, forked from one that has types and faces loaded.

A worker that dies is replaced and what it held goes back at once; one that is silent for longer than its lease is killed. Workers
end with whoever started them, however that ended: the pipe to it closes.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any, Final
from uuid import uuid4

from service import telemetry
from service.batch.opened import Setup
from service.batch.worker import Hold, Stopped, Tally, own_memory, work
from service.errors import DatabaseUnreachable, Problem, StoreUnreachable
from service.ledger import Ledger
from service.retold import problems_json, problems_of

_LOG: Final = logging.getLogger("vanban.batch")
_NICE: Final = 15                                 # an interactive request goes first
_GRACE: Final = 10.0                              # seconds: for the unit at hand
_EARLY: Final = 2.0                               # seconds: a worker that dies younger is not replaced at once
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_MEASURED: Final = 50                             # units between two looks at a worker's memory


@dataclass(slots=True)
class _Member:
    """One worker process as its parent sees it. `owner`: its name in the ledger."""

    owner: str
    process: Any
    pipe: Connection
    begun: float
    heard: float
    tally: Tally = field(default_factory=Tally)


class Crew:
    """So many workers, kept alive. `ledger` is the parent's own. `look` is to be called a few times a second."""

    def __init__(self, setup: Setup, processes: int, ledger: Ledger, *, every_type: bool = False) -> None:
        """`every_type`: templates of all types are loaded for all workers; else each loads those it needs."""
        self._setup, self._ledger = setup, ledger
        self._context = multiprocessing.get_context("forkserver")
        warm_up(every_type=every_type)
        self._processes = processes
        self._members: list[_Member] = []
        self._past = Tally()
        self._early, self._not_before = 0, 0.0
        self.trouble: tuple[Problem, ...] = ()    # why a worker gave up last

    @property
    def tally(self) -> Tally:
        """What all workers have done, those that are gone among them."""
        total = self._past
        for one in self._members:
            total = total.plus(one.tally)
        return total

    @property
    def early_deaths(self) -> int:
        """Workers that died one after the other before they made anything."""
        return self._early

    @property
    def pids(self) -> list[int]:
        return [one.process.pid for one in self._members]

    def look(self) -> None:
        """Hears the workers, buries the dead, replaces them. Raises DatabaseUnreachable."""
        now = time.monotonic()
        for one in list(self._members):
            self._hear(one)
            if one.process.is_alive() and now - one.heard > self._setup.lease_seconds + _GRACE:
                _LOG.warning("worker %s is silent: killed", one.owner)
                one.process.kill()
                one.process.join()
            if not one.process.is_alive():
                self._bury(one)
        while len(self._members) < self._processes and time.monotonic() >= self._not_before:
            self._begin()

    def stop(self, seconds: float = _GRACE) -> None:
        """Ends all: each finishes the unit at hand; what is not made goes back. After `seconds` they are killed."""
        for one in self._members:
            one.process.terminate()
        until = time.monotonic() + seconds
        for one in self._members:
            one.process.join(max(0.0, until - time.monotonic()))
            killed = one.process.is_alive()
            if killed:
                one.process.kill()
                one.process.join()
            self._hear(one)
            self._past = self._past.plus(one.tally)
            one.pipe.close()
            if killed or one.process.exitcode:
                self._ledger.units.give_back(one.owner)
        self._members.clear()

    def _begin(self) -> None:
        owner = f"{self._setup.name}-{uuid4().hex[:12]}"
        mine, theirs = self._context.Pipe(duplex=True)
        process = self._context.Process(target=_worker, args=(self._setup, owner, theirs), name=owner, daemon=True)
        if not begun(process):
            mine.close()
            self._died_early()
            return
        theirs.close()
        now = time.monotonic()
        self._members.append(_Member(owner, process, mine, now, now + self._setup.patience))

    def _hear(self, one: _Member) -> None:
        try:
            while one.pipe.poll():
                said = one.pipe.recv()
                one.heard = time.monotonic()
                if isinstance(said, Tally):
                    one.tally = said
                    self._early = 0 if said.units else self._early
                else:
                    self.trouble = problems_of(said)
        except (EOFError, ConnectionError):       # it is dead, or about to be
            return

    def _bury(self, one: _Member) -> None:
        """What the dead one held goes back before another takes its place."""
        code = one.process.exitcode
        if code:
            _LOG.warning("worker %s ended with %s; it had made %d", one.owner, code, one.tally.units)
        self._ledger.units.bury(one.owner)
        self._members.remove(one)
        one.pipe.close()
        self._past = self._past.plus(one.tally)
        if time.monotonic() - one.begun < _EARLY and not one.tally.units:
            self._died_early()

    def _died_early(self) -> None:
        self._early += 1
        self._not_before = time.monotonic() + min(_FIRST_PAUSE * 2.0 ** min(self._early, 10), _LONGEST_PAUSE)


def warm_up(*, every_type: bool = False) -> None:
    """Starts the process that workers are forked from; it loads what they share while the caller does something else. Of several
    calls in a process the first counts."""
    multiprocessing.get_context("forkserver").set_forkserver_preload([f"service.batch.preloaded{'_all' if every_type else ''}"])
    forkserver.ensure_running()


def begun(process: Any) -> bool:
    """Starts a process; False where the one it is forked from has died at this moment: that is begun anew the next time."""
    try:
        process.start()
    except (EOFError, ConnectionError):
        return False
    return True


def _worker(setup: Setup, owner: str, pipe: Connection) -> None:
    """The whole life of a worker process."""
    asked = [False]

    def stop(*_: object) -> None:
        asked[0] = True

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; who started us says when to end
    signal.signal(signal.SIGTERM, stop)
    os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    setup.begin()

    def stopped() -> bool:
        return asked[0] or pipe.poll()            # nothing is ever sent this way: it is the end of the pipe

    measured = [0]

    def said(tally: Tally) -> None:
        if not tally.memory or tally.units >= measured[0] + _MEASURED:
            tally.memory, measured[0] = max(tally.memory, own_memory()), tally.units
        _send(pipe, tally)

    try:
        ledger = setup.ledger_opened(stopped)
        hold = Hold(ledger, owner, setup.lease_seconds, stopped, said)
        hold.say()
        work(hold, setup.store_opened(hold.waiting))
        hold.say()
        ledger.close()
    except Stopped:
        pass
    except (StoreUnreachable, DatabaseUnreachable) as error:
        _send(pipe, problems_json(error.problems))
    finally:
        telemetry.end()


def _send(pipe: Connection, value: Tally | Sequence[object]) -> None:
    try:
        pipe.send(value)
    except ConnectionError:                       # nobody listens any more: `stopped` sees it too
        return
