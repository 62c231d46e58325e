"""Căn cứ: a text, or a legal text by its parts → italic lines ending `;`, the last `.` (PL I, II.6a)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.body.inline import without_stop
from service.vietnamese.capitals import sentence_case
from service.vietnamese.dates import day, long_date
from service.words import Data, Line

# Of a law the kind and the name are given, never number, symbol or body (II.6a).
_LAWS: Final = ("hiến pháp", "bộ luật", "luật", "pháp lệnh")
_OPENINGS: Final = re.compile(r"(căn cứ|theo đề nghị|theo yêu cầu|xét|thực hiện|sau khi)\b", re.IGNORECASE)
_LAST: Final = re.compile(r"(theo đề nghị|theo yêu cầu)\b", re.IGNORECASE)


def of_law(kind: str) -> bool:
    """Whether a text of this kind is named by its title alone."""
    return kind.lower() in _LAWS


def to_day(value: object) -> object:
    try:
        return day(value)
    except ValueError:
        raise PydanticCustomError("date-invalid", "date-invalid", {"gia_tri": str(value)[:40]}) from None


Day = Annotated[date, BeforeValidator(to_day, json_schema_input_type=date)]


class Ground(Data):
    """One căn cứ: `van_ban` as it is to be printed, or the parts of a legal text, all of them (II.6a)."""

    model_config = ConfigDict(title="Căn cứ")

    van_ban: Line = Field(default="", max_length=2000, title="Lời văn", description="Thay cho các phần dưới")
    loai: Line = Field(default="", max_length=60, title="Tên loại văn bản", examples=["Kế hoạch"])
    so_ky_hieu: Line = Field(default="", max_length=40, title="Số, ký hiệu", examples=["2268/KH-UBND"])
    ngay: Day | None = Field(default=None, title="Ngày ban hành")
    co_quan: Line = Field(default="", max_length=200, title="Cơ quan ban hành")
    trich_yeu: Line = Field(default="", max_length=1000, title="Trích yếu; của luật là tên luật")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.van_ban:
            given = [key for key in _PARTS if getattr(self, key)]
            if given:
                raise PydanticCustomError("ground-both", "ground-both", {"thua": ", ".join(given)})
            if self.van_ban.endswith(","):
                raise PydanticCustomError("ground-comma", "ground-comma", {})
            return self
        needed = ("loai", "trich_yeu") if self.of_law else _PARTS
        missing = [_PARTS[key] for key in needed if not getattr(self, key)]
        if missing:
            raise PydanticCustomError("ground-parts", "ground-parts", {"thieu": ", ".join(missing)})
        if self.of_law and (self.so_ky_hieu or self.co_quan):
            raise PydanticCustomError("ground-law", "ground-law", {"loai": self.loai})
        return self

    @property
    def of_law(self) -> bool:
        return of_law(self.loai)

    @property
    def last(self) -> bool:
        """"Theo đề nghị của …" closes the list (mẫu 1.2)."""
        return _LAST.match(self.van_ban) is not None

    def line(self) -> str:
        """The line without its end mark."""
        text = self.van_ban or self._by_parts()
        return without_stop(sentence_case(text) if _OPENINGS.match(text) else f"Căn cứ {text}")

    def _by_parts(self) -> str:
        if self.of_law:
            return " ".join(filter(None, [self.loai, self.trich_yeu, long_date(self.ngay) if self.ngay else ""]))
        written = long_date(self.ngay) if self.ngay else ""
        return f"{self.loai} số {self.so_ky_hieu} {written} của {self.co_quan} {self.trich_yeu}"


_PARTS: Final = {"loai": "tên loại", "so_ky_hieu": "số, ký hiệu", "ngay": "ngày", "co_quan": "cơ quan ban hành",
                 "trich_yeu": "trích yếu"}


def from_text(value: object) -> object:
    return {"van_ban": value} if isinstance(value, str) else value


def lines(grounds: Iterable[Ground]) -> list[str]:
    """Grounds → lines as printed."""
    ordered = sorted(grounds, key=lambda ground: ground.last)
    return [ground.line() + ("." if index == len(ordered) else ";") for index, ground in enumerate(ordered, start=1)]
