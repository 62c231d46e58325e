"""The built-in rows of `van_ban`, `tham_quyen`, `luong_co_so`, as a campaign would write them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from service.rules.instruments import Instrument, instruments

# Built-in rows are named by these columns: a campaign's row that agrees in them changes that row, column by column.
SAME: Final = {"van_ban": ("ma",), "tham_quyen": ("hinh_thuc", "tu_ngay"), "luong_co_so": ("tu_ngay",)}


@cache
def built_in() -> dict[str, list[dict[str, Any]]]:
    """Table → rows, in the order of their files."""
    here = Path(__file__).parent
    found: dict[str, list[dict[str, Any]]] = {"van_ban": [_legal_text(one) for one in instruments()]}
    for name in ("awards.toml", "base_salary.toml"):
        found |= tomllib.loads((here / name).read_text("utf-8"))
    return found


def _legal_text(one: Instrument) -> dict[str, Any]:
    return {"ma": one.code, "loai": one.kind, "so_ky_hieu": one.symbol, "ngay": one.issued, "co_quan": one.body,
            "trich_yeu": one.title, "hieu_luc_tu": one.valid_from, "hieu_luc_den": one.valid_to, "con_dung_den": one.doubtful_to,
            "vai_tro": one.role, "dung_cho": list(one.used_for), "cua": one.used_by, "thay_the": list(one.replaces),
            "nguon": one.source, "chac": not one.doubt}
