"""What is wrong with an upload before anything is made: the matrix, a cell corrected and judged again, the batch begun."""

from __future__ import annotations

import io
from datetime import date
from pathlib import PurePath
from typing import Any, Final, cast, get_args

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from service import doctypes
from service.api.batches_files import XLSX, send_errors
from service.api.batches_sent import saved_as
from service.api.opened import opened
from service.batch import held
from service.batch.quotas import check_quotas
from service.config import settings
from service.errors import BatchNotReady, InputRefused, StateConflict, problem
from service.ledger import Batch, Wish
from service.ledger.values import PrintOrder
from service.sheets import Correction, marked
from service.vietnamese.clock import today
from service.vietnamese.dates import day as read_day
from service.web.batches import matrix
from service.web.batches.content import moved
from service.web.batches.own import mine, noted, owner
from service.web.batches.told import told
from service.web.batches.waiting import context, frame
from service.web.page import piece
from service.web.texts import language
from service.web.visit import allowed

_FORMATS: Final = {"docx": ("docx",), "pdf": ("pdf",)}
_ORDERS: Final = get_args(PrintOrder)


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/<id>/bang", "table", table)
    blueprint.add_url_rule("/<id>/o", "cell", cell)
    blueprint.add_url_rule("/<id>/o", "correct", correct, methods=["POST"])
    blueprint.add_url_rule("/<id>/doc-lai", "check_again", check_again, methods=["POST"])
    blueprint.add_url_rule("/<id>/bat-dau", "begin", begin, methods=["POST"])
    blueprint.add_url_rule("/<id>/loi", "errors", errors)


@allowed("batch")
def table(id: str) -> ResponseReturnValue:
    """The next part of the matrix, or another choice of its rows and columns."""
    found = told(mine(id))
    if found.batch.state != "judged":
        return moved(found)
    return piece("batches/table.html", told=found, batch=found.batch, more="sau" in request.args, **context(found))


@allowed("batch")
def cell(id: str) -> ResponseReturnValue:
    """A cell as a field to type in; `dong=…` as it stands in the matrix. `?thoi`: as it was."""
    batch = mine(id)
    if batch.state != "judged":
        return moved(told(batch))
    number, place = _place(request.args)
    unit = opened().ledger.reading.unit(batch.id, number)
    if unit is None:
        raise StateConflict(problem("row-gone", "Sổ đã được đọc lại, dòng này không còn như cũ. Hãy tải lại trang."))
    row = matrix.row(unit, frame(batch))
    found = next((one for one in (*row.cells.values(), *row.others) if (one.sheet, one.line, one.column) == place), None)
    if found is None or not (found.open or found.changed):
        raise InputRefused(problem("cell-closed", "Ô này không sửa được trên trang; hãy sửa trong sổ rồi tải lên lại."))
    if "thoi" in request.args:
        return piece("batches/cell.html", batch=batch, row=row, cell=found)
    return piece("batches/cell_form.html", batch=batch, row=row, cell=found, column=matrix.column_of(unit, place))


@allowed("batch")
def correct(id: str) -> ResponseReturnValue:
    """A cell corrected: its document judged again, as a piece; the whole upload where the cell says whose line it is."""
    batch, ours = mine(id), opened()
    number, (sheet, line, column) = _place(request.form)
    known = held.correct(ours.ledger, ours.store, batch, number, Correction(sheet, line, column, request.form.get("chu", "")))
    if not known:
        held.check_again(ours.ledger, batch)
        return moved(told(mine(id)))
    unit = ours.ledger.reading.unit(batch.id, number)
    if unit is None:
        return moved(told(mine(id)))
    headings, found = frame(batch), told(mine(id))
    named = matrix.headings(headings, unit.sheet)
    columns = [(int(one), named.get(int(one), "")) for one in request.form.get("cac_cot", "").split() if one.isdecimal()]
    return piece("batches/corrected.html", told=found, batch=found.batch, row=matrix.row(unit, headings), columns=columns,
                 ready=found.counts.total - found.counts.faulty, today=batch.wish.today or today())


@allowed("batch")
def check_again(id: str) -> ResponseReturnValue:
    """The whole upload read again; with another type (`loai`), or with old letters converted (`chuyen_ma`)."""
    batch, slug = mine(id), request.form.get("loai", "")
    if slug:
        doctypes.get(slug)
    convert = batch.wish.convert or request.form.get("chuyen_ma") == "1"
    held.check_again(opened().ledger, batch, slug=slug, convert=convert)
    return moved(told(mine(id)))


@allowed("batch")
def begin(id: str) -> ResponseReturnValue:
    """The batch is to be made, by the wishes of the form; pressed twice it is begun once."""
    batch, ours = mine(id), opened()
    if batch.state != "judged":
        return moved(told(batch))
    found, wish = told(batch), _wish(batch)
    ready = found.counts.total - found.counts.faulty
    if not ready or ((found.counts.faulty or batch.problems) and not wish.partial):
        raise BatchNotReady(problem("batch-faulty", "Còn {so} dòng có lỗi: sửa các dòng đó, hoặc chọn chỉ làm các dòng đúng.",
                                    so=found.counts.faulty + len(batch.problems)))
    check_quotas(ours.ledger.batches.used(owner()), settings().bulk, ready)
    if held.start(ours.ledger, batch, wish, ready):
        noted("batch-started", batch, documents=ready, faulty=found.counts.faulty)
    return moved(told(mine(id)))


@allowed("batch")
def errors(id: str) -> ResponseReturnValue:
    """The user's own workbook with what is still wrong marked, and what was corrected here written in."""
    batch, ours = mine(id), opened()
    changed = held.all_corrections(ours.ledger, batch) if batch.state == "judged" else []
    if not changed or PurePath(batch.wish.name).suffix.lower() != ".xlsx":
        return send_errors(batch)
    data = ours.store.get(batch.wish.source)
    found = held.readiness_now(data, batch, changed)
    return send_file(io.BytesIO(marked(data, found, language(), changed)), XLSX, as_attachment=True,
                     download_name=saved_as(batch, "_da_sua.xlsx" if found.all_ready else "_loi.xlsx"))


def _wish(batch: Batch) -> Wish:
    form = request.form
    printed = form.get("in", "")
    if printed not in ("", *_ORDERS):
        raise InputRefused(problem("print-order", "Chọn lại thứ tự của tệp để in."))
    try:
        day: date = read_day(form["ngay"]) if form.get("ngay") else today()
    except ValueError:
        raise InputRefused(problem("batch-day", "“{chu}” không phải một ngày có thật.", chu=form["ngay"][:40])) from None
    return Wish(batch.wish.name, formats=_FORMATS.get(form.get("dinh_dang", ""), ("docx", "pdf")), today=day, language=language(),
                partial=form.get("mot_phan") == "1", convert=batch.wish.convert, printed=cast(PrintOrder, printed))


def _place(given: Any) -> tuple[int, tuple[str, int, int]]:
    try:
        return int(given["so"]), (given.get("trang", ""), int(given["dong"]), int(given["cot"]))
    except (KeyError, ValueError):
        raise InputRefused(problem("cell-unknown", "Không rõ ô nào; hãy tải lại trang.")) from None
