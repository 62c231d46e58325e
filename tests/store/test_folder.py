"""Files below a folder: links, rights, a full disk, a killed process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.errors import StoreRefused, StoreUnreachable
from service.store import FolderStore

# Writes files that tell by their first byte what all their bytes are, again and again.
WRITER = """
import sys
from itertools import count
from pathlib import Path
from service.store import FolderStore
store = FolderStore(Path(sys.argv[1]))
for number in count():
    data = bytes([number % 251]) * 3_000_000
    store.put_all({f"a/{number % 3}.docx": data, f"b/{number % 3}.pdf": data})
    print(number, flush=True)
"""

REMOVER = """
import sys
from pathlib import Path
from service.store import FolderStore
store = FolderStore(Path(sys.argv[1]))
print(flush=True)
while True:
    store.delete(["a/b/x"])
"""


def halves(store: FolderStore) -> list[Path]:
    return list((store.root / ".vanban/half").iterdir())


def code(raised: pytest.ExceptionInfo[StoreUnreachable]) -> str:
    return raised.value.problems[0].code


def test_what_stands_in_the_folder_is_what_people_look_for(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kết quả")
    store.put("Sở Nội vụ/giay_khen-01.pdf", b"%PDF")
    assert sorted(path.name for path in store.root.iterdir()) == [".vanban", "Sở Nội vụ"]
    assert (store.root / "Sở Nội vụ/giay_khen-01.pdf").read_bytes() == b"%PDF"
    assert (store.root / "Sở Nội vụ/giay_khen-01.pdf").stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert not halves(store)
    store.delete(["Sở Nội vụ/giay_khen-01.pdf"])
    assert [path.name for path in store.root.iterdir()] == [".vanban"]           # an empty folder says nothing


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_link_is_not_followed_out(tmp_path: Path) -> None:
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "mật.txt").write_text("mật")
    store = FolderStore(tmp_path / "kho")
    (store.root / "lối").symlink_to(outside)
    (store.root / "tệp.txt").symlink_to(outside / "mật.txt")
    (store.root / "trong.txt").symlink_to("thật.txt")
    store.put("thật.txt", b"1")
    for call in (lambda: store.get("lối/mật.txt"), lambda: store.size("lối/mật.txt"), lambda: store.stream("tệp.txt"),
                 lambda: store.put("lối/mới.txt", b"1"), lambda: store.put("lối/sâu/mới.txt", b"1"),
                 lambda: store.delete(["lối/mật.txt"])):
        with pytest.raises(StoreRefused) as refused:
            call()
        assert code(refused) == "store-outside"
    assert store.get("trong.txt") == b"1"
    assert list(store.names()) == ["thật.txt"]
    store.put("tệp.txt", b"2")                                                   # takes the link's place
    store.delete(["trong.txt"])                                                  # the link, not what it leads to
    assert sorted(path.name for path in outside.iterdir()) == ["mật.txt"]
    assert (outside / "mật.txt").read_text() == "mật"
    assert store.get("tệp.txt") == b"2"
    assert store.get("thật.txt") == b"1"


def test_a_root_that_is_a_link_is_the_office_s_wish(tmp_path: Path) -> None:
    (tmp_path / "ổ lớn").mkdir()
    (tmp_path / "kho").symlink_to(tmp_path / "ổ lớn")
    FolderStore(tmp_path / "kho").put("a/b", b"1")
    assert (tmp_path / "ổ lớn/a/b").read_bytes() == b"1"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("a", b"1")
    store.put("b/c", b"1")
    for name in ("a/b", "b"):
        with pytest.raises(StoreRefused) as refused:
            store.put(name, b"2")
        assert code(refused) == "store-refused"
    assert not halves(store)
    with pytest.raises(StoreRefused):
        FolderStore(tmp_path / "a")


def test_a_store_that_is_taken_away_and_comes_back(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kho")
    store.put("a/1", b"1")
    (tmp_path / "kho").rename(tmp_path / "xa")
    for call in (lambda: store.put("a/2", b"2"), lambda: store.get("a/1"), lambda: store.size("a/1"),
                 lambda: list(store.names("a")), lambda: list(store.names()), lambda: store.delete(["a/1"])):
        with pytest.raises(StoreUnreachable) as away:
            call()
        assert code(away) == "store-unreachable"
    assert not (tmp_path / "kho").exists()                                       # nothing is written where a drive should be
    (tmp_path / "xa").rename(tmp_path / "kho")
    store.put("a/2", b"2")
    assert sorted(store.names()) == ["a/1", "a/2"]


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(store: FolderStore, data: bytes) -> None:
    for number in range(100):
        store.put_all({f"{number}.docx": data, f"{number}.pdf": data})


def test_a_full_disk(tmp_path: Path) -> None:
    data = bytes(range(250)) * 400
    with small_disk(tmp_path / "ổ", "1m") as disk:
        store = FolderStore(disk)
        store.put("giữ.pdf", data)
        with pytest.raises(StoreUnreachable) as full:
            fill(store, data)
        assert code(full) == "store-full"
        with pytest.raises(StoreUnreachable) as full:
            store.put("giữ.pdf", data * 9)
        assert code(full) == "store-full"
        (tmp_path / "lớn.pdf").write_bytes(data * 20)
        with pytest.raises(StoreUnreachable) as full:
            store.put_file("giữ.pdf", tmp_path / "lớn.pdf")
        assert code(full) == "store-full"
        kept = list(store.names())
        assert len(kept) > 3
        assert {store.get(name) for name in kept} == {data}
        assert not halves(store)
        store.delete([kept[0], kept[1]])
        store.put("mới.pdf", data)
        assert store.get("mới.pdf") == data


def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", "1m") as disk:
        store = FolderStore(disk)
        store.put("a", b"1")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for call in (lambda: store.put("b", b"1"), lambda: store.delete(["a"])):
            with pytest.raises(StoreRefused) as refused:
                call()
            assert code(refused) == "store-refused"
        assert store.get("a") == b"1"


def test_a_killed_writer_leaves_no_half_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for _ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(random.uniform(0, 0.03))
        writer.kill()
        writer.communicate()
    names = list(store.names())
    assert len(names) >= 2
    for name in names:
        data = store.get(name)
        assert data == data[:1] * 3_000_000
    assert halves(store)                                                         # else it was never killed while it wrote


def test_what_was_left_half_done_is_swept_after_a_day(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for hours in (1, 23, 25, 300):
        half = tmp_path / f".vanban/half/{hours}"
        half.write_bytes(b"nua")
        os.utime(half, (time.time() - hours * 3600,) * 2)
    store.put("a", b"1")
    os.utime(tmp_path / "a", (0, 0))
    assert store.sweep() == 2
    assert sorted(half.name for half in halves(store)) == ["1", "23"]
    os.utime(tmp_path / ".vanban/half/1", (0, 0))
    assert [half.name for half in halves(FolderStore(tmp_path))] == ["23"]       # also when it is opened
    assert list(store.names()) == ["a"]


def test_writers_and_removers_at_once(tmp_path: Path) -> None:
    """A folder that one removes because it is empty is made again by who writes into it."""
    remover = subprocess.Popen([sys.executable, "-c", REMOVER, str(tmp_path)], stdout=subprocess.PIPE)
    store = FolderStore(tmp_path)
    try:
        assert remover.stdout is not None
        remover.stdout.readline()
        for number in range(150):
            store.put("a/b/x", b"%d" % number)
    finally:
        remover.kill()
        remover.communicate()
    store.put("a/b/x", b"1")
    assert list(store.names()) == ["a/b/x"]
