from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest

from service.vietnamese.periods import (
    Quarter,
    SchoolYear,
    quarter,
    quarter_of,
    read_span,
    read_time,
    school_year,
    school_year_of,
    span,
    time_of_day,
)


@pytest.mark.parametrize(("value", "written", "first", "last"), [
    (date(2023, 1, 1), "quý I năm 2023", date(2023, 1, 1), date(2023, 3, 31)),
    (date(2023, 3, 31), "quý I năm 2023", date(2023, 1, 1), date(2023, 3, 31)),
    (date(2023, 4, 1), "quý II năm 2023", date(2023, 4, 1), date(2023, 6, 30)),
    (date(2024, 9, 30), "quý III năm 2024", date(2024, 7, 1), date(2024, 9, 30)),
    (date(2025, 10, 1), "quý IV năm 2025", date(2025, 10, 1), date(2025, 12, 31)),
    (date(2025, 12, 31), "quý IV năm 2025", date(2025, 10, 1), date(2025, 12, 31)),
])
def test_a_date_stands_in_a_quarter(value: date, written: str, first: date, last: date) -> None:
    found = quarter_of(value)
    assert (str(found), found.first, found.last) == (written, first, last)


@pytest.mark.parametrize(("text", "number"), [
    ("quý II năm 2023", 2), ("Quý 2 năm 2023", 2), ("quý II/2023", 2), ("Q2/2023", 2), ("Q.IV-2023", 4), ("QUÝ III NĂM 2023", 3),
    (unicodedata.normalize("NFD", "quý II năm 2023"), 2), ("quý 1/2023", 1), ("quý iv 2023", 4), (" quý I - 2023 ", 1),
])
def test_a_quarter_is_read(text: str, number: int) -> None:
    assert quarter(text) == Quarter(2023, number)


def test_a_quarter_without_a_year_takes_the_documents() -> None:
    assert quarter("quý 2", year=2026) == Quarter(2026, 2)
    assert quarter("Quý IV", year=2026) == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["quý 5 năm 2023", "quý II", "quý", "II năm 2023", "quý 22023", "quý IIII/2023", "quý 0/2023",
                                  "quý II năm 23", ""])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        quarter(text)


def test_there_are_four_quarters() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        Quarter(2023, 5)


@pytest.mark.parametrize("text", ["2024-2025", "2024 - 2025", "2024–2025", "2024 – 2025", "năm học 2024-2025",
    "Năm học 2024 — 2025",
                                  "2024/2025"])
def test_a_school_year_is_read(text: str) -> None:
    assert school_year(text) == SchoolYear(2024)
    assert str(school_year(text)) == "2024-2025"


@pytest.mark.parametrize("text", ["2024", "2024-2026", "2025-2024", "2024-25", "2024-2024", "20242025", "năm 2024-2025 học", ""])
def test_what_is_no_school_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a school year"):
        school_year(text)


@pytest.mark.parametrize(("value", "first_month", "written"), [
    (date(2024, 8, 1), 8, "2024-2025"), (date(2024, 7, 31), 8, "2023-2024"), (date(2024, 8, 20), 9, "2023-2024"),
    (date(2024, 9, 1), 9, "2024-2025"), (date(2025, 5, 31), 8, "2024-2025"), (date(2025, 1, 1), 9, "2024-2025"),
])
def test_a_date_stands_in_a_school_year(value: date, first_month: int, written: str) -> None:
    found = school_year_of(value, first_month)
    assert str(found) == written
    assert found.first(first_month) <= value <= found.last(first_month)


def test_a_school_year_has_its_days() -> None:
    assert (SchoolYear(2024).first(), SchoolYear(2024).last()) == (date(2024, 8, 1), date(2025, 7, 31))
    assert (SchoolYear(2024).first(9), SchoolYear(2024).last(9)) == (date(2024, 9, 1), date(2025, 8, 31))


@pytest.mark.parametrize(("value", "written"), [(time(8, 30), "08 giờ 30"), (time(14), "14 giờ 00"), (time(7, 5), "07 giờ 05"),
                                                (time(0), "00 giờ 00"), (time(23, 59), "23 giờ 59")])
def test_times_have_two_digits(value: time, written: str) -> None:
    assert time_of_day(value) == written
    assert read_time(written) == value


@pytest.mark.parametrize(("text", "value"), [("8h30", time(8, 30)), ("8:30", time(8, 30)), ("08 giờ 30 phút", time(8, 30)),
                                             ("8 giờ 30", time(8, 30)), ("14 giờ", time(14)), ("14h", time(14)),
                                             ("7g15", time(7, 15)),
                                             ("8 Giờ 5 phút", time(8, 5))])
def test_a_time_is_read_as_people_write_it(text: str, value: time) -> None:
    assert read_time(text) == value


@pytest.mark.parametrize("text", ["", "8", "830", "25 giờ", "8h60", "8:", "giờ 30", "8 rưỡi", "8h30 sáng"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_time(text)


WRITTEN = "từ ngày 05 tháng 9 năm 2024 đến ngày 31 tháng 5 năm 2025"


def test_a_span_is_written_with_both_long_dates() -> None:
    assert span(date(2024, 9, 5), date(2025, 5, 31)) == WRITTEN


@pytest.mark.parametrize("text", [WRITTEN, "từ 05/9/2024 đến 31/5/2025", "Từ ngày 05/9/2024 đến hết ngày 31/5/2025",
                                  "05/9/2024 - 31/5/2025", "5.9.2024 – 31.5.2025", "từ 2024-09-05 đến 2025-05-31"])
def test_a_span_is_read(text: str) -> None:
    assert read_span(text) == (date(2024, 9, 5), date(2025, 5, 31))


@pytest.mark.parametrize("text", ["", "từ ngày 05/9/2024", "từ 31/5/2025 đến 05/9/2024", "từ nay đến mai", "05/9/2024 đến"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_span(text)


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before the first"):
        span(date(2025, 5, 31), date(2024, 9, 5))
