"""The list of `vanban batch` read and judged, and what is wrong with it given back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from service import inputs, sheets
from service.batch.folder import plan_folder
from service.batch.here import OWN, Here
from service.batch.places import by_name
from service.batch.plan import Plan, plan_rows
from service.cli.files import write_whole
from service.cli.progress import progress
from service.cli.render import load
from service.cli.report import Report
from service.config import settings
from service.doctypes.alone import plain
from service.dossier.packed import pack
from service.errors import UsageRefused, problem
from service.language import translate
from service.ledger import MadeFile, Wish
from service.vietnamese.clock import today

if TYPE_CHECKING:
    from service.ledger.values import PrintOrder

_CAMPAIGN: Final = ".vanban-phong-trao.zip"       # a campaign's folder, for the workers, while they work
_MARKED: Final = f"{OWN}/loi.json"                # where the list of faults was written, and what it was
_TOLD: Final = 20                                 # faults on the screen; all are in the workbook


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line."""

    file: Path
    slug: str
    out: Path
    campaign: str | None
    partial: bool
    formats: tuple[str, ...]
    convert: bool
    on: date | None
    zipped: Path | None
    printed: Path | None
    order: PrintOrder
    errors: Path | None
    jobs: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be made. `data`: the file as read; None of a campaign's folder."""

    plan: Plan
    wish: Wish
    campaign: Mapping[str, Any] | None
    data: bytes | None


def judged(report: Report, asked: Asked, here: Here) -> Judged:
    """Every row judged, before anything is made. Raises what `plan_rows` and `plan_folder` raise."""
    day = asked.on or today()
    folder = asked.file.is_dir()
    if folder and (asked.campaign or asked.convert):
        raise UsageRefused(problem("batch-folder-words", "Thư mục phong trào đã có dữ liệu chung; bỏ --campaign và --convert.",
                                   place=str(asked.file)))
    done = [0]
    wish = Wish(asked.file.resolve().name, asked.formats, day, report.language, asked.slug, asked.partial, asked.convert,
                asked.order if asked.printed else "", _CAMPAIGN if folder else "")
    if folder:
        with progress(lambda: f"Đang lập dữ liệu {done[0] or ''}"):
            plan = plan_folder(asked.file, place=by_name, formats=asked.formats, today=day,
                               only=(asked.slug,) if asked.slug else (), watch=_into(done))
            write_whole(here.folder / _CAMPAIGN, pack(asked.file))
        return Judged(plan, wish, None, None)
    data = inputs.read_file(asked.file, max_bytes=settings().bulk.max_bytes)
    shared = load(asked.campaign) if asked.campaign else None
    with progress(lambda: f"Đang kiểm tra dòng {done[0]}"):
        rows = sheets.read_rows(data, asked.file.name, slug=asked.slug or None, convert=asked.convert)
        plan = plan_rows(rows, place=by_name, formats=asked.formats, today=day, campaign=shared,
                         folder=asked.file.resolve().parent, watch=_into(done))
    return Judged(plan, wish, plain(shared) if shared is not None else None, data)


def put_away(here: Here) -> None:
    """What only the workers needed."""
    (here.folder / _CAMPAIGN).unlink(missing_ok=True)


def _into(done: list[int]) -> Callable[[int], None]:
    def watch(number: int) -> None:
        done[0] = number

    return watch


def give_back_faults(report: Report, asked: Asked, found: Judged, here: Here) -> Path | None:
    """The user's own workbook with the faulty cells marked, or a list of them, written; None where there is nothing wrong: a list
    that an earlier run wrote is taken away then, if nobody has changed it."""
    readiness = found.plan.readiness
    if readiness is None or readiness.all_ready:
        _take_away(here)
        return None
    book = asked.file.suffix.lower() == ".xlsx" and found.data is not None
    path = asked.errors or asked.out / f"loi.{'xlsx' if book else 'csv'}"
    with progress(f"Đang ghi {path}"):
        marked = sheets.marked(found.data, readiness, report.language) if book and found.data is not None else \
            sheets.faults_csv(readiness, report.language)
        write_whole(path, marked)
    said = {"path": str(path.absolute()), "sha256": hashlib.sha256(marked).hexdigest(), "size": len(marked)}
    write_whole(here.folder / _MARKED, json.dumps(said, ensure_ascii=False).encode())
    return path


def _take_away(here: Here) -> None:
    note = here.folder / _MARKED
    if note.exists():
        said = json.loads(note.read_bytes())
        if here.still(said["path"], MadeFile(said["sha256"], said["size"])):
            Path(said["path"]).unlink()
        note.unlink()


def fault_lines(report: Report, found: Judged) -> Iterator[str]:
    """What is wrong, the first faults of many."""
    lines = _rows(report, found) if found.plan.readiness else _documents(report, found)
    return _first(report, lines)


def notice_lines(report: Report, found: Judged) -> Iterator[str]:
    """What stops nothing, the first of many; all are in the report."""
    return _first(report, map(report.line, found.plan.notices))


def _first(report: Report, lines: Iterator[str]) -> Iterator[str]:
    yield from islice(lines, _TOLD)
    rest = sum(1 for _ in lines)
    if rest:
        yield f"  {translate(problem('lines-more', '… và {so} điều nữa.', so=rest), report.language)}"


def _rows(report: Report, found: Judged) -> Iterator[str]:
    assert found.plan.readiness is not None
    for row, fault in found.plan.readiness.every_fault():
        key = f"{row.key} · " if row and row.key != str(row.number) else ""
        yield f"  {key}{report.line(sheets.placed(fault))}"


def _documents(report: Report, found: Judged) -> Iterator[str]:
    for one in found.plan.units:
        path = "/".join(filter(None, (one.folder, one.stem)))
        yield from (f"  {path}: {report.line(wrong)}" for wrong in one.problems)
