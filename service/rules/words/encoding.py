"""Characters: Unicode of TCVN 6909:2001 (PL I, I.4). Old 8-bit codes, bytes read wrongly, letters that only look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.said import at, filled, shortened

# Letters of Latin-1 that Vietnamese does not have: what TCVN3 and VNI leave between Latin letters when read as Unicode.
_TCVN3: Final = frozenset("¸µ¶·¹¨»¾¼½Æ©ÇË®ÐÎÏÑªÖ×ØÜÞßäåæçë¬îïñ­ö÷øûüþ§")
_VNI: Final = frozenset("äøûïëåüöîñÄØÛÏËÅÜÖÎÑ")
_VNI_WORD: Final = re.compile(r"[aeiouyAEIOUYôöÔÖ][äøûïëåüöÄØÛÏËÅÜÖ]|[öñÖÑ][øïûõäùØÏÛÕÄÙ]?")
_WORD: Final = re.compile(r"[^\s\d“”\"'()\[\],.;:!?/\\-]+")
_LATIN: Final = re.compile("[A-Za-z]")
# UTF-8 read as Latin-1: "Viá»‡t Nam"; and what cannot be read at all.
_MOJIBAKE: Final = re.compile(r"á[»º][\u0080-\u00bf\u2010-\u203a]?|Ä[‘\u0090\u0091]|Æ[°¡]|Ã[\u00a0-\u00bf]|\ufffd")
# Letters that look like Vietnamese ones and are others: Icelandic Đ, Cyrillic, Greek.
_LIKE: Final = {
    "Ð": "Đ",
    "ð": "đ",
    "Ɖ": "Đ",
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "у": "y",
    "х": "x",
    "і": "i",
    "А": "A",
    "В": "B",
    "Е": "E",
    "К": "K",
    "М": "M",
    "Н": "H",
    "О": "O",
    "Р": "P",
    "С": "C",
    "Т": "T",
    "Х": "X",
    "І": "I",
    "Α": "A",
    "Β": "B",
    "Ε": "E",
    "Η": "H",
    "Ι": "I",
    "Κ": "K",
    "Μ": "M",
    "Ν": "N",
    "Ο": "O",
    "Ρ": "P",
    "Τ": "T",
    "Χ": "X",
    "ο": "o",
}
_LIKE_SIGN: Final = re.compile(f"[{''.join(_LIKE)}]")


@rule("E-10", "encoding-not-unicode", "I.4")
def bang_ma(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ tiếng Việt mã Unicode theo TCVN 6909:2001: không TCVN3, VNI, không chữ hỏng, không chữ nước ngoài trông giống."""
    old = _old_code(seen)
    if old:
        part, name = old
        told = (
            problem("encoding-tcvn3", "Chữ mã TCVN3 (ABC): “{co}”, phải là Unicode.", co=shortened(part.text.strip(), 60))
            if name == "TCVN3"
            else problem("encoding-vni", "Chữ mã VNI: “{co}”, phải là Unicode.", co=shortened(part.text.strip(), 60))
        )
        yield at(part, told, found=shortened(part.text.strip()))
        return  # once for the document: all of it is so
    for part in filled(seen):
        text = unicodedata.normalize("NFC", part.text)
        if text.isascii():
            continue
        if broken := _MOJIBAKE.search(text):
            yield at(
                part,
                problem("encoding-broken", "Chữ hỏng do sai mã: “{co}”.", co=shortened(text[broken.start() :].strip(), 40)),
                found=broken[0],
            )
        elif alike := _look_alike(text):
            word, mended = alike
            yield at(
                part,
                problem(
                    "letter-look-alike", "“{co}” có chữ nước ngoài trông giống chữ Việt, phải là “{can}”.", co=word, can=mended
                ),
                found=word,
                required=mended,
                suggestion=mended,
            )


def _old_code(seen: Seen) -> tuple[Part, str] | None:
    """The first part of a document whose letters are TCVN3 or VNI: at least three words, and a fifth of all."""
    hits: list[tuple[Part, int, int, int]] = []
    for part in filled(seen):
        vietnamese = any("ạ" <= letter <= "ỹ" or letter in "ăđơưĂĐƠƯ" for letter in part.text)
        if vietnamese or part.text.isascii() or _MOJIBAKE.search(part.text):
            continue  # Vietnamese letters that both codes lack
        words = _WORD.findall(part.text)
        tcvn3 = sum(1 for word in words if _LATIN.search(word) and not _TCVN3.isdisjoint(word))
        vni = sum(1 for word in words if _VNI_WORD.search(word) and not _VNI.isdisjoint(word))
        if max(tcvn3, vni) and max(tcvn3, vni) * 5 >= len(words):
            hits.append((part, tcvn3, vni, len(words)))
    if sum(max(tcvn3, vni) for _, tcvn3, vni, _ in hits) < 3:
        return None
    return hits[0][0], "VNI" if sum(one[2] for one in hits) >= sum(one[1] for one in hits) else "TCVN3"


def _look_alike(text: str) -> tuple[str, str] | None:
    """A word of Latin letters with a foreign one among them, and how it should read. A word all in Cyrillic is a name."""
    if not _LIKE_SIGN.search(text):
        return None
    for found in re.finditer(r"[^\W\d_]+", text):
        word = found[0]
        foreign = [letter for letter in word if letter in _LIKE]
        if foreign and (any(letter in "ÐðƉ" for letter in foreign) or len(foreign) < len(word)):
            return word, "".join(_LIKE.get(letter, letter) for letter in word)
    return None


@rule("G-14", "encoding-decomposed", "I.4", severity="nhac")
def dung_san(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ có dấu dùng mã dựng sẵn (NFC), không dùng mã tổ hợp: tìm kiếm và phông chữ đều cần."""
    for part in filled(seen):
        if not part.text.isascii() and not unicodedata.is_normalized("NFC", part.text):
            yield at(
                part,
                problem(
                    "letters-decomposed",
                    "Chữ mã tổ hợp trong “{co}”; nên dùng mã dựng sẵn.",
                    co=shortened(unicodedata.normalize("NFC", part.text.strip()), 40),
                ),
                found=shortened(part.text.strip()),
                suggestion=unicodedata.normalize("NFC", part.text),
            )
            return  # once for the document
