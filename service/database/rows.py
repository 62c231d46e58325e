"""All rows of all tables, out and in, as JSON has them: the same from SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database.database import Database
from service.database.metadata import METADATA

_AT_ONCE: Final = 500                             # rows


def tables() -> tuple[str, ...]:
    """Those that others refer to first."""
    return tuple(table.name for table in METADATA.sorted_tables)


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """All that is read through it stood so at one moment, whoever writes meanwhile. Not waited for: a backup is begun again."""
    options = {"vanban_reading": True} if database.sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.engine.connect() as connection:
        bound = connection.execution_options(**options)
        with bound.begin():
            yield bound


def rows(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    """By the primary key; read in pieces."""
    table = METADATA.tables[name]
    found = connection.execution_options(yield_per=_AT_ONCE).execute(sa.select(table).order_by(*table.primary_key))
    for row in found.mappings():
        yield {column.name: _out(row[column]) for column in table.columns}


def filled(database: Database) -> tuple[str, ...]:
    """The tables that have rows."""
    def work(connection: Connection) -> tuple[str, ...]:
        return tuple(table.name for table in METADATA.sorted_tables
                     if connection.scalar(sa.select(sa.exists().select_from(table))))

    return database.read(work)


def fill(database: Database, found: Callable[[str], Iterable[Mapping[str, Any]]]) -> dict[str, int]:
    """Puts the rows of every table into an empty database, all or none; how many there are of each. `found`: table → its rows,
    also a second time."""
    def work(connection: Connection) -> dict[str, int]:
        numbers = {table.name: _fill(connection, table, found(table.name)) for table in METADATA.sorted_tables}
        _count_on(connection)
        return numbers

    return database.write(work)


def _fill(connection: Connection, table: sa.Table, found: Iterable[Mapping[str, Any]]) -> int:
    number = 0
    for piece in _pieces(found):
        connection.execute(sa.insert(table), [{column.name: _in(row[column.name], column) for column in table.columns}
                                              for row in piece])
        number += len(piece)
    return number


def _count_on(connection: Connection) -> None:
    """Numbers that the database gives go on behind those that were put in. SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in METADATA.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, sa.Integer):
            last = sa.select(sa.func.max(column)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))


def _out(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _in(value: Any, column: sa.Column[Any]) -> Any:
    return date.fromisoformat(value) if value is not None and isinstance(column.type, sa.Date) else value


def _pieces(found: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    piece: list[Mapping[str, Any]] = []
    for row in found:
        piece.append(row)
        if len(piece) == _AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece
