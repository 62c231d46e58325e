"""Named parts → the type of the document, its date, and whether the decree governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from service.rules.see.signs import (
    AWARD,
    DATED,
    NUMBER,
    PARTY,
    PRESCRIBED_TITLES,
    SHORT_DATE,
    STATUTE_TITLES,
    TITLES,
    composed,
    folded,
    title_of,
)
from service.rules.seen import Outside, Part, Seen
from service.rules.types import BY_ABBREVIATION, COPY_BY_ABBREVIATION

_CODE: Final = re.compile(r"(?P<code>\w+)\s*[-–]")
# Statutes bear the year in their number; of types that exist in both worlds only these are statutes (Luật 64/2025/QH15).
_ALSO_STATUTES: Final = frozenset(("NQ", "QĐ", "CT"))
_HEADING: Final = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu_cong_van", "kinh_gui",
                   "noi_nhan_tu", "hinh_thuc_sao")
_ENDING: Final = ("noi_nhan", "ho_ten")
ON_STOCK: Final = "phoi"                                  # the style of what stands on a stock (fill/stage.py)
_CERTIFICATE_LINES: Final = 15
_LEAST: Final = 2                                         # so many different components say that it is an official document
_SURE: Final = 0.5
_IN_FORCE: Final = date(2020, 3, 5)                       # Điều 37 k1
MOST_WHEN_OUTSIDE: Final = 0.4                            # below _SURE nothing is reported


def told(seen: Seen) -> Seen:
    """The same with type, date and `outside`.

    Where the decree does not bind, and behind the first document of several, nothing is sure enough to be reported; a passage of
    plain text keeps what its words say.
    """
    reason, end = outside(seen.parts), behind(seen.parts)
    if reason and not (reason == "khong_ro" and seen.source == "text"):
        end = 0
    parts = seen.parts if seen.built_in or end == len(seen.parts) else (
        *seen.parts[:end], *(replace(part, confidence=min(part.confidence, MOST_WHEN_OUTSIDE)) for part in seen.parts[end:]))
    kind = None if reason else abbreviation(parts)
    return replace(seen, parts=parts, abbreviation=kind, issued=issued(seen.parts[:end] or seen.parts), lacks=lacks(parts),
                   outside=reason)


def lacks(parts: Sequence[Part]) -> frozenset[str]:
    """The components that a document of this title does not have, where other law prescribes its form."""
    title = _first(parts, "ten_loai")
    return PRESCRIBED_TITLES.get(title_of(composed(title.text)), frozenset()) if title else frozenset()


def code_of(text: str) -> str:
    """“Số: 12/KH-UBND” → "KH"; "" where no type's abbreviation stands there (“Số: 45/VHXH-TĐKT”)."""
    found = NUMBER.fullmatch(composed(text.strip()))
    code = _CODE.match(found["symbol"].strip()) if found else None
    return code["code"] if code and (code["code"] in BY_ABBREVIATION or code["code"] in COPY_BY_ABBREVIATION) else ""


def abbreviation(parts: Sequence[Part]) -> str | None:
    """The type: by its name, else by its number, else công văn by “V/v” below the number; None where nothing says it."""
    title = _first(parts, "ten_loai")
    kind = TITLES.get(title_of(composed(title.text))) if title else None
    if kind:
        return kind.abbreviation
    subject = _first(parts, "trich_yeu_cong_van")
    if subject and not title and composed(subject.text.strip()).startswith("V/v"):
        return ""                                         # a công văn, also where its number bears a type's code (S-02)
    number = _first(parts, "so_ky_hieu")
    code = code_of(number.text) if number else ""
    if code in BY_ABBREVIATION:
        return code
    letter = number and not code and not title and _first(parts, "kinh_gui", "trich_yeu_cong_van")
    return "" if letter or (not title and _first(parts, "trich_yeu_cong_van")) else None


def issued(parts: Sequence[Part]) -> date | None:
    """The date beside the place; None where a draft leaves it blank, or where it is no date."""
    part = _first(parts, "dia_danh_ngay")
    text = composed(part.text.strip()) if part else ""
    found = DATED.fullmatch(text) or SHORT_DATE.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def outside(parts: Sequence[Part]) -> Outside:
    """Why the document is none that the decree governs, or none that can be judged; "" where it is one."""
    if any(PARTY in folded(part.text[:60]) for part in parts[:12]):
        return "van_ban_dang"
    if _certificate(parts):
        return "khen_thuong"
    title = _first(parts, "ten_loai")
    if title and title_of(title.text) in STATUTE_TITLES:
        return "quy_pham_phap_luat"
    number = _first(parts, "so_ky_hieu")
    found = NUMBER.fullmatch(composed(number.text.strip())) if number else None
    if number and found and found["year"] and (code_of(number.text) or "QĐ") in _ALSO_STATUTES:
        return "quy_pham_phap_luat"
    day = issued(parts)
    if day is not None and day < _IN_FORCE:
        return "truoc_nghi_dinh"
    heads = {part.component for part in parts if part.component in _HEADING and part.confidence >= _SURE}
    appendix, first = _first(parts, "phu_luc"), _first(parts, *_HEADING)
    alone = appendix is not None and (first is None or appendix.index < first.index)
    if alone or len(heads) < _LEAST:
        return "khong_ro"
    return "nhieu_van_ban" if number and behind(parts) <= number.index else ""


def _certificate(parts: Sequence[Part]) -> bool:
    """On our stock, or with the name of the award alone on one of the first lines and no number and type before it."""
    if parts and all(part.paragraph is not None and part.paragraph.style_id == ON_STOCK for part in parts):
        return True
    named = next((part for part in parts[:_CERTIFICATE_LINES] if AWARD.fullmatch(composed(part.text.strip()))), None)
    other = _first(parts, "so_ky_hieu", "ten_loai", "kinh_gui")
    if named is None or (other is not None and other.index < named.index):
        return False
    # a column headed “GIẤY KHEN” is no certificate; the frame around one is read as a table (PDF), its lines as of one cell
    return all(part.cell == named.cell for part in parts[:named.index + 2])


def behind(parts: Sequence[Part]) -> int:
    """The index at which another document begins in the same file (a form that is attached): behind the first one's ending, or at
    the second number where the first has none; the number of parts where there is only one."""
    numbers = [part.index for part in parts if part.component == "so_ky_hieu" and part.confidence >= _SURE]
    if len(numbers) < 2:
        return len(parts)
    ended = [part.index for part in parts[:numbers[1]] if part.component in _ENDING and part.confidence >= _SURE]
    return ended[-1] + 1 if ended else 0


def _first(parts: Sequence[Part], *components: str) -> Part | None:
    return next((part for part in parts if part.component in components and part.confidence >= _SURE), None)
