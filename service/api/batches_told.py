"""A batch as JSON: where it stands, and what of it can be fetched now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from service.bundle.manifest import entry
from service.errors import Problem
from service.language import Language, translate
from service.ledger import Batch, Counts, Unit
from service.ledger.values import ENDED
from service.vietnamese.clock import VIETNAM

PATH: Final = "/api/v1/batches"
_MANIFESTS: Final = ("manifest.json", "manifest.csv")
_REPORTS: Final = ("report.html", "report.pdf")


def summary(batch: Batch) -> dict[str, Any]:
    """A batch in a list."""
    wish = batch.wish
    return {
        "id": batch.id, "name": wish.name, "state": batch.state,
        **{name: _moment(getattr(batch, name)) for name in ("created", "begun", "ended", "expires")},
        "options": {"formats": list(wish.formats), "partial": wish.partial, "convert": wish.convert,
                    "today": wish.today.isoformat() if wish.today else None, "print": wish.printed or None,
                    "priority": "low" if batch.priority < 0 else "normal", "language": wish.language},
        "links": {"self": f"{PATH}/{batch.id}"},
    }


def state(batch: Batch, counts: Counts, language: Language, webhook: str = "") -> dict[str, Any]:
    """The whole of it. `webhook`: open, sent, failed; "" for none."""
    planned = batch.state != "received"
    told = asdict(counts) | {"rate": round(counts.rate, 2)}
    left = counts.seconds_left if batch.state == "running" else None
    return summary(batch) | {
        "readiness": {"rows": counts.total, "ready": counts.total - counts.faulty, "faulty": counts.faulty} if planned else None,
        "counts": told,
        "seconds_left": round(left, 1) if left is not None else None,
        "problems": [told_problem(one, language) for one in batch.problems],
        "notices": [told_problem(one, language) for one in batch.notices],
        "webhook": webhook or None,
        "links": {name: f"{PATH}/{batch.id}{f'/{name}' if name != 'self' else ''}" for name in _fetched(batch, counts)},
    }


def _fetched(batch: Batch, counts: Counts) -> Iterator[str]:
    """What an address gives now, by its last part."""
    yield "self"
    yield "events"
    if batch.state == "received":
        return
    yield from ("results", "readiness", *_MANIFESTS)
    if counts.faulty or batch.problems:
        yield "errors"
    if batch.state in ENDED and counts.done:
        yield "archive"
    if batch.state == "done":
        yield from _REPORTS
        if batch.wish.printed and counts.done:
            yield "print.pdf"


def result(unit: Unit, language: Language) -> dict[str, Any]:
    """A unit that has ended: its entry of the manifest, with the addresses of its files."""
    said = entry(unit, language)
    for suffix, file in said["files"].items():
        file["link"] = f"{PATH}/{unit.batch}/results/{unit.number}.{suffix}"
    return said


def told_problem(one: Problem, language: Language) -> dict[str, str]:
    return {"code": one.code, "detail": translate(one, language), **({"pointer": one.pointer} if one.pointer else {}),
            **({"place": one.place} if one.place else {})}


def matrix(batch: Batch, counts: Counts, units: Iterable[Unit], language: Language) -> dict[str, Any]:
    """What is wrong with which row."""
    return {
        "rows": counts.total, "ready": counts.total - counts.faulty, "faulty": counts.faulty,
        "faults": [{"number": unit.number, "type": unit.slug, "key": unit.key, "sheet": unit.sheet, "line": unit.line,
                    **told_problem(one, language)} for unit in units for one in unit.problems],
        "problems": [told_problem(one, language) for one in batch.problems],
        "notices": [told_problem(one, language) for one in batch.notices],
    }


def _moment(seconds: float | None) -> str | None:
    return datetime.fromtimestamp(seconds, VIETNAM).isoformat(timespec="milliseconds") if seconds is not None else None
