"""The print-ready PDF of a batch: cover sheet, index, and every document that was made, in the order asked for, ready for both
sides of the paper: a document begins on a front side, and no sheet has pages of two papers.

One document is held at a time. Documents are written first; where each begins is known then, and the index and the cover follow,
though they stand before: the order of pages is not that of bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

from service.bundle.archive import checked
from service.bundle.front import HEIGHT_PT, WIDTH_PT, cover, index, index_lines
from service.bundle.manifest import path_of
from service.bundle.merged import Bookmark, Merged, Size
from service.bundle.wording import batch_day, number_text, order_word, type_name
from service.errors import StateConflict, problem
from service.language import Language, translate_text
from service.ledger.values import Batch, MadeFile, PrintOrder, Unit
from service.store import Store
from service.vietnamese.collation import collation_key
from service.vietnamese.dates import short_date

_MM: Final = 72 / 25.4
_PAPERS: Final = {(148, 210): "A5", (210, 297): "A4", (297, 420): "A3", (216, 279): "Letter", (216, 356): "Legal"}
_NUMBERS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class PrintFile:
    """`pages` of the file, cover, index and blank backs with them; `sheets` of paper; `left_out`: rows without a PDF."""

    documents: int
    pages: int
    sheets: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Document:
    number: int
    slug: str
    key: str
    folder: str
    place: str
    path: str
    made: MadeFile
    pages: int


def put_print_file(batch: Batch, units: Iterable[Unit], store: Store, name: str, order: PrintOrder, *,
                   folder: Path | None = None) -> PrintFile:
    """`print_file` into the store under this name; it grows in a file of `folder` (default: the machine's for such files)."""
    with NamedTemporaryFile(dir=folder, suffix=".pdf") as file:
        told = print_file(batch, units, store, file, order)
        file.flush()
        store.put_file(name, Path(file.name))
    return told


def print_file(batch: Batch, units: Iterable[Unit], store: Store, out: IO[bytes], order: PrintOrder, *,
               duplex: bool = True) -> PrintFile:
    """Writes the PDF. Raises StateConflict where no document has a PDF (print-empty) or one is not what was made
    (made-file-changed), FileGone."""
    language = batch.wish.language
    documents, left_out = _documents(units)
    if not documents:
        raise StateConflict(problem("print-empty", "Đợt này chưa có văn bản nào ở dạng PDF để in."))
    documents.sort(key=lambda one: _place(one, order))
    headings = _headings(documents, order, language)
    listing = index_lines([_words(one, order) for one in documents], headings)
    merged, papers = Merged(out), Counter[str]()

    def count(sizes: Sequence[Size]) -> int:
        papers.update(_paper(size) for size in sizes[::2 if duplex else 1])
        return len(sizes)

    first = 2 if duplex else 1                                 # the cover has a blank back
    at = first + (len(listing) + len(listing) % 2 if duplex else len(listing))
    starts = []
    for one in documents:
        starts.append(at)
        data = checked(store.get(f"{one.place}.pdf"), one.made, f"{one.path}.pdf")
        at += count(merged.put(data, at, duplex=duplex))
    total = at
    at = first
    for some in index(listing, [start + 1 for start in starts], first + 1, language):
        at += count(merged.put(some, at, duplex=duplex))
    papers[_paper((WIDTH_PT, HEIGHT_PT))] += 1                 # the cover itself
    facts = _facts(batch, documents, papers, left_out, order, duplex=duplex)
    merged.put(cover(batch.wish.name, facts, language), 0, duplex=duplex)
    merged.close(batch.wish.name, _bookmarks(documents, starts, headings, order, first, language), duplex=duplex)
    return PrintFile(len(documents), total, papers.total(), left_out)


def _documents(units: Iterable[Unit]) -> tuple[list[_Document], int]:
    found, left_out = [], 0
    for unit in units:
        made = unit.made.files.get("pdf") if unit.made and unit.state == "done" else None
        if made is None or unit.made is None:
            left_out += 1
        else:
            found.append(_Document(unit.number, unit.slug, unit.key, unit.folder, unit.place, path_of(unit), made,
                                   unit.made.pages or 0))
    return found, left_out


def _place(one: _Document, order: PrintOrder) -> tuple[object, ...]:
    match order:
        case "row":
            return (one.number,)
        case "unit":
            return (_sorting(one.folder), one.number)
        case "type":
            return (_sorting(type_name(one.slug)), one.number)
        case "key":
            return (_sorting(one.key), one.number)


def _sorting(text: str) -> tuple[object, ...]:
    """By letters, and numbers by their value: GK-2 before GK-10."""
    return tuple(int(piece) if place % 2 else collation_key(piece) for place, piece in enumerate(_NUMBERS.split(text)))


def _headings(documents: Sequence[_Document], order: PrintOrder, language: Language) -> dict[int, str]:
    """What stands above the first document of each group."""
    if order not in ("unit", "type"):
        return {}
    found: dict[int, str] = {}
    last = None
    for number, one in enumerate(documents):
        group = one.folder if order == "unit" else one.slug
        if group != last:
            found[number] = type_name(group) if order == "type" else group or translate_text("Không thuộc đơn vị nào", language)
        last = group
    return found


def _words(one: _Document, order: PrintOrder) -> str:
    parts = (one.key, type_name(one.slug) if order != "type" else "", one.folder if order != "unit" else "")
    return " · ".join(filter(None, parts))


def _bookmarks(documents: Sequence[_Document], starts: Sequence[int], headings: dict[int, str], order: PrintOrder, first: int,
               language: Language) -> list[Bookmark]:
    """The index, then one for each document; grouped as the index is."""
    each = [Bookmark(_words(one, order), start) for one, start in zip(documents, starts, strict=True)]
    own = Bookmark(translate_text("Mục lục", language), first)
    if not headings:
        return [own, *each]
    ends = [*list(headings)[1:], len(each)]
    return [own, *(Bookmark(words, starts[number], tuple(each[number:end]))
                   for (number, words), end in zip(headings.items(), ends, strict=True))]


def _facts(batch: Batch, documents: Sequence[_Document], papers: Counter[str], left_out: int, order: PrintOrder, *,
           duplex: bool) -> list[tuple[str, str]]:
    language = batch.wish.language
    sheets = ", ".join(f"{paper}: {number_text(count, language)}" for paper, count in sorted(papers.items()))
    facts = [
        (translate_text("Ngày", language), short_date(batch_day(batch))),
        (translate_text("Số văn bản", language), number_text(len(documents), language)),
        (translate_text("Số trang của các văn bản", language), number_text(sum(one.pages for one in documents), language)),
        (translate_text("Số tờ giấy, kể cả bìa và mục lục", language), f"{number_text(papers.total(), language)} ({sheets})"),
        (translate_text("Cách in", language),
         translate_text("Hai mặt, lật theo cạnh dài" if duplex else "Một mặt", language)),
        (translate_text("Thứ tự", language), order_word(order, language))]
    if left_out:
        facts.append((translate_text("Dòng không có văn bản trong tệp này", language), number_text(left_out, language)))
    return facts


def _paper(size: Size) -> str:
    """The name of a sheet; of one without a name its millimetres."""
    short, long = sorted(round(side / _MM) for side in size)
    near = (name for (wide, high), name in _PAPERS.items() if abs(short - wide) <= 1 and abs(long - high) <= 1)
    return next(near, f"{short} × {long} mm")
