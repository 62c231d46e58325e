"""One document at a time in a process.

Threads are this door's choice, so that health checks answer while a document is set. Pango's font map and PDFium are not safe
in two threads at once, and layout in Python would not run in parallel anyway: processes do.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

ONE_AT_A_TIME: Final = Lock()
