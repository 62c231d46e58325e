"""The ZIP of a batch, read by others: Python's zipfile, Info-ZIP."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from service.bundle.archive import archive, archive_size
from service.bundle.manifest import manifest_csv, manifest_json
from service.bundle.zipped import Directory
from service.errors import FileGone, StateConflict
from service.ledger.values import Made
from service.store import FolderStore
from tests.bundle.made import Ended, file_of, on_disk, unit

EXTRAS = {"manifest.json": "dot/manifest.json", "manifest.csv": "dot/manifest.csv"}


@pytest.fixture(scope="module")
def whole(done_batch: Ended) -> bytes:
    done_batch.store.put("dot/manifest.json", b"".join(manifest_json(done_batch.batch, done_batch.units)))
    done_batch.store.put("dot/manifest.csv", b"".join(manifest_csv(done_batch.batch, done_batch.units)))
    return b"".join(archive(done_batch.units, done_batch.store, EXTRAS))


def test_manifest_zip_and_disk_agree(done_batch: Ended, whole: bytes, tmp_path: Path) -> None:
    on_disk(tmp_path, done_batch)
    disk = {str(path.relative_to(tmp_path)): sha256(path.read_bytes()).hexdigest()
            for path in tmp_path.rglob("*") if path.is_file()}
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        told = json.loads(packed.read("manifest.json"))
        inside = {name: sha256(packed.read(name)).hexdigest() for name in names if name not in EXTRAS}
    listed = {file["path"]: file["sha256"] for one in told["documents"] for file in one["files"].values()}
    assert inside == listed == disk
    assert len(listed) == told["totals"]["files"] == 12
    assert names[:4] == [*EXTRAS, "Ủy ban nhân dân phường Ánh Dương/quyet_dinh-QĐ-10.docx",
                         "Ủy ban nhân dân phường Ánh Dương/quyet_dinh-QĐ-10.pdf"]
    assert names[2:] == list(listed)                           # in the order of the batch


def test_members_are_stored_dated_1980_named_in_utf8_and_sized_in_front(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        for one in packed.infolist():
            assert (one.compress_type, one.date_time, one.flag_bits) == (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0x800)
            crc, size, again = struct.unpack_from("<III", whole, one.header_offset + 14)
            assert (crc, size, again) == (one.CRC, one.file_size, one.file_size)


def test_info_zip_takes_it(whole: bytes, tmp_path: Path) -> None:
    place = tmp_path / "dot.zip"
    place.write_bytes(whole)
    unzip = shutil.which("unzip")
    if unzip is None:
        pytest.skip("no unzip here")
    tested = subprocess.run([unzip, "-t", str(place)], capture_output=True, text=True, check=False)
    assert (tested.returncode, "No errors detected" in tested.stdout) == (0, True), tested.stdout


def test_the_same_batch_gives_the_same_bytes_as_many_as_were_announced(done_batch: Ended, whole: bytes) -> None:
    assert b"".join(archive(done_batch.units, done_batch.store, EXTRAS)) == whole
    assert archive_size(done_batch.units, done_batch.store, EXTRAS) == len(whole)


def damaged(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("change", [damaged, lambda data: data[:-7], lambda data: data + b" "])
def test_a_file_that_was_changed_stops_it(done_batch: Ended, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    store = FolderStore(tmp_path)
    one = done_batch.units[1]
    store.put_all({f"{one.place}.docx": done_batch.bytes_of(one, "docx"),
                   f"{one.place}.pdf": change(done_batch.bytes_of(one, "pdf"))})
    pieces: list[bytes] = []
    with pytest.raises(StateConflict) as told:
        pieces.extend(archive([one], store, {}))
    assert told.value.problems[0].code == "made-file-changed"
    sent = b"".join(pieces)
    assert b"giay_khen-GK-2.pdf" not in sent                   # nothing of it, not even its name
    assert len(sent) < archive_size([one], store, {})


def test_a_file_that_is_gone_stops_it(done_batch: Ended, tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        b"".join(archive(done_batch.units, FolderStore(tmp_path), {}))
    with pytest.raises(FileGone):
        archive_size([], FolderStore(tmp_path), EXTRAS)


@pytest.mark.parametrize(("first", "second"), [("GK-1", "GK-1"), ("GK-1", "gk-1"), ("Ấ", "ấ"), ("Đ", "đ")])
def test_no_two_files_have_one_name(done_batch: Ended, first: str, second: str) -> None:
    made = done_batch.units[1]
    one, two = (replace(made, number=number, key=key, stem=key) for number, key in enumerate((first, second), start=1))
    with pytest.raises(StateConflict) as told:
        b"".join(archive([one, two], done_batch.store, {}))
    assert told.value.problems[0].code == "archive-name-twice"


def test_more_than_65535_files(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("made/x.pdf", b"%PDF-")
    made = Made({"pdf": file_of(b"%PDF-")}, 1, "dat")
    count = 70_000
    units = [unit(number, made=made, place="made/x") for number in range(1, count + 1)]
    whole = b"".join(archive(units, store, {}))
    assert len(whole) == archive_size(units, store, {})
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        assert len(packed.namelist()) == count
        assert packed.read("giay_khen-GK-70000.pdf") == b"%PDF-"


def test_more_than_four_gigabytes(tmp_path: Path) -> None:
    """The bytes of a large file are a hole on the disk: what is tested stands around them."""
    place, size = tmp_path / "lon.zip", 5 << 30
    directory = Directory()
    with place.open("wb") as out:
        out.write(directory.file("Lớn.pdf", size, 0))
        out.seek(size, io.SEEK_CUR)
        out.write(directory.file("nhỏ.txt", 2, zlib.crc32(b"ok")) + b"ok")
        out.write(directory.end())
    with zipfile.ZipFile(place) as packed:
        assert [(one.filename, one.file_size) for one in packed.infolist()] == [("Lớn.pdf", size), ("nhỏ.txt", 2)]
        with packed.open("Lớn.pdf") as large:
            assert large.read(4) == bytes(4)
        assert packed.read("nhỏ.txt") == b"ok"
