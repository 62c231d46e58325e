"""Vietnamese words → the number they say, or None. Strict: what could be read in two ways, or is said by nobody, is no number.

Taken as equal: linh and lẻ, nghìn and ngàn, tỷ and tỉ, bảy and bẩy, bốn and tư after mươi and linh; capitals; commas.
"không trăm" may be left out where what follows names its own place ("ba tỷ năm mươi triệu"; "một nghìn lẻ năm"). Refused:
"hai trăm tư" (204 or 240), "một nghìn hai" (1002 or 1200), "hai mươi năm" (25, or twenty years), "rưỡi".
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from service.vietnamese.numbers import DIGITS

_SAME: Final = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "bẩy": "bảy"}
_DIGIT: Final = {word: value for value, word in enumerate(DIGITS)}
_D: Final = "(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_TENS: Final = (r"(?P<teen>mười)(?: (?P<t>một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?"
                rf"|(?P<ten>(?!một){_D}) mươi(?: (?P<o>mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?")
_GROUP: Final = re.compile(rf"(?:(?P<h>không|{_D}) trăm)?(?: ?(?:linh (?P<l>tư|{_D})|{_TENS}|(?P<u>{_D})))?")
_UNIT: Final = {**_DIGIT, "mốt": 1, "tư": 4, "lăm": 5}
_SCALES: Final = (("triệu", 10**6), ("nghìn", 10**3))
_BILLION: Final = 10**9
# "Hai triệu đồng chẵn./.", "(Bằng chữ: Hai triệu đồng)"
_AMOUNT: Final = re.compile(r"[(\s]*(?:(?:số tiền )?(?:viết )?bằng chữ\s*:?\s*)?(?P<said>.+?)\s*(?:đồng|đ)(?:\s+chẵn)?[\s./;,)]*")


def number_of(said: str) -> int | None:
    """"một tỷ hai trăm linh năm nghìn" → 1000205000; None where it is no number in words."""
    tokens = _tokens(said)
    if tokens[:1] != ["âm"]:
        return _whole(tokens)
    number = _whole(tokens[1:])
    return -number if number else None                       # there is no "âm không"


def decimal_of(said: str) -> Decimal | None:
    """"không phẩy không năm" → 0.05; a whole number too. None where it is none."""
    tokens = _tokens(said)
    negative = tokens[:1] == ["âm"]
    whole, comma, part = " ".join(tokens[negative:]).partition(" phẩy ")
    number = _whole(whole.split())
    digits = _after_comma(part.split()) if comma else "0"
    if number is None or digits is None or (negative and not number and not comma):
        return None
    return Decimal(f"{'-' * negative}{number}.{digits}") if comma else Decimal(-number if negative else number)


def amount_of(said: str) -> int | None:
    """"(Bằng chữ: Hai triệu ba trăm nghìn đồng chẵn./.)" → 2300000: đồng; None where no amount in words is there."""
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFC", said).lower().strip())
    return number_of(found["said"]) if found else None


def _tokens(said: str) -> list[str]:
    text = unicodedata.normalize("NFC", said).lower()
    return [_SAME.get(word, word) for word in re.sub(r", ", " ", text).split()]


def _whole(tokens: list[str]) -> int | None:
    """Stretches that end in tỷ, tỷ tỷ, …, each smaller than the one before, and what is below a tỷ."""
    if tokens == ["không"]:
        return 0
    total, last, first = 0, None, True
    while tokens:
        end = tokens.index("tỷ") if "tỷ" in tokens else len(tokens)
        power = 0
        while end + power < len(tokens) and tokens[end + power] == "tỷ":
            power += 1
        value = _below_billion(tokens[:end], first)
        if value is None or (last is not None and power >= last):
            return None
        total, last, first, tokens = total + value * _BILLION**power, power, False, tokens[end + power:]
    return None if first else total


def _below_billion(tokens: list[str], first: bool) -> int | None:
    """triệu, nghìn and the last group. `first`: nothing was said before, so that a group may be one digit alone."""
    total, text = 0, " ".join(tokens)
    for scale, size in _SCALES:
        head, found, tail = text.partition(f" {scale}")
        if found and not tail.startswith(" ") and tail:
            return None
        if found:
            value = _group(head, True)
            if not value:
                return None
            total, text, first = total + value * size, tail.strip(), False
    if not text:
        return total or None
    value = _group(text, first)
    return None if not value else total + value


def _group(text: str, alone: bool) -> int | None:
    """Up to 999. A digit alone, "năm", counts only where `alone`: after a scale it is said of hundreds as well."""
    found = _GROUP.fullmatch(text)
    if not found or not text or text.startswith(" "):
        return None
    if (found["u"] and (found["h"] or not alone)) or (found["l"] and not found["h"] and alone):
        return None
    tens = 10 if found["teen"] else 10 * _DIGIT.get(found["ten"] or "", 0)
    ones = next((_UNIT[found[name]] for name in "tolu" if found[name]), 0)
    return 100 * _DIGIT.get(found["h"] or "", 0) + tens + ones


def _after_comma(tokens: list[str]) -> str | None:
    """Zeros one by one, then a number of up to three digits, or all digits one by one; "không trăm ba mươi hai" is 032."""
    if tokens and all(word in _DIGIT for word in tokens):
        return "".join(str(_DIGIT[word]) for word in tokens)
    zeros = 0
    while tokens[zeros:zeros + 1] == ["không"] and tokens[zeros + 1:zeros + 2] != ["trăm"]:
        zeros += 1
    rest = " ".join(tokens[zeros:])
    value = _group(rest, True)
    if not value:
        return None
    return "0" * zeros + (f"{value:03d}" if " trăm" in rest else str(value))
