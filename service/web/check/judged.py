"""A file's bytes → everything that is told of it, as values that JSON keeps, in all languages of the site."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Final

from service import pipeline
from service.api.turn import ONE_AT_A_TIME
from service.errors import FontFault, LimitExceeded, Problem
from service.language import Language, translate
from service.marks import Mark
from service.pipeline import Checked
from service.rules import Verdict
from service.rules.told import OUTSIDE, clause
from service.verify.report import as_json as signatures_as_json
from service.web.texts import LANGUAGES

SOURCE: Final = "source"
PRINT: Final = "print.pdf"
_MOST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Judged:
    """What is told, and the pages it is shown on; `pdf` is None of a plain text, and where the file cannot be printed."""

    told: Mapping[str, Any]
    pdf: bytes | None


def judge(data: bytes, name: str) -> Judged:
    """`name` as its sender calls it. Raises FileUnreadable, FileRefused, LimitExceeded."""
    unprinted: tuple[Problem, ...] = ()
    pdf: bytes | None = None
    with ONE_AT_A_TIME:
        checked = pipeline.check_file(data, name=name)
        try:
            pages = pipeline.printed(checked)
            pdf = data if checked.kind == "pdf" else pages.pdf if pages else None
        except (LimitExceeded, FontFault) as error:   # its words were judged all the same
            unprinted = error.problems
        marked = pipeline.marked(checked.report, checked.seen, pdf)
    signatures = pipeline.verify_file(data) if checked.kind == "pdf" else None
    told = {
        "name": plain_name(name), "kind": checked.kind, "sha256": sha256(data).hexdigest(), "bytes": len(data), "at": time.time(),
        "pages": [[page.width_mm, page.height_mm] for page in marked.pages],
        "findings": [_finding(mark) for mark in marked.marks],
        "unknown": [code for code, verdict in checked.report.verdicts.items() if verdict is Verdict.KHONG_XAC_DINH],
        "passed": sum(verdict is Verdict.DAT for verdict in checked.report.verdicts.values()),
        "outside": said([OUTSIDE[checked.seen.outside]]) if checked.seen.outside else None,
        "bound": _bound(checked),
        "scans": list(checked.seen.pictures_only),
        "unprinted": said(unprinted) if unprinted else None,
        "signatures": {one: signatures_as_json(signatures, partial(translate, language=one)) for one in LANGUAGES}
        if signatures and (signatures.signatures or signatures.empty) else None,
    }
    return Judged(told, pdf)


def plain_name(name: str) -> str:
    """The file's name without folders and signs that no name has; never a path of ours."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in bare if char.isprintable())[-_MOST_NAME:].strip() or "tep"


def said(problems: Iterable[Problem]) -> dict[Language, list[str]]:
    """Messages in every language."""
    found = tuple(problems)
    return {language: [translate(one, language) for one in found] for language in LANGUAGES}


def _bound(checked: Checked) -> bool:
    """Whether a rule was held against it at all."""
    return any(verdict in (Verdict.DAT, Verdict.LOI) for verdict in checked.report.verdicts.values())


def _finding(mark: Mark) -> dict[str, Any]:
    fault, box = mark.finding.fault, mark.box
    return {
        "number": mark.number, "code": mark.code, "severity": mark.severity, "clause": clause(mark.clause),
        "message": {language: translate(fault.problem, language) for language in LANGUAGES},
        "page": mark.page, "box": box and [box.x_mm, box.y_mm, box.width_mm, box.height_mm], "within": mark.within,
        "line": fault.line,
        "place": fault.place, "found": fault.found, "required": fault.required, "suggestion": fault.suggestion,
    }
