"""A ward's figures from those of its units: nothing is typed twice, nothing missing is taken for 0.

Only units whose report is registered are added up; the others are named as missing. Values that units could not give are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from service.campaign.organisations import Organ
from service.campaign.results import Indicator
from service.campaign.views import award
from service.campaign.views.choice import chosen
from service.campaign.views.figures import Value, change, over_units, over_years, text
from service.campaign.views.indicators import GROUPS, Series, as_row, counted, had_in_period, own, series, table, years
from service.campaign.views.kept import per_scope
from service.campaign.views.units import LEVELS, schools, unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope

REPORT = "bao_cao_so_ket"


@per_scope
def reported(scope: Scope) -> tuple[Organ, ...]:
    """The schools whose report is registered by the document's day."""
    snapshot, day = scope.snapshot, scope.day
    return tuple(one for one in schools(scope) if snapshot.registered(one.ma, REPORT, day=day))


def chi_tieu(scope: Scope) -> object:
    """Of a school its own indicators, of a ward the sums."""
    return own(scope) if unit(scope).loai == "truong" else _summed(scope)


def khen(scope: Scope) -> object:
    return counted(scope, had_in_period(scope, [one.ma for one in schools(scope)]))


@per_scope
def tong_hop(scope: Scope) -> object:
    if unit(scope).loai == "truong":
        return None
    every, there, summed = schools(scope), reported(scope), _summed(scope)
    missing = [one.full_name for one in every if one not in there]
    proposed = _proposed(scope)
    groups = {key: summed[key] for key in ("nam", "ha_tang", "tiet_kiem", "chung")}
    return {"so_phai_bao_cao": len(every), "so_da_bao_cao": len(there), "so_chua_bao_cao": len(missing), "chua_bao_cao": missing,
            **groups, "chi_tieu": summed["hang"],
            "theo_don_vi": [{"ten": one.full_name, "khoi": LEVELS.get(one.khoi or "", ""), **_line(scope, one)} for one in there],
            "cac_khoi": [{"ten": name, "so_don_vi": len(of), "da_bao_cao": sum(one in there for one in of)}
                         for name, of in _kinds(scope).items()],
            "khen": khen(scope), "de_nghi": proposed,
            "tap_the_de_nghi": _sum(proposed, "tap_the"), "ca_nhan_de_nghi": _sum(proposed, "ca_nhan")}


@per_scope
def _series(scope: Scope) -> Mapping[tuple[str, str], Series]:
    """(unit, indicator) → its years, of every unit that reported."""
    snapshot, of_years = scope.snapshot, years(scope)
    return {(one.ma, indicator.ma): series(snapshot, one.ma, indicator, of_years)
            for one in reported(scope) for indicator in snapshot.tables.chi_tieu}


@per_scope
def _summed(scope: Scope) -> dict[str, object]:
    """As a school's own rows, and each indicator's period by kind of school, in the order of `cac_khoi`."""
    snapshot, there = scope.snapshot, reported(scope)
    kinds = [[one for one in of if one in there] for of in _kinds(scope).values()]
    rows = {one.ma: as_row(one, _yearly(scope, there, one), _note(scope, one))
            | {"so_sanh": _change(scope, one), "theo_khoi": [_period(scope, of, one) for of in kinds]}
            for one in snapshot.tables.chi_tieu}
    return table(years(scope), rows, snapshot)


def _yearly(scope: Scope, units: Sequence[Organ], indicator: Indicator) -> list[Value]:
    found = [_series(scope)[one.ma, indicator.ma].values for one in units]
    return [over_units([values[place] for values in found], indicator.gop, indicator.dvt) for place in range(len(years(scope)))]


def _change(scope: Scope, indicator: Indicator) -> str:
    """The last year against the first, of the units that have both: other sums say nothing of a change."""
    found = [_series(scope)[one.ma, indicator.ma].values for one in reported(scope)]
    both = [(values[0], values[-1]) for values in found if values and values[0] is not None and values[-1] is not None]
    ends = [over_units([pair[place] for pair in both], indicator.gop, indicator.dvt) for place in (0, 1)]
    return change(ends, indicator.dvt, indicator.so_le)


def _note(scope: Scope, indicator: Indicator) -> str:
    """"02 đơn vị thiếu số liệu": in at least one year."""
    without = sum(any(value is None for value in _series(scope)[one.ma, indicator.ma].values) for one in reported(scope))
    return f"{without:02d} đơn vị thiếu số liệu" if without else ""


def _line(scope: Scope, one: Organ) -> dict[str, object]:
    """A unit's value of the period of every indicator, by group, in the order of the table."""
    indicators = scope.snapshot.tables.chi_tieu
    return {group: [_period(scope, (one,), of) for of in indicators if of.nhom == group] for group in GROUPS}


def _period(scope: Scope, units: Sequence[Organ], indicator: Indicator) -> str:
    return text(over_years(_yearly(scope, units, indicator), indicator.gop), indicator.so_le)


@per_scope
def _kinds(scope: Scope) -> Mapping[str, list[Organ]]:
    """The ward's schools by level, then public and not; kinds that the ward does not have are left out."""
    kinds: list[tuple[str, Callable[[Organ], bool]]] = [
        *((name, lambda one, level=level: one.khoi == level) for level, name in LEVELS.items()),
        ("Công lập", lambda one: one.cong_lap is True), ("Ngoài công lập", lambda one: one.cong_lap is False)]
    found = {name: [one for one in schools(scope) if belongs(one)] for name, belongs in kinds}
    return {name: of for name, of in found.items() if of}


def _proposed(scope: Scope) -> list[dict[str, object]]:
    """How many are proposed, by award from high to low."""
    found: dict[str, dict[str, int]] = {}
    for one in chosen(scope):
        found.setdefault(one.hinh_thuc, {"tap_the": 0, "ca_nhan": 0})[one.loai] += 1
    return [{"hinh_thuc": award.short(scope, code), **counts} for code, counts in found.items()]


def _sum(rows: Sequence[Mapping[str, object]], column: str) -> int:
    return sum(value for one in rows if isinstance(value := one[column], int))
