"""How many may be proposed, and who is called up at the ceremony in which order (NĐ 152/2025, Điều 29 khoản 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.campaign.awards import Quota
from service.campaign.views import award, nominees, references
from service.campaign.views.choice import pool
from service.campaign.views.kept import per_scope
from service.vietnamese.decimals import decimal

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_WHO: Final = {"tap_the": "Tập thể", "ca_nhan": "Cá nhân"}


@per_scope
def dinh_muc(scope: Scope) -> object:
    """What each unit may propose, as a letter of instruction prints it."""
    own = [one for one in scope.snapshot.tables.dinh_muc if one.pham_vi == "don_vi"]
    return [{"hinh_thuc": award.short(scope, one.hinh_thuc), "doi_tuong": _WHO[one.loai], "toi_da_moi_don_vi": _most(one)}
            for one in own]


def _most(one: Quota) -> str:
    """"02 tập thể", "15% số cá nhân"."""
    who = _WHO[one.loai].lower()
    return f"{one.toi_da:02d} {who}" if one.toi_da is not None else f"{decimal(one.ty_le)}% số {who}" if one.ty_le else ""


@per_scope
def trao_thuong(scope: Scope) -> object:
    """The awards whose decision is there on that day, from high to low, each with its decision and whom it names: collectives
    first. Before any decision those that the unit itself gives."""
    codes = tuple(dict.fromkeys(one.hinh_thuc for one in pool(scope)))
    given = [code for code in codes if _decided(scope, code)] or [code for code in codes if award.given_by_unit(scope, code)]
    return list(_groups(scope, given))


def _decided(scope: Scope, code: str) -> bool:
    entry = references.decision_entry(scope, code)
    return entry is not None and entry.ngay <= scope.day


def _groups(scope: Scope, codes: Sequence[str]) -> Iterator[dict[str, object]]:
    for code in codes:
        of = replace(scope, award=code)
        yield {"hinh_thuc": award.whole(of, code), "quyet_dinh": references.quyet_dinh(of), "tap_the": nominees.tap_the(of),
               "ca_nhan": nominees.ca_nhan(of)}
