"""Imported once by the process that the embedded engine's workers are forked from: what all of them share. Types are loaded by
whoever needs one: a run on the command line has a few of them, and should begin at once."""

from __future__ import annotations

from contextlib import suppress

from service import pipeline, printing
from service.collector import settle
from service.errors import VanbanError

__all__ = ["pipeline"]

with suppress(VanbanError):                       # told by whoever needs what is at fault
    printing.warm()

settle()
