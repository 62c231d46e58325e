"""Checked values → plain data (dict, list, str, int, bool, Decimal, date, datetime): what rules across documents compare."""

from __future__ import annotations

from typing import Any

from service.fields.body import BodyItems
from service.words import Data


def plain(value: Any) -> Any:
    """What is not given is left out. A body is its numbered items; an image stays an `Image`."""
    if isinstance(value, Data):
        return {name: plain(part) for name in type(value).model_fields if (part := getattr(value, name)) is not None}
    if isinstance(value, BodyItems):
        return [{"kieu": item.kieu, "so": item.so, "chu": str(item.chu)} for item in value]
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
