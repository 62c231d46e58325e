"""POST /api/v1/sign: a PDF and a key in, the PDF with one signature out."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import quote

from flask import Response, send_file
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.api.access import note, sha256
from service.api.document import Security, errors
from service.api.form import Form, form
from service.api.key import key_of
from service.api.turn import ONE_AT_A_TIME
from service.config import settings
from service.deadline import deadline
from service.sign import Level, Order, Signed, TimeStamping, sign
from service.sign.order import Clock

PATH: Final = "/api/v1/sign"
FILES: Final = {
    "file": "Tệp PDF cần ký",
    "key": "Tệp khóa PKCS#12; không có thì nêu token hoặc credential của máy chủ",
    "image": "Hình chữ ký (màu xanh) hoặc hình dấu (màu đỏ): PNG nền trong suốt",
}
TEXTS: Final = {
    "passphrase": "Mật khẩu của tệp khóa",
    "token": "Nhãn token của máy chủ (VANBAN_PKCS11_TOKEN)",
    "certificate": "Nhãn chứng thư trong token; không cần nếu chỉ có một",
    "credential": "Mã chứng thư ở dịch vụ ký số từ xa của máy chủ (VANBAN_REMOTE_SIGN_URL)",
    "field": "Chỗ ký (chu_ky, dau, …); không cần nếu chỉ một chỗ phù hợp",
    "as": "Ký với tư cách người có thẩm quyền (person) hay cơ quan, tổ chức (agency)",
    "invisible": "Ký ẩn (true), với tệp không có chỗ ký nào của Nghị định 30",
    "level": "Mức PAdES; từ b-t trở lên cần dịch vụ cấp dấu thời gian của máy chủ (VANBAN_TSA_URL)",
    "number": "Số và ký hiệu, cho chỗ ký của cơ quan ở phụ lục; mặc định: của tệp",
    "clock": "Cách viết thời gian ký: theo ISO 8601 (iso), hoặc như các mẫu của Nghị định (sample)",
    "reason": "Lý do ký, ghi trong chữ ký, không hiển thị",
    "location": "Nơi ký, ghi trong chữ ký, không hiển thị",
}
CHOICES: Final = {"as": ("person", "agency"), "level": get_args(Level), "clock": get_args(Clock), "invisible": ("true", "false")}
HEADERS: Final = {
    "Vanban-Field": "Chỗ đã ký",
    "Vanban-Level": "Mức PAdES",
    "Vanban-Signed-At": "Thời gian ký, theo đồng hồ của máy chủ (ISO 8601)",
    "Vanban-Findings": "Số điều cần lưu ý, rồi mã của từng điều",
}
_PDF: Final = "application/pdf"


def blueprint(security: Security) -> APIBlueprint:
    signing = APIBlueprint(
        "sign",
        __name__,
        url_prefix=PATH,
        abp_tags=[Tag(name="Ký số")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @signing.post("", responses={200: _documented(), **errors(400, 413, 415, 422, 502)})
    def sign_file() -> Response:
        """Ký số một tệp PDF (PAdES) vào một chỗ ký: người có thẩm quyền trước, cơ quan, tổ chức sau"""
        given = form(FILES, TEXTS, CHOICES, required=("file",))
        waits = settings().remote_sign_seconds if "credential" in given.texts else 0.0      # for the signer's phone
        with deadline(settings().max_seconds + waits):
            signed = sign(given.files["file"].data, _order(given), key_of(given), drawing=ONE_AT_A_TIME)
        note("document-signed", "file", sha256(signed.pdf), of=sha256(given.files["file"].data), field=signed.field,
             level=signed.level)
        return _answer(signed, given.files["file"].name)

    return signing


def request_body() -> dict[str, Any]:
    """For the OpenAPI document: no model of ours reads this form, lest a refusal repeat a passphrase."""
    files = {name: {"type": "string", "format": "binary", "description": text} for name, text in FILES.items()}
    texts = {name: described(name, text) for name, text in TEXTS.items()}
    schema = {"type": "object", "properties": files | texts, "required": ["file"], "additionalProperties": False}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def described(name: str, text: str) -> Mapping[str, object]:
    secret_form = {"format": "password"} if name == "passphrase" else {}
    return {"type": "string", "description": text, **({"enum": list(CHOICES[name])} if name in CHOICES else {}), **secret_form}


def _documented() -> dict[str, Any]:
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()}
    return {"description": "Tệp đã ký", "headers": headers, "content": {_PDF: {"schema": {"type": "string", "format": "binary"}}}}


def _order(given: Form) -> Order:
    address = settings().tsa_url
    image = given.files.get("image")
    return Order(
        field=given.texts.get("field", ""), by=given.texts.get("as", ""),  # type: ignore[arg-type]  # of CHOICES
        invisible=given.texts.get("invisible") == "true", level=given.texts.get("level", "b-b"),  # type: ignore[arg-type]
        image=image.data if image else None, number=given.texts.get("number", ""),
        tsa=TimeStamping(address) if address else None, reason=given.texts.get("reason", ""),
        location=given.texts.get("location", ""), clock=given.texts.get("clock", "iso"),  # type: ignore[arg-type]
    )


def _answer(signed: Signed, name: str) -> Response:
    stem = Path(name).stem or "van_ban"
    response = send_file(io.BytesIO(signed.pdf), _PDF, as_attachment=True, download_name=f"{stem}_da_ky.pdf")
    response.headers["Vanban-Field"] = quote(signed.field)     # a stranger's name may be anything
    response.headers["Vanban-Level"] = signed.level
    response.headers["Vanban-Signed-At"] = signed.at.isoformat(timespec="seconds")
    response.headers["Vanban-Findings"] = "; ".join((str(len(signed.notices)), *(one.code for one in signed.notices)))
    return response
