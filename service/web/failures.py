"""What went wrong, as a page: what happened and what to do. Programs get the HTTP service's answer."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from service.api import problems
from service.api.watched import fault, request_id
from service.config import settings
from service.errors import Problem, QuotaExceeded, VanbanError, problem
from service.web.headers import is_page
from service.web.limits import token
from service.web.page import page, piece
from service.web.texts import _, own_text

TOKEN_HEADER = "X-CSRFToken"


def register(app: Flask) -> None:
    app.register_error_handler(VanbanError, from_error)
    app.register_error_handler(HTTPException, from_http)


def from_error(error: VanbanError) -> ResponseReturnValue:
    """One of ours. A fault on our side is logged: the visitor cannot mend it."""
    if not is_page():
        return problems.from_error(error)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        fault(error)
        g.setdefault("visit", None)               # the database may be what is away
    answer = _answer(error.status, own_text(error.title), error.problems)
    if isinstance(error, QuotaExceeded):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def from_http(error: HTTPException) -> ResponseReturnValue:
    """Flask's own, and what nobody expected (500, already logged by Flask with its traceback)."""
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, VanbanError):
        return from_error(error.original_exception)
    if not is_page():
        return problems.from_http(error)
    if error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
        return error                              # a redirect
    if error.code is None or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        g.setdefault("visit", None)
    title, said = _told(error)
    answer = _answer(error.code or HTTPStatus.INTERNAL_SERVER_ERROR, title, (said,))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value          # Allow of a 405, Retry-After
    if isinstance(error, CSRFError):
        answer.headers[TOKEN_HEADER] = token()       # a page left open through a sign-in goes on (static/app.js)
    return answer


def _answer(status: int, title: str, found: tuple[Problem, ...]) -> Response:
    context = {"status": int(status), "title": title, "problems": found, "request_id": request_id()}
    if not request.headers.get("HX-Request"):
        return page("failure.html", int(status), **context)
    answer = piece("failure_piece.html", int(status), **context)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#failures", "innerHTML"
    return answer


def _told(error: HTTPException) -> tuple[str, Problem]:
    if isinstance(error, CSRFError):
        return _("Biểu mẫu đã hết hạn"), problem(
            "form-expired", "Trang này mở đã lâu hoặc được gửi từ nơi khác nên chưa nhận được. Hãy tải lại trang rồi làm lại.")
    match error.code:
        case HTTPStatus.NOT_FOUND:
            return _("Không có trang này"), problem(
                "page-unknown", "Địa chỉ này không có trang nào. Có thể đường dẫn đã cũ hoặc gõ thiếu.")
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return _("Không mở được theo cách này"), problem(
                "page-method", "Địa chỉ này không mở được theo cách đó. Hãy quay lại trang trước rồi bấm nút trên trang.")
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _("Tệp quá lớn"), problem(
                "page-body", "Nội dung gửi lên lớn hơn {nhieu_nhat} MB. Hãy chọn tệp nhỏ hơn.",
                nhieu_nhat=(request.max_content_length or settings().max_body_bytes) // 2**20)
        case HTTPStatus.TOO_MANY_REQUESTS:
            return _("Quá nhiều yêu cầu"), problem(
                "page-rate", "Có quá nhiều yêu cầu trong một phút. Hãy đợi một lát rồi thử lại.")
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("Máy chủ gặp lỗi"), problem(
                "page-internal", "Máy chủ gặp lỗi ngoài dự kiến, việc vừa làm có thể chưa được ghi. Hãy thử lại; nếu vẫn lỗi, "
                "báo người quản trị mã yêu cầu dưới đây.")
    return _("Yêu cầu chưa đúng"), problem("page-request", "Yêu cầu chưa đúng (HTTP {ma}).", ma=int(error.code or 400))
