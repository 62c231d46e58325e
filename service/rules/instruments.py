"""Legal instruments with the days they are in force: `instruments.toml` as values, read once per process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

_LAWS: Final = ("Luật", "Bộ luật", "Pháp lệnh")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text. A law is recognised by its name and the day it was passed, everything else by `symbol` (98/2023/NĐ-CP)."""

    code: str
    kind: str
    symbol: str
    issued: date
    title: str
    source: str
    valid_from: date
    valid_to: date | None = None
    doubtful_to: date | None = None
    body: str = ""
    instead: str = ""
    replaces: tuple[str, ...] = ()
    role: str = "noi_dung"
    used_for: tuple[str, ...] = ()
    used_by: str = ""
    doubt: str = ""

    @property
    def law(self) -> str:
        """"Luật Thi đua, khen thưởng"; "" of what is no law."""
        return f"{self.kind} {self.title}" if self.kind in _LAWS else ""

    @property
    def name(self) -> str:
        return f"{self.law} năm {self.issued.year}" if self.law else self.symbol


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every text of the list. Raises TypeError where an entry has a field that nobody knows."""
    listed = tomllib.loads((Path(__file__).parent / "instruments.toml").read_text("utf-8"))
    return tuple(_instrument(entry, listed["uses"]) for entry in listed["instruments"])


def _instrument(entry: dict[str, object], uses: dict[str, list[str]]) -> Instrument:
    used_for = entry.get("used_for", ())
    replaces = entry.get("replaces", ())
    entry = {**entry, "used_for": tuple(uses[used_for] if isinstance(used_for, str) else _texts(used_for)),
             "replaces": _texts(replaces)}
    return Instrument(**entry)  # type: ignore[arg-type]     # TOML's values; an odd one shows in the tests of the list


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()
