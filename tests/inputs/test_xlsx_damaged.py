"""Whatever is done to a workbook, the answer is its values or a refusal."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import VanbanError
from service.inputs import read_xlsx
from tests.inputs.workbooks import workbook, zipped

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")      # as the reader does; pytest undoes it

SOUND = workbook(["ma", "gia_tri", "ngay"], ["a", 1, date(2025, 7, 1)], ["b", "=1+1", 0.5], ["c", True, "Trường"],
                 change=lambda page: page.merge_cells("A9:B10"))
with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}
NAMES = sorted(name for name in PARTS if name.startswith(("xl/", "_rels/")))
# what breaks readers: numbers too large, cells out of order, types that do not fit their value
PIECES = st.sampled_from([b"", b"<", b'"', b"-1", b"99999999999", b"A1", b"XFD1048576", b"1e400", b"NaN", b"<c/>", b"<row/>",
                          b't="s"', b't="d"', b't="e"', b't="b"', b's="99"', b"\xff"])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 20), PIECES), min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    content = bytearray(PARTS[name])
    for at, length, piece in cuts:
        start = at % (len(content) + 1)
        content[start:start + length] = piece
    with contextlib.suppress(VanbanError):
        read_xlsx(zipped({**PARTS, name: bytes(content)}), "x.xlsx")


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_workbook_without_one_of_its_parts_is_read_or_refused(name: str) -> None:
    with contextlib.suppress(VanbanError):
        read_xlsx(zipped({part: content for part, content in PARTS.items() if part != name}), "x.xlsx")
