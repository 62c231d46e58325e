"""A line on stderr while something takes long, where a person looks at it."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_QUIET_SECONDS = 0.7                              # short work says nothing
_CLEAR = "\r\x1b[2K"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


@contextmanager
def progress(text: str | Callable[[], str], *, clock: bool = True) -> Iterator[None]:
    """Shows `text` and the seconds spent (`clock`), and takes the line away at the end. Nothing where stderr is not a terminal.

    A function is asked again each time: "12/120 …".
    """
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    watcher = threading.Thread(target=_show, args=(text, clock, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def bar(part: float, width: int = 24) -> str:
    """A part of 1 as a bar of so many columns."""
    eighths = round(min(max(part, 0.0), 1.0) * width * 8)
    return f"▕{('█' * (eighths // 8) + _EIGHTHS[eighths % 8].strip()).ljust(width)}▏"


def _show(text: str | Callable[[], str], clock: bool, done: threading.Event) -> None:
    start = time.monotonic()
    shown = done.wait(_QUIET_SECONDS)
    while not done.wait(0.2):
        said = text if isinstance(text, str) else text()
        spent = f"… {time.monotonic() - start:.0f} giây" if clock else ""
        # A line that is broken by the terminal could not be taken away again.
        sys.stderr.write(_CLEAR + f"{said}{spent}"[:shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
        shown = False
    if not shown:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
