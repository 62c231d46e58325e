"""Legal instruments with the days they are in force: `instruments.toml` as values, read once per process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text: recognised by `symbol` (98/2023/NĐ-CP), or by the `law`'s name and the day it was passed."""

    source: str
    valid_from: date
    valid_to: date | None = None
    doubtful_to: date | None = None
    symbol: str = ""
    law: str = ""
    issued: date | None = None
    instead: str = ""

    @property
    def name(self) -> str:
        return f"{self.law} năm {self.issued.year}" if self.issued else self.symbol


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every text of the list. Raises TypeError where an entry has a field that nobody knows."""
    listed = tomllib.loads((Path(__file__).parent / "instruments.toml").read_text("utf-8"))
    return tuple(Instrument(**entry) for entry in listed["instruments"])
