"""Who is proposed for which award, and what the appraisal of the dossier found."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Choice, Code, Truth, broken, words_at_most
from service.campaign.dated import Dated, Row
from service.components.grounds import Day
from service.errors import problem
from service.words import Line

NomineeKind = Annotated[Literal["tap_the", "ca_nhan"], Choice]
Award = Annotated[Literal["giay_khen", "bang_khen"], Choice]

CITATION_CHARACTERS = 220      # three lines of a certificate
SUMMARY_WORDS = 60             # a cell of the list of nominees


class Nominee(Dated):
    """A collective (the unit itself, or `ten` inside it) or a person; from `tu_ngay` to `den_ngay` is the achievement."""

    model_config = ConfigDict(title="Đề nghị khen thưởng")

    ma: Code = Field(title="Mã")
    loai: NomineeKind = Field(title="Tập thể hay cá nhân")
    don_vi: Code = Field(title="Mã đơn vị")
    ten: Line = Field(default="", max_length=300, title="Tên tập thể trong đơn vị")
    nguoi: Line = Field(default="", max_length=60, title="Mã người")
    hinh_thuc: Award = Field(title="Hình thức khen thưởng")
    thanh_tich: Line = Field(max_length=CITATION_CHARACTERS, title="Thành tích")
    tom_tat: Annotated[Line, words_at_most(SUMMARY_WORDS)] = Field(title="Tóm tắt thành tích")
    tu_ngay: Day = Field(title="Thành tích từ ngày")
    den_ngay: Day = Field(title="Thành tích đến ngày")
    khong_vi_pham: Truth | None = Field(default=None, title="Không vi phạm, không bị xem xét kỷ luật")
    ngay_xac_nhan: Day | None = Field(default=None, title="Ngày xác nhận không vi phạm")
    nguon_xac_nhan: Line = Field(default="", max_length=300, title="Nguồn xác nhận")
    sang_kien: Line = Field(default="", max_length=500, title="Sáng kiến")
    so_bang: Line = Field(default="", max_length=40, title="Số bằng")
    so_so_vang: Line = Field(default="", max_length=40, title="Số sổ vàng")
    phat_hien: Truth = Field(default=False, title="Người đứng đầu phát hiện")

    @model_validator(mode="after")
    def _whose(self) -> Self:
        if self.loai == "ca_nhan" and (not self.nguoi or self.ten):
            raise broken(problem("nominee-person", "Đề nghị cá nhân phải ghi nguoi (mã người) và không ghi ten."))
        if self.loai == "tap_the" and self.nguoi:
            raise broken(problem("nominee-collective", "Đề nghị tập thể không ghi nguoi; tập thể trong đơn vị ghi ở ten."))
        return self


class Appraisal(Row):
    model_config = ConfigDict(title="Thẩm định hồ sơ")

    de_nghi: Code = Field(title="Mã trường hợp đề nghị")
    dung_doi_tuong: Truth = Field(title="Đúng đối tượng")
    du_tieu_chuan: Truth = Field(title="Đủ điều kiện, tiêu chuẩn")
    du_ho_so: Truth = Field(title="Đủ hồ sơ")
    dung_thu_tuc: Truth = Field(title="Đúng thủ tục")
    ly_do: Line = Field(default="", max_length=500, title="Lý do")
    de_xuat: Annotated[Literal["trinh", "tra", "bo_sung"], Choice] = Field(title="Đề xuất")
    ngay_nhan: Day | None = Field(default=None, title="Ngày nhận đủ hồ sơ")

    @property
    def passed(self) -> bool:
        return self.dung_doi_tuong and self.du_tieu_chuan and self.du_ho_so and self.dung_thu_tuc
