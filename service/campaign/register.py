"""Legal instruments, documents that were given a number, guests of the conference."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Choice, Code, Codes, Count, Truth, in_order
from service.campaign.dated import Row
from service.components.grounds import Day, Ground
from service.words import Line

EVERY = "*"      # in `dung_cho`: for every type
_LAWS: Final = ("hiến pháp", "bộ luật", "luật", "pháp lệnh")
# Luật Ban hành văn bản quy phạm pháp luật, Điều 4, as far as offices cite them; plans and the like come last
_RANKS: Final = (*_LAWS, "nghị quyết", "nghị định", "quyết định", "thông tư")


class LegalText(Row):
    """A text that may be cited as a ground, and when it is in force; `con_dung_den`: residual use by a transitional clause."""

    model_config = ConfigDict(title="Văn bản pháp lý")

    ma: Code = Field(title="Mã")
    loai: Line = Field(max_length=60, title="Loại văn bản")
    so_ky_hieu: Line = Field(default="", max_length=40, title="Số, ký hiệu")
    ngay: Day = Field(title="Ngày ban hành")
    co_quan: Line = Field(default="", max_length=200, title="Cơ quan ban hành")
    trich_yeu: Line = Field(max_length=1000, title="Trích yếu; của luật là tên luật")
    hieu_luc_tu: Day | None = Field(default=None, title="Hiệu lực từ ngày")
    hieu_luc_den: Day | None = Field(default=None, title="Hiệu lực đến hết ngày")
    vai_tro: Annotated[Literal["tham_quyen", "noi_dung"], Choice] = Field(default="noi_dung", title="Vai trò")
    dung_cho: Annotated[tuple[Line, ...], Codes.__metadata__[0]] = Field(default=(), title="Dùng cho loại văn bản")
    thay_the: Codes = Field(default=(), title="Thay thế (mã)")
    con_dung_den: Day | None = Field(default=None, title="Còn được dùng đến hết ngày")
    cua: Annotated[Literal["phuong", "truong"], Choice] | None = Field(default=None, title="Chỉ cơ quan nào viện dẫn")
    nguon: Line = Field(default="", max_length=500, title="Nguồn")
    chac: Truth = Field(default=True, title="Đã đối chiếu")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order(self.ngay, self.hieu_luc_den)
        in_order(self.hieu_luc_tu, self.hieu_luc_den)
        in_order(self.hieu_luc_den, self.con_dung_den)
        return self

    def in_force(self, day: date) -> bool:
        return (self.hieu_luc_tu or self.ngay) <= day and (self.hieu_luc_den is None or day <= self.hieu_luc_den)

    def usable(self, day: date) -> bool:
        """In force, or in its residual use."""
        last = self.con_dung_den or self.hieu_luc_den
        return (self.hieu_luc_tu or self.ngay) <= day and (last is None or day <= last)

    def used_for(self, slug: str, scope: str = "") -> bool:
        """Whether a type cites it in documents of a ward or a school (`scope`: ward, school, "" either)."""
        own = self.cua is None or not scope or self.cua == {"ward": "phuong", "school": "truong"}[scope]
        return own and (EVERY in self.dung_cho or slug in self.dung_cho)

    @property
    def rank(self) -> int:
        """Place among kinds of texts, the highest first."""
        kind = self.loai.lower()
        return _RANKS.index(kind) if kind in _RANKS else len(_RANKS)

    def ground(self) -> Ground:
        """As a căn cứ: of a law without number and body (PL I, II.6a)."""
        law = self.loai.lower() in _LAWS
        return Ground(loai=self.loai, so_ky_hieu="" if law else self.so_ky_hieu, ngay=self.ngay,
                      co_quan="" if law else self.co_quan, trich_yeu=self.trich_yeu)


class Registered(Row):
    """A document of a unit that has its number and day; for an award, and about one nominee or guest, where the type is so."""

    model_config = ConfigDict(title="Văn bản đi")

    don_vi: Code = Field(title="Mã đơn vị")
    loai: Code = Field(title="Loại văn bản (slug)")
    hinh_thuc: Line = Field(default="", max_length=60, title="Mã hình thức khen thưởng")
    doi_tuong: Line = Field(default="", max_length=60, title="Mã đối tượng")
    so: Count = Field(ge=1, title="Số")
    ngay: Day = Field(title="Ngày ban hành")


class Guest(Row):
    model_config = ConfigDict(title="Khách mời")

    ma: Code = Field(title="Mã")
    phuong: Code = Field(title="Mã phường mời")
    ho_ten: Line = Field(default="", max_length=80, title="Họ và tên")
    danh_xung: Line = Field(default="", max_length=20, title="Ông, Bà")
    chuc_vu: Line = Field(default="", max_length=200, title="Chức vụ")
    don_vi: Line = Field(max_length=300, title="Đơn vị của khách")
    ghi_chu: Line = Field(default="", max_length=300, title="Ghi chú")
