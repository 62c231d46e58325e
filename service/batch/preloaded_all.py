"""As preloaded.py, with every type's template: for workers that live long."""

from __future__ import annotations

import gc
from contextlib import suppress

from service import pipeline
from service.errors import VanbanError

with suppress(VanbanError):                       # told by whoever needs what is at fault
    pipeline.warm()

gc.freeze()                                       # or the collector's marks would make every shared page a worker's own
