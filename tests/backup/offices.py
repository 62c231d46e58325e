"""An office with something in every table, in a database and a store."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

import service.backup  # noqa: F401 - all tables
from service.batch.ended import folder_of
from service.database import METADATA, Database, upgrade
from service.database.rows import rows, snapshot, tables
from service.store import FolderStore, Store

ROWS = 3
NAME = "Đặng Thị Ước-Mơ"                          # in every JSON
PDF, ZIP = b"%PDF-1.7 " + bytes(range(256)) * 40, b"PK\3\4 phong trao"
LARGE = b"ds.xlsx" * 1_300_000                    # more than a member is held in memory


def filled(database: Database, store: Store) -> None:
    """`ROWS` rows in every table; the files that they refer to."""
    upgrade(database)

    def work(connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            connection.execute(sa.insert(table), [_row(table, number) for number in range(1, ROWS + 1)])

    database.write(work)
    store.put_all(wanted())
    store.put("made/99/unused.pdf", b"of nobody")


def wanted() -> dict[str, bytes]:
    """Name → bytes of all that the rows refer to."""
    each = range(1, ROWS + 1)
    return ({f"documents/o/{number}/pdf": PDF + bytes([number]) for number in each}
            | {f"campaigns/{number}.zip": ZIP for number in each}
            | {f"made/{number:02d}/văn bản.pdf": PDF for number in each}
            | {f"{folder_of(_id('batch', number))}/upload.xlsx": LARGE for number in (1,)})


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows, as JSON has them."""
    with snapshot(database) as connection:
        return {table: list(rows(connection, table)) for table in tables()}


def opened(folder: Path, url: str = "") -> tuple[Database, FolderStore]:
    return Database(url or f"sqlite:///{folder / 'vanban.db'}"), FolderStore(folder / "store")


def _row(table: sa.Table, number: int) -> dict[str, Any]:
    row = {column.name: _value(table, column, number) for column in table.columns}
    match table.name:
        case "document":
            row["files"] = {"pdf": _file(f"documents/o/{number}/pdf", PDF + bytes([number]))}
        case "campaign":
            row |= {"place": f"campaigns/{number}.zip", "sha256": hashlib.sha256(ZIP).hexdigest()}
        case "unit":
            made = {"files": {"pdf": {"sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}}}
            row |= {"state": "done", "place": f"made/{number:02d}/văn bản", "made": made}
    return row


def _value(table: sa.Table, column: sa.Column[Any], number: int) -> Any:
    if column.foreign_keys:
        return _id(next(iter(column.foreign_keys)).column.table.name, number)
    if column.primary_key and isinstance(column.type, sa.String):
        return _id(table.name, number)[: column.type.length]
    if column.nullable and number == 1:
        return None
    match column.type:
        case sa.JSON():
            return {"tên": NAME, "số": number, "nửa": 0.1 + number, "không": None, "kề": ["a\u0301", "“ ”", "\U0001F4DC"]}
        case sa.Date():
            return datetime.date(2026, 11, number)
        case sa.Boolean():
            return number % 2 == 0
        case sa.Integer():
            return number
        case sa.Float():
            return 1_795_390_428.957447 + number / 3
    return f"{column.name} chữ {number}\n'\"\\"[: getattr(column.type, "length", None)]


def _id(table: str, number: int) -> str:
    return f"{table}-{number}"


def _file(place: str, data: bytes) -> dict[str, Any]:
    return {"place": place, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
