"""An issued document → the response in the media type that was asked for."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Response, send_file
from werkzeug.datastructures import MIMEAccept

from service import pipeline
from service.api.problems import language
from service.errors import FormatUnacceptable, InputRefused, problem
from service.language import translate
from service.pipeline import Format, Issued
from service.rules import Report, Verdict
from service.rules.reports import as_json


@dataclass(frozen=True, slots=True)
class Answer:
    """One form in which a document is answered."""

    media_type: str
    suffix: str
    formats: tuple[Format, ...]                   # what the pipeline has to make for it
    attached: bool                                # saved by a browser, or shown
    make: Callable[[Issued, int], bytes]

    def respond(self, issued: Issued, page: int) -> Response:
        response = send_file(
            io.BytesIO(self.make(issued, page)),
            self.media_type,
            as_attachment=self.attached,
            download_name=f"{issued.stem}.{self.suffix}",     # Werkzeug adds filename*=UTF-8'' where it is not ASCII (RFC 6266)
        )
        if issued.pages is not None:
            response.headers["Vanban-Pages"] = str(issued.pages)
        response.headers["Vanban-Type"] = f"{issued.type.slug}; version={issued.type.version}"
        response.headers["Vanban-Findings"] = str(len(issued.constructs) + len(issued.notices))
        response.headers["Vanban-Verdict"] = _verdict(issued.report)
        response.headers["Vary"] = "Accept, Accept-Language"
        return response


def negotiate(accept: MIMEAccept, *, several: bool = False) -> Answer:
    """The Accept header → the form; PDF where the caller does not say, or ZIP where there are several files.

    Raises FormatUnacceptable with what there is.
    """
    there = [_ZIP] if several else list(ANSWERS)
    wanted = accept.best_match(there) if accept else there[0]
    if wanted is None:
        raise FormatUnacceptable(problem("accept-unacceptable", "Không có dạng nào hợp với Accept; có: {co}.", place="Accept",
                                         co=", ".join(there)))
    return ANSWERS[wanted]


def report_json(report: Report) -> dict[str, Any]:
    """The checker's report in the caller's language."""
    return as_json(report, partial(translate, language=language()))


def _verdict(report: Report) -> str:
    found = Counter(one.severity for one in report.findings)
    return f"{Verdict.DAT if report.sign_ready else Verdict.LOI}; loi={found['loi']}; nhac={found['nhac']}"


def documented() -> dict[str, Any]:
    """The 200 of the OpenAPI document."""
    headers = {
        "Vanban-Pages": "Số trang (không có khi chỉ lấy DOCX)",
        "Vanban-Type": "Loại văn bản và phiên bản của nó",
        "Vanban-Findings": "Số điều cần lưu ý",
        "Vanban-Verdict": "Kết luận của bộ kiểm tra thể thức: dat hoặc loi, rồi số lỗi và số nhắc",
    }
    return {
        "description": "Văn bản",
        "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()},
        "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in ANSWERS},
    }


def _pdf(issued: Issued, _page: int = 1) -> bytes:
    if issued.pdf is None:
        raise ValueError("the pipeline was not asked for a PDF")
    return issued.pdf


def _docx(issued: Issued, _page: int) -> bytes:
    return issued.docx


def _picture(issued: Issued, page: int) -> bytes:
    try:
        return pipeline.page_picture(_pdf(issued), page)
    except InputRefused as error:
        raise InputRefused(*(replace(one, pointer="", place="?page") for one in error.problems)) from error


def _zip(issued: Issued, _page: int) -> bytes:
    """Both files, those of its appendices, and what the checker says, stored (the files are compressed already) and dated 1980,
    so that the same document gives the same bytes."""
    buffer = io.BytesIO()
    report = json.dumps(report_json(issued.report), ensure_ascii=False, indent=2).encode()
    members: dict[str, bytes] = {}
    for one in (issued, *issued.attached):
        members |= {f"{one.stem}.docx": one.docx, f"{one.stem}.pdf": _pdf(one)}
    members["report.json"] = report
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16    # without it Unix tools unpack a file that nobody may read
            bundle.writestr(member, data)
    return buffer.getvalue()


_ZIP = "application/zip"
_BOTH: tuple[Format, ...] = ("docx", "pdf")
ANSWERS = {
    one.media_type: one
    for one in (
        Answer("application/pdf", "pdf", ("pdf",), False, _pdf),
        Answer("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", ("docx",), True, _docx),
        Answer(_ZIP, "zip", _BOTH, True, _zip),
        Answer("image/png", "png", ("pdf",), False, _picture),
    )
}
