"""POST /api/v1/copy: a scan, pages as pictures, or a Word file in; the electronic copy out, signed where a key comes along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, get_args

from flask import Response, request, send_file
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import pipeline
from service.api import sign
from service.api.access import note, sha256
from service.api.document import Security, errors
from service.api.form import Form, form
from service.api.key import key_of
from service.api.problems import language
from service.api.turn import ONE_AT_A_TIME
from service.config import settings
from service.copies import Copy, Original, Source, Wanted, sizes_of
from service.copies import Form as CopyForm
from service.deadline import deadline
from service.errors import FormatUnacceptable, InputRefused, Problem, problem
from service.language import translate
from service.sign import Level, Order, Signed, TimeStamping
from service.sign.order import Clock

PATH: Final = "/api/v1/copy"
_FILE: Final = "file"
_KEY: Final = ("passphrase", "token", "certificate", "credential", "level", "clock")
FILES: Final = {
    _FILE: "Tệp PDF quét; hoặc ảnh quét các trang (JPEG, PNG, TIFF), gửi nhiều lần theo thứ tự; hoặc một tệp Word để trích sao",
    "key": "Tệp khóa PKCS#12 của cơ quan; không có khóa thì bản sao có chỗ ký để trống",
}
TEXTS: Final = {
    "form": "Hình thức sao: sao y (SY), sao lục (SL), trích sao (TrS)",
    "agency": "Cơ quan, tổ chức sao văn bản",
    "from": "Sao từ văn bản giấy (paper; mặc định) hay văn bản điện tử (electronic)",
    "of": "Bản được sao; sao lục phải xác nhận là bản sao y",
    "keep": "Phần được trích của tệp Word, cách nhau bằng dấu chấm phẩy: Điều 3; II; đoạn 12-15",
    "size": "Khổ của bản giấy nếu không phải A4: A3, A5, F4 hoặc RỘNGxCAO tính bằng mm, cách nhau bằng dấu chấm phẩy",
    "dpi": "Độ phân giải khi quét, cho ảnh không ghi",
} | {name: sign.TEXTS[name] for name in _KEY}
CHOICES: Final = {"form": get_args(CopyForm), "from": get_args(Source), "of": get_args(Original), "level": get_args(Level),
                  "clock": get_args(Clock)}
HEADERS: Final = {
    "Vanban-Pages": "Số trang",
    "Vanban-Verdict": "dat: bản quét đạt Phụ lục I, Phần II, Mục I.2; loi: chưa đạt (khi đó không ký)",
    "Vanban-Findings": "Số điều tìm thấy, rồi mã của từng điều; đầy đủ trong report.json của application/zip",
    "Vanban-Signed-At": "Thời gian ký (ISO 8601); không có khi chưa ký",
}
_PDF, _ZIP = "application/pdf", "application/zip"


def blueprint(security: Security) -> APIBlueprint:
    copying = APIBlueprint(
        "copy",
        __name__,
        url_prefix=PATH,
        abp_tags=[Tag(name="Sao văn bản")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @copying.post("", responses={200: _documented(), **errors(400, 406, 413, 415, 422, 502)})
    def copy_file() -> Response:
        """Làm bản sao điện tử (sao y, sao lục, trích sao), kiểm tra bản quét, ký số của cơ quan nếu có khóa"""
        media_type = request.accept_mimetypes.best_match([_PDF, _ZIP]) if request.accept_mimetypes else _PDF
        if media_type is None:
            raise FormatUnacceptable(problem("accept-unacceptable", "Không có dạng nào hợp với Accept; có: {co}.", place="Accept",
                                             co=f"{_PDF}, {_ZIP}"))
        given = form(FILES, TEXTS, CHOICES, required=(_FILE, "form", "agency"), several=_FILE)
        wanted = _wanted(given)
        key = key_of(given) if "key" in given.files or {"token", "credential"} & set(given.texts) else None
        with ONE_AT_A_TIME:
            made = pipeline.copy_file([(one.name or _FILE, one.data) for one in given.every], wanted,
                                      keep=_listed(given, "keep"), dpi=_dpi(given))
        with deadline(settings().max_seconds):
            signed = pipeline.sign_copy(made, wanted, _order(given), key, drawing=ONE_AT_A_TIME) if key else None
        note("copy-made", "file", sha256(signed.pdf if signed else made.pdf), of=[sha256(one.data) for one in given.every],
             form=wanted.form, level=signed.level if signed else None)
        return _answer(made, signed, Path(given.every[0].name).stem or "van_ban", media_type)

    return copying


def request_body() -> dict[str, Any]:
    """For the OpenAPI document: the form has a secret, so no model of ours reads it (sign.py)."""
    binary = {"type": "string", "format": "binary"}
    files: dict[str, Any] = {_FILE: {"type": "array", "items": binary, "minItems": 1, "description": FILES[_FILE]},
                             "key": binary | {"description": FILES["key"]}}
    texts = {name: {**sign.described(name, text), **({"enum": list(CHOICES[name])} if name in CHOICES else {})}
             for name, text in TEXTS.items()}
    schema = {"type": "object", "properties": files | texts, "required": [_FILE, "form", "agency"], "additionalProperties": False}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _documented() -> dict[str, Any]:
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()}
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"description": "Bản sao điện tử", "headers": headers, "content": {_PDF: binary, _ZIP: binary}}


def _wanted(given: Form) -> Wanted:
    texts = given.texts
    return Wanted(texts["form"], texts["agency"], texts.get("from", "paper"),  # type: ignore[arg-type]  # of CHOICES
                  texts.get("of"), sizes_of(_listed(given, "size")))  # type: ignore[arg-type]


def _listed(given: Form, name: str) -> list[str]:
    return [one.strip() for one in given.texts.get(name, "").split(";") if one.strip()]


def _dpi(given: Form) -> float | None:
    text = given.texts.get("dpi", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 50 <= int(text[:6]) <= 2400):
        raise InputRefused(problem("copy-dpi", "Trường {ten} cần số nguyên từ 50 đến 2400.", place="dpi", ten="dpi"))
    return float(text)


def _order(given: Form) -> Order:
    address = settings().tsa_url
    return Order(level=given.texts.get("level", "b-b"), clock=given.texts.get("clock", "iso"),  # type: ignore[arg-type]
                 tsa=TimeStamping(address) if address else None)


def _answer(made: Copy, signed: Signed | None, stem: str, media_type: str) -> Response:
    pdf = signed.pdf if signed else made.pdf
    notices = (*made.notices, *(signed.notices if signed else ()))
    if media_type == _ZIP:
        data, suffix = _bundle(pdf, _report(made, notices, signed), stem), "zip"
    else:
        data, suffix = pdf, "pdf"
    response = send_file(io.BytesIO(data), media_type, as_attachment=True, download_name=f"{stem}_sao.{suffix}")
    found = (*made.faults, *notices)
    response.headers["Vanban-Pages"] = str(made.pages)
    response.headers["Vanban-Verdict"] = "loi" if made.faults else "dat"
    response.headers["Vanban-Findings"] = "; ".join((str(len(found)), *(one.code for one in found)))
    response.headers["Vary"] = "Accept, Accept-Language"
    if signed:
        response.headers["Vanban-Signed-At"] = signed.at.isoformat(timespec="seconds")
    return response


def _report(made: Copy, notices: Sequence[Problem], signed: Signed | None) -> dict[str, Any]:
    findings = [{"code": one.code, "message": translate(one, language()), "place": one.place, "severity": severity}
                for severity, some in (("loi", made.faults), ("luu_y", notices)) for one in some]
    about = {"signer": signed.signer, "at": signed.at.isoformat(timespec="seconds"), "level": signed.level} if signed else {}
    return {"pages": made.pages, "signed": signed is not None, "findings": findings} | about


def _bundle(pdf: bytes, report: dict[str, Any], stem: str) -> bytes:
    """Dated 1980, so that the same copy gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in ((f"{stem}_sao.pdf", pdf), ("report.json", json.dumps(report, ensure_ascii=False, indent=2).encode())):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            bundle.writestr(member, data)
    return buffer.getvalue()
