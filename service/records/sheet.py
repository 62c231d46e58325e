"""The register as the workbook of `sheets.outgoing`."""

from __future__ import annotations

from collections.abc import Sequence

from service.records.books import Gaps
from service.records.values import Entry
from service.sheets.outgoing import OutgoingBook, OutgoingRow, outgoing_sheet
from service.vietnamese.clock import day_of
from service.vietnamese.dates import short_date


def sheet(gaps: Gaps, entries: Sequence[Entry], *, superior: str = "") -> bytes:
    """A book with its gaps, its entries upwards → XLSX. `superior`: the body above the office."""
    book = gaps.book
    return outgoing_sheet(OutgoingBook(superior, book.issuer, book.year, book.series, [_row(one) for one in entries],
                                       list(unused(gaps))))


def unused(gaps: Gaps) -> list[str]:
    """A line for every number that is not in use, and why."""
    found = []
    if gaps.before:
        numbers = "Số 1" if gaps.before == 1 else f"Từ số 1 đến số {gaps.before}"
        found.append(f"{numbers}: {gaps.book.reason}")
    found += [f"Số {one.symbol}: {_voided(one)}" for one in gaps.voided]
    return found + [f"Số {number}: không có dòng đăng ký" for number in gaps.missing]


def _row(entry: Entry) -> OutgoingRow:
    line = entry.line
    note = "; ".join(filter(None, [line.note, _voided(entry)]))
    note = note[:1].upper() + note[1:]
    cells = (entry.symbol, line.day, line.subject, line.signer, line.recipients, line.keeper, line.copies, line.sent,
             line.received_by, note)
    return OutgoingRow(entry.number, cells, entry.voided is not None)


def _voided(entry: Entry) -> str:
    return f"đã hủy ngày {short_date(day_of(entry.voided))}, lý do: {entry.void_reason}" if entry.voided is not None else ""
