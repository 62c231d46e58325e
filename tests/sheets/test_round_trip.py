"""Every built-in type: its example written into the sheets and read back says the same."""

from __future__ import annotations

import re
from datetime import date

import pytest

from service import doctypes
from service.sheets import judge, read_rows
from service.sheets.columns import plans
from tests.sheets.filling import Book

TODAY = date(2026, 11, 22)
# What Markdown cannot say of a body: the widths of a table's columns; and where in the data an item stood.
APART = re.compile(r"share=[\d.e-]+|width_pt=[\d.]+|pointer='[^']*'|place='[^']*'")


@pytest.mark.parametrize("slug", list(doctypes.catalogue()))
def test_what_is_read_is_what_was_written(slug: str) -> None:
    doctype = doctypes.get(slug)
    example = doctype.example()
    book = Book((slug, "A-01", example["data"]))
    rows = read_rows(book.bytes(), "so.xlsx")
    assert (rows.faults, rows.notices) == ((), ())
    [row] = rows.rows
    assert (row.key, row.slug, row.faults) == ("A-01", slug, ())
    given, back = (doctype.values(data, campaign=example.get("campaign"), today=TODAY, folder=doctype.folder)
                   for data in (example["data"], row.data))
    assert APART.sub("", repr(back.context)) == APART.sub("", repr(given.context))
    assert back.stem == given.stem


@pytest.mark.parametrize("slug", ["to_trinh_khen_thuong", "kich_ban_hoi_nghi", "bao_cao_tham_dinh"])
def test_every_value_knows_its_cell(slug: str) -> None:
    """A pointer to any value leads to the cell that holds it, also in a table and in a table in a table."""
    data = doctypes.get(slug).example()["data"]
    book = Book((slug, "A-01", data))
    [row] = read_rows(book.bytes(), "so.xlsx").rows
    chosen = {column.pointer for plan in plans(doctypes.get(slug)) for column in plan.columns if column.choices}
    leaves = [pointer for pointer in pointers(row.data) if not isinstance(at(row.data, pointer), bool | dict | list)
              and re.sub(r"/\d+", "/-", pointer) not in chosen]
    assert len(leaves) > 20
    for pointer in leaves:
        cell = row.cell(pointer)
        found = book.book[cell.sheet][cell.address].value
        assert found is not None
        value = at(row.data, pointer)
        assert str(value) in str(found) or not isinstance(found, str)        # one line of a cell, or all of it


def test_the_wanted_types_only() -> None:
    book = Book(("giay_moi", "A", doctypes.get("giay_moi").example()["data"]),
                ("cong_van", "B", doctypes.get("cong_van").example()["data"]))
    assert [row.slug for row in read_rows(book.bytes(), "so.xlsx").rows] == ["giay_moi", "cong_van"]
    assert [row.slug for row in read_rows(book.bytes(), "so.xlsx", slug="cong_van").rows] == ["cong_van"]


def test_an_example_alone_is_ready() -> None:
    book = Book(("giay_khen", "1", doctypes.get("giay_khen").example()["data"]))
    assert judge(read_rows(book.bytes(), "so.xlsx"), today=TODAY).all_ready


def pointers(value: object, above: str = "") -> list[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in [f"{above}/{key}", *pointers(inner, f"{above}/{key}")]]


def at(value: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]      # type: ignore[index]
    return value
