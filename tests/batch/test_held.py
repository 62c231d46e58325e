"""An upload that waits: corrected cell by cell it comes to what reading the corrected whole comes to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from openpyxl import load_workbook

from service import doctypes
from service.batch import held
from service.batch.held_stored import book_json, book_of
from service.errors import BatchUnknown, InputRefused, StateConflict, problem
from service.inputs import CellFault, Grid, Line, Workbook
from service.ledger import Batch, Ledger, Wish, new_id, open_ledger
from service.sheets import Correction, marked
from service.store import FolderStore
from tests.sheets.filling import Book

DAY = date(2026, 11, 22)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = open_ledger(f"sqlite:///{tmp_path / 'so.db'}", patience=20.0)
    yield found
    found.close()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def waiting(ledger: Ledger, store: FolderStore, data: bytes, name: str = "sổ.xlsx", slug: str = "") -> Batch:
    number = new_id()
    wish = Wish(name, today=DAY, held=True, slug=slug, source=f"batches/{number}/input")
    ledger.batches.add(number, "cơ quan", wish)
    store.put(wish.source, data)
    return judged(ledger, store, number)


def judged(ledger: Ledger, store: FolderStore, number: str) -> Batch:
    batch = ledger.batches.get(number)
    found = held.judge_upload(store.get(batch.wish.source), batch.wish, None)
    if found.frame:
        held.put_frame(store, number, found.frame)
    assert ledger.batches.hold(number, found.plan.units, keep_seconds=held.KEEP_SECONDS)
    return ledger.batches.get(number)


def problems(ledger: Ledger, batch: Batch) -> list[tuple[int, str, str]]:
    return [(unit.number, one.code, one.place) for unit in ledger.reading.units(batch.id) for one in unit.problems]


def spoiled() -> Book:
    praise, letter = (doctypes.get(slug).example()["data"] for slug in ("giay_khen", "thong_bao"))
    found = Book(("giay_khen", "GK-1", praise), ("giay_khen", "GK-2", praise), ("thong_bao", "TB-1", letter))
    found.cell("giay_khen", "GK-1", "/ngay_ban_hanh").value = "31/02/2026"
    found.cell("giay_khen", "GK-1", "/ho_ten").value = "#REF!"
    found.cell("giay_khen", "GK-2", "/ngay_ban_hanh").value = 46006
    found.cell("thong_bao", "TB-1", "/trich_yeu").value = None
    return found


TYPED = (
    ("giay_khen", "GK-1", "/ngay_ban_hanh", "28/02/2026"),
    ("giay_khen", "GK-1", "/ngay_ban_hanh", "29/02/2026"),
    ("giay_khen", "GK-1", "/ho_ten", "  Lâm Thị Nhài "),
    ("giay_khen", "GK-1", "/ho_ten", ""),
    ("giay_khen", "GK-2", "/ngay_ban_hanh", "15/12/2025"),
    ("giay_khen", "GK-2", "/dia_danh", "NguyÔn V¨n An"),
    ("thong_bao", "TB-1", "/trich_yeu", "Về việc nghỉ lễ"),
    ("thong_bao", "TB-1", "/trich_yeu", "Về việc \x00nghỉ\r\nlễ" * 300),
)


@pytest.mark.parametrize(("slug", "key", "pointer", "text"), TYPED)
def test_a_cell_typed_here_is_judged_as_in_the_workbook(ledger: Ledger, store: FolderStore, slug: str, key: str, pointer: str,
                                                        text: str) -> None:
    found = spoiled()
    batch = waiting(ledger, store, found.bytes())
    cell = found.cell(slug, key, pointer)
    unit = next(one for one in ledger.reading.units(batch.id) if one.key == key)
    assert held.correct(ledger, store, batch, unit.number, Correction(cell.parent.title, cell.row, cell.column - 1, text))
    here = problems(ledger, batch)
    assert held.check_again(ledger, batch)
    again = judged(ledger, store, batch.id)
    assert here == problems(ledger, again), "one document, and the whole"
    cell.value = Correction("", 0, 0, text).value
    assert here == problems(ledger, waiting(ledger, store, found.bytes())), "the page, and the workbook"


def test_corrections_stay_and_the_last_counts(ledger: Ledger, store: FolderStore) -> None:
    found = spoiled()
    batch = waiting(ledger, store, found.bytes())
    day = found.cell("giay_khen", "GK-1", "/ngay_ban_hanh")
    where = day.parent.title, day.row, day.column - 1
    for text in ("27/02/2026", "28/02/2026"):
        held.correct(ledger, store, batch, 1, Correction(*where, text))
    held.check_again(ledger, batch)
    batch = judged(ledger, store, batch.id)
    assert batch.wish.corrections == ((*where, "28/02/2026"),)
    held.correct(ledger, store, batch, 1, Correction(*where, "01/03/2026"))
    assert held.all_corrections(ledger, batch) == [Correction(*where, "01/03/2026")]
    told = held.readiness_now(store.get(batch.wish.source), batch, held.all_corrections(ledger, batch))
    sheet = load_workbook(io.BytesIO(marked(store.get(batch.wish.source), told, corrections=held.all_corrections(ledger, batch))))
    assert sheet[where[0]].cell(day.row, day.column).value == "01/03/2026"
    assert held.start(ledger, batch, Wish("", formats=("pdf",), today=DAY, partial=True), 2)
    assert not held.start(ledger, batch, Wish("", formats=("docx",), today=DAY), 2), "once"
    begun = ledger.batches.get(batch.id)
    assert (begun.state, begun.wish.held, begun.wish.formats, begun.wish.name) == ("received", False, ("pdf",), "sổ.xlsx")
    assert begun.wish.corrections == ((*where, "01/03/2026"),)
    with pytest.raises(StateConflict):
        held.correct(ledger, store, begun, 1, Correction(*where, "02/03/2026"))


def test_two_people_correct_one_row_at_once(ledger: Ledger, store: FolderStore, tmp_path: Path) -> None:
    found = spoiled()
    batch = waiting(ledger, store, found.bytes())
    cells = [found.cell("giay_khen", "GK-1", pointer) for pointer in ("/ngay_ban_hanh", "/ho_ten")]
    texts = ("28/02/2026", "Lâm Thị Nhài")

    def type_in(cell: Any, text: str) -> None:
        own = open_ledger(f"sqlite:///{tmp_path / 'so.db'}", patience=20.0)
        held.correct(own, store, batch, 1, Correction(cell.parent.title, cell.row, cell.column - 1, text))
        own.close()

    both = [Thread(target=type_in, args=pair) for pair in zip(cells, texts, strict=True)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert {one.text for one in held.all_corrections(ledger, batch)} == set(texts)
    held.check_again(ledger, batch)
    assert ledger.reading.counts(judged(ledger, store, batch.id).id).faulty == 1


def test_a_key_or_a_foreign_cell(ledger: Ledger, store: FolderStore) -> None:
    found = spoiled()
    batch = waiting(ledger, store, found.bytes())
    day = found.cell("giay_khen", "GK-2", "/ngay_ban_hanh")
    with pytest.raises(InputRefused, match="không thuộc dòng"):
        held.correct(ledger, store, batch, 1, Correction(day.parent.title, day.row, day.column - 1, "x"))
    assert not held.correct(ledger, store, batch, 1, Correction(day.parent.title, day.row - 1, 0, "GK-2")), "the whole again"
    held.check_again(ledger, batch)
    assert {one[1] for one in problems(ledger, judged(ledger, store, batch.id))} >= {"key-twice"}
    with pytest.raises(BatchUnknown):
        ledger.batches.get(batch.id, "cơ quan khác")


def found_in(ledger: Ledger, batch: Batch) -> dict[str, bool]:
    """What is wrong with its first document, by pointer, and whether it can be corrected here."""
    unit = ledger.reading.unit(batch.id, 1)
    return {one["problem"]["pointer"]: one["open"] for one in (unit.data or {})["found"]} if unit else {}


def test_a_table_without_a_column_of_keys(ledger: Ledger, store: FolderStore) -> None:
    """The first column is data, and can be corrected; what no column says cannot."""
    text = "Ngày ghi trên phôi;Địa danh\n31/02/2026;Hạnh Thông\n"
    batch = waiting(ledger, store, text.encode(), "ds.csv", "giay_khen")
    assert found_in(ledger, batch) == {"/ngay_ban_hanh": True, "/quyet_dinh": False}
    assert held.correct(ledger, store, batch, 1, Correction("", 2, 0, "28/02/2026"))
    assert found_in(ledger, batch)
    assert not any(found_in(ledger, batch).values())


def test_what_a_sheet_holds_comes_back_from_the_ledger() -> None:
    told = problem("cell-error", "Ô có lỗi {loi}; hãy sửa công thức.", loi="#N/A")
    grid = Grid("a.xlsx", "Một", (Line(3, ("chữ", 1, 2.5, True, None, date(2026, 11, 22), datetime(2026, 11, 22, 8, 30),
                                           datetime(2026, 11, 22, 8, 30).time())),),
                faults=(CellFault(3, 1, told),), fonts={(3, 0): ".VnTime"})
    back = book_of(book_json(Workbook((grid,))), "a.xlsx").sheets[0]
    assert (back.lines, dict(back.fonts), back.faults[0].problem.message) == (grid.lines, dict(grid.fonts), told.message)
