"""Cơ quan, số và ký hiệu, địa danh và thời gian (PL I, II.2–II.4): fields → the lines of the heading block."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from service.errors import Problem, problem
from service.vietnamese.dates import blank_date, long_date

# Phụ lục III, Mục I: the codes of the named types; công văn has none (rules.md §2.1).
CODES: Final = frozenset({"NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ",
                          "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB"})

_ORGAN: Final = r"[A-ZĐ][A-ZĐa-z&]*"
_GROUPS: Final = re.compile(rf"{_ORGAN}(-[A-ZĐ0-9&]+)*")          # after the code of a named type
_LETTER: Final = re.compile(rf"{_ORGAN}(-[A-ZĐ0-9&]+)*")          # a body without sub-units writes one group (S-03)
_ORGAN_ONLY: Final = re.compile(_ORGAN)
_BLANK_NUMBER: Final = "      "                                   # the number is written in by hand or at registration



def symbol(code: str, organ: str, unit: str) -> str:
    """Named types: `KH-GDĐT`; công văn (no code): `GDĐT-TĐ` (II.3b)."""
    return "-".join(filter(None, [code, organ] if code else [organ, unit]))


def symbol_problem(text: str, code: str, pointer: str) -> Problem | None:
    """What is wrong with a symbol by II.3b–c: blanks, the wrong code, the pattern of the other kind."""
    if not code:
        first = text.split("-")[0]
        if _LETTER.fullmatch(text) and first not in (CODES | {"CV"}) - {"HĐ"}:      # HĐ is a Hội đồng as well (rules.md §2.2)
            return None
        return problem("symbol-invalid", "Ký hiệu “{co}” không đúng: công văn ghi <cơ quan>-<đơn vị soạn thảo>, không ghi chữ"
                       " viết tắt tên loại, không có dấu cách (PL I, II.3).", pointer=pointer, co=text)
    if text.startswith(f"{code}-") and _GROUPS.fullmatch(text.removeprefix(f"{code}-")):
        return None
    return problem("symbol-invalid", "Ký hiệu “{co}” không đúng: phải có dạng {loai}-<cơ quan>, không có dấu cách (PL I, II.3).",
                   pointer=pointer, co=text, loai=code)


def organ_problem(short: str, pointer: str) -> Problem | None:
    """An abbreviation that cannot stand in a symbol."""
    if _ORGAN_ONLY.fullmatch(short):
        return None
    return problem("abbreviation-invalid", "Chữ viết tắt “{co}” không dùng được trong ký hiệu: viết liền, bắt đầu bằng chữ hoa.",
                   pointer=pointer, co=short)


def lost_d(name: str, short: str, pointer: str) -> Problem | None:
    """A notice where an abbreviation wrote Đ as D: "Giáo dục và Đào tạo" → "GDDT"."""
    initials = [word[0].upper() for word in name.split()]
    if initials.count("Đ") > short.count("Đ") and short.count("D") > initials.count("D"):
        return problem("abbreviation-lost-d", "Chữ viết tắt “{co}” của “{ten}” có lẽ thiếu chữ Đ; nên viết “Đ” như QĐ, HĐ.",
                       pointer=pointer, co=short, ten=name)
    return None


def number_and_symbol(number: int | None, text: str) -> str:
    """656 → `656/KH-GDĐT`; 7 → `07/…` (II.3a); not yet registered: blank before the stroke."""
    return f"{_BLANK_NUMBER if number is None else f'{number:02d}'}/{text}"


def place_and_date(place: str, day: date | None, year: int | None) -> str:
    """`Gò Vấp, ngày 16 tháng 6 năm 2023`; before signing day and month are blank, the year that of `year`."""
    return f"{place.rstrip(', ')}, {long_date(day) if day else blank_date(year)}"
