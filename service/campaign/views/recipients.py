"""Nơi nhận and Lưu: as the campaign lays down for a kind of organisation; "Như trên" and Lưu: VT are written by the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from service.campaign.views.issuer import issuing
from service.campaign.views.units import committee, department

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_BLANK: Final = re.compile(r"\{\{\s*([a-z_]+(?:\.[a-z_]+)*)\s*\}\}")


def noi_nhan(scope: Scope) -> object:
    """A line whose blank has no value is left out: before there were wards a school had none."""
    frame, organ = scope.snapshot.frame, issuing(scope)
    given = frame.noi_nhan_mac_dinh.get(organ.loai) or frame.noi_nhan
    if not given:
        other = committee(scope) if organ.loai.startswith("phong_") else department(scope)
        return [{"ten": other.full_name}] if other else None
    filled = ({key: _filled(scope, text) for key, text in one.model_dump(exclude_defaults=True).items()} for one in given)
    return [one for one in filled if all(one.values())]


def luu(scope: Scope) -> object:
    given = scope.snapshot.frame.luu
    return given.model_dump(exclude_defaults=True) if given else None


def _filled(scope: Scope, text: str) -> str:
    values = {found[1]: scope.look_up(found[1]) for found in _BLANK.finditer(text)}
    return "" if None in values.values() else _BLANK.sub(lambda found: str(values[found[1]]), text)
