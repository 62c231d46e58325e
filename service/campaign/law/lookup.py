"""What the law says on a day: which texts are in force, who gives an award, what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache, cached_property
from typing import Final

from service.campaign.awards import Authority, BaseSalary
from service.campaign.index import grouped, named
from service.campaign.law.rows import built_in
from service.campaign.register import LegalText

STEP: Final = 10_000


@dataclass(frozen=True)
class Law:
    """The rows of three tables; those of a campaign are the built-in ones with its own."""

    van_ban: tuple[LegalText, ...]
    tham_quyen: tuple[Authority, ...]
    luong_co_so: tuple[BaseSalary, ...]

    def instrument(self, ma: str) -> LegalText:
        """The text with this code. Raises InputRefused."""
        return named(self._texts, ma)

    def valid(self, ma: str, day: date) -> bool:
        """Whether a text may be cited as being in force on that day (residual use is not counted)."""
        return self.instrument(ma).in_force(day)

    def instruments(self, slug: str, day: date, scope: str = "", *, residual: bool = False) -> tuple[LegalText, ...]:
        """Texts in force that a type cites, authority first. `scope`: ward, school; `residual`: also those still usable."""
        in_use = LegalText.usable if residual else LegalText.in_force
        found = [one for one in self.van_ban if one.used_for(slug, scope) and in_use(one, day)]
        return tuple(sorted(found, key=lambda one: (one.vai_tro != "tham_quyen", one.rank)))

    def authority(self, award: str, day: date) -> Authority | None:
        """Who gives an award on that day; None where nothing says it."""
        return next((one for one in self._authorities.get(award, ()) if one.valid(day)), None)

    def base_salary(self, day: date) -> BaseSalary | None:
        return max((one for one in self.luong_co_so if one.tu_ngay <= day), key=lambda one: one.tu_ngay, default=None)

    def coefficient(self, award: str, loai: str, day: date) -> Decimal | None:
        """`loai`: ca_nhan, tap_the, ho_gia_dinh. None where it is not known. Raises ValueError for another."""
        given = self.authority(award, day)
        factors = {"ca_nhan": given.he_so_ca_nhan, "tap_the": given.he_so_tap_the,
                   "ho_gia_dinh": given.he_so_ho_gia_dinh} if given else {}
        if given and loai not in factors:
            raise ValueError(f"no such kind of laureate: {loai}")
        return factors.get(loai)

    def amount(self, award: str, loai: str, day: date) -> int | None:
        """The prize in đồng: coefficient × base salary on the decision's day, rounded up to ten thousand (NĐ 152/2025, Điều 49).

        None where coefficient or base salary are not known.
        """
        factor, salary = self.coefficient(award, loai, day), self.base_salary(day)
        if factor is None or salary is None:
            return None
        return int((factor * salary.muc / STEP).to_integral_value(ROUND_CEILING)) * STEP

    @cached_property
    def _texts(self) -> Mapping[str, LegalText]:
        return {one.ma: one for one in self.van_ban}

    @cached_property
    def _authorities(self) -> Mapping[str, tuple[Authority, ...]]:
        return grouped(self.tham_quyen, lambda one: one.hinh_thuc)


@cache
def law() -> Law:
    """The law's own rows, without any campaign."""
    rows = built_in()
    return Law(tuple(LegalText.model_validate(one) for one in rows["van_ban"]),
               tuple(Authority.model_validate(one) for one in rows["tham_quyen"]),
               tuple(BaseSalary.model_validate(one) for one in rows["luong_co_so"]))
