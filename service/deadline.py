"""A limit on the seconds of one render, in whichever thread it runs.

WeasyPrint lays out in Python and offers no hook to stop it. CPython can raise an exception in another thread between two byte
codes (`PyThreadState_SetAsyncExc`, C API reference, "Thread State"), which is what a watcher does here when time is up;
a signal would work in the main thread only, and the server renders in threads.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from service.errors import LimitExceeded, problem

_AGAIN_S: Final = 0.1                             # far more than it takes to leave the block
_LOOK_S: Final = 0.02                             # between two looks at the blocks; limits are seconds
_IDLE_S: Final = 5.0


class _TimeIsUp(BaseException):
    """Raised inside the overdue thread; not an Exception, so that no library's handler takes it for one of its own."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Runs the block for at most so many seconds, then raises LimitExceeded (`limit-seconds`)."""
    own = _Watch(threading.get_ident(), time.monotonic() + seconds)
    try:
        try:
            _WATCHER.watch(own)                   # a very short limit may strike before this has returned
            yield
        finally:
            _WATCHER.leave(own)                   # inside the outer try: a strike already on its way is still caught
        if own.struck:
            raise _TimeIsUp
    except _TimeIsUp:
        _WATCHER.leave(own)                       # the strike may have come in the middle of the first one
        raise LimitExceeded(
            problem(
                "limit-seconds",
                "Văn bản cần quá {giay:g} giây để dựng; giới hạn là VANBAN_MAX_SECONDS. Hãy chia nhỏ văn bản.",
                giay=seconds,
            )
        ) from None


class _Watch:
    """A block that runs in a thread, and when its time is up (by `time.monotonic`)."""

    __slots__ = ("_ended", "_lock", "_thread_id", "struck", "until")

    def __init__(self, thread_id: int, until: float) -> None:
        self.struck, self.until = False, until
        self._thread_id, self._lock, self._ended = ctypes.c_ulong(thread_id), threading.Lock(), False

    def strike(self) -> None:
        """And soon again, until the block has ended: Python drops an exception that arrives in a destructor or a callback of the
        garbage collector, and the first strike may meet one."""
        self.until = time.monotonic() + _AGAIN_S
        with self._lock:
            if not self._ended:
                self.struck = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread_id, ctypes.py_object(_TimeIsUp))

    def stand_down(self) -> None:
        """No strike comes after this has returned."""
        with self._lock:
            self._ended = True


class _Watcher:
    """One thread that looks after all blocks of the process: to begin one for each costs more than many a block. It ends when
    there has been none for a while, and is begun anew. A block is struck wherever it is, so what it does here takes no lock that
    others need."""

    def __init__(self) -> None:
        self._watches: dict[int, _Watch] = {}
        self._running = False

    def watch(self, one: _Watch) -> None:
        self._watches[id(one)] = one
        if not self._running:
            self._running = True                  # two that come at once begin two threads: both look, and end
            threading.Thread(target=self._run, daemon=True, name="deadline").start()

    def leave(self, one: _Watch) -> None:
        self._watches.pop(id(one), None)
        one.stand_down()

    def forked(self) -> None:
        """In a child no thread goes on but the one that forked."""
        self._watches, self._running = {}, False

    def _run(self) -> None:
        idle = time.monotonic()
        while True:
            now = time.monotonic()
            for one in list(self._watches.values()):
                idle = now
                if now >= one.until:
                    one.strike()
            if now - idle > _IDLE_S:
                self._running = False
                if not self._watches:             # one that came meanwhile may have seen that a thread was running
                    return
                self._running = True
            time.sleep(_LOOK_S)


_WATCHER: Final = _Watcher()
os.register_at_fork(after_in_child=_WATCHER.forked)
