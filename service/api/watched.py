"""Each request of the application, page or call: its id, its line in the log, its counts, its span.

`X-Request-ID` is taken where it is well-formed, else made, and answered. The line has the route, not the address as asked for,
and no query: they may say what a document is about.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from contextlib import ExitStack
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, g, request

from service.errors import VanbanError
from service.telemetry import counts, logs, traces

REQUEST_ID: Final = "X-Request-ID"
_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
_QUIET: Final = ("/healthz", "/readyz", "/metrics", "/static/<path:filename>")     # asked for all day: told only where they fail
_UNKNOWN: Final = "unknown"                       # the route of an address that is none
_LOG: Final = logging.getLogger("vanban.request")


def register(app: Flask) -> None:
    """To be registered first: begins before all others, and sees the answer after them."""
    counts.begin()
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_close)


def request_id() -> str:
    return str(g.get("request_id", ""))


def fault(error: VanbanError) -> None:
    """Something on our side is at fault: its codes. What it says may quote a document."""
    _LOG.error("fault", extra={"code": error.code, "problems": [one.code for one in error.problems]})


def _begin() -> None:
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(16)
    logs.fresh(request=g.request_id)
    g.begun = time.perf_counter()
    g.watching = ExitStack()
    said = {"http.request.method": request.method, "http.route": _route(), "vanban.request": g.request_id}
    headers = {name.lower(): value for name, value in request.headers}
    g.span = g.watching.enter_context(traces.span(f"{request.method} {_route()}", said, serving=headers))
    counting = counts.begin()
    counting.open.inc()
    g.watching.callback(counting.open.dec)


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID] = request_id()
    status = response.status_code
    seconds = time.perf_counter() - g.begun
    counts.begin().request(request.method, _route(), status, seconds)
    g.span.say("http.response.status_code", status)
    failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if failed:
        g.span.failed()
    if failed or _route() not in _QUIET:
        _LOG.log(logging.ERROR if failed else logging.INFO, "request", extra={
            "method": request.method, "route": _route(), "status": status, "ms": round(seconds * 1000, 1)})
    return response


def _close(_error: BaseException | None) -> None:
    """Also where a handler of errors failed itself."""
    if watching := g.pop("watching", None):
        watching.close()


def _route() -> str:
    return request.url_rule.rule if request.url_rule else _UNKNOWN
