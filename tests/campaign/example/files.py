"""Rows → CSV, XLSX, JSON: the same bytes every time. openpyxl writes the hour into a file, so an XLSX is put together here."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from service.vietnamese.decimals import decimal
from tests.campaign.example.units import Row

SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DAY_ZERO: Final = datetime(1899, 12, 30)
PLAIN, HEAD, DAY, HOUR = range(4)  # styles, in the order of STYLES
STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def cell_text(value: object) -> str:
    """As people type it in a table of text: có, không; 2025-10-31; 91,4."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Decimal):
        return decimal(value, max(0, -int(value.as_tuple().exponent)))
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)


def to_csv(rows: Sequence[Row], labels: Mapping[str, str]) -> bytes:
    """The columns of all rows in the order of their coming; headed by their labels where there are any."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(labels.get(name, name) for name in columns)
    writer.writerows([cell_text(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def to_json(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def to_xlsx(sheets: Mapping[str, Sequence[Row]], labels: Mapping[str, Mapping[str, str]]) -> bytes:
    """A sheet for each table: a bold, frozen row of headings, then the rows; days and hours as Excel has them."""
    numbers = range(1, len(sheets) + 1)
    overrides = [("workbook", "sheet.main"), ("styles", "styles"), *((f"worksheets/sheet{n}", "worksheet") for n in numbers)]
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers] + [("styles", "styles.xml")]
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}{kind}+xml"/>' for name, kind in overrides)
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(rows, labels.get(name, {})) for n, (name, rows) in enumerate(sheets.items(), 1)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:  # stored: zlib's versions compress differently
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return out.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = (f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{at}"/>' for n, (kind, at) in enumerate(targets, 1))
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def _sheet(rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(_cell(0, index, labels.get(name, name), HEAD) for index, name in enumerate(columns))
    lines = "".join(
        f'<row r="{number + 1}">'
        + "".join(_cell(number, index, row.get(name), PLAIN) for index, name in enumerate(columns))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(columns)}" width="18" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{head}</row>{lines}</sheetData></worksheet>'
    )


def _cell(row: int, column: int, value: object, style: int) -> str:
    if value is None:
        return ""
    place = f'r="{_letters(column)}{row + 1}"'
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        gap = value - DAY_ZERO
        return f'<c {place} s="{HOUR}"><v>{gap.days + gap.seconds / 86400!r}</v></c>'
    if isinstance(value, date):
        return f'<c {place} s="{DAY}"><v>{(value - DAY_ZERO.date()).days}</v></c>'
    if isinstance(value, int | Decimal):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _letters(column: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    while column >= 0:
        text, column = chr(65 + column % 26) + text, column // 26 - 1
    return text
