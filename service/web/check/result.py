"""/kiem-tra/<id>: what was found, on the pages and as a list; the pages as pictures; a view for paper."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from service import pipeline
from service.api.turn import ONE_AT_A_TIME
from service.errors import FileUnreadable, RecordUnknown, problem
from service.guard import text_of
from service.web.check import shown
from service.web.check.copies import FIXED
from service.web.check.judged import PRINT, SOURCE
from service.web.check.kept import Kept, forget, kept
from service.web.page import page
from service.web.texts import language
from service.web.visit import allowed, visit

_DPI = 110
_MOST_LINES = 3000                                # of a plain text that is shown


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/kiem-tra/<identifier>", "result", result)
    blueprint.add_url_rule("/kiem-tra/<identifier>/in", "paper", paper)
    blueprint.add_url_rule("/kiem-tra/<identifier>/trang/<int:number>.png", "picture", picture)
    blueprint.add_url_rule("/kiem-tra/<identifier>/xoa", "remove", remove, methods=["POST"])


@allowed("check")
def result(identifier: str) -> ResponseReturnValue:
    return _page("check/result.html", kept(identifier, visit().person))


@allowed("check")
def paper(identifier: str) -> ResponseReturnValue:
    return _page("check/paper.html", kept(identifier, visit().person))


@allowed("check")
def picture(identifier: str, number: int) -> ResponseReturnValue:
    """A page as PNG, drawn when it is first asked for."""
    one = kept(identifier, visit().person)
    if not 1 <= number <= len(one.told["pages"]):
        raise RecordUnknown(problem("check-page-unknown", "Tệp này không có trang {so}.", so=number))
    name = f"{number}.png"
    png = one.read(name)
    if png is None:
        pdf = one.read(PRINT) or one.read(SOURCE) or b""
        with ONE_AT_A_TIME:
            png = pipeline.page_picture(pdf, number, _dpi(*one.told["pages"][number - 1]))
        one.write(name, png)
    return Response(png, mimetype="image/png")


@allowed("check")
def remove(identifier: str) -> ResponseReturnValue:
    """The file and all that was made of it, before its hour is over."""
    forget(kept(identifier, visit().person))
    return redirect(url_for(".drop"), 303)


def _dpi(width_mm: float, height_mm: float) -> int:
    """A page may claim to be as large as a field: never more pixels than two sheets of A3."""
    return max(1, min(_DPI, int(_DPI * 594 / max(width_mm, height_mm, 1))))


def _page(template: str, one: Kept) -> ResponseReturnValue:
    told, spoken = one.told, language()
    kind, sentence = shown.verdict(told)
    return page(
        template, id=one.id, told=told, verdict_kind=kind, verdict_text=sentence, groups=shown.groups(told),
        sheets=shown.sheets(told), nowhere=[fault for fault in told["findings"] if fault["page"] is None],
        unknown=shown.unknown(told), lines=_lines(one), spoken=spoken, fixed=shown.fixed(one.read(FIXED)),
        signatures=shown.in_language(told["signatures"], spoken), outside=shown.in_language(told["outside"], spoken),
        unprinted=shown.in_language(told["unprinted"], spoken),
    )


def _lines(one: Kept) -> list[str]:
    """The lines of a plain text, as they were numbered when it was judged."""
    if one.told["kind"] != "text":
        return []
    try:
        text = text_of(one.read(SOURCE) or b"")
    except FileUnreadable:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LINES]
