"""People in their offices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from service.campaign.cells import Sex, Truth
from service.campaign.dated import Coded
from service.components.grounds import Day
from service.components.signature import Authority, authority
from service.words import Line, Words


class SharedPerson(Coded):
    """One person in one office. Who changes offices has a row, and a code, for each."""

    model_config = ConfigDict(title="Người")

    ho_ten: Line = Field(max_length=80, title="Họ và tên")
    danh_xung: Line = Field(default="", max_length=20, title="Ông, Bà")
    chuc_vu: Line = Field(max_length=200, title="Chức vụ")
    co_quan: Line = Field(default="", max_length=60, title="Mã cơ quan")
    quyen_han: Annotated[Authority, BeforeValidator(authority)] = Field(default="", title="Quyền hạn ký")
    tap_the: Line = Field(default="", title="Thay mặt tập thể (TM.)")
    thua_lenh: Line = Field(default="", title="Thừa lệnh (TL.)")
    thua_uy_quyen: Line = Field(default="", title="Thừa ủy quyền (TUQ.)")
    ky_thay: Line = Field(default="", title="Ký thay (KT.)")
    gioi_tinh: Annotated[Literal["Nam", "Nữ"], Sex] | None = Field(default=None, title="Giới tính")
    ngay_sinh: Day | None = Field(default=None, title="Ngày sinh")
    dan_toc: Line = Field(default="", max_length=40, title="Dân tộc")
    ton_giao: Line = Field(default="", max_length=40, title="Tôn giáo")
    que_quan: Line = Field(default="", max_length=300, title="Quê quán")
    thuong_tru: Line = Field(default="", max_length=300, title="Nơi thường trú")
    trinh_do: Line = Field(default="", max_length=200, title="Trình độ chuyên môn, nghiệp vụ")
    ly_luan_chinh_tri: Line = Field(default="", max_length=100, title="Trình độ lý luận chính trị")
    nhiem_vu: Words = Field(default="", max_length=3000, title="Nhiệm vụ được giao")
    ky: Truth = Field(default=False, title="Ký văn bản của cơ quan")

    @property
    def title(self) -> str:
        """Ông or Bà: as written, else by sex."""
        return self.danh_xung or {"Nam": "Ông", "Nữ": "Bà"}.get(self.gioi_tinh or "", "")
