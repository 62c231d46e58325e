"""What the answer of verifying looks like."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, WithJsonSchema

from service.verify.found import Changes, Coverage, Kind, Level, Revocation, Trust, Verdict, Whence

# The checker has a Verdict too, and the document names schemas by their class: this one stands where it is used.
Worth = Annotated[Verdict, WithJsonSchema({"type": "string", "enum": [str(one) for one in Verdict]})]


class SignerNamed(BaseModel):
    """Người hoặc cơ quan mà chứng thư nêu tên."""

    name: str
    title: str | None
    organisation: str | None
    identity: str | None = Field(description="UID của chứng thư: CCCD:…, MST:…")
    serial: str = Field(description="Số chứng thư, hệ 16")
    issuer: str = Field(description="Tổ chức cấp chứng thư")
    valid_from: datetime
    valid_to: datetime


class SignatureFinding(BaseModel):
    """Một điều cần biết."""

    code: str = Field(examples=["revocation-unknown"])
    message: str
    effect: Worth = Field(description="Kết luận tốt nhất còn có thể; hop_le: chỉ để biết")
    place: str


class SignatureReport(BaseModel):
    """Một chữ ký số hoặc dấu thời gian, theo thứ tự ký."""

    field: str
    kind: Kind = Field(description="Của ai, theo tên ô ký (chu_ky…, dau…)")
    verdict: Worth
    signer: SignerNamed | None = Field(description="null: không đọc được chữ ký")
    time: datetime | None
    time_from: Whence | None = Field(description="Thời điểm ký biết được từ đâu")
    time_stamp_authority: str | None
    format: str | None = Field(examples=["ETSI.CAdES.detached"])
    level: Level | None = Field(description="Mức PAdES đạt được; null: không phải PAdES")
    intact: bool = Field(description="Phần được ký còn nguyên vẹn")
    coverage: Coverage
    changes: Changes = Field(description="Điều gì thay đổi trong tệp sau khi ký")
    trust: Trust = Field(description="Theo chứng thư gốc của VANBAN_TRUST_ROOTS")
    revocation: Revocation
    revoked_since: datetime | None
    algorithm: str | None
    findings: list[SignatureFinding]


class VerifyReport(BaseModel):
    """Kết quả kiểm tra chữ ký số của một tệp PDF."""

    verdict: Worth = Field(description="Xấu nhất trong các chữ ký")
    at: datetime = Field(description="Thời điểm của kết luận")
    signatures: list[SignatureReport]
    empty_fields: list[str] = Field(description="Các ô chưa ký")
    findings: list[SignatureFinding] = Field(description="Điều liên quan đến cả tệp: chưa ký, sai thứ tự ký")
