"""Database and store → archive. The service may run meanwhile.

Rows are of one moment. A document that is registered while its files are copied gets new ones, and its old ones go: then the
moment is taken anew and only what is new since is copied, until everything the rows refer to is there.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from service import __version__
from service.backup import archive
from service.backup.archive import Writer
from service.backup.places import Places, Wanted
from service.database import Database, require_newest
from service.database.rows import rows, snapshot, tables
from service.database.schema import HEAD
from service.errors import FileGone
from service.store import Store

FORMAT: Final = 1
_MOMENTS: Final = 5                               # after these what is missing is missing
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """`rows` by table; `missing`: files that rows refer to, not in the store or no longer what was made."""

    rows: dict[str, int]
    files: int
    size: int                                     # bytes of all files
    missing: tuple[Wanted, ...]


def take(database: Database, store: Store, file: IO[bytes], watch: Callable[[int], None] = lambda _: None) -> Taken:
    """`watch` hears the number of files. Raises DatabaseUnreachable, StoreUnreachable."""
    require_newest(database)
    with TemporaryDirectory(prefix="vanban-backup-") as name:
        folder, writer = Path(name), Writer(file)
        header = {"format": FORMAT, "program": __version__, "schema": HEAD, "created": time.time()}
        writer.add(archive.HEADER, [_json(header)])
        places = Places(folder / "places.db")
        files = size = 0
        before: tuple[Wanted, ...] | None = None
        for _ in range(_MOMENTS):
            numbers = _moment(database, store, folder, places)
            missing: list[Wanted] = []
            for one in places.wanted():
                pieces = _verified(store, one)
                if pieces is None:
                    missing.append(one)
                    continue
                size += writer.add(archive.FILES + one.name, pieces)[1]
                places.keep(one.name)
                files += 1
                watch(files)
            if not missing or tuple(missing) == before:
                break
            before = tuple(missing)
            places.again()
        for table in tables():
            with (folder / table).open("rb") as source:
                writer.add(f"{archive.ROWS}{table}.jsonl.gz", iter(lambda: source.read(_PIECE), b""))
        writer.add(archive.MISSING, (_json({"name": one.name, "owner": one.owner}) for one in missing))
        writer.close()
        places.close()
    return Taken(numbers, files, size, tuple(missing))


def _moment(database: Database, store: Store, folder: Path, places: Places) -> dict[str, int]:
    """The rows of one moment, each table in a file of `folder`, and what they refer to."""
    numbers = dict.fromkeys(tables(), 0)
    with snapshot(database) as connection:
        for table in tables():
            with (folder / table).open("wb") as plain, gzip.GzipFile(fileobj=plain, mode="wb", mtime=0, filename="") as out:
                for row in rows(connection, table):
                    out.write(_json(row))
                    places.see(table, row)
                    numbers[table] += 1
    for batch, place in places.batches():
        for name in store.names(place):
            places.see_batch_file(batch, name)
    return numbers


def _verified(store: Store, one: Wanted) -> Iterable[bytes] | None:
    """Its pieces; None where it is not there, or not what its row says."""
    try:
        if one.sha256 is not None and store.sha256(one.name) != one.sha256:
            return None
        return store.stream(one.name)
    except FileGone:
        return None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
