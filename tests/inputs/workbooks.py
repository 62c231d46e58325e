"""Workbooks for tests, written by openpyxl and changed where it would not write them so."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Change = Callable[[Worksheet], object]


def workbook(*rows: list[object], sheet: str = "ket_qua", change: Change | None = None) -> bytes:
    """One sheet with these rows."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(row)
    if change:
        change(page)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, pattern: str, new: str) -> bytes:
    """The same workbook with the first match in one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == name:
                replaced = re.sub(pattern, lambda _: new, text.decode(), count=1, flags=re.DOTALL)
                assert replaced.encode() != text, f"{name} has no {pattern}"
                text = replaced.encode()
            changed.writestr(entry, text)
    return made.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
