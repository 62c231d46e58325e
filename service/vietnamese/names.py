"""Names of people: their parts, and their order in lists: given name, then middle names, then family name.

The parts follow Vietnamese custom: the first word is the family name, the last the given name. That is custom, not law, and some
names do not show their parts. `is_doubtful` says so of a name of one word, of names of peoples whose family name is a clan's that
stands last (Ê Đê: "Y Moan Êñuôl") or who have none (Ba Na, Xơ Đăng: "A Sanh"), and of a letter after the name ("Lan B"). A double
family name (father's and mother's, "Nguyễn Trần") looks like a middle name: whoever knows it says it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from service.vietnamese.collation import Key, collation_key

# Family names of more than one word that are never a family and a middle name. Longer ones first.
COMPOUND: Final = ("Công Tằng Tôn Nữ", "Công Huyền Tôn Nữ", "Huyền Tôn Nữ", "Công Tôn Nữ", "Tôn Thất", "Tôn Nữ", "Âu Dương")
# Clans of the Ê Đê, M'nông, Gia Rai and Cơ Ho; not all there are. Most stand last (Ê Đê), some first (Gia Rai, Cơ Ho).
CLANS: Final = frozenset(("Adrơng", "Arul", "Ayun", "Byă", "Êban", "Êñuôl", "Ênuôl", "Êya", "Hđơk", "Hmok", "Hwing", "Kbuôr",
                          "Kđoh", "Knul", "Kpơr", "Ksơr", "Ksor", "Ktla", "Ktul", "Mdrang", "Mlô", "Niê", "Kpă", "Nay",
                          "Rcom", "Rmah", "Siu"))
CLANS_OF_TWO: Final = ("Buôn Yă", "Buôn Krông", "Buôn Dap", "Niê Kđăm", "Niê Kdăm", "Niê Brit", "Rơ Châm", "Rơ Mah", "Rah Lan",
                       "Liêng Hót", "Bon Niêng", "Rơ Ông", "Kra Jăn", "Păng Ting")
# "Y" before a man's name (Ê Đê) or a woman's (Ba Na, Xơ Đăng); "A" before a man's (Ba Na, Xơ Đăng, Giẻ Triêng).
_SEX: Final = frozenset({"Y", "A"})
# "H'Hen", "H’Hen", "K'Brêu": the sign of the sex is a part of the word.
_LETTER: Final = re.compile(r"\(?[A-Z]\)?")                 # "Á", "Ý", "Ê" are given names, "B" tells namesakes apart
_JOINED: Final = re.compile(r"[HK]['\u2019\u02bc]\w")


class Name(NamedTuple):
    """The parts of a name; a part that there is not is empty."""

    family: str
    middle: str
    given: str


def split_name(full_name: str, family: str = "") -> Name:
    """"Nguyễn Thị Minh Khai" → ("Nguyễn", "Thị Minh", "Khai"). The result is NFC with single blanks, capitals as they are.

    `family` is the family name where it is known to be longer, split_name("Nguyễn Trần Minh Anh", "Nguyễn Trần"); it begins or
    ends the name, else ValueError. A name of one word is a given name; an empty one has empty parts.
    """
    words = unicodedata.normalize("NFC", full_name).split()
    if family:
        return _with_family(words, unicodedata.normalize("NFC", family).split())
    if len(words) < 2:
        return Name("", "", words[0] if words else "")
    if _is_highland(words):
        return _highland(words)
    lengths = (len(one.split()) for one in (*COMPOUND, *CLANS_OF_TWO) if _same(words[:len(one.split())], one))
    first = next((length for length in lengths if length < len(words)), 1)
    return Name(" ".join(words[:first]), " ".join(words[first:-1]), words[-1])


def is_doubtful(full_name: str) -> bool:
    """Whether the parts of this name cannot be told from its words alone (see above). A double family name is not noticed."""
    words = unicodedata.normalize("NFC", full_name).split()
    return (len(words) < 2 or _is_highland(words) or any(_JOINED.match(word) for word in words)
            or _clan(words[:1]) or _clan(words[:2]) or bool(_LETTER.fullmatch(words[-1])))


def name_key(full_name: str, family: str = "") -> tuple[Key, Key, Key, Key]:
    """A name's place in a list, for `sorted`: given, middle, family; capitals count last, so that "AN" stands with "An"."""
    name = split_name(full_name, family)
    return (collation_key(name.given.lower()), collation_key(name.middle.lower()), collation_key(name.family.lower()),
            collation_key(full_name))


def _with_family(words: list[str], family: list[str]) -> Name:
    count = len(family)
    if len(words) > count and _same(words[:count], " ".join(family)):
        return Name(" ".join(words[:count]), " ".join(words[count:-1]), words[-1])
    if len(words) > count and _same(words[-count:], " ".join(family)):
        rest = words[:-count]
        return Name(" ".join(words[-count:]), " ".join(rest[:-1]), rest[-1])
    raise ValueError("the family name does not begin or end the name")


def _is_highland(words: list[str]) -> bool:
    """"Y Moan Êñuôl", "H'Hen Niê", "A Sanh": a sign of the sex in front, or a clan behind."""
    return words[0] in _SEX or bool(_JOINED.match(words[0])) or (len(words) > 2 and _clan(words[-2:]))


def _highland(words: list[str]) -> Name:
    """The clan that stands last is the family name; without one there is none. The sign "Y" or "A" is no given name."""
    count = 2 if len(words) > 2 and _clan(words[-2:]) else int(_clan(words[-1:]))
    rest, clan = words[:len(words) - count], " ".join(words[len(words) - count:])
    sign = 1 if rest[0] in _SEX and len(rest) > 1 else 0
    return Name(clan, " ".join(rest[:sign]), " ".join(rest[sign:]))


def _clan(words: list[str]) -> bool:
    text = " ".join(words).casefold()
    return any(text == one.casefold() for one in (*CLANS, *CLANS_OF_TWO))


def _same(words: list[str], name: str) -> bool:
    return " ".join(words).casefold() == name.casefold()
