"""What holds from a day to a day, both included; a blank end is open."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from service.campaign.cells import Code, in_order
from service.components.grounds import Day
from service.vietnamese.dates import short_date
from service.words import Data


class Row(Data):
    """One line of a table; never changed once read."""

    model_config = ConfigDict(frozen=True)


class Dated(Row):
    tu_ngay: Day | None = Field(default=None, title="Từ ngày")
    den_ngay: Day | None = Field(default=None, title="Đến hết ngày")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order(self.tu_ngay, self.den_ngay)
        return self

    def valid(self, day: date) -> bool:
        return (self.tu_ngay is None or self.tu_ngay <= day) and (self.den_ngay is None or day <= self.den_ngay)

    def overlaps(self, other: Dated) -> bool:
        """Whether there is a day on which both hold."""
        return ((self.tu_ngay or date.min) <= (other.den_ngay or date.max)
                and (other.tu_ngay or date.min) <= (self.den_ngay or date.max))

    @property
    def span(self) -> str:
        """"từ 01/7/2025", "đến 30/6/2025" for messages."""
        return " ".join(filter(None, [f"từ {short_date(self.tu_ngay)}" if self.tu_ngay else "",
                                      f"đến {short_date(self.den_ngay)}" if self.den_ngay else ""]))


class Coded(Dated):
    ma: Code = Field(title="Mã")
