"""Organisations, and who is whose superior from when to when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from service.campaign.cells import Choice, Code, Codes, Count, Seal, Truth, Year
from service.campaign.dated import Coded, Dated
from service.words import Line, Words

OrganKind = Annotated[Literal["ubnd_tp", "so", "ubnd_quan", "phong_quan", "ubnd_phuong", "phong_phuong", "truong", "khac"],
                      Choice]
Level = Annotated[Literal["mam_non", "tieu_hoc", "thcs"], Choice]


class Organ(Coded):
    model_config = ConfigDict(title="Cơ quan, tổ chức")

    ten: Words = Field(max_length=300, title="Tên như in ở đầu văn bản")
    ten_day_du: Line = Field(default="", max_length=300, title="Tên đầy đủ trong lời văn")
    viet_tat: Line = Field(default="", max_length=20, title="Chữ viết tắt")
    dau_mm: Seal | None = Field(default=None, title="Bề ngang thật của con dấu (mm)")
    loai: OrganKind = Field(default="khac", title="Loại cơ quan")
    chu_quan: Words = Field(default="", max_length=300, title="Cơ quan chủ quản: mã hoặc tên")
    dia_danh: Line = Field(default="", max_length=60, title="Địa danh")
    don_vi_soan_thao: Line = Field(default="", max_length=20, title="Đơn vị soạn thảo (viết tắt)")
    khoi: Level | None = Field(default=None, title="Khối")
    cong_lap: Truth | None = Field(default=None, title="Công lập")
    dia_chi: Line = Field(default="", max_length=300, title="Địa chỉ")
    dien_thoai: Line = Field(default="", max_length=40, title="Điện thoại")
    nam_thanh_lap: Year | None = Field(default=None, title="Năm thành lập")
    quyet_dinh_thanh_lap: Line = Field(default="", max_length=300, title="Quyết định thành lập")
    tong_so: Count | None = Field(default=None, title="Tổng số viên chức, người lao động")
    nu: Count | None = Field(default=None, title="Số nữ")
    dang_vien: Count | None = Field(default=None, title="Số đảng viên")
    so_lop: Count | None = Field(default=None, title="Số lớp")
    so_hoc_sinh: Count | None = Field(default=None, title="Số học sinh")
    dac_diem: Words = Field(default="", max_length=5000, title="Đặc điểm, tình hình")
    chuc_nang: Words = Field(default="", max_length=5000, title="Chức năng, nhiệm vụ")
    ke_thua: Codes = Field(default=(), title="Cơ quan kế thừa (mã)")

    @property
    def full_name(self) -> str:
        """The name in running text."""
        return self.ten_day_du or " ".join(self.ten.split())


class Subordination(Dated):
    """A unit stands under a superior."""

    model_config = ConfigDict(title="Trực thuộc")

    don_vi: Code = Field(title="Mã đơn vị")
    chu_quan: Code = Field(title="Mã cơ quan chủ quản")
