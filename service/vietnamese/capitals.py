"""Text → text in capitals, as an office writes it: symbols of documents and units of measure keep their small letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# "36/2018/QĐ-TTg", "15/QyĐ-UBND": the decree fixes these small letters (PL I, II.3c; PL III, Mục I: CTr, TTr, QyĐ, TrS).
_SYMBOL: Final = r"\d*/(?:\d{4}/)?[A-ZĐ]\w*(?:[-&][\w&]+)+"
_UNIT: Final = r"(?<=\d)[ \u00a0]?(?:km|mm|cm|m|ha|kg|g|kWh|kW|MW)[²³]?(?!\w)"
_KEEP: Final = re.compile(f"{_SYMBOL}|{_UNIT}")


def capitals(text: str) -> str:
    """"Trang bị 30 km cáp theo 05/QĐ-TTg" → "TRANG BỊ 30 km CÁP THEO 05/QĐ-TTg". The result is NFC."""
    text = unicodedata.normalize("NFC", text)
    parts, end = [], 0
    for kept in _KEEP.finditer(text):
        parts += [text[end:kept.start()].upper(), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].upper()])


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
