"""/kiem-tra: a file comes in, is judged, and leads to its result."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.config import settings
from service.errors import FileRefused, FileUnreadable, InputRefused, Problem, VanbanError, problem
from service.web.check.judged import PRINT, SOURCE, judge
from service.web.check.kept import keep
from service.web.page import page
from service.web.texts import own_text
from service.web.visit import allowed, visit

FIELD: Final = "file"


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/kiem-tra", "drop", drop)
    blueprint.add_url_rule("/kiem-tra", "take", take, methods=["POST"])


@allowed("check")
def drop() -> ResponseReturnValue:
    return _asking()


@allowed("check")
def take() -> ResponseReturnValue:
    """One file, in the field `file`; what cannot be taken is told beside the field, all reasons at once."""
    sent = request.files.get(FIELD)
    try:
        data = sent.stream.read() if sent else b""
        if sent is None or not (data or sent.filename):
            raise InputRefused(problem("check-no-file", "Chưa chọn tệp nào."))
        judged = judge(data, sent.filename or "")
    except (InputRefused, FileRefused, FileUnreadable) as error:
        return _asking(error)
    files = {SOURCE: data} | ({PRINT: judged.pdf} if judged.pdf is not None and judged.told["kind"] == "docx" else {})
    identifier = keep(visit().person, judged.told, files)
    told = judged.told
    faults = sum(one["severity"] == "loi" for one in told["findings"])
    opened().accounts.trail.add(visit().actor, "file-checked", "file", identifier, sha256=told["sha256"], type=told["kind"],
                                faults=faults)
    return redirect(url_for(".result", identifier=identifier), 303)


def _asking(error: VanbanError | None = None) -> ResponseReturnValue:
    problems: tuple[Problem, ...] = error.problems if error else ()
    return page("check/drop.html", error.status if error else 200, field=FIELD, refused=problems,
                title=own_text(error.title) if error else "", megabytes=settings().max_body_bytes // 2**20,
                most_bytes=settings().max_body_bytes)
