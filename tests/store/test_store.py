"""What every store must do, folder or S3."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from service.errors import FileGone, InputRefused
from service.store import Store

NAMES = [
    "giay_khen-01.pdf",
    "made/0b/0b7f61.docx",
    "Sở Nội vụ/giấy khen - Nguyễn Thị Ước.pdf",
    "Phòng Tài chính – Kế hoạch/Số 15 & 16 (bản 2).docx",
    "100 %/a%20b%2Fc+d=e;f,g'h!~@$.pdf",
    "# nháp?.json",
    ".an/..b/c...d",
    "ệ" * 80 + ".pdf",                           # 244 bytes
]


def big(length: int) -> bytes:
    """Bytes of which no piece is like another."""
    return b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(length // 32 + 1))[:length]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_put_is_there(store: Store, name: str) -> None:
    data = f"Quyết định {name}".encode()
    assert (store.size(name), store.sha256(name)) == (None, None)
    store.put(name, data)
    assert store.get(name) == data
    assert b"".join(store.stream(name)) == data
    assert b"".join(store.stream(name, 5)) == data[5:]
    assert store.size(name) == len(data)
    assert store.sha256(name) == hashlib.sha256(data).hexdigest()
    assert list(store.names()) == [name]


def test_a_name_is_the_same_however_its_letters_are_written(store: Store) -> None:
    name = "Sở Nội vụ/Nguyễn Thị Ước.pdf"
    store.put(unicodedata.normalize("NFD", name), b"1")
    assert store.get(unicodedata.normalize("NFC", name)) == b"1"
    assert list(store.names(unicodedata.normalize("NFD", "Sở Nội vụ"))) == [name]


@pytest.mark.parametrize("name", [
    "", "/", "/etc/passwd", "a/", "a//b", ".", "..", "../a", "a/../../b", "a/./b", "a\\b", "..\\a", "a\nb", "a\0b", "a/\x7f",
    "a\x85b", "\ud800.pdf", ".vanban/ledger.db", ".vanban",
])
def test_a_name_that_leads_elsewhere_is_refused(store: Store, name: str) -> None:
    for call in (lambda: store.put(name, b"1"), lambda: store.get(name), lambda: store.stream(name), lambda: store.size(name),
                 lambda: store.delete([name]), lambda: store.put_file(name, Path(__file__))):
        with pytest.raises(ValueError, match="not a name"):
            call()
    assert list(store.names()) == []


@pytest.mark.parametrize("name", ["ệ" * 85 + ".pdf", "/".join(["sở" * 50] * 8)])
def test_a_name_that_no_disk_takes_is_told(store: Store, name: str) -> None:
    with pytest.raises(InputRefused) as refused:
        store.put(name, b"1")
    assert refused.value.problems[0].code == "name-too-long"


def test_what_is_not_there(store: Store) -> None:
    store.put("a/b.pdf", b"1")
    for name in ("c.pdf", "a/c.pdf", "a", "b", "a/b.pdf/c", "A/B.pdf"):
        for call in (store.get, store.stream):
            with pytest.raises(FileGone) as gone:
                call(name)
            assert (gone.value.problems[0].code, gone.value.problems[0].args["ten"]) == ("file-gone", name)
        assert store.size(name) is None
        assert store.sha256(name) is None


def test_put_again_replaces(store: Store) -> None:
    for data in (b"cu", b"moi va dai hon", b"moi va dai hon", b""):
        store.put("so/1.pdf", data)
        assert store.get("so/1.pdf") == data
        assert store.size("so/1.pdf") == len(data)
    assert list(store.names()) == ["so/1.pdf"]
    assert list(store.stream("so/1.pdf")) == []


def test_files_of_a_document_together(store: Store) -> None:
    store.put_all({"so/1.docx": b"docx", "so/1.pdf": b"pdf", "khac/1.json": b"{}"})
    assert {name: store.get(name) for name in store.names()} == {"so/1.docx": b"docx", "so/1.pdf": b"pdf", "khac/1.json": b"{}"}
    store.put_all({})


def test_names_below_a_folder(store: Store) -> None:
    for name in ("a/1", "a/2/3", "ab/4", "5", "a.pdf"):
        store.put(name, b"1")
    assert sorted(store.names()) == ["5", "a.pdf", "a/1", "a/2/3", "ab/4"]
    assert sorted(store.names("a")) == ["a/1", "a/2/3"]
    assert list(store.names("a/2")) == ["a/2/3"]
    assert list(store.names("khong")) == []


def test_delete(store: Store) -> None:
    names = [f"made/{number % 7}/{number}.pdf" for number in range(30)]
    store.put_all(dict.fromkeys(names, b"1"))
    store.delete([*names[5:], "khong/co.pdf"])
    store.delete(iter(names[5:8]))
    store.delete([])
    assert sorted(store.names()) == sorted(names[:5])
    store.put(names[20], b"2")
    assert store.get(names[20]) == b"2"


@pytest.mark.parametrize("length", [0, 1, (1 << 20), 12_345_678])
def test_a_large_file_goes_in_parts_and_comes_in_pieces(store: Store, tmp_path: Path, length: int) -> None:
    data = big(length)
    file = tmp_path / "print.pdf"
    file.write_bytes(data)
    store.put_file("ket-qua/print.pdf", file)
    store.put("ket-qua/print-2.pdf", data)
    pieces = list(store.stream("ket-qua/print.pdf"))
    assert b"".join(pieces) == data == store.get("ket-qua/print-2.pdf")
    assert max(map(len, pieces), default=0) < 9 << 20
    assert store.size("ket-qua/print.pdf") == length
    assert b"".join(store.stream("ket-qua/print.pdf", length * 2 // 3)) == data[length * 2 // 3:]
    assert b"".join(store.stream("ket-qua/print.pdf", length)) == b""
    assert file.read_bytes() == data


def test_a_file_of_this_machine_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.put_file("a.pdf", tmp_path / "khong.pdf")
    assert list(store.names()) == []
