"""`python -m service.batch.beside`: the embedded engine beside `vanban serve`: worker processes and a keeper. It ends with
whoever started it: its standard input is the other end of a pipe."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

from service import telemetry
from service.batch.keeper import Keeper, open_keeper, rounds
from service.batch.local import Crew
from service.batch.opened import Setup
from service.config import settings
from service.errors import DatabaseUnreachable, VanbanError

_LOOK: Final = 0.25                               # seconds between two looks at the workers
_BEAT: Final = 10.0
_GRACE: Final = 15.0                              # seconds for a clean end: a document at hand takes some
_PAUSES: Final = (0.0, 1.0, 5.0, 30.0)            # seconds before it is started anew, the longer the oftener it died
_STEADY: Final = 120.0                            # after so many seconds a death counts as the first
_LOG: Final = logging.getLogger("vanban.batch")


def run() -> None:
    """Until it is asked to end, or its parent has."""
    telemetry.begin()
    asked: list[int] = []
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent says when to end
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    os.setpriority(os.PRIO_PROCESS, 0, 5)         # requests go first, also while types are loaded

    def ending() -> bool:
        return bool(asked) or bool(select.select([sys.stdin], [], [], 0)[0])       # nothing is ever sent: the pipe's end

    bulk = settings().bulk
    name = f"{socket.gethostname()[:60]}-{os.getpid()}"
    setup = Setup(name, bulk.ledger_url, None, bulk.lease_seconds, bulk.patience)
    Engine(setup, bulk.workers).run(ending)


class Engine:
    """Workers and keeper of this machine, without a queue."""

    def __init__(self, setup: Setup, processes: int) -> None:
        self._setup, self._processes = setup, processes
        self._parts: tuple[Keeper, Crew] | None = None
        self._beaten = float("-inf")

    def run(self, ending: Callable[[], bool]) -> None:
        rounds(lambda: self._round(ending), ending, _LOOK, _LOG)
        self._stop()

    def _round(self, ending: Callable[[], bool]) -> None:
        if self._parts is None:
            keeper = open_keeper(self._setup, ending)
            ledger = self._setup.ledger_opened(ending, patience=0.0)
            self._parts = keeper, Crew(self._setup, self._processes, ledger, every_type=True)
        keeper, crew = self._parts
        crew.look()
        keeper.round()
        if time.monotonic() - self._beaten > _BEAT:
            keeper.ledger.workers.beat(self._setup.name, self._processes)
            self._beaten = time.monotonic()

    def _stop(self) -> None:
        if self._parts is None:
            return
        keeper, crew = self._parts
        try:
            crew.stop()
            keeper.stop()
            keeper.ledger.workers.gone(self._setup.name)
        except DatabaseUnreachable as error:        # leases run out by themselves
            _LOG.warning("%s", error.problems[0].code)


class Beside:
    """It as `vanban serve` sees it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._begun, self._not_before, self._deaths = 0.0, 0.0, 0

    def look(self) -> None:
        """Starts it, also anew; to be called about once a second."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            self._close()
            self._deaths = 0 if now - self._begun > _STEADY else self._deaths + 1
            self._not_before = now + _PAUSES[min(self._deaths, len(_PAUSES) - 1)]
            _LOG.warning("the embedded engine ended: started anew")
        if self._process is None and now >= self._not_before:
            self._process = subprocess.Popen([sys.executable, "-m", "service.batch.beside"], stdin=subprocess.PIPE)
            self._begun = now

    def ask(self) -> None:
        """To end, when it has finished what is at hand."""
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Clean, or in the end by force."""
        if self._process is None:
            return
        self.ask()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close()

    def forget(self) -> None:
        """In a process forked from the one that has it: only that one's end is its end."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def _close(self) -> None:
        self.forget()
        self._process = None


if __name__ == "__main__":
    try:
        run()
    except VanbanError as fault:
        sys.exit(str(fault))
