"""What the threads of a process share.

Threads are this door's choice, so that health checks answer while a document is set. Pango's font map and PDFium are not safe
in two threads at once, and layout in Python would not run in parallel anyway: processes do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Final

ONE_AT_A_TIME: Final = Lock()
THREADS: Final = 12                               # one renders, the others answer health checks, read bodies, send files
# Answers that last as long as their reader pleases: downloads and streams of events. The other threads stay free.
LONG_ANSWERS: Final = BoundedSemaphore(8)


@dataclass(slots=True)
class Life:
    """Whether this process goes on: whoever runs it says so, a stream of events asks."""

    goes_on: Callable[[], bool] = lambda: True


LIFE: Final = Life()
