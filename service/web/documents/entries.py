"""/so/<id>: an entry of the register; /so/nhap: one for a document made elsewhere."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts.values import new_id
from service.api.opened import opened
from service.api.turn import ONE_AT_A_TIME
from service.config import settings
from service.errors import FileRefused, FileUnreadable, InputRefused, Problem, RecordUnknown, StateConflict, problem
from service.guard import inspect, kind_of
from service.picture import page_count
from service.records import Entry, NewDocument
from service.vietnamese.clock import today
from service.web.documents import asked, told
from service.web.documents.book import book_label
from service.web.page import page
from service.web.texts import _
from service.web.visit import allowed, visit


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/so/nhap", "elsewhere", elsewhere)
    blueprint.add_url_rule("/so/nhap", "add", add, methods=["POST"])
    blueprint.add_url_rule("/so/<id>", "entry", entry)
    blueprint.add_url_rule("/so/<id>/sua", "change", change, methods=["POST"])
    blueprint.add_url_rule("/so/<id>/huy", "void", void, methods=["POST"])
    blueprint.add_url_rule("/so/<id>/tep", "attach", attach, methods=["POST"])


@allowed("see", "register")
def entry(id: str) -> ResponseReturnValue:
    return _shown(id)


@allowed("register")
def change(id: str) -> ResponseReturnValue:
    here, found = visit(), list[Problem]()
    later = asked.later(request.form, found)
    try:
        InputRefused.raise_any(found)
        opened().records.register.change(id, here.organisation.id, later)
    except (InputRefused, StateConflict) as refused:
        return _shown(id, refused.status, refused.problems)
    opened().accounts.trail.add(here.actor, "entry-changed", "entry", id)
    flash(_("Đã lưu."), "success")
    return redirect(url_for("documents.entry", id=id))


@allowed("register")
def void(id: str) -> ResponseReturnValue:
    here = visit()
    try:
        voided = opened().records.register.void(id, here.person, request.form.get("reason", ""))
    except InputRefused as refused:
        return _shown(id, refused.status, refused.problems)
    opened().accounts.trail.add(here.actor, "entry-voided", "entry", id, number=voided.number, document=voided.document)
    flash(_("Đã hủy số {so}.", so=voided.symbol), "success")
    return redirect(url_for("documents.entry", id=id))


@allowed("register")
def attach(id: str) -> ResponseReturnValue:
    """The file of a document made elsewhere."""
    here, register_ = visit(), opened().records.register
    line = register_.entries.get(id, here.organisation.id)
    try:
        new = _made_elsewhere(line.line.subject)
        if new is None:
            raise InputRefused(problem("form-file-missing", "Chọn tệp trước."))
        line = register_.attach(line, here.person, new)
    except (InputRefused, FileRefused, FileUnreadable, StateConflict) as refused:
        return _shown(id, refused.status, refused.problems)
    _told_of_file(line)
    flash(_("Đã lưu tệp."), "success")
    return redirect(url_for("documents.entry", id=id))


@allowed("register")
def elsewhere() -> ResponseReturnValue:
    return _form()


@allowed("register")
def add() -> ResponseReturnValue:
    """Sent twice it is entered once: the form brings the entry's id."""
    here, register_, form = visit(), opened().records.register, request.form
    id = form.get("id", "")
    try:
        if not (len(id) == 32 and id.isascii() and id.isalnum()):
            raise InputRefused(problem("form-id", "Biểu mẫu thiếu mã; hãy tải lại trang."))
        line, new = asked.line(form), _made_elsewhere(form.get("subject", ""))
        chosen = register_.books.get(form.get("book", ""), here.organisation.id)
        made = register_.add(here.person, chosen, line, form.get("symbol", "").strip(), today=today(), id=id, new=new)
    except (InputRefused, FileRefused, FileUnreadable, RecordUnknown, StateConflict) as refused:
        return _form(refused.status, refused.problems)
    opened().accounts.trail.add(here.actor, "entry-added", "entry", made.id, book=made.book, number=made.number)
    if made.document:
        _told_of_file(made)
    flash(_("Đã ghi số {so} vào sổ.", so=made.symbol), "success")
    return redirect(url_for("documents.entry", id=made.id))


def _shown(id: str, status: int = 200, problems: tuple[Problem, ...] = ()) -> Response:
    here, register_ = visit(), opened().records.register
    found = register_.entries.get(id, here.organisation.id)
    book = register_.books.get(found.book, here.organisation.id)
    label = book_label(book, register_.books.listed(here.organisation.id))
    return page("documents/entry.html", status, entry=found, book=book, label=label, problems=problems, form=request.form,
                people=told.people(here.organisation.id))


def _form(status: int = 200, problems: tuple[Problem, ...] = ()) -> Response:
    books = opened().records.register.books.listed(visit().organisation.id)
    return page("documents/elsewhere.html", status, books=books, label=lambda one: book_label(one, books), problems=problems,
                form=request.form, today=today(), id=request.form.get("id") or new_id())


def _made_elsewhere(title: str) -> NewDocument | None:
    """The uploaded file as a document; None where none was chosen. Raises InputRefused, FileUnreadable, FileRefused."""
    data = asked.file()
    if not data:
        return None
    kind = kind_of(data, (request.files["file"].filename or "")[-80:])
    if kind == "text":
        raise InputRefused(problem("form-file-kind", "Chỉ nhận tệp PDF hoặc DOCX.", pointer="/file"))
    pages = None
    if kind == "pdf":
        with ONE_AT_A_TIME:
            pages = page_count(data)
    else:
        inspect(data, max_bytes=settings().max_docx_bytes, max_parts=settings().max_parts)
    return NewDocument("", "", " ".join(title.split()), None, {kind: data}, pages)


def _told_of_file(line: Entry) -> None:
    here = visit()
    document = opened().records.documents.get(line.document or "", here.organisation.id)
    opened().accounts.trail.add(here.actor, "document-made", "document", document.id, entry=line.id,
                                **{kind: file.sha256 for kind, file in document.files.items()})
