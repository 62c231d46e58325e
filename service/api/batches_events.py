"""GET /api/v1/batches/{id}/events: a batch's state whenever it changes, until it has ended."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

from service.api import events
from service.api.batches_sent import taken
from service.api.turn import LIFE
from service.errors import VanbanError
from service.ledger.values import ENDED

Write = Callable[[str, Mapping[str, Any]], bytes]
_PAUSE: Final = 1.0                               # seconds between two looks at the ledger, at least
_SHARE: Final = 20                                # and that many times as long as a look takes: a large batch is asked less often
_QUIET: Final = 15.0                              # after these a sign of life
_LONGEST: Final = 600.0                           # then the caller comes back by himself, perhaps to another process
_STEP: Final = 0.25                               # so often a stream sees that its process is ending
_AGAIN: Final = 2.0
_UNSTEADY: Final = ("seconds_left", "rate")       # they change while nothing happens


def _written(number: str, told: Mapping[str, Any]) -> bytes:
    return events.event(number, "state", told)


def answer(look: Callable[[], Mapping[str, Any]], write: Write = _written, resting: Collection[str] = ENDED) -> Response:
    """The stream; 204 where it had ended and the caller knows: a browser asks no more then. `look`: the state now; `write`: the
    event of a number and a state; `resting`: states after which nothing happens by itself."""
    first = look()
    last = events.last_event_id(request.headers.get("Last-Event-ID"))
    if first["state"] in resting and last == _number(first):
        return Response(status=HTTPStatus.NO_CONTENT)
    if request.method == "HEAD":
        response = Response(mimetype=events.MEDIA_TYPE)
    else:
        response = Response(_stream(first, look, last, write, resting), mimetype=events.MEDIA_TYPE)
        taken(response)
    response.headers.update(events.HEADERS)
    return response


def _stream(first: Mapping[str, Any], look: Callable[[], Mapping[str, Any]], last: str,
            write: Write, resting: Collection[str]) -> Iterator[bytes]:
    begun = said = time.monotonic()
    yield events.retry(_AGAIN)
    told, pause = first, _PAUSE
    while True:
        number = _number(told)
        if number != last:
            yield write(number, told)
            last, said = number, time.monotonic()
        elif time.monotonic() - said > _QUIET:
            yield events.KEEP_ALIVE
            said = time.monotonic()
        if told["state"] in resting or time.monotonic() - begun > _LONGEST or not _slept(pause):
            return
        asked = time.monotonic()
        try:
            told = look()
        except VanbanError:                       # deleted, or the ledger is away: the caller comes back and is told
            return
        pause = max(_PAUSE, _SHARE * (time.monotonic() - asked))


def _number(told: Mapping[str, Any]) -> str:
    """The same state has the same, whichever process says it."""
    steady = {name: one for name, one in told.items() if name not in _UNSTEADY}
    steady["counts"] = {name: one for name, one in told["counts"].items() if name not in _UNSTEADY}
    return hashlib.sha256(json.dumps(steady, sort_keys=True).encode()).hexdigest()[:16]


def _slept(seconds: float) -> bool:
    """False where the process ends meanwhile."""
    until = time.monotonic() + seconds
    while LIFE.goes_on():
        left = until - time.monotonic()
        if left <= 0:
            return True
        time.sleep(min(left, _STEP))
    return False
