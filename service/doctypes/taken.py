"""What a field takes of a campaign's record: only the parts it knows, for records hold more (dates of validity, codes)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.fields.spec import FieldSpec

_SIGNATURE: Final = frozenset({
    "quyen_han", "tap_the", "thua_lenh", "thua_uy_quyen", "ky_thay", "chuc_vu", "ho_ten", "chuc_vu_khac"})
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "organisation": frozenset({"ten", "viet_tat", "dau_mm"}), "person": frozenset({"ho_ten", "danh_xung", "chuc_vu", "don_vi"}),
    "reference": frozenset({"loai", "so_ky_hieu", "ngay", "co_quan", "trich_yeu"}),
}


def taken(spec: FieldSpec, value: object) -> object:
    """A campaign's plain value → what the field is given."""
    if isinstance(value, list):
        row = spec.item if spec.kind == "list" and spec.item else spec
        return [taken(row, one) for one in value]
    if not isinstance(value, Mapping):
        return value
    if spec.columns:
        return {key: taken(column, value[key]) for key, column in spec.columns.items() if key in value}
    if spec.kind == "signature":            # of a fixed line only the name: a secretary of a council is a teacher elsewhere
        wanted = frozenset({"ho_ten"}) if spec.chuc_vu else _SIGNATURE
    else:
        wanted = _PARTS.get(spec.kind, frozenset(value))
    return {key: part for key, part in value.items() if key in wanted}
