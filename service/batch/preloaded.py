"""Imported once by the process that the embedded engine's workers are forked from: what all of them share. Templates are read
by whoever needs one: a run on the command line has a few types, and should begin at once."""

from __future__ import annotations

import gc
from contextlib import suppress

from service import doctypes, pipeline, printing
from service.errors import VanbanError

__all__ = ["pipeline"]

with suppress(VanbanError):                       # told by whoever needs what is at fault
    printing.warm()
    doctypes.catalogue()

gc.freeze()                                       # or the collector's marks would make every shared page a worker's own
