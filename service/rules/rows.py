"""The rows of the decree's table: what a checker would have to know of Nghị định 30/2020/NĐ-CP, each with clause and requirement.

Every row is a rule of the registry or stands in `uncheckable` with the reason: none is lost (`conformance`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `support`: A the decree's words, S its samples, P practice of others, K known otherwise, "-" not in the decree."""

    id: str
    clause: str
    support: str
    requirement: str


@lru_cache(maxsize=1)
def rows() -> Mapping[str, Row]:
    """Every row by its identifier, in the order of the decree."""
    read = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))
    return MappingProxyType({id: Row(id, *told) for id, told in read.items()})
