"""GET /metrics: counts of all processes of this server, and the queue as the ledger has it at this moment."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from flask import Flask, Response, request

from service import __version__
from service.api.access import from_here
from service.api.opened import opened
from service.config import settings
from service.errors import DatabaseUnreachable, KeyRefused, StoreUnreachable, problem
from service.ledger.waiting import waiting
from service.telemetry import counts

Gauges = dict[str, tuple[str, dict[tuple[tuple[str, str], ...], float]]]


def register(app: Flask) -> None:
    app.add_url_rule("/metrics", "metrics", metrics)


def metrics() -> Response:
    """Raises KeyRefused."""
    _require()
    text, media_type = counts.exposition(_gauges())
    return Response(text, content_type=media_type)


def _require() -> None:
    """From this machine, or with the key of the site. What a proxy on this machine hands on is not from this machine."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    key = settings().api_key
    if key and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), key.encode()):
        return
    if from_here():
        return
    raise KeyRefused(problem("metrics-closed", "Số đo chỉ mở cho chính máy này, hoặc cho khóa VANBAN_API_KEY.",
                             place="Authorization"))


def _gauges() -> Gauges:
    gauges: Gauges = {"vanban_info": ("The program", {(("version", __version__),): 1.0})}
    try:
        queue = waiting(opened().database)
    except (DatabaseUnreachable, StoreUnreachable):
        return gauges | {"vanban_ledger_up": ("Whether the database answers", {(): 0.0})}
    return gauges | {
        "vanban_ledger_up": ("Whether the database answers", {(): 1.0}),
        "vanban_units": ("Documents of open batches", _by_state(queue.units)),
        "vanban_batches": ("Batches kept", _by_state(queue.batches)),
        "vanban_oldest_waiting_seconds": ("Age of the oldest batch of which something waits to be made", {(): queue.oldest}),
        "vanban_worker_processes": ("Processes that make documents of batches", {(): float(queue.processes)}),
    }


def _by_state(numbers: Mapping[str, int]) -> dict[tuple[tuple[str, str], ...], float]:
    return {(("state", state),): float(number) for state, number in numbers.items()}
