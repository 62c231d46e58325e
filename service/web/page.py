"""A page, or a piece of one, from its template; what every page knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request

from service.accounts import Right
from service.errors import Problem
from service.web import names
from service.web.texts import _
from service.web.visit import Visit, visitor


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the main menu: for whoever has one of the rights. `also`: other addresses that belong to it."""

    address: str
    text: str
    rights: tuple[Right, ...]
    also: tuple[str, ...] = ()


def _menu() -> tuple[Entry, ...]:
    return (
        Entry("/soan", _("Soạn văn bản"), ("make",), ("/nhap",)),
        Entry("/van-ban", _("Văn bản đã làm"), ("see",)),
        Entry("/so", _("Sổ đăng ký"), ("see", "register")),
        Entry("/kiem-tra", _("Kiểm tra tệp"), ("check",)),
        Entry("/dot", _("Làm hàng loạt"), ("batch",)),
        Entry("/quan-tri/nguoi", _("Quản trị"), ("administer",), ("/quan-tri",)),
        Entry("/he-thong", _("Hệ thống"), ("operate",)),
    )


def register(app: Flask) -> None:
    app.context_processor(_known)
    app.jinja_env.filters |= {"at": at, "browser": names.browser}
    app.jinja_env.globals |= {"role_names": names.role_names, "scope_names": names.scope_names,
                              "action_names": names.action_names, "kind_names": names.kind_names}


def page(template: str, status: int = 200, /, **context: object) -> Response:
    """A whole page."""
    return make_response(render_template(template, **context), status)


def piece(template: str, status: int = 200, /, **context: object) -> Response:
    """A piece of a page, for htmx."""
    answer = page(template, status, **context)
    answer.headers["Vary"] = "HX-Request"
    return answer


def at(found: Iterable[Problem] | None, pointer: str) -> list[Problem]:
    """Those problems that a field has; in a template `problems|at("/login")`."""
    return [one for one in found or () if one.pointer == pointer]


def is_here(entry: Entry) -> bool:
    return any(request.path == one or request.path.startswith(one + "/") for one in (entry.address, *entry.also))


def _known() -> dict[str, object]:
    found: Visit | None = visitor()
    person = found.person if found else None
    shown = [one for one in _menu() if person and not person.must_change and any(person.may(right) for right in one.rights)]
    return {"visit": found, "person": person, "organisation": found.organisation if found else None,
            "menu": [(one, is_here(one)) for one in shown], "may": person.may if person else _nothing}


def _nothing(_right: Right) -> bool:
    return False

