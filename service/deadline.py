"""A limit on the seconds of one render, in whichever thread it runs.

WeasyPrint lays out in Python and offers no hook to stop it. CPython can raise an exception in another thread between two byte
codes (`PyThreadState_SetAsyncExc`, C API reference, "Thread State"), which is what a watcher does here when time is up;
a signal would work in the main thread only, and the server renders in threads.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from service.errors import LimitExceeded, problem

_AGAIN_S: Final = 0.1                             # far more than it takes to leave the block


class _TimeIsUp(BaseException):
    """Raised inside the overdue thread; not an Exception, so that no library's handler takes it for one of its own."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Runs the block for at most so many seconds, then raises LimitExceeded (`limit-seconds`)."""
    watcher = _Watcher(threading.get_ident(), seconds)
    try:
        try:
            watcher.start()                       # a very short limit may strike before this has returned
            yield
        finally:
            watcher.stand_down()                  # inside the outer try: a strike already on its way is still caught
        if watcher.struck:
            raise _TimeIsUp
    except _TimeIsUp:
        watcher.stand_down()                      # the strike may have come in the middle of the first one
        raise LimitExceeded(
            problem(
                "limit-seconds",
                "Văn bản cần quá {giay:g} giây để dựng; giới hạn là VANBAN_MAX_SECONDS. Hãy chia nhỏ văn bản.",
                giay=seconds,
            )
        ) from None


class _Watcher(threading.Thread):
    """Strikes when time is up, and again until the block has ended: Python drops an exception that arrives in a destructor or a
    callback of the garbage collector, and the first strike may meet one."""

    def __init__(self, thread_id: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self.struck = False
        self._thread_id = ctypes.c_ulong(thread_id)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def run(self) -> None:
        wait = self._seconds
        while not self._ended.wait(wait):
            with self._lock:
                if not self._ended.is_set():
                    self.struck = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread_id, ctypes.py_object(_TimeIsUp))
            wait = _AGAIN_S

    def stand_down(self) -> None:
        """No strike comes after this has returned."""
        with self._lock:
            self._ended.set()
