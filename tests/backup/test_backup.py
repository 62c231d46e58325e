"""A backup goes round, SQLite → PostgreSQL → SQLite, and comes back the same; a damaged one is refused with its place."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import subprocess
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.backup import Taken, put_back, take
from service.database import METADATA
from service.errors import FileUnreadable, StateConflict
from service.store import FolderStore
from tests.backup.offices import LARGE, NAME, PDF, ROWS, everything, filled, opened, wanted
from tests.running import COMMAND


def taken(folder: Path, url: str = "") -> bytes:
    out = io.BytesIO()
    database, store = opened(folder, url)
    take(database, store, out)
    database.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    filled(*opened(folder))
    return folder


@pytest.fixture(scope="module")
def archive(office: Path) -> bytes:
    return taken(office)


def test_it_goes_round_and_comes_back_the_same(office: Path, archive: bytes, tmp_path: Path, database_url: str) -> None:
    before = everything(opened(office)[0])
    assert {name: len(found) for name, found in before.items()} == dict.fromkeys(METADATA.tables, ROWS)
    there, store = opened(tmp_path / "postgresql", database_url)
    put_back(there, store, io.BytesIO(archive))
    assert everything(there) == before
    again = io.BytesIO()
    assert take(there, store, again).missing == ()
    back, last = opened(tmp_path / "sqlite")
    found = put_back(back, last, io.BytesIO(again.getvalue()))
    assert everything(back) == before
    assert {name: last.get(name) for name in last.names()} == wanted()
    assert (found.files, found.missing) == (len(wanted()), ())
    there.close()
    back.close()


def test_numbers_that_the_database_gives_go_on(archive: bytes, tmp_path: Path, database_url: str) -> None:
    for url in ("", database_url):
        database, store = opened(tmp_path / url[:4], url)
        put_back(database, store, io.BytesIO(archive))
        audit = METADATA.tables["audit"]
        values = {column.name: "x" for column in audit.columns if not column.nullable and isinstance(column.type, sa.String)}
        database.write(lambda connection, audit=audit, values=values: connection.execute(  # type: ignore[misc]
            sa.insert(audit).values(values | {"at": 1.0, "details": {}})))
        assert [row["id"] for row in everything(database)["audit"]] == [*range(1, ROWS + 2)]
        database.close()


def test_only_into_an_empty_database(archive: bytes, tmp_path: Path) -> None:
    database, store = opened(tmp_path)
    put_back(database, store, io.BytesIO(archive))
    with pytest.raises(StateConflict, match="organisation"):
        put_back(database, store, io.BytesIO(archive))


def damages(archive: bytes) -> dict[str, tuple[bytes, str]]:
    """What happened to it → its bytes, the place that is told."""
    def flipped(at: int) -> bytes:
        return archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1:]

    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        at = {member.name: member for member in tar}
    file, rows, manifest = at["files/documents/o/2/pdf"], at["rows/person.jsonl.gz"], at["manifest.jsonl"]
    large = next(member for name, member in at.items() if name.endswith("upload.xlsx"))
    return {
        "a bit of a file": (flipped(file.offset_data + 100), file.name),
        "a bit of the rows": (flipped(rows.offset_data + 30), rows.name),
        "a bit of the manifest": (flipped(manifest.offset_data + 20), manifest.name),
        "a file is gone": (archive[: file.offset] + archive[file.offset_data + 512 * -(-file.size // 512):], file.name),
        "cut in a file": (archive[: large.offset_data + 1000], large.name),
        "cut behind a file": (archive[: file.offset], "files/documents/o/1/pdf"),
        "cut before the end": (archive[: manifest.offset], "missing.jsonl"),
        "a header": (flipped(rows.offset + 100), ""),
        "no archive": (b"so lieu" * 1000, ""),
        "nothing": (b"", ""),
        "another tar": (_tar("doc.txt", b"x"), ""),
        "a name that leads out": (_tar("files/../../etc/passwd", b"x"), ""),
    }


def _tar(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def test_a_damaged_one_is_refused_with_the_place(archive: bytes, tmp_path: Path) -> None:
    for number, (what, (data, place)) in enumerate(damages(archive).items()):
        database, store = opened(tmp_path / str(number))
        with pytest.raises(FileUnreadable) as refused:
            put_back(database, store, io.BytesIO(data))
        assert place in refused.value.problems[0].place, what
        assert not any(everything(database).values()), what
        assert not list(store.names()), what
        database.close()


def test_what_is_missing_is_named(office: Path, tmp_path: Path) -> None:
    database, store = opened(office)
    held = {name: store.get(name) for name in ("documents/o/3/pdf", "made/02/văn bản.pdf")}
    try:
        store.delete(["documents/o/3/pdf"])
        store.put("made/02/văn bản.pdf", PDF[:-1])
        out = io.BytesIO()
        found = take(database, store, out)
    finally:
        store.put_all(held)
    assert {(one.name, one.owner) for one in found.missing} == {
        ("documents/o/3/pdf", "document document-3"), ("made/02/văn bản.pdf", "batch batch-2")}
    again = put_back(*opened(tmp_path), io.BytesIO(out.getvalue()))
    assert {one.name for one in again.missing} == set(held)


def test_a_document_registered_meanwhile_is_whole(tmp_path: Path) -> None:
    """Its files are replaced while others are copied: rows and files of the archive are of one moment nevertheless."""
    database, store = opened(tmp_path / "a")
    filled(database, store)
    new = PDF + b" so 12"

    class Busy(FolderStore):
        done = False

        def stream(self, name: str, start: int = 0):  # type: ignore[no-untyped-def]
            if not Busy.done:
                Busy.done = True
                _replaced(tmp_path / "a", new)
            return super().stream(name, start)

    out = io.BytesIO()
    found = take(database, Busy(tmp_path / "a/store"), out)
    assert found.missing == ()
    back, last = opened(tmp_path / "b")
    put_back(back, last, io.BytesIO(out.getvalue()))
    files = {row["id"]: row["files"]["pdf"]["place"] for row in everything(back)["document"]}
    assert last.get(files["document-2"]) == new


def _replaced(folder: Path, data: bytes) -> None:
    database, store = opened(folder)
    store.put("documents/o/2/new", data)
    files = {"pdf": {"place": "documents/o/2/new", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}}
    table = METADATA.tables["document"]
    database.write(lambda connection: connection.execute(sa.update(table).where(table.c.id == "document-2").values(files=files)))
    store.delete(["documents/o/2/pdf"])
    database.close()


def test_writers_are_not_kept_waiting(office: Path) -> None:
    """While the rows are read somebody else writes."""
    database, store = opened(office)
    stop, written = threading.Event(), [0]

    def writing() -> None:
        with closing(sqlite3.connect(office / "vanban.db", timeout=0.5, isolation_level=None)) as other:
            while not stop.is_set():
                other.execute("update setting set value = value")
                written[0] += 1

    other = threading.Thread(target=writing)
    other.start()
    try:
        assert take(database, store, io.BytesIO()).missing == ()
    finally:
        stop.set()
        other.join()
    assert written[0]


def test_the_commands(office: Path, tmp_path: Path) -> None:
    def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False,
                              env={**os.environ, "VANBAN_DATA": str(folder)})

    target = tmp_path / "sao-luu.tar"
    assert run("backup", str(target), folder=office).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert LARGE[:70] in target.read_bytes()
    assert run("backup", str(target), "--json", folder=office).returncode == 2
    told = run("restore", str(target), "--json", folder=tmp_path / "new")
    assert told.returncode == 0, told.stderr.decode()
    assert NAME.encode() not in told.stdout
    assert everything(opened(tmp_path / "new")[0]) == everything(opened(office)[0])


def test_taken_says_what_it_has(office: Path) -> None:
    found = take(*opened(office), io.BytesIO())
    assert found == Taken(dict.fromkeys(METADATA.tables, ROWS), len(wanted()), sum(map(len, wanted().values())), ())
