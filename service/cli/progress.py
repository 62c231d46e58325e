"""A line on stderr while something takes long, where a person looks at it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_QUIET_SECONDS = 0.7                              # short work says nothing
_CLEAR = "\r\x1b[2K"


@contextmanager
def progress(text: str | Callable[[], str]) -> Iterator[None]:
    """Shows `text` and the seconds spent, and takes the line away at the end. Nothing where stderr is not a terminal.

    A function is asked again each time: "12/120 …".
    """
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    watcher = threading.Thread(target=_show, args=(text, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _show(text: str | Callable[[], str], done: threading.Event) -> None:
    start = time.monotonic()
    shown = done.wait(_QUIET_SECONDS)
    while not done.wait(0.2):
        said = text if isinstance(text, str) else text()
        sys.stderr.write(f"{_CLEAR}{said}… {time.monotonic() - start:.0f} giây")
        sys.stderr.flush()
        shown = False
    if not shown:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
