"""What is done with a document: registered, its signed file handed in, withdrawn."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.api.turn import ONE_AT_A_TIME
from service.errors import FileUnreadable, Forbidden, InputRefused, Problem, StateConflict, VanbanError, problem
from service.vietnamese.clock import today
from service.web.documents import asked
from service.web.documents.shown import answer, finished
from service.web.page import piece
from service.web.texts import _
from service.web.visit import allowed, visit


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/van-ban/<id>/so-tiep", "next_number", next_number)
    blueprint.add_url_rule("/van-ban/<id>/dang-ky", "enter", enter, methods=["POST"])
    blueprint.add_url_rule("/van-ban/<id>/ban-ky", "signed", signed, methods=["POST"])
    blueprint.add_url_rule("/van-ban/<id>/thu-hoi", "withdraw", withdraw, methods=["POST"])


@allowed("register")
def next_number(id: str) -> ResponseReturnValue:
    """The number that comes next for a document on a day, as a piece."""
    here, records, found = visit(), opened().records, list[Problem]()
    document = records.documents.get(id, here.organisation.id)
    day = asked.needed_day(request.args, "day", found)
    if day is None:
        return piece("documents/next.html", proposed=None, book=None, refused=found)
    try:
        with ONE_AT_A_TIME:
            proposed = records.register.propose(document, day)
    except VanbanError as error:
        return piece("documents/next.html", proposed=None, book=None, refused=error.problems)
    book = records.register.book(document, proposed, numbering=here.organisation.settings.numbering)
    return piece("documents/next.html", proposed=proposed, book=book, refused=())


@allowed("register")
def enter(id: str) -> ResponseReturnValue:
    here, records, found = visit(), opened().records, list[Problem]()
    day, later = asked.needed_day(request.form, "day", found), asked.later(request.form, found)
    if day is None or found:
        return answer(id, 422, tuple(found), "register")
    known = records.register.entries.of(id, here.organisation.id)
    try:
        entry = records.register.enter(id, here.person, day=day, today=today(), later=later, drawing=ONE_AT_A_TIME,
                                       numbering=here.organisation.settings.numbering)
    except (InputRefused, StateConflict) as refused:
        return answer(id, refused.status, refused.problems, "register")
    document, _entry, unfinished = finished(id)
    if known is None:
        made = {} if unfinished else {kind: file.sha256 for kind, file in document.files.items()}
        opened().accounts.trail.add(here.actor, "document-registered", "document", id, entry=entry.id, book=entry.book,
                                    number=entry.number, **made)
    flash(_("Đã đăng ký số {so}.", so=entry.symbol), "success")
    return redirect(url_for("documents.shown", id=id))


@allowed("register", "sign")
def signed(id: str) -> ResponseReturnValue:
    here, records = visit(), opened().records
    scanned, data = bool(request.form.get("scanned")), asked.file()
    if not data:
        return answer(id, 422, (problem("form-file-missing", "Chọn tệp trước."),), "signed")
    if scanned and not here.person.may("register"):
        raise Forbidden(problem("scan-registrar", "Chỉ văn thư được lưu bản quét của văn bản ký trên giấy."))
    try:
        document = records.documents.attach_signed(id, here.organisation.id, data, scanned=scanned)
    except (InputRefused, FileUnreadable, StateConflict) as refused:
        return answer(id, refused.status, refused.problems, "signed")
    opened().accounts.trail.add(here.actor, "document-signed", "document", id, signed=document.files["signed"].sha256,
                                verdict=(document.signatures or {}).get("verdict"), scanned=scanned)
    flash(_("Đã lưu tệp đã ký."), "success")
    return redirect(url_for("documents.shown", id=id))


@allowed("make", "register")
def withdraw(id: str) -> ResponseReturnValue:
    """A document not registered is put aside, by who made it or by the registrar."""
    here, records = visit(), opened().records
    document = records.documents.get(id, here.organisation.id)
    if document.person != here.person.id and not here.person.may("register"):
        raise Forbidden(problem("withdraw-others", "Chỉ người soạn hoặc văn thư được thu hồi văn bản này."))
    records.documents.withdraw(id, here.organisation.id)
    opened().accounts.trail.add(here.actor, "document-withdrawn", "document", id)
    flash(_("Đã thu hồi văn bản."), "success")
    return redirect(url_for("documents.shown", id=id))
