"""The first word of a path → the view that answers it (docs/campaign.md, "What a document takes")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from service.campaign.views import (
    award,
    ceremony,
    council,
    grounds,
    guests,
    issuer,
    money,
    nominees,
    recipients,
    references,
    totals,
    units,
    yearly,
)

if TYPE_CHECKING:
    from service.campaign.scope import Scope

View = Callable[["Scope"], object]


def _frame(name: str) -> View:
    """What the campaign itself says under this name, as plain data."""
    def view(scope: Scope) -> object:
        return scope.snapshot.frame.model_dump(include={name}, exclude_none=True).get(name)
    return view


ROOTS: Final[Mapping[str, View]] = MappingProxyType({
    **{name: _frame(name) for name in ("ten", "ten_goi_tat", "tu_nam", "den_nam", "giai_doan", "dot", "hoi_nghi", "cau_hinh",
                                    "phoi")},
    "mau_so": lambda scope: scope.snapshot.frame.mau_so.get(scope.slug),
    "co_quan_ban_hanh": issuer.co_quan_ban_hanh, "tham_quyen": issuer.tham_quyen, "nguoi_ky": issuer.nguoi_ky,
    "noi_trinh": issuer.noi_trinh, "nguoi_xac_nhan": issuer.nguoi_xac_nhan,
    "so": references.so, "ngay_ban_hanh": references.ngay_ban_hanh,
    "can_cu": grounds.can_cu, "noi_nhan": recipients.noi_nhan, "luu": recipients.luu,
    "don_vi": units.don_vi, "cap_tren": units.cap_tren, "phuong": units.phuong, "phong": units.phong,
    "thanh_pho": units.thanh_pho,
    "hinh_thuc": award.hinh_thuc,
    "tap_the": nominees.tap_the, "ca_nhan": nominees.ca_nhan, "doi_tuong": nominees.doi_tuong,
    "hoi_dong": council.hoi_dong, "hop": council.hop,
    "bien_ban": references.bien_ban, "to_trinh": references.to_trinh, "quyet_dinh": references.quyet_dinh,
    "ke_hoach": references.ke_hoach, "bao_cao": references.bao_cao, "tham_dinh_bc": references.tham_dinh_bc,
    "ke_hoach_cap_tren": references.ke_hoach_cap_tren, "to_trinh_don_vi": references.to_trinh_don_vi,
    "chi_tieu": totals.chi_tieu, "khen": totals.khen, "tong_hop": totals.tong_hop,
    "chi_tieu_nam": yearly.chi_tieu_nam, "dinh_muc": ceremony.dinh_muc, "trao_thuong": ceremony.trao_thuong,
    "tien_thuong": money.tien_thuong, "khach_moi": guests.khach_moi, "tham_dinh": guests.tham_dinh,
})
