"""What a unit's yearly report takes: its indicators of the last full year beside the year before, the awards it had that year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from service.campaign.views.indicators import as_row, counted, had_in_period, reasons, series, table, years
from service.campaign.views.kept import per_scope
from service.campaign.views.units import schools, unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope


@per_scope
def chi_tieu_nam(scope: Scope) -> object:
    """Figures are of calendar years: a report of September 2025 has those of 2024. None before the first full year."""
    of_years = [year for year in years(scope) if year < scope.day.year][-2:]
    if not of_years:
        return None
    snapshot, code, year = scope.snapshot, unit(scope).ma, of_years[-1]
    rows = {}
    for one in snapshot.tables.chi_tieu:
        found = series(snapshot, code, one, of_years)
        rows[one.ma] = as_row(one, found.values, reasons(found, of_years))
        del rows[one.ma]["tong"]                     # of the whole period; two years are compared, not added up
    had = counted(scope, had_in_period(scope, [one.ma for one in schools(scope)]))
    return table(of_years, rows, snapshot) | {"ky": {"tu": date(year, 1, 1), "den": date(year, 12, 31)},
                                              "khen": [one for one in had if one["nam"] == str(year)]}
