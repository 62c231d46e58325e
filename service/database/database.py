"""One database, SQLite or PostgreSQL: transactions that wait for one that is away. Only home of SQLAlchemy's engine."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from datetime import date
from datetime import time as hour
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from service.errors import DatabaseUnreachable, problem

_Result = TypeVar("_Result")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0                    # seconds
_SQLITE: Final = {"journal_mode": "wal", "synchronous": "normal", "busy_timeout": 30_000, "foreign_keys": "on"}
# A machine that is cut off in the middle of a transaction must not hold its locks until TCP gives up, nor wait so long itself.
_POSTGRESQL: Final = {"connect_timeout": 5, "application_name": "vanban", "tcp_user_timeout": 20_000,
                      "options": "-c idle_in_transaction_session_timeout=30000"}
# sqlite3 has one class for all that goes wrong; only these pass by themselves.
_PASSING: Final = ("locked", "busy", "disk i/o error", "disk is full", "unable to open", "readonly database")
_READING: Final = "vanban_reading"


class Database:
    """`patience`: seconds a call waits for a database that is away; `waiting` is called between two tries."""

    def __init__(self, url: str, *, patience: float = 0.0, waiting: Callable[[], None] | None = None) -> None:
        self.engine = _engine(url)
        self.patience, self.waiting = patience, waiting
        self.sqlite = self.engine.dialect.name == "sqlite"
        self.spent = 0.0                          # seconds in calls, waiting included: what the ledger costs

    def write(self, work: Callable[[Connection], _Result]) -> _Result:
        """`work` in a transaction, again from its beginning where the database went away: it must bear being repeated, also after
        a commit whose answer was lost. Raises DatabaseUnreachable."""
        return self._run(work, reading=False)

    def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """As `write`, without the lock of a writer."""
        return self._run(work, reading=True)

    @property
    def now(self) -> sa.ColumnElement[float]:
        """The hour, in seconds since 1970: one clock for all machines. SQLite's machine is the only one."""
        if self.sqlite:
            return sa.literal(time.time(), sa.Double)
        return sa.cast(sa.func.extract("epoch", sa.func.clock_timestamp()), sa.Double)

    @property
    def skip_locked(self) -> bool:
        return not self.sqlite                    # there, whoever writes is alone

    def close(self) -> None:
        self.engine.dispose()

    def _run(self, work: Callable[[Connection], _Result], *, reading: bool) -> _Result:
        start = time.monotonic()
        pause = _FIRST_PAUSE
        try:
            while True:
                try:
                    with self.engine.connect() as connection:
                        bound = connection.execution_options(**{_READING: reading})
                        with bound.begin():
                            return work(bound)
                except (OperationalError, InterfaceError, DBAPIError) as error:
                    if not _passing(error, self.sqlite):
                        raise
                    if time.monotonic() - start + pause > self.patience:
                        raise DatabaseUnreachable(_told(error)) from error
                    self.engine.dispose()
                time.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(pause * 2, _LONGEST_PAUSE)
                if self.waiting:
                    self.waiting()
        finally:
            self.spent += time.monotonic() - start


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnreachable(problem("database-address", "Địa chỉ cơ sở dữ liệu (VANBAN_DATABASE) chưa đúng.",
                                        place="VANBAN_DATABASE")) from None
    dumps = partial(json.dumps, ensure_ascii=False, default=_written, separators=(",", ":"))
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            _folder(Path(parsed.database).parent)
        engine = sa.create_engine(parsed, json_serializer=dumps, connect_args={"timeout": 30.0})
        sa.event.listen(engine, "connect", _connected)
        sa.event.listen(engine, "begin", _begun)
        return engine
    return sa.create_engine(parsed, json_serializer=dumps, pool_pre_ping=True, pool_size=2, max_overflow=4,
                            connect_args=_POSTGRESQL)


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(problem("database-folder", "Không tạo được thư mục của cơ sở dữ liệu ({ly_do}).",
                                        place="VANBAN_DATA", ly_do=os.strerror(error.errno or 0))) from error


def _connected(connection: Any, _record: object) -> None:
    connection.isolation_level = None             # transactions begin where we say it, not where sqlite3 guesses
    for name, value in _SQLITE.items():
        connection.execute(f"pragma {name}={value}")


def _begun(connection: Connection) -> None:
    """A writer takes its lock at once: one that reads first and writes later would be refused in the middle."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READING) else "BEGIN IMMEDIATE")


def _passing(error: DBAPIError, sqlite: bool) -> bool:
    if sqlite:
        said = str(error.orig).lower()
        return any(one in said for one in _PASSING)
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated


def _told(error: DBAPIError) -> Any:
    said = str(error.orig).lower()
    if "full" in said or "no space" in said:
        return problem("database-full", "Đĩa của cơ sở dữ liệu đã đầy; hãy giải phóng chỗ rồi làm tiếp.", place="VANBAN_DATABASE")
    return problem("database-unreachable", "Cơ sở dữ liệu không trả lời ({loi}).", place="VANBAN_DATABASE",
                   loi=type(error.orig).__name__)


def _written(value: object) -> object:
    """What JSON has no word for in data that was read from a file, as a data file writes it."""
    match value:
        case date() | hour():
            return value.isoformat()
        case Decimal():
            return str(value)
    raise TypeError(f"{type(value).__name__} is no value of a data file")
