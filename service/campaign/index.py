"""The tables of a campaign by what is asked of them; built once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from service.campaign.awards import Quota
from service.campaign.council import Member
from service.campaign.tables import Tables
from service.errors import InputRefused, problem
from service.fields.messages import unknown


class HasCode(Protocol):
    @property
    def ma(self) -> str: ...


R = TypeVar("R")
K = TypeVar("K")
C = TypeVar("C", bound=HasCode)


class Index:
    def __init__(self, tables: Tables) -> None:
        self.organs = _coded(tables.co_quan)
        self.above = grouped(tables.truc_thuoc, lambda one: one.don_vi)
        self.people = _coded(tables.nguoi)
        self.staff = grouped(tables.nguoi, lambda one: one.co_quan)
        self.councils = _coded(tables.hoi_dong)
        self.members = grouped([self._named(one) for one in tables.thanh_vien], lambda one: one.hoi_dong)
        self.meetings = _coded(tables.hop)
        self.meetings_of = grouped(tables.hop, lambda one: one.hoi_dong)
        self.nominees = _coded(tables.de_nghi)
        self.nominees_of = grouped(tables.de_nghi, lambda one: one.don_vi)
        self.votes = {(one.hop, one.de_nghi): one for one in tables.phieu}
        self.votes_of = grouped(tables.phieu, lambda one: one.hop)
        self.votes_on = grouped(tables.phieu, lambda one: one.de_nghi)
        self.appraisals = {one.de_nghi: one for one in tables.tham_dinh}
        self.awards = grouped(tables.khen_thuong, lambda one: (one.don_vi, one.nguoi))
        self.disciplines = grouped(tables.ky_luat, lambda one: (one.don_vi, one.nguoi))
        self.indicators = _coded(tables.chi_tieu)
        self.results = {unit: {(one.chi_tieu, one.nam): one for one in rows}
                        for unit, rows in grouped(tables.ket_qua, lambda one: one.don_vi).items()}
        self.quotas: dict[tuple[str, str, str], Quota] = {(one.hinh_thuc, one.loai, one.pham_vi): one for one in tables.dinh_muc}
        self.registered = grouped(tables.van_ban_di, lambda one: (one.don_vi, one.loai, one.hinh_thuc, one.doi_tuong))
        self.guests = _coded(tables.khach_moi)
        self.guests_of = grouped(tables.khach_moi, lambda one: one.phuong)

    def _named(self, member: Member) -> Member:
        """A member given by a person's code, with name and office."""
        person = self.people.get(member.nguoi)
        if person is None:
            return member
        return member.model_copy(update={"ho_ten": person.ho_ten, "chuc_vu": member.chuc_vu or person.chuc_vu})


def named(among: Mapping[str, R], code: str) -> R:
    """The row with this code. Raises InputRefused with the nearest code."""
    found = among.get(code)
    if found is None:
        raise InputRefused(unknown(code, among, problem("code-unknown", "Không có mã “{ten}”."),
                                   problem("code-unknown", "Không có mã “{ten}”; có phải “{gan}”?")))
    return found


def _coded(rows: Iterable[C]) -> dict[str, C]:
    return {one.ma: one for one in rows}


def grouped(rows: Iterable[R], key: Callable[[R], K]) -> dict[K, tuple[R, ...]]:
    """Rows by what `key` says of them, in the order given."""
    found: dict[K, list[R]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return {key: tuple(rows) for key, rows in found.items()}
