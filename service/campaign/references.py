"""Codes that lead somewhere: unknown ones with the nearest, and codes said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from service.campaign.tables import KEYS
from service.campaign.written import Written
from service.errors import Problem, problem
from service.fields.messages import unknown

# table → column → the tables whose codes it may hold. `hinh_thuc` of the law's table is a code without a row of its own.
REFERENCES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "co_quan": {"ke_thua": ("co_quan",)},
    "truc_thuoc": {"don_vi": ("co_quan",), "chu_quan": ("co_quan",)},
    "nguoi": {"co_quan": ("co_quan",)},
    "hoi_dong": {"co_quan": ("co_quan",)},
    "thanh_vien": {"hoi_dong": ("hoi_dong",), "nguoi": ("nguoi",)},
    "hop": {"hoi_dong": ("hoi_dong",), "chu_toa": ("nguoi",), "thu_ky": ("nguoi",), "vang": ("nguoi",), "kiem_phieu": ("nguoi",)},
    "de_nghi": {"don_vi": ("co_quan",), "nguoi": ("nguoi",), "hinh_thuc": ("tham_quyen",)},
    "phieu": {"hop": ("hop",), "de_nghi": ("de_nghi",)},
    "ket_qua": {"don_vi": ("co_quan",), "chi_tieu": ("chi_tieu",)},
    "khen_thuong": {"don_vi": ("co_quan",), "nguoi": ("nguoi",)},
    "ky_luat": {"don_vi": ("co_quan",), "nguoi": ("nguoi",)},
    "van_ban": {"thay_the": ("van_ban",)},
    "van_ban_di": {"don_vi": ("co_quan",), "hinh_thuc": ("tham_quyen",), "doi_tuong": ("de_nghi", "khach_moi")},
    "dinh_muc": {"hinh_thuc": ("tham_quyen",)},
    "khach_moi": {"phuong": ("co_quan",)},
    "tham_dinh": {"de_nghi": ("de_nghi",)},
}


class Codes:
    """Every code written, also in rows that are wrong otherwise: one mistake is told once."""

    def __init__(self, tables: Mapping[str, Sequence[Written]], unread: Collection[str] = ()) -> None:
        self._unread = frozenset(unread)
        self._of = {name: {str(code) for row in rows if isinstance(row.values, Mapping)
                           and (code := row.values.get("hinh_thuc" if name == "tham_quyen" else "ma")) is not None}
                    for name, rows in tables.items()}
        self.unknown = cache(self._unknown)                       # a unit's wrong code may stand in a thousand rows

    def of(self, *tables: str) -> set[str]:
        return set().union(*(self._of.get(name, ()) for name in tables))

    def _unknown(self, code: str, tables: tuple[str, ...]) -> Problem | None:
        known = self.of(*tables)
        if code in known or self._unread.intersection(tables):
            return None
        return unknown(code, sorted(known), problem("code-unknown", "Không có mã “{ten}”."),
                       problem("code-unknown", "Không có mã “{ten}”; có phải “{gan}”?"))


def references(table: str, row: Any, codes: Codes) -> Iterator[Problem]:
    """The codes of a checked row that lead nowhere."""
    for column, tables in REFERENCES.get(table, {}).items():
        value = getattr(row, column)
        many = isinstance(value, tuple)
        for index, code in enumerate(value if many else (value,)):
            found = codes.unknown(code, tables) if code else None
            if found:
                yield replace(found, pointer=f"/{column}/{index}" if many else f"/{column}")


def doubled(table: str, rows: Sequence[Any]) -> Iterator[tuple[int, Problem]]:
    """(index, problem) of every row that says again what one before it says."""
    key = KEYS.get(table)
    if not key:
        return
    seen = set()
    for index, row in enumerate(rows):
        said = tuple(getattr(row, column) for column in key)
        if said in seen:
            yield index, (problem("code-twice", "Mã “{ma}” đã dùng rồi.", pointer=f"/{key[0]}", ma=said[0]) if len(key) == 1 else
                          problem("row-twice", "Dòng này lặp lại một dòng trước: {khoa}.", pointer=f"/{key[-1]}",
                                  khoa=", ".join(str(one) for one in said if one is not None and one != "")))
        seen.add(said)
