"""Books: rows of numbers, one for an issuing body, a year and a series (Điều 15; PL I, II.3a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from service.accounts.values import new_id
from service.database import Database
from service.errors import InputRefused, Problem, RecordUnknown, StateConflict, problem
from service.records.rows import NO_BOOK, book_of, entry_of
from service.records.tables import BOOK, ENTRY
from service.records.values import Book, Entry

_MOST: Final = 999_999                                     # as the field `so` of a document
_NAME_MOST: Final = 300                                    # letters of an issuing body's name


@dataclass(frozen=True, slots=True)
class Gaps:
    """Why a book does not go from 1 to its last number with every one in use. `before`: how many numbers stand before its first,
    explained by `book.reason`; `missing`: numbers taken without an entry, which cannot be."""

    book: Book
    before: int
    voided: Sequence[Entry]
    missing: Sequence[int]

    @property
    def explained(self) -> bool:
        return not self.missing and not (self.before and not self.book.reason) and all(one.void_reason for one in self.voided)


class Books:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str, organisation: str) -> Book:
        """Raises RecordUnknown."""
        wanted = sa.select(BOOK).where(BOOK.c.id == id, BOOK.c.organisation == organisation)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise RecordUnknown(NO_BOOK)
        return book_of(row)

    def listed(self, organisation: str, year: int | None = None) -> list[Book]:
        """The newest year first, then by issuer and series."""
        wanted = sa.select(BOOK).where(BOOK.c.organisation == organisation)
        if year is not None:
            wanted = wanted.where(BOOK.c.year == year)
        wanted = wanted.order_by(BOOK.c.year.desc(), BOOK.c.issuer, BOOK.c.series)
        return self._database.read(lambda connection: [book_of(row) for row in connection.execute(wanted).mappings()])

    def find(self, organisation: str, issuer: str, year: int, series: str = "") -> Book | None:
        """`issuer` in whatever capitals it was typed."""
        name = _same(issuer)
        return next((one for one in self.listed(organisation, year) if one.series == series and _same(one.issuer) == name), None)

    def open(self, organisation: str, issuer: str, year: int, series: str = "", *, first: int = 1, reason: str = "") -> Book:
        """Raises InputRefused where it does not begin with 1 and does not say why; StateConflict where it is there."""
        issuer, reason = " ".join(issuer.split()), reason.strip()
        InputRefused.raise_any(_wrong(issuer, year, first, reason))
        if self.find(organisation, issuer, year, series):
            raise _there()
        number = new_id()

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(BOOK.c.id).where(BOOK.c.id == number)) is None:
                connection.execute(sa.insert(BOOK).values(
                    id=number, organisation=organisation, issuer=issuer, year=year, series=series, first=first, last=first - 1,
                    reason=reason, created=self._database.now))

        try:
            self._database.write(work)
        except IntegrityError as error:                    # somebody else opened it just now
            raise _there() from error
        return self.get(number, organisation)

    def ensure(self, organisation: str, issuer: str, year: int, series: str = "") -> Book:
        """The book, opened with number 1 where nobody has."""
        found = self.find(organisation, issuer, year, series)
        if found is not None:
            return found
        try:
            return self.open(organisation, issuer, year, series)
        except StateConflict:
            there = self.find(organisation, issuer, year, series)
            if there is None:
                raise
            return there

    def gaps(self, book: Book) -> Gaps:
        """Number and entry come in one transaction: what is seen of a book's last number has its entry."""

        def work(connection: Connection) -> Gaps:
            now = book_of(connection.execute(sa.select(BOOK).where(BOOK.c.id == book.id)).mappings().one())
            taken = set(connection.scalars(sa.select(ENTRY.c.number).where(ENTRY.c.book == book.id)))
            voided = sa.select(ENTRY).where(ENTRY.c.book == book.id, ENTRY.c.voided.is_not(None)).order_by(ENTRY.c.number)
            return Gaps(now, now.first - 1, [entry_of(row) for row in connection.execute(voided).mappings()],
                        [number for number in range(now.first, now.last + 1) if number not in taken])

        return self._database.read(work)


def _same(issuer: str) -> str:
    return " ".join(issuer.split()).casefold()


def _wrong(issuer: str, year: int, first: int, reason: str) -> list[Problem]:
    found = []
    if not 0 < len(issuer) <= _NAME_MOST:
        found.append(problem("book-issuer", "Ghi tên cơ quan ban hành.", pointer="/issuer"))
    if not 1945 <= year <= 9999:
        found.append(problem("book-year", "Năm của sổ chưa đúng.", pointer="/year"))
    if not 1 <= first <= _MOST:
        found.append(problem("book-first", "Số đầu tiên là số nguyên từ 1 đến {nhieu_nhat}.", pointer="/first", nhieu_nhat=_MOST))
    if first > 1 and not reason:
        found.append(problem("book-reason", "Sổ không bắt đầu từ số 1 thì ghi lý do.", pointer="/reason"))
    return found


def _there() -> StateConflict:
    return StateConflict(problem("book-there", "Sổ này đã có."))
