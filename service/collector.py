"""Python's collector of garbage, as processes have it that make documents one after the other."""

from __future__ import annotations

import gc
from typing import Final

# A document makes some ten thousand values and drops them together; at Python's 700 the collector looks twenty times at each.
_YOUNG: Final = 20_000


def settle() -> None:
    """To be called when all that lasts is loaded, before processes are forked: what is there is never looked at again (or the
    collector's marks would make every shared page a process's own), and what is new is looked at seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)
