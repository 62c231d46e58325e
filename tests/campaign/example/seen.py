"""The example as its tests look at it: rows by table and code, and who passed."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.campaign.example.folder import tables

Row = dict[str, Any]
THRESHOLD = 70                  # cau_hinh.nguong_phieu
WARDS = {"hanh_thong", "an_nhon", "go_vap", "an_hoi_dong", "thong_tay_hoi", "an_hoi_tay"}


@cache
def rows(table: str) -> list[Row]:
    return whole()[table]


@cache
def whole() -> dict[str, Any]:
    return tables()


def by(table: str, *columns: str) -> dict[Any, Row]:
    return {tuple(row.get(one) for one in columns) if len(columns) > 1 else row.get(columns[0]): row for row in rows(table)}


def council_size(council: str) -> int:
    return sum(row["hoi_dong"] == council for row in rows("thanh_vien"))


def passed(vote: Row) -> bool:
    return 100 * vote["dong_y"] >= THRESHOLD * council_size(by("hop", "ma")[vote["hop"]]["hoi_dong"])


def passed_at_ward() -> set[str]:
    of_ward = [row for row in rows("phieu") if row["hop"][len("hop_"):-len("_gk")] in WARDS]
    return {row["de_nghi"] for row in of_ward if passed(row)}
