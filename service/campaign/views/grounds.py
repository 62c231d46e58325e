"""Căn cứ of a document on its day: instruments in force for its type, then documents of the campaign itself.

Authority before content (PL I, II.6a; mẫu 1.2); in each laws, decrees, circulars, decisions, plans, the older first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from service.campaign.register import LegalText
from service.campaign.views import award, references
from service.campaign.views.units import department, head_title, superior, unit
from service.components.grounds import of_law
from service.components.reference import Reference

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_RANKS: Final = ("hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị quyết", "nghị định", "thông tư", "quyết định", "chỉ thị",
                 "kế hoạch", "hướng dẫn")
# What of the campaign's own papers a type stands on.
_OWN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "ke_hoach_truong": ("ke_hoach_cap_tren",),
    "to_trinh_khen_thuong": ("ke_hoach_cap_tren", "bien_ban"),
    "ke_hoach_hoi_nghi": ("ke_hoach",),
    "ke_hoach_giai_doan_2": ("bao_cao",),
    "quyet_dinh_khen_thuong": ("de_nghi",),
    "quyet_dinh_hoi_dong": ("tham_muu",),
})

_ROOM: Final = re.compile(" {5,}")

_CITED: Final[Mapping[str, Callable[[Scope], dict[str, object] | None]]] = MappingProxyType({
    "ke_hoach_cap_tren": references.plan_in_force, "ke_hoach": references.ke_hoach, "bao_cao": references.bao_cao,
    "bien_ban": references.bien_ban})


def can_cu(scope: Scope) -> object:
    texts = sorted(scope.snapshot.instruments(scope.slug, scope.day, scope.level), key=_order)
    cited = {one.so_ky_hieu for one in texts if one.so_ky_hieu}
    found = [_ground(references.as_reference(one)) for one in texts]
    found += [one.model_dump(exclude_none=True, exclude_defaults=True) for one in scope.snapshot.frame.can_cu]
    return [*found, *(one for one in _own(scope) if one.get("so_ky_hieu") not in cited)]


def _order(one: LegalText) -> tuple[object, ...]:
    kind = one.loai.lower()
    rank = next((place for place, name in enumerate(_RANKS) if kind.startswith(name)), len(_RANKS))
    return (one.vai_tro != "tham_quyen", rank, one.ngay)


def _own(scope: Scope) -> Iterator[dict[str, object]]:
    for name in _OWN.get(scope.slug, ()):
        if name == "de_nghi":
            yield _proposal(scope)
        elif name == "tham_muu":
            yield from _advice(scope)
        elif (cited := _CITED[name](scope)) is not None:
            yield _ground(cited)


def _proposal(scope: Scope) -> dict[str, object]:
    """"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường … tại Tờ trình số …": by parts that stay blank until registered."""
    own = unit(scope)
    proposer = department(scope) if award.given_by_unit(scope, award.code(scope)) else own
    who = head_title(scope.snapshot, proposer or superior(scope) or own, scope.day)
    return {"van_ban": f"Theo đề nghị của {who} tại {_kept(Reference.model_validate(references.to_trinh(scope)).cited())}"}


def _advice(scope: Scope) -> Iterator[dict[str, object]]:
    """"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường …" (mẫu 1.2); a school has no department."""
    own = unit(scope)
    proposer = department(scope) if own.loai != "truong" else None
    if proposer is not None and proposer is not own:
        yield {"van_ban": f"Theo đề nghị của {head_title(scope.snapshot, proposer, scope.day)}"}


def _ground(text: Mapping[str, object]) -> dict[str, object]:
    """The parts of a legal text where all are known, else its words; of a law only name and day."""
    if of_law(str(text["loai"])):
        return {key: text[key] for key in ("loai", "ngay", "trich_yeu") if text[key]}
    number = str(text["so_ky_hieu"] or "")
    if all(text.values()) and not number.startswith("/"):
        return dict(text)
    return {"van_ban": f"Căn cứ {_kept(Reference.model_validate(text).whole())}"}


def _kept(cited: str) -> str:
    """Room for the pen as no-break blanks: a text given as data makes a row of common ones one."""
    return _ROOM.sub(lambda found: "\u00a0" * len(found[0]), cited.rstrip())
