"""Awards and disciplines that units and people had; who gives which award; money; quotas."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Choice, Code, Count, Number, Truth, Year, either
from service.campaign.dated import Dated, Row
from service.campaign.nominees import NomineeKind
from service.campaign.organisations import OrganKind
from service.components.grounds import Day
from service.words import Line


class AwardHad(Dated):
    """A title or commendation already given; `tu_ngay`–`den_ngay` is the achievement that its decision names."""

    model_config = ConfigDict(title="Khen thưởng đã có")

    don_vi: Line = Field(default="", max_length=60, title="Mã đơn vị")
    nguoi: Line = Field(default="", max_length=60, title="Mã người")
    loai: Annotated[Literal["danh_hieu", "hinh_thuc"], Choice] = Field(title="Danh hiệu hay hình thức")
    ten: Line = Field(max_length=200, title="Tên danh hiệu, hình thức")
    nam: Year = Field(title="Năm")
    so_quyet_dinh: Line = Field(max_length=60, title="Số, ký hiệu quyết định")
    ngay_quyet_dinh: Day = Field(title="Ngày quyết định")
    co_quan: Line = Field(max_length=200, title="Cơ quan, người quyết định")
    chuyen_de: Truth = Field(default=False, title="Khen theo chuyên đề")

    @model_validator(mode="after")
    def _whose(self) -> Self:
        either(("don_vi", self.don_vi), ("nguoi", self.nguoi))
        return self


class Discipline(Dated):
    model_config = ConfigDict(title="Kỷ luật")

    don_vi: Line = Field(default="", max_length=60, title="Mã đơn vị")
    nguoi: Line = Field(default="", max_length=60, title="Mã người")
    hinh_thuc: Line = Field(max_length=100, title="Hình thức kỷ luật")
    so_quyet_dinh: Line = Field(default="", max_length=60, title="Số, ký hiệu quyết định")
    tu_ngay: Day = Field(title="Từ ngày")

    @model_validator(mode="after")
    def _whose(self) -> Self:
        either(("don_vi", self.don_vi), ("nguoi", self.nguoi))
        return self


class Authority(Dated):
    """Who gives an award in those days, and its coefficients (of the base salary). None: not known, never guessed."""

    model_config = ConfigDict(title="Thẩm quyền khen thưởng")

    hinh_thuc: Code = Field(title="Mã hình thức, danh hiệu")
    ten: Line = Field(max_length=200, title="Tên hình thức, danh hiệu")
    loai_co_quan: OrganKind = Field(title="Loại cơ quan")
    chuc_danh: Line = Field(max_length=200, title="Chức danh quyết định")
    he_so_ca_nhan: Number | None = Field(default=None, gt=0, title="Hệ số của cá nhân")
    he_so_tap_the: Number | None = Field(default=None, gt=0, title="Hệ số của tập thể")
    he_so_ho_gia_dinh: Number | None = Field(default=None, gt=0, title="Hệ số của hộ gia đình")
    can_cu: Line = Field(default="", max_length=500, title="Căn cứ")
    nguon: Line = Field(default="", max_length=500, title="Nguồn")
    chac: Truth = Field(default=True, title="Đã đối chiếu")


class BaseSalary(Row):
    model_config = ConfigDict(title="Lương cơ sở")

    tu_ngay: Day = Field(title="Từ ngày")
    muc: Count = Field(gt=0, title="Mức lương cơ sở (đồng)")
    can_cu: Line = Field(default="", max_length=500, title="Căn cứ")
    nguon: Line = Field(default="", max_length=500, title="Nguồn")
    chac: Truth = Field(default=True, title="Đã đối chiếu")


class Quota(Row):
    """At most so many, or such a percentage, of each unit or of the whole ward."""

    model_config = ConfigDict(title="Định mức")

    hinh_thuc: Code = Field(title="Mã hình thức")
    loai: NomineeKind = Field(title="Tập thể hay cá nhân")
    pham_vi: Annotated[Literal["don_vi", "phuong"], Choice] = Field(title="Phạm vi")
    toi_da: Count | None = Field(default=None, title="Tối đa")
    ty_le: Number | None = Field(default=None, gt=0, le=100, title="Tỷ lệ (%)")

    @model_validator(mode="after")
    def _one(self) -> Self:
        either(("toi_da", self.toi_da is not None), ("ty_le", self.ty_le is not None))
        return self
