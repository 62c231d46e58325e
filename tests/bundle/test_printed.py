"""The print-ready PDF of real documents: order, fronts and backs, cover, index, bookmarks; pages unchanged to the pixel."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from PIL import ImageChops

from service.bundle.printed import PrintFile, print_file, put_print_file
from service.errors import FileGone, StateConflict
from service.ledger.values import PrintOrder, Unit
from service.store import FolderStore
from tests.bundle.made import PAGES, SCHOOL, WARD, Ended, unit
from tests.bundle.papers import faults, pictures, sizes, texts

ORDERS: dict[PrintOrder, list[int]] = {
    "row": [1, 2, 3, 4, 5, 6],
    "unit": [5, 2, 3, 6, 1, 4],                  # none; Trường …; Ủy ban …
    "type": [3, 4, 2, 6, 5, 1],                  # Bằng khen, Giấy giới thiệu, Giấy khen, Giấy nghỉ phép, Quyết định
    "key": [3, 5, 4, 2, 6, 1],                   # BK-1, Dương, Đặng, GK-2, GK-10, QĐ-10
}


def printed(made: Ended, order: PrintOrder = "row", units: Sequence[Unit] | None = None, *,
            duplex: bool = True) -> tuple[bytes, PrintFile]:
    out = io.BytesIO()
    told = print_file(made.batch, made.units if units is None else units, made.store, out, order, duplex=duplex)
    return out.getvalue(), told


def starts(made: Ended, order: Sequence[int], first: int, *, duplex: bool) -> dict[int, int]:
    """Number of each document → the page it begins on, by the pages it has."""
    found, at = {}, first
    for number in order:
        found[number] = at
        pages = PAGES[made.units[number - 1].slug]
        at += pages + pages % 2 if duplex else pages
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_every_document_stands_in_the_order_asked_for_on_a_front_side(done_batch: Ended, order: PrintOrder) -> None:
    pdf, told = printed(done_batch, order)
    assert told == PrintFile(documents=6, pages=16, sheets=8, left_out=3)
    assert faults(pdf) == []
    words, wanted = texts(pdf), starts(done_batch, ORDERS[order], 4, duplex=True)
    for number, at in wanted.items():
        own = texts(done_batch.bytes_of(done_batch.units[number - 1], "pdf"))
        assert at % 2 == 0                                     # from 0: a front side
        assert words[at:at + len(own)] == own
        if len(own) % 2:
            assert words[at + len(own)] == ""
    assert words[1] == words[3] == ""
    assert sizes(pdf) == [(595, 842)] * 4 + [
        size for number in ORDERS[order] for own in [sizes(done_batch.bytes_of(done_batch.units[number - 1], "pdf"))]
        for size in (own if len(own) % 2 == 0 else [*own, own[-1]])]


def test_one_side_needs_no_blanks(done_batch: Ended) -> None:
    pdf, told = printed(done_batch, duplex=False)
    assert told == PrintFile(documents=6, pages=10, sheets=10, left_out=3)
    assert "" not in texts(pdf)


@pytest.mark.parametrize("order", ORDERS)
def test_the_index_leads_to_the_page(done_batch: Ended, order: PrintOrder) -> None:
    pdf, _ = printed(done_batch, order)
    listed = re.findall(r"(\S+)(?: · [^.]*?)? \.{5,} (\d+)", texts(pdf)[2])
    wanted = starts(done_batch, ORDERS[order], 5, duplex=True)
    assert listed == [(done_batch.units[number - 1].key, str(page)) for number, page in wanted.items()]


def test_the_cover_counts(done_batch: Ended) -> None:
    words = texts(printed(done_batch, "unit")[0])[0]
    assert words == ("TỆP IN Khen thưởng giai đoạn 1.xlsx Ngày: 22/11/2026 Số văn bản: 6 Số trang của các văn bản: 8 "
                     "Số tờ giấy, kể cả bìa và mục lục: 8 (300 × 400 mm: 1, A4: 7) Cách in: Hai mặt, lật theo cạnh dài "
                     "Thứ tự: Theo đơn vị Dòng không có văn bản trong tệp này: 3")


def test_the_cover_speaks_the_batchs_language(done_batch: Ended) -> None:
    english = replace(done_batch, batch=replace(done_batch.batch, wish=replace(done_batch.batch.wish, language="en")))
    assert "Number of documents: 6" in texts(printed(english)[0])[0]


def test_pages_are_the_same_to_the_pixel(done_batch: Ended) -> None:
    pages = pictures(printed(done_batch)[0])
    for number, at in starts(done_batch, ORDERS["row"], 4, duplex=True).items():
        for step, own in enumerate(pictures(done_batch.bytes_of(done_batch.units[number - 1], "pdf"))):
            assert own.size == pages[at + step].size
            assert ImageChops.difference(own, pages[at + step]).getbbox() is None


def test_bookmarks_are_one_for_each_document_in_groups(done_batch: Ended) -> None:
    pdf, _ = printed(done_batch, "unit")
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        found = [(group.title, [(one.title, pages[cast("Any", one.destination)[0].objgen]) for one in group.children])
                 for group in outline.root]
    wanted = starts(done_batch, ORDERS["unit"], 4, duplex=True)
    assert [(name, len(inside)) for name, inside in found] == [
        ("Mục lục", 0), ("Không thuộc đơn vị nào", 1), (SCHOOL, 3), (WARD, 2)]
    assert [page for _, inside in found for _, page in inside] == list(wanted.values())
    assert found[2][1][0][0] == "GK-2 · Giấy khen"


def test_nothing_stays_that_is_not_on_paper(done_batch: Ended) -> None:
    pdf, _ = printed(done_batch)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert {"/AcroForm", "/StructTreeRoot", "/Names", "/OutputIntents"}.isdisjoint(document.Root.keys())
        assert not any(name in page.obj for page in document.pages for name in ("/Annots", "/StructParents"))
        wishes = document.Root.ViewerPreferences
        assert wishes.Duplex == "/DuplexFlipLongEdge"
        assert wishes.PrintScaling == "/None"
        assert str(wishes.PickTrayByPDFSize) == "True"


def test_the_same_batch_gives_the_same_bytes(done_batch: Ended) -> None:
    assert printed(done_batch)[0] == printed(done_batch)[0]


def test_it_goes_into_the_store(done_batch: Ended, tmp_path: Path) -> None:
    told = put_print_file(done_batch.batch, done_batch.units, done_batch.store, "dot/print.pdf", "key", folder=tmp_path)
    assert (done_batch.store.get("dot/print.pdf"), told) == printed(done_batch, "key")
    assert not list(tmp_path.iterdir())


def test_a_file_that_was_changed_or_is_gone_stops_it(done_batch: Ended, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    one = done_batch.units[1]
    with pytest.raises(FileGone):
        printed(replace(done_batch, store=store), units=[one])
    store.put(f"{one.place}.pdf", done_batch.bytes_of(done_batch.units[5], "pdf"))
    with pytest.raises(StateConflict) as told:
        printed(replace(done_batch, store=store), units=[one])
    assert told.value.problems[0].code == "made-file-changed"


def test_a_batch_without_a_pdf_has_no_print_file(done_batch: Ended) -> None:
    with pytest.raises(StateConflict) as told:
        printed(done_batch, units=[unit(1, state="failed")])
    assert told.value.problems[0].code == "print-empty"
