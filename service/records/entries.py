"""Entries of the register: taken with their number in one transaction, never removed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.values import Person
from service.components.heading import number_and_symbol
from service.database import Database
from service.errors import InputRefused, Problem, RecordUnknown, StateConflict, problem
from service.records.rows import NO_BOOK, NO_DOCUMENT, NO_ENTRY, entry_of, holds
from service.records.tables import BOOK, DOCUMENT, ENTRY
from service.records.values import Book, Document, Entry, Later, Line
from service.vietnamese.dates import short_date
from service.vietnamese.folding import folded

_LONGEST: Final = 2_000                                    # of one column


class Entries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, id: str, book: Book, person: Person, line: Line, symbol: str, *, today: date,
             document: str | None = None) -> Entry:
        """The next number of a book and its entry, in one transaction; making the document is another matter.

        `id`: of `new_id`, made by the caller beforehand: asked again with the same, or for a document that has its entry, it
        answers that entry and takes nothing. `symbol`: what stands behind the stroke; `today`: no entry is of a later day. Raises
        InputRefused, RecordUnknown, StateConflict where the document is not one to be registered.
        """
        InputRefused.raise_any(_wrong(line, symbol))

        def work(connection: Connection) -> Entry:
            row = connection.execute(sa.select(BOOK).where(BOOK.c.id == book.id, BOOK.c.organisation == person.organisation)
                                     .with_for_update()).mappings().first()         # SQLite: whoever writes is alone
            if row is None:
                raise RecordUnknown(NO_BOOK)
            there = connection.execute(sa.select(ENTRY).where(sa.or_(
                ENTRY.c.id == id, sa.and_(ENTRY.c.document == document, ENTRY.c.document.is_not(None))))).mappings().first()
            if there is not None:
                return self._ours(there, person)
            number = row["last"] + 1
            before = connection.scalar(sa.select(ENTRY.c.day).where(ENTRY.c.book == book.id, ENTRY.c.number == row["last"]))
            InputRefused.raise_any(_untimely(line.day, row["year"], before, today))
            if document is not None:
                _registered(connection, document, person.organisation, self._database.now)
            connection.execute(sa.update(BOOK).where(BOOK.c.id == book.id).values(last=number))
            printed = number_and_symbol(number, symbol)
            connection.execute(sa.insert(ENTRY).values(
                id=id, organisation=person.organisation, book=book.id, number=number, symbol=printed, document=document,
                person=person.id, created=self._database.now, void_reason="", words=_words(printed, line), **asdict(line)))
            return entry_of(connection.execute(sa.select(ENTRY).where(ENTRY.c.id == id)).mappings().one())

        return self._database.write(work)

    def get(self, id: str, organisation: str) -> Entry:
        """Raises RecordUnknown."""
        found = self._one(ENTRY.c.id == id, ENTRY.c.organisation == organisation)
        if found is None:
            raise RecordUnknown(NO_ENTRY)
        return found

    def of(self, document: str, organisation: str) -> Entry | None:
        """The entry of a document; None: not registered."""
        return self._one(ENTRY.c.document == document, ENTRY.c.organisation == organisation)

    def of_all(self, documents: Collection[str], organisation: str) -> dict[str, Entry]:
        """Entries by the ids of their documents."""
        wanted = sa.select(ENTRY).where(ENTRY.c.document.in_(list(documents)), ENTRY.c.organisation == organisation)
        rows = self._database.read(lambda connection: connection.execute(wanted).mappings().all())
        return {row["document"]: entry_of(row) for row in rows}

    def listed(self, organisation: str, *, book: str = "", year: int | None = None, search: str = "", since: date | None = None,
               until: date | None = None, voided: bool | None = None, most: int = 50, skip: int = 0,
               upwards: bool = False) -> list[Entry]:
        """The latest first, or `upwards` as a book is written. `search`: every word, marks and capitals do not count."""
        wanted = sa.select(ENTRY).join(BOOK, BOOK.c.id == ENTRY.c.book).where(
            ENTRY.c.organisation == organisation, *holds(ENTRY, folded(search)))
        if book:
            wanted = wanted.where(ENTRY.c.book == book)
        if year is not None:
            wanted = wanted.where(BOOK.c.year == year)
        if since is not None:
            wanted = wanted.where(ENTRY.c.day >= since)
        if until is not None:
            wanted = wanted.where(ENTRY.c.day <= until)
        if voided is not None:
            wanted = wanted.where(ENTRY.c.voided.is_not(None) if voided else ENTRY.c.voided.is_(None))
        order = [ENTRY.c.number] if book else [BOOK.c.year, ENTRY.c.day, BOOK.c.issuer, BOOK.c.series, ENTRY.c.number]
        wanted = wanted.order_by(*(one if upwards else one.desc() for one in order)).limit(most).offset(skip)
        return self._database.read(lambda connection: [entry_of(row) for row in connection.execute(wanted).mappings()])

    def attach(self, entry: Entry, document: Document) -> None:
        """A document made elsewhere belongs to its entry. One that has another keeps it, and this one stays nobody's."""

        def work(connection: Connection) -> None:
            done = connection.execute(sa.update(ENTRY).where(
                ENTRY.c.id == entry.id, sa.or_(ENTRY.c.document.is_(None), ENTRY.c.document == document.id),
            ).values(document=document.id)).rowcount
            if done:
                connection.execute(sa.update(DOCUMENT).where(DOCUMENT.c.id == document.id, DOCUMENT.c.state == "made")
                                   .values(state="registered", changed=self._database.now))

        self._database.write(work)

    def change(self, id: str, organisation: str, later: Later) -> Entry:
        """Columns 5 to 10, which are written after the number was taken; number, day, subject and signer never change.

        Raises InputRefused, RecordUnknown, StateConflict of a voided one."""
        entry = self.get(id, organisation)
        if entry.voided is not None:
            raise StateConflict(problem("entry-voided", "Số này đã hủy, không sửa được nữa."))
        line = later.into(entry.line)
        InputRefused.raise_any(_wrong(line, entry.symbol))
        self._database.write(lambda connection: connection.execute(
            sa.update(ENTRY).where(ENTRY.c.id == id, ENTRY.c.organisation == organisation, ENTRY.c.voided.is_(None))
            .values(words=_words(entry.symbol, line), **asdict(later))))
        return self.get(id, organisation)

    def void(self, id: str, person: Person, reason: str) -> Entry:
        """The number is not used again, the document is withdrawn. One voided before stays as it is. Raises InputRefused without
        a reason, RecordUnknown."""
        entry = self.get(id, person.organisation)
        reason = reason.strip()
        if not 0 < len(reason) <= _LONGEST:
            raise InputRefused(problem("void-reason", "Ghi lý do hủy số.", pointer="/reason"))

        def work(connection: Connection) -> None:
            connection.execute(sa.update(ENTRY).where(ENTRY.c.id == id, ENTRY.c.voided.is_(None)).values(
                voided=self._database.now, voided_by=person.id, void_reason=reason))
            if entry.document is not None:
                connection.execute(sa.update(DOCUMENT).where(DOCUMENT.c.id == entry.document, DOCUMENT.c.state != "withdrawn")
                                   .values(state="withdrawn", changed=self._database.now))

        self._database.write(work)
        return self.get(id, person.organisation)

    @staticmethod
    def _ours(row: Mapping[Any, Any], person: Person) -> Entry:
        if row["organisation"] != person.organisation:
            raise RecordUnknown(NO_ENTRY)
        return entry_of(row)

    def _one(self, *where: Any) -> Entry | None:
        wanted = sa.select(ENTRY).where(*where)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        return entry_of(row) if row is not None else None


def _registered(connection: Connection, document: str, organisation: str, now: Any) -> None:
    mine = DOCUMENT.c.id == document, DOCUMENT.c.organisation == organisation
    state = connection.scalar(sa.select(DOCUMENT.c.state).where(*mine).with_for_update())
    if state is None:
        raise RecordUnknown(NO_DOCUMENT)
    if state != "made":
        raise StateConflict(problem("document-not-open", "Văn bản này đã đăng ký hoặc đã thu hồi."))
    connection.execute(sa.update(DOCUMENT).where(*mine).values(state="registered", changed=now))


def _untimely(day: date, year: int, before: date | None, today: date) -> list[Problem]:
    if day > today:
        return [problem("entry-day-later", "Ngày văn bản {ngay} ở tương lai.", pointer="/day", ngay=short_date(day))]
    if day.year != year:
        return [problem("entry-day-year", "Ngày văn bản {ngay} không thuộc năm {nam} của sổ.", pointer="/day",
                        ngay=short_date(day), nam=str(year))]
    if before is not None and day < before:
        return [problem("entry-day-earlier", "Ngày văn bản {ngay} trước ngày {truoc} của số liền trước.", pointer="/day",
                        ngay=short_date(day), truoc=short_date(before))]
    return []


def _wrong(line: Line, symbol: str) -> list[Problem]:
    found = []
    for name, text in (("subject", line.subject), ("signer", line.signer), ("symbol", symbol)):
        if not text.strip():
            found.append(problem("entry-missing", "Chưa ghi cột này.", pointer=f"/{name}"))
    for name, value in asdict(line).items():
        if isinstance(value, str) and len(value) > _LONGEST:
            found.append(problem("entry-long", "Dài quá {nhieu_nhat} ký tự.", pointer=f"/{name}", nhieu_nhat=_LONGEST))
    if line.copies is not None and not 1 <= line.copies <= 999_999:
        found.append(problem("entry-copies", "Số lượng bản là số nguyên từ 1.", pointer="/copies"))
    if line.sent is not None and line.sent < line.day:
        found.append(problem("entry-sent-earlier", "Ngày chuyển trước ngày văn bản.", pointer="/sent"))
    return found


def _words(symbol: str, line: Line) -> str:
    return folded(" ".join([symbol, short_date(line.day), line.subject, line.signer, line.recipients, line.keeper, line.note]))
