"""What of a campaign is no table: name, years and phases, the review in hand, the conference, local rules, form numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Protocol, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from service.campaign.cells import Code, Codes, Count, Moment, Number, Truth, Year, broken, in_order
from service.campaign.dated import Row
from service.campaign.organisations import OrganKind
from service.components.grounds import Day, Ground, from_text
from service.components.recipients import Filing, Recipient
from service.errors import Problem, problem
from service.stage import GivenStock
from service.words import Data, Line, Words


def _paragraphs(value: object) -> object:
    return [part for part in value.split("\n\n") if part.strip()] if isinstance(value, str) else value


class Phase(Data):
    model_config = ConfigDict(title="Giai đoạn")

    ten: Line = Field(max_length=100, title="Tên giai đoạn")
    tu_nam: Year = Field(title="Từ năm")
    den_nam: Year = Field(title="Đến năm")
    viec: Annotated[list[Words], BeforeValidator(_paragraphs)] | None = Field(default=None, title="Việc phải làm")


class Review(Row):
    """The review in hand; `giai_doan` as it is printed: `2022 - 2025`."""

    model_config = ConfigDict(title="Đợt sơ kết")

    ten: Line = Field(default="", max_length=200, title="Tên đợt")
    giai_doan: Line = Field(max_length=40, title="Giai đoạn")
    tu_ngay: Day = Field(title="Từ ngày")
    den_ngay: Day = Field(title="Đến hết ngày")
    so_lieu_den_ngay: Day | None = Field(default=None, title="Số liệu đến ngày")
    han_nop: Day | None = Field(default=None, title="Hạn nộp")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order(self.tu_ngay, self.den_ngay)
        return self

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.tu_ngay.year, self.den_ngay.year + 1))

    def holds(self, day: date) -> bool:
        return self.tu_ngay <= day <= self.den_ngay


class Conference(Row):
    model_config = ConfigDict(title="Hội nghị")

    ten: Line = Field(max_length=300, title="Tên hội nghị")
    bat_dau: Moment = Field(title="Bắt đầu")
    ket_thuc: Moment | None = Field(default=None, title="Kết thúc")
    dia_diem: Line = Field(default="", max_length=300, title="Địa điểm")
    so_dai_bieu: Count | None = Field(default=None, title="Số đại biểu")
    chu_tri: Line = Field(default="", max_length=200, title="Chủ trì")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.ket_thuc and self.bat_dau >= self.ket_thuc:
            raise broken(problem("meeting-inverted", "Cuộc họp kết thúc trước khi bắt đầu."))
        return self


class LocalRules(Row):
    """What the law leaves to local rule. None: not set, which the rules across documents say; never guessed."""

    model_config = ConfigDict(title="Cấu hình")

    nguong_phieu: Number | None = Field(default=None, gt=0, le=100, title="Tỷ lệ phiếu tối thiểu trên tổng số thành viên (%)")
    nguong_hop: Number | None = Field(default=None, gt=0, le=100, title="Tỷ lệ thành viên có mặt tối thiểu (%)")
    thang_cong_tac: Count | None = Field(default=None, title="Số tháng công tác tối thiểu tại đơn vị")
    ngay_bao_truoc: Count | None = Field(default=None, title="Số ngày làm việc báo trước")
    tu_khen_da_co: Day | None = Field(default=None, title="Khen thưởng đã có tính từ ngày")
    so_bo_ho_so: Count | None = Field(default=None, title="Số bộ hồ sơ")
    in_tien_thuong: Truth | None = Field(default=None, title="In tiền thưởng trong quyết định")
    ngay_giai_quyet: Count | None = Field(default=None, title="Số ngày làm việc giải quyết hồ sơ khen thưởng")
    thanh_phan_bang_khen: Codes | None = Field(default=None, title="Văn bản phải có thêm trong hồ sơ Bằng khen (loại)")
    ly_do_sau_han: Line = Field(default="", max_length=500, title="Lý do sơ kết sau năm cuối của giai đoạn")


def named(value: object) -> object:
    return {"ten": value} if isinstance(value, str) else value


Grounds = list[Annotated[Ground, BeforeValidator(from_text, json_schema_input_type=str | Ground)]]
Recipients = list[Annotated[Recipient, BeforeValidator(named, json_schema_input_type=str | Recipient)]]


class Frame(Data):
    model_config = ConfigDict(title="Phong trào", frozen=True)

    ten: Line = Field(max_length=300, title="Tên phong trào")
    ten_goi_tat: Line = Field(default="", max_length=60, title="Tên gọi tắt")
    tu_nam: Year | None = Field(default=None, title="Từ năm")
    den_nam: Year | None = Field(default=None, title="Đến năm")
    giai_doan: list[Phase] = Field(default_factory=list, title="Các giai đoạn")
    dot: Review | None = Field(default=None, title="Đợt sơ kết, tổng kết")
    hoi_nghi: Conference | None = Field(default=None, title="Hội nghị")
    cau_hinh: LocalRules = Field(default_factory=LocalRules, title="Cấu hình")
    mau_so: dict[Code, Line] = Field(default_factory=dict, title="Mẫu số theo loại văn bản")
    phoi: dict[Code, GivenStock] = Field(default_factory=dict, title="Phôi theo loại giấy khen, bằng khen")
    co_quan_ban_hanh: Line = Field(default="", max_length=60, title="Mã cơ quan ban hành")
    nguoi_ky: Line = Field(default="", max_length=60, title="Mã người ký")
    can_cu: Grounds = Field(default_factory=list, title="Căn cứ")
    noi_nhan: Recipients = Field(default_factory=list, title="Nơi nhận")
    noi_nhan_mac_dinh: dict[OrganKind, Recipients] = Field(default_factory=dict, title="Nơi nhận theo loại cơ quan ban hành")
    luu: Filing | None = Field(default=None, title="Nơi lưu")


class Years(Protocol):
    """What has years and phases."""

    @property
    def tu_nam(self) -> int | None: ...
    @property
    def den_nam(self) -> int | None: ...
    @property
    def giai_doan(self) -> list[Phase]: ...


def outside(read: Years, year: int, pointer: str) -> Problem | None:
    """That a year is none of the campaign's, where it says its years."""
    first, last = read.tu_nam or date.min.year, read.den_nam or date.max.year
    if first <= year <= last or first > last:
        return None
    return problem("year-outside", "Năm {nam} nằm ngoài thời gian của phong trào ({tu} - {den}).", pointer=pointer, nam=year,
                   tu=read.tu_nam or "…", den=read.den_nam or "…")


def phase_problems(read: Years) -> Iterator[Problem]:
    """Phases follow one another without a gap, inside the campaign's years."""
    first, last = read.tu_nam, read.den_nam
    if first and last and first > last:
        yield problem("years-inverted", "Năm kết thúc trước năm bắt đầu.", pointer="/den_nam")
        return
    for index, phase in enumerate(read.giai_doan):
        here = f"/giai_doan/{index}"
        if phase.tu_nam > phase.den_nam:
            yield problem("years-inverted", "Năm kết thúc trước năm bắt đầu.", pointer=f"{here}/den_nam")
        if (first and phase.tu_nam < first) or (last and phase.den_nam > last):
            yield problem("phase-outside", "{ten} nằm ngoài thời gian của phong trào.", pointer=here, ten=phase.ten)
        if index and phase.tu_nam != read.giai_doan[index - 1].den_nam + 1:
            yield problem("phase-gap", "{ten} phải bắt đầu năm {nam}, liền sau giai đoạn trước.", pointer=f"{here}/tu_nam",
                          ten=phase.ten, nam=read.giai_doan[index - 1].den_nam + 1)
