"""Planned units as a worker gets them from the ledger: through JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from service import doctypes
from service.batch.inline import as_lines
from service.batch.places import by_name
from service.batch.plan import Plan, plan_rows
from service.errors import Problem
from service.ledger.values import Batch, NewUnit, Unit, Wish, new_id
from service.sheets import read_rows

TODAY = date(2026, 11, 22)


def planned(*rows: tuple[str, str, Mapping[str, Any]], campaign: Mapping[str, Any] | None = None, today: date = TODAY,
            formats: tuple[str, ...] = ("docx", "pdf")) -> Plan:
    """(type, key, what differs from its example) → Plan."""
    lines = [{"type": slug, "key": key, "data": {**doctypes.get(slug).example()["data"], **changed}}
             for slug, key, changed in rows]
    return plan_rows(read_rows(as_lines(lines), "dong.jsonl"), place=by_name, formats=formats, today=today, campaign=campaign)


def batch(*, source: str = "", campaign: Mapping[str, Any] | None = None, today: date | None = TODAY,
          formats: tuple[str, ...] = ("docx", "pdf")) -> Batch:
    return Batch(new_id(), "", "running", Wish("dong.jsonl", formats, today, source=source), campaign)


def leased(unit: NewUnit, of: Batch, **changed: Any) -> Unit:
    """As the ledger gives it to a worker."""
    data = json.loads(json.dumps(unit.data)) if unit.data else None
    found = Unit(unit.number, of.id, unit.number, unit.slug, unit.version, unit.key, unit.stem, unit.folder, unit.line,
                 unit.sheet, unit.place, unit.recipe, "running", 1, False, data, json.loads(json.dumps(dict(unit.scope))))
    return replace(found, **changed)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in problems]
