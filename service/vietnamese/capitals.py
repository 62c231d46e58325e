"""Capital and small letters, as an office writes them: symbols of documents and units of measure stay as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

# "36/2018/QĐ-TTg", "15/QyĐ-UBND": the decree fixes these small letters (PL I, II.3c; PL III, Mục I: CTr, TTr, QyĐ, TrS).
_SYMBOL: Final = r"\d*/(?:\d{4}/)?[A-ZĐ]\w*(?:[-&][\w&]+)+"
_UNIT: Final = r"(?<=\d)[ \u00a0]?(?:km|mm|cm|m|ha|kg|g|kWh|kW|MW)[²³]?(?!\w)"
_KEEP: Final = re.compile(f"{_SYMBOL}|{_UNIT}")
# A word of a name, or what stands after its hyphen or apostrophe: "Anh-Thư", "H'Hen"; in NFC every letter is one character.
_WORD: Final = re.compile(r"[^\W\d_]+")


def capitals(text: str) -> str:
    """"Trang bị 30 km cáp theo 05/QĐ-TTg" → "TRANG BỊ 30 km CÁP THEO 05/QĐ-TTg". The result is NFC."""
    return _changed(text, str.upper)


def small(text: str) -> str:
    """"THỰC HIỆN QUYẾT ĐỊNH 05/QĐ-TTg" → "thực hiện quyết định 05/QĐ-TTg". The result is NFC."""
    return _changed(text, str.lower)


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """"KẾ HOẠCH TỔ CHỨC HỘI NGHỊ" → "Kế hoạch tổ chức hội nghị". Capitals of names are lost: nothing in the text tells them."""
    return sentence_case(small(text))


def title_name(name: str) -> str:
    """"NGUYỄN THỊ ÁNH" → "Nguyễn Thị Ánh", "h'hen niê" → "H'Hen Niê": every word of a person's name. The result is NFC."""
    return _WORD.sub(lambda word: word.group()[:1].upper() + word.group()[1:].lower(), unicodedata.normalize("NFC", name))


def _changed(text: str, change: Callable[[str], str]) -> str:
    text = unicodedata.normalize("NFC", text)
    parts, end = [], 0
    for kept in _KEEP.finditer(text):
        parts += [change(text[end:kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, change(text[end:])])
