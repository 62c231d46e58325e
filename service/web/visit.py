"""Who asks for a page: the session of a request, its person, and what they may do."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import wraps
from typing import Final, ParamSpec
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from service.accounts import Actor, Organisation, Person, Right
from service.api.opened import opened
from service.api.watched import request_id
from service.config import settings
from service.errors import Forbidden, VanbanError, problem
from service.telemetry import logs
from service.web.headers import is_page

TOKEN: Final = "token"                            # its name in the cookie
_Args = ParamSpec("_Args")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a person who is signed in. `session`: the token that their browser holds."""

    person: Person
    organisation: Organisation
    session: str
    actor: Actor


class _Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, for pages only. The key that signs is read when the first page is asked for: after the fork."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if not is_page():
            return None
        try:
            sign(app)
        except VanbanError:
            return None                           # told by `begin`, as a page
        return super().open_session(app, request)


def register(app: Flask) -> None:
    web = settings().web
    app.session_interface = _Cookies()
    app.config |= {
        "SESSION_COOKIE_NAME": "__Host-vanban" if web.https else "vanban",
        "SESSION_COOKIE_SECURE": web.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=web.session_hours),
        "SESSION_REFRESH_EACH_REQUEST": False,
    }
    if web.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=web.proxies, x_proto=web.proxies)  # type: ignore[method-assign]
    app.before_request(begin)


def sign(app: Flask) -> None:
    """Gives the application its key. Raises DatabaseUnreachable."""
    if not app.secret_key:
        app.secret_key = settings().web.secret_key or str(
            opened().accounts.settings.ensure("secret-key", lambda: secrets.token_urlsafe(32)))


def begin() -> None:
    """Raises DatabaseUnreachable, now that it can be told as a page."""
    if is_page():
        sign(current_app)


def stranger() -> Actor:
    """Whoever asks, before it is known who it is."""
    return Actor(address=request.remote_addr or "", request=request_id())


def visitor() -> Visit | None:
    """Who is signed in in this browser, read once a request."""
    if "visit" not in g:
        g.visit = _read() if is_page() else None
    return g.visit  # type: ignore[no-any-return]


def visit() -> Visit:
    """The visit of a view behind `allowed`."""
    found = visitor()
    if found is None:
        raise Forbidden(problem("sign-in-needed", "Cần đăng nhập trước."))
    return found


def enter(person: Person) -> str:
    """Signs a person in in this browser: a new session, and nothing kept of the one before. Returns its token."""
    chosen = session.get("language")
    session.clear()
    token = opened().accounts.sessions.begin(person, request.user_agent.string[:200])
    session[TOKEN] = token
    session.permanent = True
    if chosen:
        session["language"] = chosen
    g.pop("visit", None)
    return token


def leave() -> None:
    """Ends the session of this browser."""
    if token := session.get(TOKEN):
        opened().accounts.sessions.end(str(token))
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    g.pop("visit", None)


def preferred() -> str | None:
    """The language the person signed in has chosen."""
    found = visitor()
    return found.person.language if found else None


def allowed(
    *rights: Right, fresh: bool = False
) -> Callable[[Callable[_Args, ResponseReturnValue]], Callable[_Args, ResponseReturnValue]]:
    """The view is for who is signed in and has one of the rights (none named: whoever is signed in). Others are sent to sign in,
    or told that they may not. `fresh`: also for a person who must first change the password."""
    def guard(view: Callable[_Args, ResponseReturnValue]) -> Callable[_Args, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: _Args.args, **kwargs: _Args.kwargs) -> ResponseReturnValue:
            found = visitor()
            if found is None:
                return away(url_for("entry.sign_in", next=_here()))
            if found.person.must_change and not fresh:
                return away(url_for("entry.password"))
            if rights and not any(found.person.may(right) for right in rights):
                raise Forbidden(problem("right-missing", "Tài khoản của bạn không có quyền làm việc này."))
            return view(*args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded

    return guard


def away(address: str) -> ResponseReturnValue:
    """Leads the browser elsewhere; a piece asked for by htmx leads the whole page."""
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": address}
    return redirect(address)


def _here() -> str | None:
    """Where to come back to: the page on which one was; not a form that was sent, nor a piece. The sign-in page looks at it."""
    if request.headers.get("HX-Request"):
        try:
            at = urlsplit(request.headers.get("HX-Current-URL", ""))
        except ValueError:                        # no address at all
            return None
        return f"{at.path}?{at.query}" if at.query else at.path or None
    return request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None


def _read() -> Visit | None:
    token = session.get(TOKEN)
    found = opened().accounts.sessions.person(token) if isinstance(token, str) else None
    if found is None:
        return None
    person, organisation = found
    logs.bind(organisation=organisation.id, person=person.id)
    return Visit(person, organisation, str(token), replace(stranger(), organisation=organisation.id, person=person.id))
