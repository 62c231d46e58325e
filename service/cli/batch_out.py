"""What lies beside the documents of a batch when all are made: manifest, report, ZIP, print file; and what is told in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service.batch.here import Here
from service.batch.worker import Tally
from service.bundle.archive import archive
from service.bundle.manifest import manifest_csv, manifest_json
from service.bundle.printed import print_file
from service.bundle.report import report_html, report_pdf
from service.cli.batch_plan import Asked
from service.cli.files import clear_halves, write_by, write_pieces, write_whole
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report
from service.errors import Problem, VanbanError, problem
from service.language import translate
from service.ledger import Batch, Counts, Ledger, Unit
from service.store import FolderStore

STOPPED: Final = 130                              # the shell's number for SIGINT
_MANIFESTS: Final = ("manifest.json", "manifest.csv")
_REPORTS: Final = ("report.html", "report.pdf")
_TOLD: Final = 20                                 # documents named on the screen; all are in the report


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a run ended: everything is made, someone said so (`stopped`), or there is trouble; what its workers did."""

    stopped: bool = False
    trouble: VanbanError | None = None
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written beside the documents, and which files of documents no longer wanted were removed or, changed by somebody,
    are still there."""

    files: dict[str, Path] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def write_all(asked: Asked, here: Here, ledger: Ledger, batch: Batch) -> Written:
    """Raises InputRefused where a file cannot be written, StateConflict where a document was changed since it was made."""
    language, store = batch.wish.language, FolderStore(here.folder)

    def units() -> Iterator[Unit]:
        return ledger.reading.units(batch.id)

    files = {name: here.folder / name for name in (*_MANIFESTS, *_REPORTS)}
    for path in (*files.values(), asked.zipped, asked.printed):
        if path:
            clear_halves(path)
    with progress("Đang ghi bản kê và báo cáo"):
        removed, kept = here.remove(here.left_behind(ledger, batch))
        write_pieces(here.folder / "manifest.json", manifest_json(batch, units(), language))
        write_pieces(here.folder / "manifest.csv", manifest_csv(batch, units(), language))
        write_whole(here.folder / "report.html", report_html(batch, units(), language))
        write_whole(here.folder / "report.pdf", report_pdf(batch, units(), language))
    if asked.zipped:
        with progress(f"Đang nén vào {asked.zipped}"):
            write_pieces(asked.zipped, archive(units(), store, {one: one for one in (*_MANIFESTS, *_REPORTS)}))
        files["zip"] = asked.zipped
    if asked.printed:
        with progress(f"Đang gộp tệp in {asked.printed}"):
            write_by(asked.printed, lambda out: print_file(batch, units(), store, out, asked.order))
        files["print"] = asked.printed
    ledger.batches.delete([one.id for one in ledger.batches.listed("", most=1_000_000) if one.id != batch.id])
    return Written(files, tuple(removed), tuple(kept))


def told(report: Report, asked: Asked, ledger: Ledger, batch: Batch, counts: Counts, written: Written, errors: Path | None,
         ended: Ended, seconds: float) -> int:
    """The end of a run, and its exit code."""
    made = counts.done - counts.reused
    value = {
        "out": str(asked.out), "state": "stopped" if ended.stopped else "failed" if ended.trouble else "done",
        "total": counts.total, "faulty": counts.faulty,
        "done": counts.done, "warned": counts.warned, "failed": counts.failed, "open": counts.open,
        "reused": counts.reused, "pages": counts.pages, "seconds": round(seconds, 2),
        "work": {"making_seconds": round(ended.tally.making, 2), "ledger_seconds": round(ended.tally.ledger + ledger.spent, 2),
                 "most_memory": ended.tally.memory},
        "files": {name: str(path) for name, path in written.files.items()} | ({"errors": str(errors)} if errors else {}),
        "removed": list(written.removed), "kept": list(written.kept),
        "problems": [report.told(one) for one in ended.trouble.problems] if ended.trouble else [],
    }
    summary = problem(
        "batch-summary", "{xong}/{tat_ca} văn bản đã có (mới làm {moi}, dùng lại {dung_lai}); {luu_y} cần xem, {khong_duoc} "
        "không làm được, {loi} dòng lỗi.", xong=counts.done, tat_ca=counts.total, moi=made, dung_lai=counts.reused,
        luu_y=counts.warned, khong_duoc=counts.failed, loi=counts.faulty)
    report.result(value, [translate(summary, report.language)])
    for line in _notes(report, ledger, batch, counts, written, errors, ended):
        report.note(line)
    if ended.stopped:
        return STOPPED
    return FINE if counts.done == counts.total and not ended.trouble else FINDINGS


def _notes(report: Report, ledger: Ledger, batch: Batch, counts: Counts, written: Written, errors: Path | None,
           ended: Ended) -> Iterator[str]:
    """For people: what failed, where to look, how to go on."""
    if counts.failed:
        for number, one in enumerate(ledger.reading.units(batch.id, "failed")):
            if number == _TOLD:
                yield _said(report, problem("failed-more", "… còn lại xem trong báo cáo."))
                break
            yield from (f"  {one.path}: {report.line(wrong)}" for wrong in (one.made.problems if one.made else ()))
    for name in written.kept:
        yield _said(report, problem("file-kept", "{tep} không còn trong danh sách nhưng đã bị sửa nên được giữ lại.", tep=name))
    if written.removed:
        yield _said(report, problem("files-removed", "Đã xóa {so} tệp của văn bản không còn trong danh sách.",
                                    so=len(written.removed)))
    if errors:
        yield _said(report, problem("faults-written", "Các ô sai được đánh dấu trong {tep}.", tep=errors))
    if ended.trouble:
        yield from (report.line(one) for one in ended.trouble.problems)
    if counts.open:
        yield _said(report, problem("batch-goes-on", "Còn {so} văn bản chưa làm; chạy lại cùng lệnh để làm tiếp.",
                                    so=counts.open))
    else:
        yield _said(report, problem("report-written", "Báo cáo: {tep}.", tep=written.files["report.html"]))


def _said(report: Report, told: Problem) -> str:
    return translate(told, report.language)
