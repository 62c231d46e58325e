"""The name of the general engine that prints what the press cannot set, told without loading it: that takes most of a second."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from typing import Final

# As WeasyPrint's `text/ffi.py` looks for them, in its order.
_PANGO: Final = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_HARFBUZZ: Final = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_SUBSET: Final = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")


def name() -> str:
    """The name and version of the engine."""
    return f"WeasyPrint {version('weasyprint')}"


@lru_cache(maxsize=1)
def system_libraries() -> str:
    """The libraries of the system with which it places letters and cuts faces: other versions may give other bytes."""
    return (f"Pango {_told(_PANGO, 'pango_version_string')}, HarfBuzz {_told(_HARFBUZZ, 'hb_version_string')}, "
            f"subset {_opened(_SUBSET) is not None}")


def _told(names: Sequence[str], function: str) -> str:
    """What a library says of its version; "" where there is none of these names."""
    library = _opened(names)
    if library is None:
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    said = ask()
    assert isinstance(said, bytes)
    return said.decode("ascii")


def _opened(names: Sequence[str]) -> ctypes.CDLL | None:
    for one in names:
        with suppress(OSError):
            return ctypes.CDLL(one)
    return None
