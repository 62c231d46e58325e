"""Who may call, and the headers that every answer carries.

A call comes with the key of the site (VANBAN_API_KEY) or with a key of an organisation. Without a key only this machine is
answered, and only as long as the site has no key and nobody has been entered.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, Response, current_app, g, request

from service.accounts import Actor, KeyScope
from service.accounts.keys import is_key
from service.accounts.values import SCOPES
from service.api.guesses import Guesses
from service.api.opened import opened
from service.api.watched import request_id
from service.batch.quotas import ANYONE, owner_of
from service.config import settings
from service.errors import DatabaseUnreachable, Forbidden, KeyRefused, StoreUnreachable, problem
from service.telemetry import logs

SCHEMES: dict[str, Any] = {"khoa": {"type": "http", "scheme": "bearer", "description": "Khóa của cơ quan (trang Quản trị, mục "
                                    "Khóa), hoặc khóa của máy chủ (VANBAN_API_KEY)."}}
_NEEDED: Final[list[dict[str, list[str]]]] = [{"khoa": []}]
_MAYBE: Final[list[dict[str, list[str]]]] = [{"khoa": []}, {}]      # none, as long as nobody has been entered

# /api/v1/<part> → the scopes of which a key needs one. A part that is not here is open to no key of an organisation.
NEEDS: Final[Mapping[str, tuple[KeyScope, ...]]] = {
    "types": ("make", "batch"),
    "render": ("make",),
    "check": ("check",),
    "rules": ("check",),
    "verify": ("check",),
    "batches": ("batch",),
    "sign": ("sign",),
    "copy": ("sign",),
}
_PROXIED: Final = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
_OWN_PAGES: Final = (None, "none", "same-origin")          # Sec-Fetch-Site: a program, an address typed, our own page
_MOST_KEY: Final = 1024                           # characters
_GUESSES: Final = "vanban-guesses"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
# The page of flask-openapi3-swagger starts by an inline script and draws its icons as data URLs; its files are our own.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls. `owner`: whose batches are his; `site`: has the key of the site, which alone signs with keys of the server."""

    owner: str
    actor: Actor
    scopes: frozenset[KeyScope] = frozenset(SCOPES)
    site: bool = False


def security() -> list[dict[str, list[str]]]:
    """For the OpenAPI document."""
    return _NEEDED if settings().api_key else _MAYBE


def register(app: Flask) -> None:
    app.extensions[_GUESSES] = Guesses()
    app.before_request(admit)
    app.after_request(secure)


def admit() -> None:
    """Every call under /api: who it is, and whether he may. Raises KeyRefused, Forbidden, QuotaExceeded, DatabaseUnreachable."""
    if not request.path.startswith("/api"):
        return
    g.caller = _caller()
    if request.url_rule is None:                  # no such address: told as that
        return
    needed = NEEDS.get(request.url_rule.rule.split("/")[3], ())
    if g.caller.actor.key and not g.caller.scopes.intersection(needed):
        raise Forbidden(problem("key-scope", "Khóa này không được dùng vào việc này; cần khóa có quyền {quyen}.",
                                place="Authorization", quyen=" / ".join(needed)))


def caller() -> Caller:
    """Of a call that was admitted."""
    return g.caller  # type: ignore[no-any-return]


def note(action: str, kind: str, object: str, **details: Any) -> None:
    """A line of the trail, where the call came with an organisation's key: its administrator reads it."""
    actor = caller().actor
    if actor.organisation:
        opened().accounts.trail.add(actor, action, kind, object, **details)


def sha256(data: bytes) -> str:
    """How the trail names a file."""
    return hashlib.sha256(data).hexdigest()


def from_here() -> bool:
    """Whether a call is of this machine. What a proxy on this machine hands on is not."""
    try:
        here = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in _PROXIED)


def _caller() -> Caller:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    given = text.strip()[:_MOST_KEY] if scheme.lower() == "bearer" else ""
    own, address = settings().api_key, request.remote_addr or ""
    actor = Actor(address=address, request=request_id())
    if not own and _nobody_yet():
        return Caller(ANYONE, actor)
    if not given:
        raise KeyRefused(problem("key-missing", "Cần khóa truy cập trong tiêu đề {tieu_de}.", place="Authorization",
                                 tieu_de="Authorization: Bearer …"))
    found = opened().accounts.keys.find(given) if is_key(given) else None
    if found:
        logs.bind(organisation=found.organisation, key=found.id)
        actor = Actor(found.organisation, None, found.id, address, request_id())
        return Caller(found.organisation, actor, frozenset(found.scopes))
    guesses: Guesses = current_app.extensions[_GUESSES]
    guesses.check(address)
    if own and hmac.compare_digest(given.encode(), own.encode()):
        return Caller(owner_of(own), actor, site=True)
    guesses.wrong(address, given)
    raise KeyRefused(problem("key-wrong", "Khóa truy cập không đúng.", place="Authorization"))


def _nobody_yet() -> bool:
    """A new server on somebody's own machine: open to its programs, and to no page of another site that is open there."""
    if not from_here() or request.headers.get("Sec-Fetch-Site") not in _OWN_PAGES:
        return False
    try:
        return not opened().accounts.people.any()
    except (DatabaseUnreachable, StoreUnreachable):
        bulk = settings().bulk
        if bulk.database or (bulk.data / "vanban.db").exists():
            raise
        return True                               # a system where nothing can be kept: documents are made there all the same


def secure(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/openapi"):
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
    elif "immutable" not in response.headers.get("Cache-Control", ""):       # a page's picture, named by what it shows
        response.headers["Cache-Control"] = "no-store"    # an answer may be a document that is not yet issued
    return response
