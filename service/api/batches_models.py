"""What requests and answers of batches look like, for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.batches_asked import FILES, TEXTS, BatchOptions
from service.api.models import ProblemItem
from service.ledger.values import BatchState as State
from service.ledger.values import UnitState


class BatchPath(BaseModel):
    id: str = Field(description="Mã của đợt")


class ResultPath(BatchPath):
    file: str = Field(description="Số thứ tự của văn bản trong đợt và định dạng: 17.pdf, 17.docx")


class BatchesQuery(BaseModel):
    limit: int = Field(default=20, ge=1, le=100)
    before: str | None = Field(default=None, pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?$", description="next của trang trước")

    model_config = ConfigDict(extra="forbid")


class ResultsQuery(BaseModel):
    after: str | None = Field(default=None, pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?-[0-9]{1,18}$",
                              description="after của trang trước")
    limit: int = Field(default=100, ge=1, le=1000)

    model_config = ConfigDict(extra="forbid")


class BatchRow(BaseModel):
    """Một văn bản của đợt."""

    type: str | None = Field(default=None, description="Loại văn bản; không nêu thì theo type của cả đợt")
    key: str | int | None = Field(default=None, description="Mã của văn bản: tên tệp của nó")
    data: dict[str, Any] = Field(description="Dữ liệu, theo JSON Schema của loại")

    model_config = ConfigDict(extra="forbid")


class BatchRequest(BaseModel):
    """Một đợt gửi bằng JSON."""

    rows: list[BatchRow] = Field(min_length=1)
    type: str | None = Field(default=None, description=TEXTS["type"])
    name: str | None = Field(default=None, description="Tên của đợt, như tên tệp")
    campaign: dict[str, Any] | None = Field(default=None, description="Dữ liệu chung của phong trào")
    options: BatchOptions | None = Field(default=None, description="Cách làm, như các trường cùng tên của biểu mẫu")

    model_config = ConfigDict(extra="forbid")


class BatchOptionsTold(BaseModel):
    formats: list[str]
    partial: bool
    convert: bool
    today: str | None
    print: str | None
    priority: str
    language: str


class BatchSummary(BaseModel):
    """Một đợt."""

    id: str
    name: str
    state: State = Field(description="received: đã nhận; refused: không làm được; running: đang làm; finishing: đang làm báo "
                         "cáo; done: xong; cancelled: đã hủy")
    created: datetime
    begun: datetime | None
    ended: datetime | None
    expires: datetime | None = Field(description="Sau lúc này đợt bị xóa")
    options: BatchOptionsTold
    links: dict[str, str] = Field(description="Những gì lấy được lúc này")


class BatchReadiness(BaseModel):
    rows: int
    ready: int
    faulty: int


class BatchCounts(BaseModel):
    total: int
    faulty: int = Field(description="Dòng bị từ chối")
    waiting: int
    running: int
    done: int
    failed: int
    cancelled: int
    warned: int = Field(description="Đã làm, có điều cần xem")
    reused: int = Field(description="Đã có từ trước, không làm lại")
    pages: int
    rate: float = Field(description="Văn bản mỗi giây, trong phút vừa qua")


class BatchState(BatchSummary):
    """Một đợt: đang ở đâu, còn bao lâu, lấy được gì."""

    readiness: BatchReadiness | None
    counts: BatchCounts
    seconds_left: float | None
    problems: list[ProblemItem] = Field(description="Vì sao cả đợt không làm được")
    notices: list[ProblemItem]
    webhook: Literal["open", "sent", "failed"] | None


class BatchList(BaseModel):
    batches: list[BatchSummary]
    next: str | None = Field(description="before của trang sau; null: hết")


class ResultFile(BaseModel):
    path: str = Field(description="Tên trong tệp ZIP")
    sha256: str
    bytes: int
    link: str


class BatchResult(BaseModel):
    """Một văn bản của đợt, như trong manifest.json."""

    number: int
    type: str
    version: str
    key: str
    path: str
    folder: str
    sheet: str
    line: int
    state: UnitState
    reused: bool
    files: dict[str, ResultFile]
    pages: int | None
    verdict: str | None
    findings: list[dict[str, Any]]
    problems: list[dict[str, Any]]


class BatchResults(BaseModel):
    """Những văn bản đã kết thúc, theo thứ tự kết thúc."""

    results: list[BatchResult]
    after: str | None = Field(description="Gửi lại ở lần hỏi sau")
    complete: bool = Field(description="Không còn văn bản nào sau đây")


class BatchFault(BaseModel):
    """Một ô sai, như vanban ready --json."""

    type: str
    key: str
    row: int
    sheet: str
    line: int
    cell: str
    column: str
    pointer: str
    value: str
    code: str
    message: str


class BatchMatrix(BaseModel):
    """Dòng nào sai, ở ô nào, vì sao."""

    rows: int
    ready: int
    faulty: int
    faults: list[BatchFault]
    notices: list[dict[str, str]]


def request_body() -> dict[str, Any]:
    """For the OpenAPI document: a form with a file, or JSON."""
    binary = {"type": "string", "format": "binary"}
    choices = {"partial": ["true", "false"], "convert": ["true", "false"], "print": ["row", "unit", "type", "key"],
               "priority": ["normal", "low"], "language": ["vi", "en"]}
    texts = {name: {"type": "string", "description": text, **({"enum": choices[name]} if name in choices else {})}
             for name, text in TEXTS.items()}
    files = {name: binary | {"description": text} for name, text in FILES.items()}
    form = {"type": "object", "properties": texts | files, "required": ["file"], "additionalProperties": False}
    return {"required": True, "content": {"multipart/form-data": {"schema": form},
                                          "application/json": {"schema": {"$ref": "#/components/schemas/BatchRequest"}}}}
