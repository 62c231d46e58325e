"""What a batch gave, document by document: `manifest.json` for programs, `manifest.csv` for people.

Everything that differs between two runs over the same input (id, times, how many were reused) stands in the member `run` of the
JSON and nowhere else: without it two manifests of the same documents are equal byte by byte, as the CSV always is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Final

from service.bundle.wording import state_word, verdict_word
from service.errors import Problem
from service.language import Language, translate, translate_text
from service.ledger.values import Batch, Unit
from service.retold import said
from service.sheets import file_name
from service.sheets.listing import inert

FORMAT: Final = 1                                # of manifest.json; a reader that knows another must not guess
_MARK: Final = b"\xef\xbb\xbf"
_LINES: Final = 500                              # so many are encoded at once


def path_of(unit: Unit) -> str:
    """A document's place in ZIP and manifest, without suffix. It is `unit.path`, unless a part of that is no name everywhere."""
    return "/".join(file_name(step) for step in unit.path.split("/") if step)


def entry(unit: Unit, language: Language = "vi") -> dict[str, Any]:
    """One document as the manifest says it. Messages are in the language."""
    made = unit.made
    path = path_of(unit)
    return {
        "number": unit.number, "type": unit.slug, "version": unit.version, "key": unit.key, "path": path, "folder": unit.folder,
        "sheet": unit.sheet, "line": unit.line, "state": unit.state, "reused": unit.reused,
        "files": {suffix: {"path": f"{path}.{suffix}", "sha256": one.sha256, "bytes": one.size}
                  for suffix, one in sorted(made.files.items())} if made else {},
        "pages": made.pages if made else None,
        "verdict": (made.verdict or None) if made else None,
        "findings": [said(one, language) for one in made.findings] if made else [],
        "problems": [_problem(one, language) for one in why(unit)],
    }


def why(unit: Unit) -> tuple[Problem, ...]:
    """Why a document is not there: what was wrong with its row, or with its making."""
    return unit.problems or (unit.made.problems if unit.made else ())


def manifest_json(batch: Batch, units: Iterable[Unit], language: Language = "vi") -> Iterator[bytes]:
    """The pieces of manifest.json, a line for each document; the totals are of just these."""
    wish = batch.wish
    about = {"name": wish.name, "formats": list(wish.formats), "today": wish.today.isoformat() if wish.today else None,
             "partial": wish.partial, "notices": [_problem(one, language) for one in batch.notices],
             "problems": [_problem(one, language) for one in batch.problems]}
    yield f'{{"manifest": {FORMAT},\n"batch": {_said(about)},\n"documents": ['.encode()
    totals = Totals()
    lines: list[str] = []
    for unit in units:
        totals.add(unit)
        said = entry(unit, language)
        del said["reused"]
        lines.append(f"{',' if totals.rows > 1 else ''}\n{_said(said)}")
        if len(lines) == _LINES:
            yield "".join(lines).encode()
            lines.clear()
    run = {"id": batch.id, "created": batch.created, "begun": batch.begun, "ended": batch.ended, "reused": totals.reused}
    yield f'{"".join(lines)}\n],\n"totals": {_said(totals.as_json())},\n"run": {_said(run)}}}\n'.encode()


def manifest_csv(batch: Batch, units: Iterable[Unit], language: Language = "vi") -> Iterator[bytes]:
    """The pieces of manifest.csv: a line for each document with the columns of each of its files. UTF-8 with its mark and `;`,
    for Excel; no cell can act as a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_titles(batch.wish.formats, language))
    yield _MARK
    for count, unit in enumerate(units, start=1):
        writer.writerow([inert(one) if isinstance(one, str) else one for one in _cells(unit, batch.wish.formats, language)])
        if count % _LINES == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


@dataclass(slots=True)
class Totals:
    """Counts over the documents seen so far. `warned`: done, with findings or a verdict of `loi`."""

    rows: int = 0
    states: dict[str, int] = field(default_factory=dict)
    warned: int = 0
    reused: int = 0
    files: int = 0
    size: int = 0                                # bytes
    pages: int = 0

    def add(self, unit: Unit) -> None:
        self.rows += 1
        self.states[unit.state] = self.states.get(unit.state, 0) + 1
        if unit.state != "done" or unit.made is None:
            return
        self.reused += unit.reused
        self.warned += bool(unit.made.findings) or unit.made.verdict == "loi"
        self.files += len(unit.made.files)
        self.size += sum(one.size for one in unit.made.files.values())
        self.pages += unit.made.pages or 0

    def of(self, *states: str) -> int:
        """How many are in one of these states."""
        return sum(self.states.get(one, 0) for one in states)

    def as_json(self) -> dict[str, int]:
        """Without `reused`: the same documents, the same totals."""
        return {"documents": self.rows, "done": self.of("done"), "warned": self.warned, "failed": self.of("failed"),
                "faulty": self.of("faulty"), "cancelled": self.of("cancelled"), "open": self.of("todo", "queued", "running"),
                "files": self.files, "bytes": self.size, "pages": self.pages}


def _titles(formats: Iterable[str], language: Language) -> list[str]:
    titles = [translate_text("STT", language), translate_text("Mã", language), translate_text("Loại", language),
              translate_text("Phiên bản mẫu", language), translate_text("Đơn vị", language),
              translate_text("Trang tính", language), translate_text("Dòng", language), translate_text("Tình trạng", language),
              translate_text("Số trang", language), translate_text("Kết luận", language),
              translate_text("Quy tắc nêu lên", language), translate_text("Lý do", language)]
    for suffix in formats:
        name = suffix.upper()
        titles += [f"{translate_text('Tệp', language)} {name}", f"SHA-256 {name}",
                   f"{translate_text('Số byte', language)} {name}"]
    return titles


def _cells(unit: Unit, formats: Iterable[str], language: Language) -> Iterator[str | int]:
    made = unit.made
    yield from (unit.number, unit.key, unit.slug, unit.version, unit.folder, unit.sheet, unit.line or "",
                state_word(unit.state, language))
    yield made.pages or "" if made else ""
    yield verdict_word(made.verdict, language) if made else ""
    yield ", ".join(dict.fromkeys(str(one.get("code", "")) for one in made.findings)) if made else ""
    yield "\n".join(told(one, language) for one in why(unit))
    for suffix in formats:
        one = made.files.get(suffix) if made else None
        yield from (f"{path_of(unit)}.{suffix}", one.sha256, one.size) if one else ("", "", "")


def told(found: Problem, language: Language) -> str:
    """A problem with its place, in one line."""
    where = found.place or found.pointer
    message = translate(found, language)
    return f"{where}: {message}" if where else message


def _problem(found: Problem, language: Language) -> dict[str, str | None]:
    return {"code": found.code, "message": translate(found, language), "pointer": found.pointer or None,
            "place": found.place or None}


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
