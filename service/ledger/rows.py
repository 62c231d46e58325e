"""Rows of the tables ↔ values."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.engine import RowMapping

from service.ledger.tables import BATCH, UNIT
from service.ledger.told import made_json, made_of, wish_of
from service.ledger.values import Batch, Made, NewUnit, Unit
from service.retold import problems_json, problems_of

BATCH_COLUMNS: Final = [one for one in BATCH.c if one.name not in {"request_key", "request_hash", "lease_owner", "lease_until"}]
UNIT_COLUMNS: Final = [one for one in UNIT.c if one.name not in {"turn", "pages", "warned", "lease_owner", "lease_until"}]


def batch_of(row: RowMapping) -> Batch:
    return Batch(
        id=row["id"], owner=row["owner"], state=row["state"], wish=wish_of(row["wish"], row["today"]), campaign=row["campaign"],
        problems=problems_of(row["problems"]), notices=problems_of(row["notices"]), priority=row["priority"],
        created=row["created"], begun=row["begun"], ended=row["ended"], expires=row["expires"],
    )


def unit_of(row: RowMapping) -> Unit:
    made = row["made"]
    return Unit(
        id=row["id"], batch=row["batch"], number=row["number"], slug=row["slug"], version=row["version"], key=row["key"],
        stem=row["stem"], folder=row["folder"], line=row["line"], sheet=row["sheet"], place=row["place"], recipe=row["recipe"],
        state=row["state"], attempts=row["attempts"], reused=row["reused"], data=row["data"], scope=row["scope"],
        made=made_of(made) if made else None, problems=problems_of(row["problems"]), finished=row["finished"],
    )


def row_of(unit: NewUnit, batch: str, priority: int, now: float) -> dict[str, Any]:
    """A unit not yet in the ledger: faulty, made before, or to be made."""
    state = "faulty" if unit.problems else "done" if unit.made else "todo"
    ended = state != "todo"
    return {
        "batch": batch, "number": unit.number, "state": state, "turn": -priority, "slug": unit.slug, "version": unit.version,
        "key": unit.key, "stem": unit.stem, "folder": unit.folder, "line": unit.line, "sheet": unit.sheet, "place": unit.place,
        "recipe": unit.recipe, "data": None if ended else dict(unit.data), "scope": dict(unit.scope),
        "problems": problems_json(unit.problems), "reused": unit.made is not None, "attempts": 0,
        "finished": now if ended else None,
        **(outcome(unit.made) if unit.made else {"made": None, "pages": None, "warned": False}),
    }


def held_row_of(unit: NewUnit, batch: str, now: float) -> dict[str, Any]:
    """A unit of a batch that is only judged: its data is what judging it again takes, and nobody makes it."""
    row = row_of(unit, batch, 0, now)
    return row | {"state": "faulty" if unit.problems else "cancelled", "data": dict(unit.data), "finished": None, "recipe": ""}


def outcome(made: Made) -> dict[str, Any]:
    """The columns that say what became of a unit."""
    return {"made": made_json(made), "pages": made.pages, "warned": made.verdict == "loi" or bool(made.findings)}
