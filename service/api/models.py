"""What requests and answers look like: pydantic models, for validation and for the OpenAPI document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.doctypes.apart import Appendices
from service.doctypes.head import DossierSpec, SourceSpec
from service.errors import InputRefused
from service.fields.messages import problems
from service.guard import Kind
from service.rules import Severity, Verdict


class TypeSummary(BaseModel):
    """Một loại văn bản."""

    slug: str = Field(examples=["ke_hoach"])
    name: str
    group: str
    summary: str
    abbreviation: str = Field(description="Chữ viết tắt tên loại (Phụ lục III Nghị định 30/2020/NĐ-CP); rỗng đối với công văn")
    form: str = Field(description="Số mẫu của Phụ lục III")
    source: SourceSpec = Field(description="Lời văn lấy từ đâu, theo luật nào, điều gì chưa xác minh")
    dossier: DossierSpec | None = Field(description="Chỗ đứng trong hồ sơ của một phong trào")
    version: str = Field(description="Mã băm của thư mục loại văn bản")


class TypeList(BaseModel):
    types: list[TypeSummary]


class TypeDetail(TypeSummary):
    json_schema: dict[str, Any] = Field(alias="schema", description="JSON Schema 2020-12 của data")
    example: dict[str, Any] = Field(description="data mẫu đầy đủ, kèm campaign nếu loại này lấy dữ liệu của phong trào")

    model_config = ConfigDict(serialize_by_alias=True)


class TypePath(BaseModel):
    slug: str = Field(description="Tên máy của loại văn bản")


class RenderRequest(BaseModel):
    """Loại văn bản và dữ liệu của một văn bản."""

    type: str = Field(description="Tên máy của loại văn bản, theo /api/v1/types")
    data: dict[str, Any] = Field(description="Dữ liệu của văn bản, theo JSON Schema của loại")
    campaign: dict[str, Any] | None = Field(default=None, description="Dữ liệu chung của phong trào")
    appendices: Appendices = Field(default="inside", description="Phụ lục trong văn bản, hoặc là các tệp riêng theo mẫu giấy"
                                   " hay điện tử; tệp riêng chỉ có trong application/zip")
    attach_data: bool = Field(default=False, description="Đính kèm dữ liệu nguồn vào tệp PDF (du_lieu.json, quan hệ Source)")
    sign_ready: bool = Field(default=False, description="Từ chối (422) nếu văn bản còn lỗi thể thức")

    model_config = ConfigDict(extra="forbid", strict=True)


class RenderQuery(BaseModel):
    page: int = Field(default=1, ge=1, le=100_000, description="Trang cần vẽ; chỉ dùng với image/png")

    model_config = ConfigDict(extra="forbid")


class RuleDetail(BaseModel):
    """Một quy tắc kiểm tra."""

    code: str = Field(examples=["PG-03"])
    name: str = Field(description="Tên lỗi, không đổi giữa các phiên bản")
    clause: str = Field(description="Điều khoản của Nghị định 30/2020/NĐ-CP (Phụ lục I, Phần I nếu không ghi khác)")
    severity: Severity = Field(description="loi: Nghị định quy định; nhac: chỉ thấy ở các mẫu, hoặc thông lệ; luu_y: nên biết")
    requirement: str
    needs: list[str] = Field(description="Cần biết gì của tệp: câu chữ, dáng vẻ, vị trí")
    types: list[str] | None = Field(description="Chữ viết tắt các loại văn bản áp dụng (rỗng: công văn); null: mọi loại")
    since: str | None = Field(description="Áp dụng cho văn bản từ ngày")
    until: str | None = Field(description="Áp dụng cho văn bản đến hết ngày")


class RuleList(BaseModel):
    rules: list[RuleDetail]


class RulePath(BaseModel):
    code: str = Field(description="Mã của quy tắc, hoặc tên lỗi")


class CheckFinding(BaseModel):
    """Một điều tìm thấy; điều gì không biết thì là null."""

    code: str = Field(description="Mã của quy tắc, theo /api/v1/rules")
    name: str
    clause: str
    severity: Severity
    message: str
    component: str | None = Field(description="Thành phần thể thức")
    page: int | None
    paragraph: int | None = Field(description="Đoạn thứ mấy của văn bản, kể cả trong bảng")
    line: int | None = Field(description="Dòng của văn bản thuần")
    place: str | None
    found: str | None
    required: str | None
    suggestion: str | None = Field(description="Chỉ có khi chắc chắn")


class CheckVerdicts(BaseModel):
    """Các điều tìm thấy theo thứ tự đọc, và kết luận theo từng quy tắc."""

    findings: list[CheckFinding]
    verdicts: dict[str, Verdict] = Field(description="Kết luận theo mã quy tắc")
    sign_ready: bool = Field(description="Không còn lỗi nào (nhắc không tính)")


class CheckReport(CheckVerdicts):
    """Kết quả kiểm tra một tệp."""

    kind: Kind = Field(description="Tệp được đọc như gì")
    type: str | None = Field(description="Chữ viết tắt tên loại; rỗng: công văn; null: không rõ")
    issued: str | None = Field(description="Ngày của văn bản")
    outside: str | None = Field(description="Vì sao Nghị định không áp dụng được cho cả tệp")


class ProblemItem(BaseModel):
    """Một lỗi và chỗ của nó."""

    code: str
    detail: str
    pointer: str | None = Field(default=None, description="JSON Pointer (RFC 6901) vào nội dung gửi lên")
    place: str | None = Field(default=None, description="Chỗ trong tệp, văn bản hoặc yêu cầu")


class ProblemDetails(BaseModel):
    """Lỗi theo RFC 9457, với mọi lỗi tìm thấy trong `errors`."""

    type: str = Field(examples=["urn:vanban:problem:input-invalid"])
    title: str
    status: int
    code: str
    detail: str
    instance: str | None = None
    errors: list[ProblemItem]
    findings: list[CheckFinding] | None = Field(default=None, description="Chỉ có ở lỗi not-sign-ready")


class Health(BaseModel):
    status: str = Field(examples=["ok"])


class Readiness(Health):
    """Máy chủ sẵn sàng, với phiên bản của những gì đang chạy."""

    model_config = ConfigDict(extra="allow")


def refuse(error: ValidationError) -> None:
    """pydantic's errors of our own request models → InputRefused with all of them; a query's have a place, not a pointer."""
    if error.title.endswith("Query"):
        found = problems(error, RenderQuery if error.title == RenderQuery.__name__ else BaseModel)
        raise InputRefused(*(replace(one, pointer="", place=f"?{one.pointer.removeprefix('/')}") for one in found))
    raise InputRefused(*problems(error, RenderRequest))
