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

from service.errors import LimitExceeded, problem


class _TimeIsUp(BaseException):
    """Raised inside the overdue thread; not an Exception, so that no library's handler takes it for one of its own."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Runs the block for at most so many seconds, then raises LimitExceeded (`limit-seconds`)."""
    watcher = _Watcher(threading.get_ident())
    timer = threading.Timer(seconds, watcher.strike)
    timer.daemon = True
    try:
        try:
            timer.start()                         # a very short limit may strike before this has returned
            yield
        finally:
            watcher.stand_down()                  # inside the outer try: a strike already on its way is still caught
    except _TimeIsUp:
        raise LimitExceeded(
            problem(
                "limit-seconds",
                "Văn bản cần quá {giay:g} giây để dựng; giới hạn là VANBAN_MAX_SECONDS. Hãy chia nhỏ văn bản.",
                giay=seconds,
            )
        ) from None
    finally:
        timer.cancel()


class _Watcher:
    """Strikes at most once, and never after the block has ended."""

    def __init__(self, thread_id: int) -> None:
        self._thread_id = ctypes.c_ulong(thread_id)
        self._lock = threading.Lock()
        self._watching = True

    def strike(self) -> None:
        with self._lock:
            if self._watching:
                self._watching = False
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread_id, ctypes.py_object(_TimeIsUp))

    def stand_down(self) -> None:
        with self._lock:
            self._watching = False
