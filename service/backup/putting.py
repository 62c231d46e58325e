"""Archive → an empty database and a store. Everything is verified before anything is written; rows come last, in one transaction:
what breaks off on the way leaves a database as empty as it was."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO, Any, Final

from service.backup import archive
from service.backup.places import Wanted
from service.backup.taking import FORMAT, Taken
from service.database import Database, upgrade
from service.database.rows import fill, filled, tables
from service.database.schema import HEAD
from service.errors import FileUnreadable, InputRefused, StateConflict, problem
from service.store import Store
from service.store.names import checked

_SMALL: Final = 8 << 20                           # bytes: larger files go through one of this machine
_ROWS_END: Final = ".jsonl.gz"


def put_back(database: Database, store: Store, file: IO[bytes], watch: Callable[[int], None] = lambda _: None) -> Taken:
    """`watch` hears the number of files. Raises FileUnreadable with the place of what is damaged, StateConflict where the
    database is not empty, DatabaseUnreachable, StoreUnreachable."""
    with TemporaryDirectory(prefix="vanban-restore-") as name:
        folder = Path(name)
        upgrade(database)
        if there := filled(database):
            raise StateConflict(problem("restore-not-empty", "Cơ sở dữ liệu đã có dữ liệu ({bang}): chỉ phục hồi vào cơ sở dữ "
                                        "liệu trống.", place="VANBAN_DATABASE", bang=", ".join(there)))
        missing = _verify(file, folder)
        file.seek(0)
        files = size = 0
        for member, pieces in archive.read(file):
            if member.startswith(archive.FILES):
                size += _put(store, member.removeprefix(archive.FILES), pieces)
                files += 1
                watch(files)
        return Taken(fill(database, lambda table: _rows(folder / table)), files, size, missing)


def _verify(file: IO[bytes], folder: Path) -> tuple[Wanted, ...]:
    """Reads the whole; its rows go into files of `folder`. What was missing when it was taken."""
    missing: tuple[Wanted, ...] = ()
    headed = False
    for name, pieces in archive.read(file):
        if not headed:
            _check_header(name, pieces)
            headed = True
        elif name.startswith(archive.FILES):
            _check_name(name)
        elif name == archive.MISSING:
            missing = tuple(Wanted(one["name"], one["owner"], None) for one in map(json.loads, b"".join(pieces).splitlines()))
        elif (table := name.removeprefix(archive.ROWS).removesuffix(_ROWS_END)) in tables():
            with (folder / table).open("wb") as out:
                out.writelines(pieces)
        else:
            raise _unknown(name)
    if absent := [table for table in tables() if not (folder / table).exists()]:
        raise _unknown(absent[0])
    return missing


def _check_header(name: str, pieces: Iterable[bytes]) -> None:
    try:
        header: dict[str, Any] = json.loads(b"".join(pieces)) if name == archive.HEADER else {}
    except ValueError:
        header = {}
    if header.get("format") != FORMAT:
        raise FileUnreadable(problem("backup-foreign", "Tệp này không phải bản sao lưu của vanban, hoặc do bản mới hơn làm ra."))
    if header.get("schema") != HEAD:
        raise FileUnreadable(problem(
            "backup-other", "Bản sao lưu do vanban {ban} làm ra (cơ sở dữ liệu {co}, ở đây cần {can}); hãy phục hồi bằng đúng "
            "bản đó rồi nâng cấp.", ban=str(header.get("program", "-")), co=str(header.get("schema", "-")), can=HEAD))


def _check_name(name: str) -> None:
    """A name of a store, as this program gives them: another's archive writes nowhere else."""
    inside = name.removeprefix(archive.FILES)
    try:
        same = checked(inside) == inside
    except (ValueError, InputRefused):
        same = False
    if not same:
        raise _unknown(name)


def _put(store: Store, name: str, pieces: Iterable[bytes]) -> int:
    size = 0
    with NamedTemporaryFile(prefix="vanban-restore-") as spool:
        held: list[bytes] = []
        for piece in pieces:
            size += len(piece)
            held.append(piece)
            if size > _SMALL:
                spool.writelines(held)
                held.clear()
        if size <= _SMALL:
            store.put(name, b"".join(held))
        else:
            spool.writelines(held)
            spool.flush()
            store.put_file(name, Path(spool.name))
    return size


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rb") as lines:
        for line in lines:
            yield json.loads(line.decode("utf-8", "surrogatepass"))


def _unknown(name: str) -> FileUnreadable:
    return FileUnreadable(problem("backup-unknown", "Bản sao lưu có phần lạ hoặc thiếu phần: {cho}; không phục hồi gì từ nó.",
                                  place=name, cho=name))
