"""How often and how much: requests a minute, bytes of a form, and the token that each form carries. Home of Flask-Limiter and
Flask-WTF."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from service.config import settings
from service.web.headers import is_page, is_program
from service.web.visit import visitor

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])
_FORM_PARTS: Final = 50_000                       # fields of a form: a table of 5,000 rows
_UNCOUNTED: Final = ("/healthz", "/readyz", "/metrics")
SIGN_IN: Final = "10 per minute"                  # of one address


def _caller() -> str:
    """Who is counted: the person, else the key, else the address."""
    if is_program():
        given = request.headers.get("Authorization", "")
        return sha256(given.encode()).hexdigest() if given else _address()
    found = visitor()
    return found.person.id if found else _address()


def _address() -> str:
    return request.remote_addr or ""


def _rate() -> str:
    return f"{settings().web.rate} per minute"


LIMITER: Final = Limiter(key_func=_caller, application_limits=[_rate], strategy="moving-window", headers_enabled=False,
                         in_memory_fallback_enabled=True)
CSRF: Final = CSRFProtect()


def register(app: Flask) -> None:
    broker = settings().bulk.broker
    app.config |= {
        "RATELIMIT_STORAGE_URI": broker if broker.startswith(("redis://", "rediss://")) else "memory://",
        "WTF_CSRF_TIME_LIMIT": None,              # as long as the session: a draft may be open all morning
        "WTF_CSRF_CHECK_DEFAULT": False,          # by `_protect`, after the view's own limit of bytes
        "MAX_FORM_MEMORY_SIZE": settings().max_body_bytes,
        "MAX_FORM_PARTS": _FORM_PARTS,
    }
    CSRF.init_app(app)
    app.jinja_env.globals["csrf_token"] = token
    app.context_processor(lambda: {"csrf_token": token})
    LIMITER.init_app(app)
    app.before_request(_protect)


def token() -> str:
    """Of this session; "" while the database is away, when no form would be taken."""
    return str(generate_csrf()) if current_app.secret_key else ""


@LIMITER.request_filter
def _uncounted() -> bool:
    return request.path.startswith("/static/") or request.path in _UNCOUNTED


def sign_ins(view: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """A view that takes a password: few from one address, whoever it is for."""
    return LIMITER.limit(SIGN_IN, key_func=_address, methods=["POST"])(view)


def up_to(most: Callable[[], int]) -> Callable[[_View], _View]:
    """A view whose form may have more bytes than VANBAN_MAX_BODY_BYTES: read before the form is, as its token stands in it."""
    def mark(view: _View) -> _View:
        view.most_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def _protect() -> None:
    """Every form of a page carries its token; the HTTP service takes no cookie and needs none."""
    if not is_page():
        return
    most = getattr(current_app.view_functions.get(request.endpoint or ""), "most_bytes", None)
    if most is not None:
        request.max_content_length = most()
    CSRF.protect(apply_exemptions=True)
