"""A document cited in another: by its type, number and day, so that nobody types them twice (PL I, II.6b)."""

from __future__ import annotations

from typing import Final

from pydantic import ConfigDict, Field

from service.components.grounds import Day
from service.vietnamese.dates import blank_date, long_date
from service.words import Data, Line

# Room for the pen where a document is cited before it has a number (Điều 15 khoản 2: số is given after signing).
_BLANK: Final = "      "


class Reference(Data):
    """Number and day may be missing while the cited document is not registered; a number may be only its symbol (`/TTr-TH`)."""

    model_config = ConfigDict(title="Văn bản dẫn chiếu")

    loai: Line = Field(max_length=60, title="Tên loại văn bản", examples=["Tờ trình"])
    so_ky_hieu: Line = Field(default="", max_length=40, title="Số, ký hiệu", examples=["12/TTr-VHXH"])
    ngay: Day | None = Field(default=None, title="Ngày ban hành")
    co_quan: Line = Field(default="", max_length=300, title="Cơ quan ban hành")
    trich_yeu: Line = Field(default="", max_length=1000, title="Trích yếu")

    def cited(self) -> str:
        """"Tờ trình số 12/TTr-VHXH ngày 24 tháng 11 năm 2025"."""
        return f"{self.loai} số {self.number} {self.day}"

    def whole(self) -> str:
        """As cited the first time: with issuer and subject."""
        return " ".join(filter(None, [self.cited(), self.co_quan and f"của {self.co_quan}", self.trich_yeu]))

    def attached(self) -> str:
        """"(Kèm theo Quyết định số 12/QĐ-UBND ngày 24 tháng 11 năm 2025 của Ủy ban nhân dân phường …)" (III.1c, mẫu 1.3)."""
        return f"({' '.join(filter(None, ['Kèm theo', self.cited(), self.co_quan and f'của {self.co_quan}']))})"

    @property
    def number(self) -> str:
        return f"{_BLANK}{self.so_ky_hieu}" if self.so_ky_hieu.startswith("/") else self.so_ky_hieu or _BLANK

    @property
    def day(self) -> str:
        return long_date(self.ngay) if self.ngay else blank_date(None)
