"""Faults as CSV, for files that are no workbooks: row, column, value, reason. UTF-8 with its mark and `;`, for Excel."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Final

from service.language import Language, translate
from service.sheets.marked import listed, titles
from service.sheets.readiness import Readiness

# What a spreadsheet would take for a formula; a negative number is none, what goes on behind it may be.
_FORMULA: Final = re.compile(r"[=+@\t\r]|-(?!\d[\d.,]*\Z)")


def faults_csv(found: Readiness, language: Language = "vi") -> bytes:
    """One line for each fault."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(titles())
    for row, fault in found.every_fault():
        writer.writerow([inert(one) if isinstance(one, str) else one for one in listed(row, fault, language)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def as_json(found: Readiness, language: Language = "vi") -> dict[str, object]:
    """Counts and every fault, for machines."""
    return {
        "rows": len(found.judged), "ready": len(found.ready), "faulty": len(found.faulty),
        "faults": [{
            "type": row.slug if row else "", "key": row.key if row else "", "row": row.number if row else fault.cell.line,
            "sheet": fault.cell.sheet, "line": fault.cell.line, "cell": fault.cell.address if fault.cell.column >= 0 else "",
            "column": fault.cell.heading, "pointer": fault.problem.pointer, "value": fault.value, "code": fault.problem.code,
            "message": translate(fault.problem, language)} for row, fault in found.every_fault()],
        "notices": [{"code": one.code, "message": translate(one, language), "place": one.place} for one in found.notices],
    }


def inert(text: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
