"""What a checked file is given back as: with remarks at their places, and with its layout set right."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from io import BytesIO
from typing import Any, Final

from flask import Blueprint, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import pipeline
from service.api.turn import ONE_AT_A_TIME
from service.errors import RecordUnknown, problem
from service.rules.annotate import annotate
from service.web.check import shown
from service.web.check.judged import SOURCE
from service.web.check.kept import Kept, kept
from service.web.page import piece
from service.web.texts import say
from service.web.visit import allowed, visit

FIXED: Final = "fixed.json"
_FIXED_FILE: Final = "fixed.docx"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/kiem-tra/<identifier>/nhan-xet", "annotated", annotated)
    blueprint.add_url_rule("/kiem-tra/<identifier>/sua", "fix", fix, methods=["POST"])
    blueprint.add_url_rule("/kiem-tra/<identifier>/ban-sua", "fixed", fixed)


@allowed("check")
def annotated(identifier: str) -> ResponseReturnValue:
    """The copy with remarks: comments of Word, annotations of a PDF. A signed PDF stays as it is, and it is told why."""
    one = kept(identifier, visit().person)
    data = one.read(SOURCE) or b""
    with ONE_AT_A_TIME:
        checked = pipeline.check_file(data, name=one.told["name"])
        if checked.kind == "docx":
            return _sent(annotate(data, checked.seen, checked.report, say, numbered=True), one, "nhan_xet", "docx")
        if checked.kind == "pdf":
            return _sent(pipeline.annotated_pdf(data, checked, say), one, "nhan_xet", "pdf")
    raise RecordUnknown(problem("check-no-remarks", "Tệp văn bản thuần không ghi nhận xét vào được; hãy xem trên trang."))


@allowed("check")
def fix(identifier: str) -> ResponseReturnValue:
    """Sets the layout of a Word file right, and tells what was changed and what is left."""
    one = kept(identifier, visit().person)
    if one.told["kind"] != "docx":
        raise RecordUnknown(problem("check-no-repair", "Chỉ sửa được tệp Word (.docx)."))
    with ONE_AT_A_TIME:
        made = pipeline.fix_docx(one.read(SOURCE) or b"")
    left = Counter(finding.severity for finding in made.report.findings)
    told: dict[str, Any] = {
        "changes": [asdict(change) for change in made.changes],
        "before": dict(Counter(fault["severity"] for fault in one.told["findings"])), "after": dict(left),
    }
    one.write(_FIXED_FILE, made.docx)
    one.write(FIXED, json.dumps(told, ensure_ascii=False).encode())
    if request.headers.get("HX-Request"):
        return piece("check/fixed.html", id=one.id, fixed=shown.fixed(json.dumps(told).encode()))
    return redirect(url_for(".result", identifier=one.id) + "#ban-sua", 303)


@allowed("check")
def fixed(identifier: str) -> ResponseReturnValue:
    one = kept(identifier, visit().person)
    data = one.read(_FIXED_FILE)
    if data is None:
        raise RecordUnknown(problem("check-not-repaired", "Chưa có bản sửa của tệp này; hãy bấm “Sửa trình bày” trước."))
    return _sent(data, one, "da_sua", "docx")


def _sent(data: bytes, one: Kept, what: str, suffix: str) -> ResponseReturnValue:
    stem = one.told["name"].rpartition(".")[0] or one.told["name"]
    return send_file(BytesIO(data), _WORD if suffix == "docx" else "application/pdf", as_attachment=True,
                     download_name=f"{stem}_{what}.{suffix}", max_age=0)
