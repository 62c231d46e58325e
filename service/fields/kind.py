"""What a kind of field is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Present = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """`annotation` is the pydantic type; `present` takes a checked value, or None where none is given, to what is printed."""

    annotation: Any
    present: Present


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What checking a value may need from outside the data: where relative paths of pictures start."""

    folder: Path | None = None
