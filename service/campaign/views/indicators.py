"""A unit's indicators by year, and the awards it had in the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from service.campaign.awards import AwardHad
from service.campaign.results import Indicator
from service.campaign.snapshot import Snapshot
from service.campaign.views.figures import Value, change, over_years, text
from service.campaign.views.kept import per_scope
from service.campaign.views.offices import rank
from service.campaign.views.units import unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope

GROUPS: Final = ("ha_tang", "tiet_kiem", "chung")
UNSAID: Final = "chưa có số liệu"
_COUNTED: Final = ("tap_the", "ca_nhan", "lanh_dao", "truc_tiep")
_DEPUTY: Final = 1                                 # rank of an office
# Who gave an award → its level; the first word that is found counts: "UBND phường …, Thành phố …" is of the ward.
_LEVELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "Cấp Nhà nước": ("Chủ tịch nước", "Thủ tướng", "Chính phủ"), "Cấp bộ": ("Bộ trưởng", "Bộ Giáo dục"),
    "Cấp trường": ("Hiệu trưởng",), "Cấp phường": ("phường", "xã "), "Cấp quận": ("quận", "huyện", "Phòng Giáo dục"),
    "Cấp Sở": ("Giám đốc Sở", "Sở "), "Cấp Thành phố": ("Thành phố", "thành phố", "tỉnh")})
_BY_KIND: Final[Mapping[str, str]] = MappingProxyType({
    "ubnd_tp": "Cấp Thành phố", "so": "Cấp Sở", "ubnd_quan": "Cấp quận", "phong_quan": "Cấp quận", "ubnd_phuong": "Cấp phường",
    "phong_phuong": "Cấp phường", "truong": "Cấp trường"})
_HIGH_TO_LOW: Final = ("Cấp Nhà nước", "Cấp bộ", "Cấp Thành phố", "Cấp Sở", "Cấp quận", "Cấp phường", "Cấp trường")


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator by year; a year without a value has its reason."""

    values: tuple[Value, ...]
    reasons: tuple[str, ...]


@per_scope
def years(scope: Scope) -> tuple[int, ...]:
    """Those of the review in hand, else of the campaign; none that the document's day has not come to."""
    frame = scope.snapshot.frame
    every = frame.dot.years if frame.dot else range(frame.tu_nam or scope.day.year, (frame.den_nam or scope.day.year) + 1)
    return tuple(year for year in every if year <= scope.day.year)


def series(snapshot: Snapshot, unit_code: str, indicator: Indicator, of_years: Iterable[int]) -> Series:
    found = [snapshot.results(unit_code).get((indicator.ma, year)) for year in of_years]
    return Series(tuple(one.gia_tri if one else None for one in found),
                  tuple((one.ly_do if one.gia_tri is None else "") if one else UNSAID for one in found))


def as_row(indicator: Indicator, values: Sequence[Value], note: str) -> dict[str, object]:
    places = indicator.so_le
    return {"ma": indicator.ma, "ten": indicator.ten, "dvt": indicator.dvt,
            "gia_tri": [text(one, places) for one in values], "tong": text(over_years(values, indicator.gop), places),
            "so_sanh": change(values, indicator.dvt, places), "ghi_chu": note}


def reasons(found: Series, of_years: Sequence[int]) -> str:
    """"2022, 2023: chưa lắp công tơ riêng"."""
    by_reason: dict[str, list[str]] = {}
    for year, reason in zip(of_years, found.reasons, strict=True):
        if reason:
            by_reason.setdefault(reason, []).append(str(year))
    return "; ".join(f"{', '.join(of)}: {reason}" for reason, of in by_reason.items())


def table(of_years: Sequence[int], rows: Mapping[str, dict[str, object]], snapshot: Snapshot) -> dict[str, object]:
    """The rows, all and by group, in the order of the table of indicators."""
    groups = {group: [rows[one.ma] for one in snapshot.tables.chi_tieu if one.nhom == group] for group in GROUPS}
    return {"nam": [str(year) for year in of_years], "hang": [row for group in groups.values() for row in group]} | groups


@per_scope
def own(scope: Scope) -> dict[str, object]:
    """A school's own indicators."""
    snapshot, of_years, code = scope.snapshot, years(scope), unit(scope).ma
    found = {one.ma: series(snapshot, code, one, of_years) for one in snapshot.tables.chi_tieu}
    rows = {one.ma: as_row(one, found[one.ma].values, reasons(found[one.ma], of_years)) for one in snapshot.tables.chi_tieu}
    return table(of_years, rows, snapshot)


def had_in_period(scope: Scope, units: Iterable[str]) -> list[AwardHad]:
    """Awards of these units and of their people whose year is in the period."""
    snapshot, wanted, of_years = scope.snapshot, set(units), set(years(scope))
    people = {one.ma for one in snapshot.tables.nguoi if one.co_quan in wanted}
    return [one for one in snapshot.tables.khen_thuong if one.nam in of_years and one.ngay_quyet_dinh <= scope.day
            and (one.don_vi in wanted or one.nguoi in people)]


def counted(scope: Scope, had: Iterable[AwardHad]) -> list[dict[str, object]]:
    """By year and level, the high ones first; persons besides by whether they head a unit, or are its head's deputy."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for one in had:
        counts = found.setdefault((one.nam, level(scope.snapshot, one)), Counter())
        leads = one.nguoi and rank(scope.snapshot.person(one.nguoi).chuc_vu) <= _DEPUTY
        counts.update(("ca_nhan", "lanh_dao" if leads else "truc_tiep") if one.nguoi else ("tap_the",))
    order = {name: place for place, name in enumerate(_HIGH_TO_LOW)}
    keys = sorted(found, key=lambda key: (key[0], order.get(key[1], len(order)), key[1]))
    return [{"nam": str(year), "cap": name, **{kind: found[year, name][kind] for kind in _COUNTED}} for year, name in keys]


def level(snapshot: Snapshot, one: AwardHad) -> str:
    """The level of whoever gave it, by its kind or its name; a name that says none stands for itself."""
    if snapshot.has_organ(one.co_quan):
        return _BY_KIND.get(snapshot.organ(one.co_quan).loai, one.co_quan)
    return next((name for name, words in _LEVELS.items() if any(word in one.co_quan for word in words)), one.co_quan)
