"""Named parts → the type of the document, its date, and whether the decree governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from service.rules.see.signs import DATED, NUMBER, PARTY, STATUTE_TITLES, TITLES, folded, title_of
from service.rules.seen import Outside, Part
from service.rules.types import BY_ABBREVIATION, COPY_BY_ABBREVIATION

_CODE: Final = re.compile(r"(?P<code>\w+)\s*[-–]")
# Statutes bear the year in their number; of types that exist in both worlds only these are statutes (Luật 64/2025/QH15).
_ALSO_STATUTES: Final = frozenset(("NQ", "QĐ", "CT"))
_HEADING: Final = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu_cong_van", "noi_nhan_tu",
                   "co_quan_ban_hanh", "hinh_thuc_sao")
_SURE: Final = 0.5


def code_of(text: str) -> str:
    """“Số: 12/KH-UBND” → "KH"; "" where no type's abbreviation stands there (“Số: 45/VHXH-TĐKT”)."""
    found = NUMBER.fullmatch(text.strip())
    code = _CODE.match(found["symbol"].strip()) if found else None
    return code["code"] if code and (code["code"] in BY_ABBREVIATION or code["code"] in COPY_BY_ABBREVIATION) else ""


def abbreviation(parts: Sequence[Part]) -> str | None:
    """The type: by its name, else by its number, else công văn by “V/v” below the number; None where nothing says it."""
    title = _first(parts, "ten_loai")
    kind = TITLES.get(title_of(title.text)) if title else None
    if kind:
        return kind.abbreviation
    number = _first(parts, "so_ky_hieu")
    code = code_of(number.text) if number else ""
    if code in BY_ABBREVIATION:
        return code
    letter = number and not code and not title and _first(parts, "kinh_gui", "trich_yeu_cong_van")
    return "" if letter or (not title and _first(parts, "trich_yeu_cong_van")) else None


def issued(parts: Sequence[Part]) -> date | None:
    """The date beside the place; None where a draft leaves it blank, or where it is no date."""
    part = _first(parts, "dia_danh_ngay")
    found = DATED.search(part.text) if part else None
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def outside(parts: Sequence[Part]) -> Outside:
    """Why the document is none that the decree governs, or none that can be judged; "" where it is one."""
    heads = [part for part in parts if part.component in _HEADING and part.confidence >= _SURE]
    if any(PARTY in folded(part.text[:60]) for part in parts[:12]):
        return "van_ban_dang"
    title = _first(parts, "ten_loai")
    if title and title_of(title.text) in STATUTE_TITLES:
        return "quy_pham_phap_luat"
    numbers = [part.text for part in heads if part.component == "so_ky_hieu"]
    for text in numbers[:1]:
        found = NUMBER.fullmatch(text.strip())
        if found and found["year"] and (code_of(text) or "QĐ") in _ALSO_STATUTES:
            return "quy_pham_phap_luat"
    if len(numbers) > 1:
        return "nhieu_van_ban"
    return "" if heads else "khong_ro"


def _first(parts: Sequence[Part], *components: str) -> Part | None:
    return next((part for part in parts if part.component in components and part.confidence >= _SURE), None)
