"""What rows say together that cannot be: two superiors at once, two signatories, days and years outside the campaign.

A breach of law or local rule (who is eligible, how many votes are needed) is no fault of the data: rules across documents say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, TypeVar

from service.campaign.dated import Dated
from service.campaign.frame import Frame, outside
from service.campaign.index import grouped
from service.campaign.tables import Tables
from service.errors import Problem, problem
from service.fields.messages import unknown
from service.vietnamese.dates import short_date

D = TypeVar("D", bound=Dated)
Found = Iterator[tuple[str, int, Problem]]             # table, index of its row, problem

_LIKE_CODE: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")      # no name of an organisation looks so


def consistency(frame: Frame, tables: Tables) -> Found:
    """Every such fault, at the row that comes later."""
    yield from _organisations(tables)
    yield from _superiors(tables)
    yield from _overlaps(tables)
    yield from _meetings(tables)
    yield from _years(frame, tables)


def _organisations(tables: Tables) -> Found:
    codes = {one.ma for one in tables.co_quan}
    for index, one in enumerate(tables.co_quan):
        if one.ke_thua and one.den_ngay is None:
            yield "co_quan", index, problem("successor-without-end", "Có cơ quan kế thừa thì phải có den_ngay.",
                                            pointer="/den_ngay")
        if one.ma in one.ke_thua:
            yield "co_quan", index, problem("successor-self", "Cơ quan không kế thừa chính mình.", pointer="/ke_thua")
        if one.chu_quan not in codes and _LIKE_CODE.fullmatch(one.chu_quan):
            yield "co_quan", index, unknown(one.chu_quan, sorted(codes),
                                            problem("code-unknown", "Không có mã “{ten}”.", pointer="/chu_quan"),
                                            problem("code-unknown", "Không có mã “{ten}”; có phải “{gan}”?", pointer="/chu_quan"))
        for column, part in (("nu", one.nu), ("dang_vien", one.dang_vien)):
            if part is not None and one.tong_so is not None and part > one.tong_so:
                yield "co_quan", index, problem("part-over-total", "{so} lớn hơn tổng số {tong}.", pointer=f"/{column}", so=part,
                                                tong=one.tong_so)
    yield from _circles(tables)


def _circles(tables: Tables) -> Found:
    """No organisation stands above itself, round however many corners."""
    above = {one.ma: one.chu_quan for one in tables.co_quan}
    told: set[str] = set()
    for index, one in enumerate(tables.co_quan):
        seen, code = {one.ma}, one.chu_quan
        while code in above and code not in seen:
            seen.add(code)
            code = above[code]
        if code == one.ma and code not in told:
            told |= seen
            yield "co_quan", index, problem("superior-circle", "Cơ quan chủ quản vòng lại chính “{ma}”.", pointer="/chu_quan",
                                            ma=one.ma)


def _superiors(tables: Tables) -> Found:
    organs = {one.ma: one for one in tables.co_quan}
    for index, one in enumerate(tables.truc_thuoc):
        if one.don_vi == one.chu_quan:
            yield "truc_thuoc", index, problem("superior-circle", "Cơ quan chủ quản vòng lại chính “{ma}”.", pointer="/chu_quan",
                                               ma=one.don_vi)
        for column in ("don_vi", "chu_quan"):
            organ = organs.get(getattr(one, column))
            for end in ("tu_ngay", "den_ngay"):
                day = getattr(one, end)
                if organ and day and not organ.valid(day):
                    yield "truc_thuoc", index, problem(
                        "relation-outlives", "{ten} chỉ hoạt động {han}, không có ngày {ngay}.", pointer=f"/{end}",
                        ten=organ.full_name, han=organ.span, ngay=short_date(day))


def _overlaps(tables: Tables) -> Found:
    """Rows of which only one can hold on any day."""
    for index in _overlapping(tables.truc_thuoc, [one.don_vi for one in tables.truc_thuoc]):
        yield "truc_thuoc", index, problem("superior-twice", "“{ma}” có hai cơ quan chủ quản cùng lúc.", pointer="/tu_ngay",
                                           ma=tables.truc_thuoc[index].don_vi)
    for index in _overlapping(tables.nguoi, [one.co_quan if one.ky else "" for one in tables.nguoi]):
        yield "nguoi", index, problem("signatory-twice", "“{ma}” có hai người ký cùng lúc.", pointer="/ky",
                                      ma=tables.nguoi[index].co_quan)
    for index in _overlapping(tables.hoi_dong, [one.co_quan for one in tables.hoi_dong]):
        yield "hoi_dong", index, problem("council-twice", "“{ma}” có hai Hội đồng cùng lúc.", pointer="/tu_ngay",
                                         ma=tables.hoi_dong[index].co_quan)
    for index in _overlapping(tables.tham_quyen, [one.hinh_thuc for one in tables.tham_quyen]):
        yield "tham_quyen", index, problem(
            "authority-twice", "“{ma}” có hai thẩm quyền cùng lúc; muốn sửa dòng có sẵn thì ghi đúng tu_ngay của dòng đó.",
            pointer="/tu_ngay", ma=tables.tham_quyen[index].hinh_thuc)


def _overlapping(rows: Sequence[D], keys: Sequence[str]) -> list[int]:
    """Indexes of rows that share a key and a day with one before them; "" is no key."""
    placed = grouped(((key, index) for index, key in enumerate(keys) if key), lambda one: one[0])
    return sorted({later for group in placed.values() for (_, first), (_, later) in combinations(group, 2)
                   if rows[first].overlaps(rows[later])})


def _meetings(tables: Tables) -> Found:
    members = grouped(tables.thanh_vien, lambda one: one.hoi_dong)
    for index, one in enumerate(tables.hop):
        known = {member.nguoi for member in members.get(one.hoi_dong, ())}
        if not known:
            continue
        said = [("/chu_toa", one.chu_toa), *((f"/vang/{place}", code) for place, code in enumerate(one.vang))]
        for pointer, code in said:
            if code not in known:
                yield "hop", index, problem("not-a-member", "“{ma}” không phải thành viên của “{hoi_dong}”.", pointer=pointer,
                                            ma=code, hoi_dong=one.hoi_dong)
        if one.chu_toa in one.vang:
            yield "hop", index, problem("chair-absent", "Chủ tọa “{ma}” lại ghi vắng mặt.", pointer="/vang", ma=one.chu_toa)
    councils = {one.ma: one for one in tables.hoi_dong}
    for index, one in enumerate(tables.hop):
        council = councils.get(one.hoi_dong)
        if council and not council.valid(one.day):
            yield "hop", index, problem("council-not-valid", "“{ma}” chỉ hoạt động {han}, không họp ngày {ngay}.",
                                        pointer="/bat_dau", ma=council.ma, han=council.span, ngay=short_date(one.day))


def _years(frame: Frame, tables: Tables) -> Found:
    """Results and achievements lie in the years of the campaign."""
    said = [*(("ket_qua", index, one.nam, "/nam") for index, one in enumerate(tables.ket_qua)),
            *(("de_nghi", index, one.tu_ngay.year, "/tu_ngay") for index, one in enumerate(tables.de_nghi)),
            *(("de_nghi", index, one.den_ngay.year, "/den_ngay") for index, one in enumerate(tables.de_nghi))]
    for table, index, year, pointer in said:
        wrong = outside(frame, year, pointer)
        if wrong:
            yield table, index, wrong
