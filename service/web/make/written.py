"""A value of a document's data → how it stands in its input: days, amounts and decimals as they are written in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from service.sheets.body import as_markdown
from service.vietnamese.dates import day, short_date
from service.vietnamese.decimals import decimal
from service.vietnamese.moments import moment
from service.vietnamese.numbers import grouped

if TYPE_CHECKING:
    from service.web.make.shapes import Shape

KEPT: Final = "="                             # before the digest of a picture that the draft holds already
_GROUPED: Final = 10_000                      # smaller numbers have no points: 2026 may be a year


def written(shape: Shape, value: Any) -> str:
    """What cannot be read stays as it was typed: the clerk mends it, we do not guess."""
    match shape.widget:
        case _ if value is None:
            return ""
        case _ if isinstance(value, bool):
            return "có" if value else "không"
        case "body":
            return as_markdown(value) if isinstance(value, str | list) else ""
        case "paragraphs" if isinstance(value, list):
            return "\n\n".join(map(str, value))
        case "stock" if isinstance(value, Mapping):
            return json.dumps(value, ensure_ascii=False)
        case "image":
            return KEPT + digest(value) if isinstance(value, str) and value else ""
        case _ if isinstance(value, Mapping | list):
            return json.dumps(value, ensure_ascii=False)
        case "date":
            return _day(value)
        case "time":
            return _moment(value)
        case "money" if isinstance(value, int):
            return grouped(value)
        case "integer" if isinstance(value, int) and abs(value) >= _GROUPED:
            return grouped(value)
        case _ if isinstance(value, float):
            return decimal(value)
    return str(value)


def digest(picture: str) -> str:
    """By what a form says which picture is meant, instead of sending it back with every key pressed."""
    return sha256(picture.encode()).hexdigest()[:32]


def _day(value: Any) -> str:
    try:
        return short_date(day(value))
    except ValueError:
        return str(value)


def _moment(value: Any) -> str:
    try:
        when = moment(value)
    except ValueError:
        return str(value)
    return f"{when:%H:%M} {short_date(when.date())}"
