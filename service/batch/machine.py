"""The processes of one machine's part: begun, begun anew when they die, ended together."""

from __future__ import annotations

import ctypes
import logging
import mmap
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_log = logging.getLogger("vanban.machine")
_ASKED: Final = {signal.SIGTERM, signal.SIGINT}
_GRACE: Final = 25.0                              # seconds for the document at hand; compose.yaml gives 30
_LOOK: Final = 0.5
_EARLY: Final = 10.0                              # a process that dies younger is begun anew after a pause
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_DIE_WITH_PARENT: Final = 1                       # PR_SET_PDEATHSIG of Linux


Parts = Mapping[str, Callable[[], None]]


class Flag:
    """Up or not, the same in every process forked since. One byte: nobody who dies can hold its lock."""

    def __init__(self) -> None:
        self._byte = mmap.mmap(-1, 1)

    def __call__(self) -> bool:
        return self._byte[0] == 1

    def put_up(self) -> None:
        self._byte[0] = 1


@dataclass(slots=True)
class _Running:
    process: Any
    begun: float


class Machine:
    """`parts`: name → what that process does until `ending` is up, and then returns."""

    def __init__(self, parts: Parts, ending: Flag) -> None:
        self._parts, self._ending = parts, ending
        self._context = multiprocessing.get_context("fork")       # after types and faces were loaded: all share them
        self._running: dict[str, _Running] = {}
        self._not_before = dict.fromkeys(parts, 0.0)
        self._early = dict.fromkeys(parts, 0)

    def run(self) -> None:
        """Until it is asked to end: TERM, or INT (Ctrl-C)."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
        try:
            while signal.sigtimedwait(_ASKED, _LOOK) is None:
                self._look()
        finally:
            self._end()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _look(self) -> None:
        now = time.monotonic()
        for name, part in self._parts.items():
            one = self._running.get(name)
            if one is not None and not one.process.is_alive():
                one.process.join()
                _log.warning("%s ended with %s", name, one.process.exitcode)
                del self._running[name]
                self._early[name] = self._early[name] + 1 if now - one.begun < _EARLY else 0
                if self._early[name]:
                    self._not_before[name] = now + min(_FIRST_PAUSE * 2.0 ** self._early[name], _LONGEST_PAUSE)
            if name not in self._running and now >= self._not_before[name]:
                process = self._context.Process(target=_live, args=(part,), name=name)
                process.start()
                self._running[name] = _Running(process, now)

    def _end(self) -> None:
        self._ending.put_up()
        for one in self._running.values():
            one.process.terminate()
        until = time.monotonic() + _GRACE
        for name, one in self._running.items():
            one.process.join(max(0.0, until - time.monotonic()))
            if one.process.is_alive():
                _log.warning("%s does not end: killed", name)
                one.process.kill()
                one.process.join()
        self._running.clear()


def _live(part: Callable[[], None]) -> None:
    """INT goes to the whole group of a terminal, and TERM may: whoever began us says when to end. A part may see it otherwise.
    When he is killed we are too: nobody works unseen."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: None)      # not SIG_IGN: that would be inherited by programs a part starts
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
    part()
