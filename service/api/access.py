"""Who may call, and the headers that every answer carries."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Flask, Response, request

from service.config import settings
from service.errors import KeyRefused, problem

SCHEMES: dict[str, Any] = {"khoa": {"type": "http", "scheme": "bearer", "description": "Khóa của máy chủ (VANBAN_API_KEY)."}}
SECURITY: list[dict[str, list[str]]] = [{"khoa": []}]

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


def register(app: Flask) -> None:
    app.before_request(require_key)
    app.after_request(secure)


def require_key() -> None:
    """Every call under /api needs `Authorization: Bearer <key>` where a key is set. Raises KeyRefused."""
    key = settings().api_key
    if not key or not request.path.startswith("/api"):
        return
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise KeyRefused(problem("key-missing", "Cần khóa truy cập trong tiêu đề {tieu_de}.", place="Authorization",
                                 tieu_de="Authorization: Bearer …"))
    if not hmac.compare_digest(given.strip().encode(), key.encode()):
        raise KeyRefused(problem("key-wrong", "Khóa truy cập không đúng.", place="Authorization"))


def caller() -> str:
    """The key that this call came with; "" where none is asked for."""
    return request.headers.get("Authorization", "").partition(" ")[2].strip() if settings().api_key else ""


def secure(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/openapi"):
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
    else:
        response.headers["Cache-Control"] = "no-store"    # an answer may be a document that is not yet issued
    return response
