"""Characters: Unicode of TCVN 6909:2001 (PL I, I.4). Old 8-bit codes, bytes read wrongly, letters that only look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import Outcome, rule
from service.rules.seen import Seen
from service.rules.words.old_letters import MOJIBAKE, Stretch, old_stretches
from service.rules.words.said import at, filled, shortened
from service.vietnamese.encodings import NAMES

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
    old = old_stretches(seen)
    yield from _old(old)
    if any(one.old for one in old):
        return  # once for the document: all of it is so
    doubtful = {one.part.index for one in old}
    for part in filled(seen):
        if part.index in doubtful or (strange := _strange(part.text)) is None:
            continue
        word, mended, broken = strange
        if broken:
            yield at(
                part,
                problem("encoding-broken", "Chữ hỏng do sai mã: “{co}”.", co=broken),
                found=word,
            )
        else:
            yield at(
                part,
                problem(
                    "letter-look-alike", "“{co}” có chữ nước ngoài trông giống chữ Việt, phải là “{can}”.", co=word, can=mended
                ),
                found=word,
                required=mended,
                suggestion=mended,
            )


def _old(stretches: list[Stretch]) -> Iterator[Fault]:
    """The first stretch of each encoding, which stands for all, and every one that could be two things."""
    told = set[bool]()
    for one in stretches:
        there, reads = shortened(one.text.strip(), 60), shortened(one.found.text.strip(), 60)
        if one.doubtful:
            readings = " hay ".join(f"“{shortened(other.text.strip(), 60)}” ({NAMES[other.encoding]})"
                                    for other in one.found.alternatives)
            yield at(
                one.part,
                problem("encoding-unsure", "“{co}” không rõ là mã nào: {nghia}? Hãy gõ lại bằng Unicode.", co=there,
                        nghia=readings),
                found=shortened(one.text.strip()),
            )
            continue
        vni = one.found.encoding == "vni"
        if vni in told:
            continue
        told.add(vni)
        yield at(
            one.part,
            problem("encoding-vni", "Chữ mã VNI: “{co}”, phải là Unicode: “{can}”.", co=there, can=reads) if vni
            else problem("encoding-tcvn3", "Chữ mã TCVN3 (ABC): “{co}”, phải là Unicode: “{can}”.", co=there, can=reads),
            found=shortened(one.text.strip()),
            required="Unicode",
            suggestion=one.found.text.strip(),
        )


@by_text
def _strange(text: str) -> tuple[str, str, str] | None:
    """What is no letter of ours: bytes read wrongly, "" and what stands from there on; or a word, what it should read, and ""."""
    text = unicodedata.normalize("NFC", text)
    if broken := MOJIBAKE.search(text):
        return broken[0], "", shortened(text[broken.start() :].strip(), 40)
    alike = _look_alike(text)
    return (*alike, "") if alike else None


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
