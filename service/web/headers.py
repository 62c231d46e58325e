"""What every answer of a page carries: its policy, and how long it may be kept."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, Response, g, request

from service.config import settings

STATIC: Final = Path(__file__).parent / "static"
_PROGRAMS: Final = ("/api", "/openapi", "/healthz", "/readyz", "/metrics")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",             # behind HTTPS the check of a form's origin reads it
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_YEAR: Final = 31_536_000                         # seconds


def register(app: Flask) -> None:
    """First in the list of those that see an answer: the last to see it, after the HTTP service wrote its own."""
    app.after_request_funcs.setdefault(None, []).insert(0, secure)
    app.url_defaults(_version)


def allow_scripts(*hashes: str) -> None:
    """Inline scripts that this answer may have besides, each as a policy names it: 'sha256-…'."""
    g.inline_scripts = hashes


def is_page() -> bool:
    """Whether this request is a person's: not the HTTP service's, nor a file of ours."""
    return not is_program() and not request.path.startswith("/static/")


def is_program() -> bool:
    """Whether this request is for the HTTP service or a monitor: its answers are for programs, and cookies say nothing there."""
    return any(request.path == path or request.path.startswith(path + "/") for path in _PROGRAMS)


def secure(response: Response) -> Response:
    if settings().web.https:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    if is_program():
        return response
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if inline := g.get("inline_scripts"):
        policy = _POLICY.replace("script-src 'self'", f"script-src 'self' {' '.join(inline)}")
        response.headers["Content-Security-Policy"] = policy
    if request.endpoint == "static" and response.status_code < 400:
        known = request.args.get("v") == digest((request.view_args or {}).get("filename", ""))
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if known else "no-cache"
    return response


def _version(endpoint: str, values: dict[str, object]) -> None:
    """The address of a static file says which bytes it has, so that it may be kept for ever."""
    if endpoint == "static":
        values.setdefault("v", digest(str(values.get("filename", ""))))


@cache
def digest(filename: str) -> str:
    """The beginning of the SHA-256 of one of our static files; "" where there is none."""
    path = STATIC / filename
    return sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
