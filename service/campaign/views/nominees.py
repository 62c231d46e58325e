"""Nominees as rows of lists, and the one nominee, laureate or guest a document is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.campaign.awards import AwardHad
from service.campaign.nominees import Nominee
from service.campaign.views import award, references
from service.campaign.views.choice import ballot, chosen
from service.campaign.views.figures import ratio
from service.campaign.views.kept import per_scope
from service.campaign.views.money import decision_day
from service.vietnamese.dates import long_date
from service.vietnamese.decimals import decimal

if TYPE_CHECKING:

    from service.campaign.scope import Scope

_OF_PERSON = ("dan_toc", "ton_giao", "que_quan", "thuong_tru", "trinh_do", "ly_luan_chinh_tri", "nhiem_vu", "ngay_sinh")
# Of a unit as a nominee; a group inside it has its own people and tasks, which the unit's must not stand for.
_OF_UNIT = ("nam_thanh_lap", "tong_so", "nu", "dang_vien", "dac_diem", "chuc_nang")


@per_scope
def tap_the(scope: Scope) -> list[dict[str, object]]:
    return [row(scope, one) for one in chosen(scope) if one.loai == "tap_the"]


@per_scope
def ca_nhan(scope: Scope) -> list[dict[str, object]]:
    return [row(scope, one) for one in chosen(scope) if one.loai == "ca_nhan"]


def row(scope: Scope, one: Nominee) -> dict[str, object]:
    """A nominee as lists, minutes, decisions and payments print it."""
    day = decision_day(scope, one.hinh_thuc)
    factor = scope.snapshot.coefficient(one.hinh_thuc, one.loai, day)
    shared = {"ma": one.ma, "hinh_thuc": award.short(scope, one.hinh_thuc), "thanh_tich": one.thanh_tich, "tom_tat": one.tom_tat,
              "khen_da_co": _had(scope, one), "so_bang": one.so_bang, "so_so_vang": one.so_so_vang, "sang_kien": one.sang_kien,
              "he_so": None if factor is None else decimal(factor),
              "tien_thuong": scope.snapshot.amount(one.hinh_thuc, one.loai, day)}
    return (_collective(scope, one) if one.loai == "tap_the" else _person(scope, one)) | shared | _said(scope, one)


def _collective(scope: Scope, one: Nominee) -> dict[str, object]:
    unit = scope.snapshot.organ(one.don_vi)
    return {"ten": one.ten or unit.full_name, "don_vi": unit.full_name if one.ten else "", "dia_chi": unit.dia_chi}


def _person(scope: Scope, one: Nominee) -> dict[str, object]:
    person = scope.snapshot.person(one.nguoi)
    born = str(person.ngay_sinh.year) if person.ngay_sinh else ""
    return {"ho_ten": person.ho_ten, "danh_xung": person.title, "gioi_tinh": person.gioi_tinh, "nam_sinh": born,
            "nam_sinh_nam": born if person.gioi_tinh == "Nam" else "", "nam_sinh_nu": born if person.gioi_tinh == "Nữ" else "",
            "chuc_vu": person.chuc_vu, "don_vi": scope.snapshot.organ(one.don_vi).full_name}


def _said(scope: Scope, one: Nominee) -> dict[str, object]:
    """What the unit's council said."""
    found = ballot(scope, one, scope.unit)
    if found is None:
        return {}
    result = "" if found.passed is None else "Đạt" if found.passed else "Không đạt"
    return {"dong_y": found.vote.dong_y, "khong_dong_y": found.vote.khong_dong_y, "trang": found.vote.trang,
            "ty_le": ratio(found.vote.dong_y, found.members), "ket_qua": result}


def _had(scope: Scope, one: Nominee) -> str:
    """"2023: Giấy khen, 45/QĐ-UBND; …" """
    return "; ".join(f"{had.nam}: {had.ten}, {had.so_quyet_dinh}" for had in awards_had(scope, one))


def awards_had(scope: Scope, one: Nominee) -> list[AwardHad]:
    """What a nominee was given before, oldest first. A group inside a unit has no record of its own."""
    if one.loai == "tap_the" and one.ten:
        return []
    snapshot, least = scope.snapshot, scope.snapshot.frame.cau_hinh.tu_khen_da_co
    had = snapshot.awards_of(unit=one.don_vi) if one.loai == "tap_the" else snapshot.awards_of(person=one.nguoi)
    found = [award for award in had if award.ngay_quyet_dinh <= scope.day and (least is None or award.ngay_quyet_dinh >= least)]
    return sorted(found, key=lambda award: (award.nam, award.ngay_quyet_dinh))


@per_scope
def doi_tuong(scope: Scope) -> dict[str, object] | None:
    """The nominee or guest the document is about."""
    nominee = next((one for one in scope.snapshot.tables.de_nghi if one.ma == scope.subject), None)
    if nominee is None:
        guest = next((one for one in scope.snapshot.tables.khach_moi if one.ma == scope.subject), None)
        return guest.model_dump(exclude={"phuong"}) if guest else None
    found = row(scope, nominee) | _of_itself(scope, nominee)
    had = awards_had(scope, nominee)
    return found | {"loai": nominee.loai, "ten_goi": found.get("ho_ten") or found.get("ten"),
                    "tu_ngay": nominee.tu_ngay, "den_ngay": nominee.den_ngay,
                    "danh_hieu": [_record(one) for one in had if one.loai == "danh_hieu"],
                    "khen_thuong": [_record(one) for one in had if one.loai == "hinh_thuc"],
                    "quyet_dinh": references.quyet_dinh(scope)}


def _of_itself(scope: Scope, one: Nominee) -> dict[str, object]:
    """What the first part of a report of merit says of the person or the collective."""
    if one.loai == "ca_nhan":
        columns = scope.snapshot.person(one.nguoi).model_dump(include=set(_OF_PERSON))
    else:
        columns = scope.snapshot.organ(one.don_vi).model_dump(include={"dien_thoai", *(() if one.ten else _OF_UNIT)})
    return {key: value for key, value in columns.items() if value is not None and value != ""}


def _record(one: AwardHad) -> dict[str, object]:
    return {"nam": str(one.nam), "ten": one.ten,
            "quyet_dinh": f"Quyết định số {one.so_quyet_dinh} {long_date(one.ngay_quyet_dinh)} của {one.co_quan}"}
