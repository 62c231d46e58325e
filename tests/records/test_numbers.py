"""Two registrars take a thousand numbers at once, one of them is killed in between: no number twice, none lost."""

from __future__ import annotations

import os
import signal
import time
import traceback
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa

from service.database import Database
from service.records import Book, Records
from service.records.tables import ENTRY
from service.store import FolderStore
from tests.records.conftest import OFFICE, Office, line

ALL = 1_000
DAY = date(2026, 11, 20)


@dataclass
class Registrar:
    """A process of its own, forked: it opens its own connection, and tells each number when it has it."""

    office: Office
    book: Book
    prefix: str
    count: int

    def __post_init__(self) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(reading)
                self._work(writing)
                os._exit(0)
            finally:                              # whatever goes wrong, the child never runs the tests on
                traceback.print_exc()
                os._exit(1)
        os.close(writing)
        self.told = os.fdopen(reading)

    def _work(self, writing: int) -> None:
        """Entries whose ids are known beforehand, as a page knows them."""
        database = Database(self.office.url, patience=30.0)
        entries = Records(database, FolderStore(self.office.folder)).register.entries
        for number in range(self.count):
            entry = entries.take(f"{self.prefix}{number:024d}", self.book, self.office.person, line(DAY), "CV", today=DAY)
            os.write(writing, f"{entry.number}\n".encode())

    def numbers(self) -> list[int]:
        """All that it told until it ended."""
        with self.told:
            found = [int(one) for one in self.told]
        self.status = os.waitpid(self.pid, 0)[1]
        return found

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


@pytest.fixture
def book(either: Office) -> Book:
    return either.records.register.books.open(either.id, OFFICE, 2026)


def taken(office: Office) -> list[int]:
    wanted = sa.select(ENTRY.c.number).order_by(ENTRY.c.number)
    return office.records.database.read(lambda connection: list(connection.scalars(wanted)))


def test_a_thousand_numbers_of_two_processes(either: Office, book: Book) -> None:
    both = [Registrar(either, book, prefix, ALL // 2) for prefix in ("aaaaaaaa", "bbbbbbbb")]
    first, second = (one.numbers() for one in both)
    assert sorted(first + second) == taken(either) == list(range(1, ALL + 1))
    assert first == sorted(first)
    assert min(second) < max(first)
    assert min(first) < max(second)               # they did work at once
    assert either.records.register.books.get(book.id, either.id).last == ALL
    assert list(either.records.register.gaps(book).missing) == []


def test_one_is_killed_in_between_and_started_again(either: Office, book: Book) -> None:
    """Killed thrice, each time in the middle of its work; started again it asks for the same entries."""
    count, told = 200, set[int]()
    other = Registrar(either, book, "bbbbbbbb", count)
    for pause in (20, 70, 130):
        one = Registrar(either, book, "aaaaaaaa", count)
        told |= {int(one.told.readline()) for _ in range(pause)}
        time.sleep(0.001 * (pause % 7))           # somewhere between two answers
        one.kill()
        told |= set(one.numbers())
        assert os.WTERMSIG(one.status) == signal.SIGKILL
    again = Registrar(either, book, "aaaaaaaa", count).numbers()
    assert told <= set(again)                     # what it was told before it died still stands
    assert sorted(again + other.numbers()) == taken(either) == list(range(1, 2 * count + 1))
    assert list(either.records.register.gaps(book).missing) == []
