"""Body tables whose headings have parts, with rows for groups and totals."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.table import Table
from lxml import etree

from service.errors import InputRefused
from service.fill import prepare
from service.values import Grid, GridColumn, GridRow, Rich
from tests.fill import draw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def cells(*texts: str) -> tuple[Rich, ...]:
    return tuple(map(Rich.of, texts))


def column(heading: str, share: float = 1, *parts: GridColumn) -> GridColumn:
    return GridColumn(Rich.of(heading), share, "center", parts)


COUNTS = Grid(
    (
        column("TT"),
        GridColumn(Rich.of("Họ và tên"), 5),
        column("Năm sinh", 4, column("Nam", 2), column("Nữ", 2)),
        column("Kết quả", 6, column("Đồng ý", 2), column("Không đồng ý", 4, column("Phiếu", 2), column("Tỷ lệ", 2))),
    ),
    (
        GridRow(cells("I. CÁ NHÂN"), "group"),
        GridRow(cells("1", "Trần Thị Bích Ngọc", "", "1980", "12", "1", "7,7")),
        GridRow(cells("", "Tổng cộng", "", "", "12", "1", ""), "total"),
    ),
    450.0,
)


def table(grid: Grid) -> Table:
    return docx.Document(io.BytesIO(prepare(draw.paragraphs("{{p x }}", "sau")).fill({"x": grid}))).tables[0]


def shape(printed: Table) -> list[list[tuple[str, int, str]]]:
    """Each row's cells: text, columns spanned, vMerge."""
    found = []
    for row in printed._tbl.tr_lst:
        line = []
        for cell in row.iter(f"{W}tc"):
            span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
            text = "".join(one.text or "" for one in cell.iter(f"{W}t"))
            line.append((text, 1 if span is None else int(span.get(f"{W}val", "1")),
                         "" if merge is None else merge.get(f"{W}val", "")))
        found.append(line)
    return found


def test_headings_with_parts_are_merged_across_and_downwards() -> None:
    assert shape(table(COUNTS))[:3] == [
        [("TT", 1, "restart"), ("Họ và tên", 1, "restart"), ("Năm sinh", 2, ""), ("Kết quả", 3, "")],
        [("", 1, "continue"), ("", 1, "continue"), ("Nam", 1, "restart"), ("Nữ", 1, "restart"), ("Đồng ý", 1, "restart"),
         ("Không đồng ý", 2, "")],
        [("", 1, "continue"), ("", 1, "continue"), ("", 1, "continue"), ("", 1, "continue"), ("", 1, "continue"),
         ("Phiếu", 1, ""), ("Tỷ lệ", 1, "")],
    ]


def test_every_heading_row_repeats_and_no_row_splits() -> None:
    rows = table(COUNTS)._tbl.tr_lst
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * 3 + [False] * 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_group_stands_in_one_cell_across_and_stays_with_its_first_row() -> None:
    printed = table(COUNTS)
    assert shape(printed)[3] == [("I. CÁ NHÂN", 7, "")]
    paragraph = printed.rows[3].cells[0].paragraphs[0]
    assert paragraph._p.find(f"{W}pPr/{W}keepNext") is not None
    assert paragraph._p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "bang_chu"


def test_groups_and_totals_are_bold_and_rows_are_not() -> None:
    bold = [{run.bold for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs}
            for row in table(COUNTS).rows[3:]]
    assert bold == [{True}, {None}, {True}]


def test_the_columns_are_as_wide_as_the_text_whatever_the_shares() -> None:
    widths = [int(column.get(f"{W}w")) for column in table(COUNTS)._tbl.tblGrid]
    assert len(widths) == 7
    assert sum(widths) == 9000
    for row in table(COUNTS)._tbl.tr_lst:
        assert sum(int(cell.get(f"{W}w")) for cell in row.iter(f"{W}tcW")) == 9000


def test_a_size_is_that_of_every_letter_and_of_empty_cells() -> None:
    printed = table(replace(COUNTS, size_pt=10.5))
    assert {run.font.size.pt for row in printed.rows for cell in row.cells for run in cell.paragraphs[0].runs} == {10.5}
    assert all(mark.get(f"{W}val") == "21" for mark in printed._tbl.iter(f"{W}sz"))
    paragraphs = list(printed._tbl.iter(f"{W}p"))
    assert all(paragraph.find(f"{W}pPr/{W}rPr/{W}sz") is not None for paragraph in paragraphs)


def test_a_table_of_one_heading_row_says_nothing_of_merging() -> None:
    xml = etree.tostring(table(Grid((column("TT"),), (GridRow(cells("1")),), 100))._tbl, encoding="unicode")
    assert "vMerge" not in xml
    assert "gridSpan" not in xml


UNEVEN = [
    GridRow(cells("I", "II"), "group"),
    GridRow(cells(*"123456")),
    GridRow(cells(*"12345678"), "total"),
]


@pytest.mark.parametrize("row", UNEVEN, ids=["group", "row", "total"])
def test_a_row_that_does_not_fit_the_columns_is_refused(row: GridRow) -> None:
    grid = replace(COUNTS, rows=(*COUNTS.rows, row))
    with pytest.raises(InputRefused) as raised:
        prepare(draw.paragraphs("{{p x }}")).fill({"x": grid})
    assert [(one.code, one.pointer, one.args["so_cot"], one.args["hang"]) for one in raised.value.problems] == [
        ("grid-row-width", "/x", 7, "4")]


def test_the_elements_stand_in_the_order_of_the_schema() -> None:
    xml = zipfile.ZipFile(io.BytesIO(prepare(draw.paragraphs("{{p x }}")).fill({"x": replace(COUNTS, size_pt=11)}))).read(
        "word/document.xml").decode()
    order = ["tcW", "gridSpan", "vMerge", "vAlign"]
    for properties in etree.fromstring(xml.encode()).iter(f"{W}tcPr"):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(names, key=order.index)
