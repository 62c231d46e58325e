"""The tables of a campaign: name → what its rows are, and what makes a row the same as another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from service.campaign.awards import Authority, AwardHad, BaseSalary, Discipline, Quota
from service.campaign.council import Council, Meeting, Member, Vote
from service.campaign.dated import Row
from service.campaign.nominees import Appraisal, Nominee
from service.campaign.organisations import Organ, Subordination
from service.campaign.people import SharedPerson
from service.campaign.register import Guest, LegalText, Registered
from service.campaign.results import Indicator, Result


@dataclass(frozen=True, slots=True)
class Tables:
    """Every row, in the order written."""

    co_quan: tuple[Organ, ...] = ()
    truc_thuoc: tuple[Subordination, ...] = ()
    nguoi: tuple[SharedPerson, ...] = ()
    hoi_dong: tuple[Council, ...] = ()
    thanh_vien: tuple[Member, ...] = ()
    hop: tuple[Meeting, ...] = ()
    de_nghi: tuple[Nominee, ...] = ()
    phieu: tuple[Vote, ...] = ()
    chi_tieu: tuple[Indicator, ...] = ()
    ket_qua: tuple[Result, ...] = ()
    khen_thuong: tuple[AwardHad, ...] = ()
    ky_luat: tuple[Discipline, ...] = ()
    van_ban: tuple[LegalText, ...] = ()
    van_ban_di: tuple[Registered, ...] = ()
    tham_quyen: tuple[Authority, ...] = ()
    luong_co_so: tuple[BaseSalary, ...] = ()
    dinh_muc: tuple[Quota, ...] = ()
    khach_moi: tuple[Guest, ...] = ()
    tham_dinh: tuple[Appraisal, ...] = ()


MODELS: Final[dict[str, type[Row]]] = {
    "co_quan": Organ, "truc_thuoc": Subordination, "nguoi": SharedPerson, "hoi_dong": Council, "thanh_vien": Member,
    "hop": Meeting, "de_nghi": Nominee, "phieu": Vote, "chi_tieu": Indicator, "ket_qua": Result, "khen_thuong": AwardHad,
    "ky_luat": Discipline, "van_ban": LegalText, "van_ban_di": Registered, "tham_quyen": Authority, "luong_co_so": BaseSalary,
    "dinh_muc": Quota, "khach_moi": Guest, "tham_dinh": Appraisal,
}
NAMES: Final = tuple(one.name for one in fields(Tables))

# Two rows that agree in these columns are the same thing said twice. Rows of periods are compared by their days elsewhere.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "co_quan": ("ma",), "nguoi": ("ma",), "hoi_dong": ("ma",), "thanh_vien": ("hoi_dong", "nguoi", "ho_ten"), "hop": ("ma",),
    "de_nghi": ("ma",), "phieu": ("hop", "de_nghi"), "chi_tieu": ("ma",), "ket_qua": ("don_vi", "chi_tieu", "nam"),
    "khen_thuong": ("don_vi", "nguoi", "ten", "so_quyet_dinh"), "van_ban": ("ma",),
    "van_ban_di": ("don_vi", "loai", "hinh_thuc", "doi_tuong", "ngay"), "tham_quyen": ("hinh_thuc", "tu_ngay"),
    "luong_co_so": ("tu_ngay",), "dinh_muc": ("hinh_thuc", "loai", "pham_vi"), "khach_moi": ("ma",), "tham_dinh": ("de_nghi",),
}


def label(table: str) -> str:
    """A table's name for people: the title of its rows."""
    return str(MODELS[table].model_config.get("title", table))
