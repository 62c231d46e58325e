"""As preloaded.py, with every type's template: for workers that live long."""

from __future__ import annotations

from contextlib import suppress

from service import pipeline
from service.collector import settle
from service.errors import VanbanError

with suppress(VanbanError):                       # told by whoever needs what is at fault
    pipeline.warm()

settle()
