"""A plain text that is no UTF-8: what it seems to be, and what to do about it."""

from __future__ import annotations

import pytest

from service.errors import FileUnreadable
from service.guard import text_of
from tests.typed import as_bytes

PLAN = "KE HOACH\nTổ chức phong trào thi đua năm học 2025 - 2026\nCăn cứ Luật Thi đua, khen thưởng;"
LINE = "dòng 2 đọc là “Tổ chức phong trào thi đua năm học 2025 - 2026”"


@pytest.mark.parametrize(("encoding", "name", "advice"), [
    ("tcvn3", "TCVN3 (ABC)", "Hãy chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8."),
    ("vni", "VNI", "Hãy chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8."),
    ("cp1258", "Windows-1258", "Hãy lưu lại bằng UTF-8 (Notepad: Save as, Encoding UTF-8)."),
])
def test_an_old_text_is_named_and_read(encoding: str, name: str, advice: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        text_of(as_bytes(PLAN, encoding))
    [found] = refused.value.problems
    assert (found.code, found.place) == ("text-encoding", "dòng 2")
    assert found.message == f"Tệp văn bản không phải UTF-8, có vẻ là mã {name}: {LINE}. {advice}"


def test_what_cannot_be_named_is_refused_with_its_line() -> None:
    with pytest.raises(FileUnreadable, match=r"không phải UTF-8 \(dòng 2\); hãy lưu lại"):
        text_of(b"Ke hoach\nCaf\xe9 Delmas")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_or_without_its_mark(mark: bytes) -> None:
    assert text_of(mark + PLAN.encode()) == PLAN
