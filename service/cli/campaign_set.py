"""Planned documents → files, and a manifest that says of each what it is, what was found, and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from service.cli.files import write_whole
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report
from service.cli.volumes import left_out, volumes
from service.errors import UsageRefused, VanbanError, problem
from service.language import translate

if TYPE_CHECKING:
    from service.campaign import Snapshot
    from service.dossier.planned import Planned
    from service.pipeline import Format, Issued
    from service.rules import Report as Judgement

MANIFEST: Final = "manifest.json"


@dataclass(slots=True)
class Progress:
    """How far a long run is."""

    what: str
    total: int
    done: int = 0

    def next(self) -> None:
        self.done += 1

    def text(self) -> str:
        return f"{self.what} {self.done}/{self.total}"


def formats_of(asked: Sequence[str]) -> tuple[Format, ...]:
    """The formats that a set is made in. Raises UsageRefused."""
    if "png" in asked:
        raise UsageRefused(problem("format-single", "Ảnh png chỉ có ở vanban render.", place="--format"))
    return cast("tuple[Format, ...]", tuple(asked))


@dataclass(frozen=True, slots=True)
class Against:
    """A whole set: its documents, also those that are not made now, are held against each other."""

    snapshot: Snapshot
    documents: Sequence[Planned]
    today: date

    def report(self) -> Judgement:
        from service.dossier.check import check_dossier
        from service.dossier.judged import Dossier
        from service.dossier.planned import judge

        judged, refused = judge(self.documents)
        return check_dossier(Dossier(self.snapshot, judged, self.today, tuple(one.unmade() for one, _ in refused)))


def make(report: Report, planned: Sequence[Planned], out: Path, formats: tuple[Format, ...], *,
         against: Against | None = None, jobs: int = 1, titles: dict[str, str] | None = None) -> int:
    """Every document as files, in `jobs` processes; what is refused is told and the rest is made.

    A whole set has each unit in a folder of its own, and a manifest beside them. `titles`: of a PDF of all documents of each of
    these units.
    """
    from service.cli import across  # a second of imports that --help does not need
    from service.rules.reports import as_json

    names = Names()
    stems = [names.free(f"{one.scope.unit}/{one.name}" if against else one.name) for one in planned]
    work = Work(tuple(zip(planned, stems, strict=True)), out, formats, report)
    state, made = Progress("Đang soạn", len(planned)), []
    with work.results(jobs) as results, progress(state.text):
        for entry in results:
            made.append(entry)
            state.next()
    entries, refused = ([one for one in made if ("problems" in one) is wrong] for wrong in (False, True))
    found = against.report() if against else None
    bound = volumes(entries, out, titles, report) if titles is not None else []
    value: dict[str, Any] = {"documents": entries, "refused": refused} | ({"volumes": bound} if titles is not None else {})
    if found is not None:
        value["check"] = as_json(found, partial(translate, language=report.language))
        write_whole(out / MANIFEST, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
    written = [*(path for entry in entries for path in entry["files"].values()), *(one["file"] for one in bound)]
    report.result({"out": str(out)} | value, (str(out / path) for path in written))
    for line in (*_lines(entries, refused), *left_out(bound), *(across.lines(found, report) if found is not None else ())):
        report.note(line)
    told = problem("set-summary", "Đã soạn {so} văn bản; {chua} chưa lập được.", so=len(entries), chua=len(refused))
    report.note(translate(told, report.language))
    whole = not refused and not any(one["left_out"] for one in bound)
    fine = whole and all(one["sign_ready"] and not one["findings"] for one in entries)
    return FINE if fine and (found is None or found.sign_ready) else FINDINGS


@dataclass(frozen=True, slots=True)
class Work:
    """Documents, each with the name of its files, and where these go. Processes inherit it: nothing is sent but numbers and
    manifest entries."""

    documents: tuple[tuple[Planned, str], ...]
    out: Path
    formats: tuple[Format, ...]
    report: Report

    @contextmanager
    def results(self, jobs: int) -> Iterator[Iterable[dict[str, Any]]]:
        """What the manifest says of each, in order. Types are read before processes are made, so that they share them."""
        numbers = range(len(self.documents))
        if jobs == 1 or len(numbers) < 2:
            yield map(self.made, numbers)
            return
        from service import pipeline

        pipeline.warm()
        with get_context("fork").Pool(min(jobs, len(numbers)), _inherit, (self,)) as pool:
            yield pool.imap(_made, numbers)

    def made(self, number: int) -> dict[str, Any]:
        """One document written; or its problems, whatever made it impossible: one faulty type stops no set."""
        from service import pipeline

        one, stem = self.documents[number]
        needed: tuple[Format, ...] = ("docx", "pdf") if "pdf" in self.formats else ("docx",)
        try:
            issued = pipeline.issue(one.slug, one.data, campaign=one.scope, today=one.scope.day, formats=needed,
                                    folder=one.folder)
            return _written(one, issued, self.out, stem, self.formats, self.report)
        except VanbanError as error:
            return said(one) | {"name": stem, "problems": [self.report.told(wrong) for wrong in error.problems]}


_inherited: list[Work] = []


def _inherit(work: Work) -> None:
    _inherited.append(work)


def _made(number: int) -> dict[str, Any]:
    return _inherited[-1].made(number)


def said(one: Planned) -> dict[str, Any]:
    """What the manifest says of a document before it is made."""
    scope = one.scope
    return {"type": one.slug, "version": one.type.version, "unit": scope.unit, "award": scope.award, "subject": scope.subject,
            "day": scope.day.isoformat()}


def _written(one: Planned, issued: Issued, out: Path, stem: str, formats: tuple[Format, ...], report: Report) -> dict[str, Any]:
    """The files written, and what the manifest says of them; paths are relative to the manifest."""
    from service.rules.reports import as_json

    made = {"docx": issued.docx, "pdf": issued.pdf}
    files, hashes = {}, {}
    for suffix in formats:
        data = made[suffix]
        assert data is not None
        path = f"{stem}.{suffix}"
        write_whole(out / path, data)
        files[suffix], hashes[suffix] = path, hashlib.sha256(data).hexdigest()
    checked = issued.report
    return said(one) | {
        "files": files, "sha256": hashes, "pages": issued.pages, "findings": report.findings(issued.constructs, issued.notices),
        "sign_ready": checked.sign_ready, "check": as_json(checked, partial(translate, language=report.language))["findings"]}


def _lines(entries: Sequence[dict[str, Any]], refused: Sequence[dict[str, Any]]) -> Iterator[str]:
    """For people: why a document is refused, and whatever there is to look at in one that was made."""
    for entry in refused:
        for wrong in entry["problems"]:
            yield ": ".join(filter(None, (entry["name"], wrong["pointer"] or wrong["place"], wrong["message"])))
    for entry in entries:
        path = next(iter(entry["files"].values()))
        yield from (f"{path}: {one['message']}" for one in (*entry["check"], *entry["findings"]))


class Names:
    """File names that no two documents share, also where capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        name, count = wanted, 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{wanted}-{count}"
        self._taken.add(name.casefold())
        return name
