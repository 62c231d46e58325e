"""Values of the ledger ↔ the JSON in its columns. Problems keep text and blanks apart, so that each reader gets his language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from service.errors import Problem
from service.ledger.values import Made, MadeFile, Wish


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"code": one.code, "text": one.text, "pointer": one.pointer, "place": one.place,
             "args": {name: _plain(value) for name, value in one.args.items()}} for one in problems]


def problems_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(one["code"], one["text"], one["pointer"], one["place"], MappingProxyType(dict(one["args"])))
                 for one in stored)


def made_json(made: Made) -> dict[str, Any]:
    return {"files": {suffix: asdict(one) for suffix, one in made.files.items()}, "pages": made.pages, "verdict": made.verdict,
            "findings": list(made.findings), "problems": problems_json(made.problems), "seconds": round(made.seconds, 4)}


def made_of(stored: Mapping[str, Any]) -> Made:
    return Made({suffix: MadeFile(**one) for suffix, one in stored["files"].items()}, stored["pages"], stored["verdict"],
                tuple(stored["findings"]), problems_of(stored["problems"]), stored["seconds"])


def wish_json(wish: Wish) -> dict[str, Any]:
    """Without the day, which has a column of its own."""
    found = asdict(wish)
    del found["today"]
    return found


def wish_of(stored: Mapping[str, Any], today: date | None) -> Wish:
    return replace(Wish(**stored), formats=tuple(stored["formats"]), today=today,
                   corrections=tuple((sheet, line, column, text) for sheet, line, column, text in stored.get("corrections", ())))


def _plain(value: object) -> object:
    """A blank of a message as JSON has it: how it is printed is all that matters."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
