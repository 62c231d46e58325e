"""Values of the ledger ↔ the JSON in its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from service.ledger.values import Made, MadeFile, Wish
from service.retold import problems_json, problems_of


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
