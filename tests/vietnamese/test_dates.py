from __future__ import annotations

from datetime import date, datetime

import pytest

from service.vietnamese import dates


@pytest.mark.parametrize(("value", "written"), [
    (date(2026, 11, 5), "ngày 05 tháng 11 năm 2026"),
    (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
    (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
    (date(2023, 6, 16), "ngày 16 tháng 6 năm 2023"),          # the seed: months 3–9 take no zero
    (date(2026, 9, 2), "ngày 02 tháng 9 năm 2026"),
])
def test_days_below_ten_and_the_first_two_months_take_a_zero(value: date, written: str) -> None:
    assert dates.long_date(value) == written


@pytest.mark.parametrize("value", ["2026-11-05", "05/11/2026", "5/11/2026", " 05-11-2026 ", "ngày 05 tháng 11 năm 2026",
                                   date(2026, 11, 5), datetime(2026, 11, 5), "2026-11-05T00:00:00"])
def test_a_date_is_read_in_every_form_people_write(value: object) -> None:
    assert dates.day(value) == date(2026, 11, 5)


@pytest.mark.parametrize("value", ["", "2026-13-05", "31/02/2026", "05/11/26", "hôm nay", 20261105, None,
                                   datetime(2026, 11, 5, 7, 30)])
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        dates.day(value)


def test_day_and_month_stay_blank_before_signing() -> None:
    assert dates.blank_date(2026) == "ngày      tháng      năm 2026"
    assert dates.blank_date(None) == "ngày      tháng      năm      "
