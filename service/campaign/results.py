"""Indicators, and their values by unit and year."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Choice, Code, Count, Number, Year, broken
from service.campaign.dated import Row
from service.errors import problem
from service.words import Line


class Indicator(Row):
    model_config = ConfigDict(title="Chỉ tiêu")

    ma: Code = Field(title="Mã")
    ten: Line = Field(max_length=300, title="Tên chỉ tiêu")
    dvt: Line = Field(max_length=40, title="Đơn vị tính")
    nhom: Annotated[Literal["ha_tang", "tiet_kiem", "chung"], Choice] = Field(title="Nhóm")
    gop: Annotated[Literal["tong", "binh_quan", "cuoi_ky"], Choice] = Field(default="tong", title="Cách gộp các năm")
    huong: Annotated[Literal["tang", "giam"], Choice] = Field(default="tang", title="Hướng tốt")
    so_le: Count = Field(default=0, le=6, title="Số chữ số thập phân")


class Result(Row):
    """A value, or the reason why there is none."""

    model_config = ConfigDict(title="Kết quả")

    don_vi: Code = Field(title="Mã đơn vị")
    chi_tieu: Code = Field(title="Mã chỉ tiêu")
    nam: Year = Field(title="Năm")
    gia_tri: Number | None = Field(default=None, title="Giá trị")
    ly_do: Line = Field(default="", max_length=300, title="Lý do không có số liệu")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.gia_tri is None) == (not self.ly_do):
            raise broken(problem("value-or-reason", "Ghi giá trị hoặc lý do không có số liệu; không để trống, không ghi cả hai."))
        return self
