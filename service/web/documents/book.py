"""/so: the outgoing register: entries, numbers not in use, books opened, the workbook."""

from __future__ import annotations

import io
from typing import Final

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import doctypes
from service.api.opened import opened
from service.errors import InputRefused, Problem, StateConflict
from service.records import Book
from service.records.lines import LETTER, NUMBER
from service.sheets import file_name
from service.vietnamese.clock import today
from service.web.documents import asked, told
from service.web.page import page, piece
from service.web.texts import _
from service.web.visit import allowed, visit

_MOST: Final = 50
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/so", "book", book)
    blueprint.add_url_rule("/so/mo", "open_book", open_book, methods=["POST"])
    blueprint.add_url_rule("/so/quyen/<id>.xlsx", "workbook", workbook)


@allowed("see", "register")
def book() -> ResponseReturnValue:
    return _answer()


@allowed("register")
def open_book() -> ResponseReturnValue:
    here, form, found = visit(), request.form, list[Problem]()
    year, first = asked.whole(form, "year", found), asked.whole(form, "first", found)
    try:
        InputRefused.raise_any(found)
        made = opened().records.register.books.open(here.organisation.id, form.get("issuer", ""), year or 0,
                                                    form.get("series", "") if form.get("series", "") in series() else "",
                                                    first=1 if first is None else first, reason=form.get("reason", ""))
    except (InputRefused, StateConflict) as refused:
        return _answer(refused.status, refused.problems)
    opened().accounts.trail.add(here.actor, "book-opened", "book", made.id, year=made.year, series=made.series, first=made.first)
    flash(_("Đã mở sổ năm {nam}.", nam=made.year), "success")
    return redirect(url_for("documents.book", so=made.id))


@allowed("register")
def workbook(id: str) -> ResponseReturnValue:
    here, register_ = visit(), opened().records.register
    chosen = register_.books.get(id, here.organisation.id)
    data = register_.sheet(chosen, superior=str(here.organisation.settings.values.get("co_quan_chu_quan") or ""))
    opened().accounts.trail.add(here.actor, "document-downloaded", "book", chosen.id, last=chosen.last)
    sent = send_file(io.BytesIO(data), _XLSX, as_attachment=True, download_name=f"{file_name(_sheet_name(chosen))}.xlsx")
    sent.headers["Cache-Control"] = "private, no-store"
    return sent


def series() -> dict[str, str]:
    """What an office that numbers by type has a book for: abbreviation → name of the type in general."""
    found: dict[str, str] = {}
    for slug, one in sorted(doctypes.catalogue().items(), key=lambda pair: len(pair[1].name)):
        if NUMBER in one.schema.fields and slug != "ban_sao":
            found.setdefault(one.abbreviation or LETTER, told.type_name(slug))
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _answer(status: int = 200, problems: tuple[Problem, ...] = ()) -> Response:
    here, register_, args = visit(), opened().records.register, request.args
    office = here.organisation.id
    books = register_.books.listed(office)
    chosen = _chosen(books)
    entries = []
    skip = max(0, min(args.get("bo-qua", 0, type=int), 1_000_000))
    if chosen:
        entries = register_.entries.listed(office, book=chosen.id, search=args.get("q", "")[:200], most=_MOST + 1, skip=skip)
    more, entries = len(entries) > _MOST, entries[:_MOST]
    filters = {name: args[name] for name in ("so", "nam", "q") if args.get(name)}
    context = {"entries": entries, "chosen": chosen, "filters": filters, "told": told,
               "next_address": told.address("documents.book", filters, {"bo-qua": str(skip + _MOST)}) if more else ""}
    if request.headers.get("HX-Target") == "found":
        return piece("documents/lines.html", **context)
    settings = here.organisation.settings
    issuer = settings.values.get("co_quan_ban_hanh")
    return page("documents/book.html", status, **context, books=books, gaps=register_.gaps(chosen) if chosen else None,
                problems=problems, today=today(), series=series(), form=request.form, numbering=settings.numbering,
                issuer=issuer.get("ten", "") if isinstance(issuer, dict) else here.organisation.name,
                label=lambda one: book_label(one, books))


def _chosen(books: list[Book]) -> Book | None:
    """The book that is asked for, else the one most written in of that year or the newest."""
    wanted, year = request.args.get("so", ""), asked.year()
    if wanted:
        return next((one for one in books if one.id == wanted), None)
    among = [one for one in books if year is None or one.year == year]
    return max(among, key=lambda one: (one.year, one.last - one.first), default=None)


def book_label(one: Book, books: list[Book]) -> str:
    """"2026 · Trường THPT … · Quyết định"."""
    several = len({other.issuer for other in books}) > 1
    kind = series().get(one.series, one.series) if one.series else ""
    return " · ".join(filter(None, [str(one.year), one.issuer if several else "", kind]))


def _sheet_name(one: Book) -> str:
    return " ".join(filter(None, ["Sổ đăng ký văn bản đi", str(one.year), one.series, one.issuer[:60]]))
