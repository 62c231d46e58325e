"""Errors → RFC 9457 problem+json: ours, Flask's own, and what nobody expected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.api.body import JSON
from service.api.upload import FORM, NAMES, PDF
from service.api.watched import fault
from service.config import settings
from service.errors import KeyRefused, LimitExceeded, Problem, QuotaExceeded, VanbanError, problem
from service.language import Language, translate, translate_text

PROBLEM_JSON = "application/problem+json"
_MEDIA_TYPES = {"/api/v1/check": (*NAMES, FORM), "/api/v1/sign": (FORM,), "/api/v1/copy": (FORM,),
                "/api/v1/verify": (*PDF, FORM), "/api/v1/batches": (FORM, JSON)}   # elsewhere JSON
_AGAIN = 30                                       # seconds: a database or storage that is away comes back by itself
_PIECE = 65_536


def register(app: Flask) -> None:
    app.register_error_handler(VanbanError, from_error)
    app.register_error_handler(HTTPException, from_http)


def from_error(error: VanbanError, status: int | None = None, more: Mapping[str, object] | None = None) -> Response:
    """One of our errors, with all its problems and `more` members. A fault on our side is logged: the caller cannot mend it."""
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        fault(error)
    response = _answer(status or error.status, error.code, translate_text(error.title, language()), error.problems, more)
    if isinstance(error, KeyRefused):
        response.headers["WWW-Authenticate"] = 'Bearer realm="vanban"'
    if isinstance(error, QuotaExceeded):
        response.headers["Retry-After"] = str(error.seconds)
    elif response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(_AGAIN)
    return response


def from_http(error: HTTPException) -> Response:
    """Flask's own errors. An unexpected exception comes here as 500, already logged by Flask with its traceback."""
    if isinstance(error, RequestEntityTooLarge):
        most = request.max_content_length or settings().max_body_bytes     # an upload of a batch has a limit of its own
        _drain(most)
        setting = "VANBAN_MAX_BODY_BYTES" if most == settings().max_body_bytes else "VANBAN_MAX_BATCH_BYTES"
        return from_error(LimitExceeded(problem(
            "limit-body", "Nội dung gửi lên lớn hơn {nhieu_nhat} byte ({bien}).", nhieu_nhat=most, bien=setting,
        )))
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    found = _http_problem(status)
    response = _answer(status, found.code, translate(found, language()), (found,))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value        # Allow of a 405, Retry-After
    return response


def language() -> Language:
    """The language of messages: what the caller prefers of those we have, or the office's (VANBAN_LOCALE)."""
    wanted = sorted(request.accept_languages, key=lambda one: -one[1])
    known = (tag.partition("-")[0].lower() for tag, quality in wanted if quality > 0)
    best = next((tag for tag in known if tag in ("vi", "en")), settings().locale)
    return "en" if best == "en" else "vi"


def _drain(most: int) -> None:
    """Reads on for a while: a client still sending when the connection closes sees a broken pipe instead of the answer."""
    body = request.environ["wsgi.input"]
    ends = request.environ.get("wsgi.input_terminated")       # gunicorn says so; elsewhere reading on could wait forever
    while ends and most > 0 and (piece := body.read(min(most, _PIECE))):
        most -= len(piece)


def _http_problem(status: int) -> Problem:
    match status:
        case HTTPStatus.NOT_FOUND:
            return problem("path-unknown", "Không có địa chỉ {duong_dan}.", place=request.path, duong_dan=request.path)
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return problem("method-not-allowed", "Địa chỉ này không nhận phương thức {phuong_thuc}.", place=request.path,
                           phuong_thuc=request.method)
        case HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
            return problem("media-type-unsupported", "Cần nội dung {can}, mã UTF-8, không nén.", place="Content-Type",
                           can=", ".join(_MEDIA_TYPES.get(request.path, (JSON,))))
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            return problem("internal", "Máy chủ gặp lỗi ngoài dự kiến; chi tiết ở nhật ký của máy chủ.")
    return problem("request-invalid", "Yêu cầu không hợp lệ (HTTP {ma}).", ma=int(status))


def _answer(
    status: int, code: str, title: str, problems: tuple[Problem, ...], more: Mapping[str, object] | None = None
) -> Response:
    errors = [
        {"code": one.code, "detail": translate(one, language())}
        | ({"pointer": one.pointer} if one.pointer else {})
        | ({"place": one.place} if one.place else {})
        for one in problems
    ]
    details = {
        "type": f"urn:vanban:problem:{code}",
        "title": title,
        "status": int(status),
        "code": code,
        "detail": _summary(errors),
        "errors": errors,
        **(more or {}),
    }
    response = Response(json.dumps(details, ensure_ascii=False), status, mimetype=PROBLEM_JSON)
    response.headers["Content-Language"] = language()
    return response


def _summary(errors: list[dict[str, str]]) -> str:
    """The first three in words, for a caller that shows nothing but `detail`."""
    said = [": ".join(filter(None, (one.get("pointer") or one.get("place"), one["detail"]))) for one in errors]
    return " ".join(said[:3]) + (f" (+{len(said) - 3})" if len(said) > 3 else "")
