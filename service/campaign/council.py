"""A council, its members, their meetings, the votes on nominees."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Choice, Code, Codes, Count, Moment, broken, either
from service.campaign.dated import Coded, Row
from service.components.grounds import Day
from service.errors import problem
from service.words import Line

Role = Annotated[Literal["chu_tich", "pho_chu_tich", "thu_ky", "uy_vien"], Choice]
ROLES = {"chu_tich": "Chủ tịch Hội đồng", "pho_chu_tich": "Phó Chủ tịch Hội đồng", "thu_ky": "Thư ký", "uy_vien": "Ủy viên"}


class Council(Coded):
    model_config = ConfigDict(title="Hội đồng")

    co_quan: Code = Field(title="Mã cơ quan")
    ten: Line = Field(default="Hội đồng Thi đua - Khen thưởng", max_length=300, title="Tên Hội đồng")
    viet_tat: Line = Field(default="", max_length=20, title="Chữ viết tắt")
    so_quyet_dinh: Line = Field(default="", max_length=60, title="Số, ký hiệu quyết định thành lập")
    ngay_quyet_dinh: Day | None = Field(default=None, title="Ngày quyết định thành lập")


class Member(Row):
    """A member: a person of the table `nguoi`, or somebody named here."""

    model_config = ConfigDict(title="Thành viên Hội đồng")

    hoi_dong: Code = Field(title="Mã Hội đồng")
    nguoi: Line = Field(default="", max_length=60, title="Mã người")
    ho_ten: Line = Field(default="", max_length=80, title="Họ và tên")
    chuc_vu: Line = Field(default="", max_length=200, title="Chức vụ")
    vai_tro: Role = Field(title="Vai trò trong Hội đồng")

    @model_validator(mode="after")
    def _known(self) -> Self:
        either(("nguoi", self.nguoi), ("ho_ten", self.ho_ten))
        return self


class Meeting(Row):
    model_config = ConfigDict(title="Cuộc họp của Hội đồng")

    ma: Code = Field(title="Mã")
    hoi_dong: Code = Field(title="Mã Hội đồng")
    so: Count | None = Field(default=None, title="Số biên bản")
    bat_dau: Moment = Field(title="Bắt đầu")
    ket_thuc: Moment = Field(title="Kết thúc")
    dia_diem: Line = Field(max_length=300, title="Địa điểm")
    bieu_quyet: Annotated[Literal["gio_tay", "phieu_kin"], Choice] = Field(default="phieu_kin", title="Hình thức biểu quyết")
    chu_toa: Code = Field(title="Chủ tọa (mã người)")
    thu_ky: Code = Field(title="Thư ký (mã người)")
    vang: Codes = Field(default=(), title="Vắng mặt (mã người)")
    ly_do_vang: Line = Field(default="", max_length=300, title="Lý do vắng mặt")
    kiem_phieu: Codes = Field(default=(), title="Ban kiểm phiếu (mã người, trưởng ban trước)")
    phieu_phat_ra: Count | None = Field(default=None, title="Số phiếu phát ra")
    phieu_thu_ve: Count | None = Field(default=None, title="Số phiếu thu về")
    phieu_hop_le: Count | None = Field(default=None, title="Số phiếu hợp lệ")
    phieu_khong_hop_le: Count | None = Field(default=None, title="Số phiếu không hợp lệ")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.bat_dau >= self.ket_thuc:
            raise broken(problem("meeting-inverted", "Cuộc họp kết thúc trước khi bắt đầu."))
        return self

    @property
    def day(self) -> date:
        return self.bat_dau.date()


class Vote(Row):
    model_config = ConfigDict(title="Phiếu")

    hop: Code = Field(title="Mã cuộc họp")
    de_nghi: Code = Field(title="Mã trường hợp đề nghị")
    dong_y: Count = Field(title="Số phiếu đồng ý")
    khong_dong_y: Count = Field(title="Số phiếu không đồng ý")
    trang: Count = Field(default=0, title="Số phiếu trắng")
