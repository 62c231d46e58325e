"""What forms and addresses say → values; what is wrong with them, as problems of their field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask import request

from service.errors import InputRefused, Problem, problem
from service.records import Later, Line
from service.vietnamese.dates import day as written

_YEARS: Final = range(1945, 10_000)


def day(form: Mapping[str, str], name: str, found: list[Problem]) -> date | None:
    """A day as people write it (23/11/2026) or programs do; None where nothing is said, or where it is none: `found` says so."""
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        return written(text)
    except ValueError:
        found.append(problem("form-day", "Ngày chưa đúng: ghi ngày/tháng/năm, ví dụ 05/11/2026.", pointer=f"/{name}"))
        return None


def needed_day(form: Mapping[str, str], name: str, found: list[Problem]) -> date | None:
    """As `day`, and something must be said."""
    if not form.get(name, "").strip():
        found.append(problem("form-day-missing", "Chọn ngày.", pointer=f"/{name}"))
    return day(form, name, found)


def whole(form: Mapping[str, str], name: str, found: list[Problem]) -> int | None:
    """A whole number; None where nothing is said."""
    text = form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        found.append(problem("form-number", "Phải là số nguyên.", pointer=f"/{name}"))
        return None
    return int(text)


def later(form: Mapping[str, str], found: list[Problem]) -> Later:
    """Columns 5 to 10."""
    return Later(recipients=_line(form, "recipients"), keeper=_line(form, "keeper"), copies=whole(form, "copies", found),
                 sent=day(form, "sent", found), received_by=_line(form, "received_by"), note=_line(form, "note"))


def line(form: Mapping[str, str]) -> Line:
    """All columns but the number. Raises InputRefused."""
    found: list[Problem] = []
    on, rest = needed_day(form, "day", found), later(form, found)
    if on is None or found:
        raise InputRefused(*found)
    return rest.into(Line(on, _line(form, "subject"), _line(form, "signer")))


def year(name: str = "nam") -> int | None:
    """A year of the address; None where it says none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in _YEARS else None


def file() -> bytes:
    """The uploaded file, b"" where none was chosen."""
    sent = request.files.get("file")
    return sent.stream.read() if sent is not None else b""


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())
