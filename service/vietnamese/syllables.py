"""A Vietnamese syllable → its onset, rime and tone, and back: what spelling allows, and where the mark of the tone stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Style = Literal["old", "new"]
Tone = Literal["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]         # ngang huyền hỏi ngã sắc nặng

TONES: Final[dict[str, Tone]] = {"\u0300": "\u0300", "\u0309": "\u0309", "\u0303": "\u0303", "\u0301": "\u0301",
                                 "\u0323": "\u0323"}
VOWELS: Final = "aăâeêioôơuưy"
_MARKED: Final = "ăâêôơư"
# Longer ones first: "ngh" before "ng". "gi" and "qu" are onsets before a vowel only.
ONSETS: Final = ("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
RIMES: Final = frozenset(rime for line in (
    "a ac ach ai am an ang anh ao ap at au ay", "ăc ăm ăn ăng ăp ăt", "âc âm ân âng âp ât âu ây", "e ec em en eng eo ep et",
    "ê êch êm ên êng ênh êp êt êu", "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu",
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet oc oi om on ong ooc oong op ot",
    "ô ôc ôi ôm ôn ông ôp ôt", "ơ ơi ơm ơn ơp ơt", "u ua uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uơ uôc uôi uôm",
    "uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu", "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt",
    "ươu ưt ưu y yêm yên yêng yêt yêu",
) for rime in line.split())
_AFTER_QU: Final = frozenset({"ych", "yn", "ynh", "yp", "yt"})
_LONGEST: Final = 12                                       # "nghiêng", its marks apart: what is longer is not looked at
# The rimes whose mark has two places: hòa and hoà, khỏe and khoẻ, thúy and thuý.
OF_TWO_STYLES: Final = frozenset({"oa", "oe", "uy"})


@dataclass(frozen=True, slots=True)
class Syllable:
    """Small letters, composed, without the tone; `tone` is a combining mark or ""."""

    onset: str
    rime: str
    tone: Tone

    def written(self, style: Style) -> str:
        """The syllable in small letters with the mark in its place. Only `oa`, `oe`, `uy` without a final differ by style."""
        at = _place(self.rime, style)
        marked = unicodedata.normalize("NFC", self.rime[at] + self.tone)
        return self.onset + self.rime[:at] + marked + self.rime[at + 1:]

    @property
    def has_two_styles(self) -> bool:
        return self.rime in OF_TWO_STYLES and self.tone != ""


@lru_cache(maxsize=10_000)
def syllable(word: str) -> Syllable | None:
    """A word in any case, NFC, its mark on any vowel → the syllable; None where no Vietnamese syllable is spelled so."""
    if len(word) > _LONGEST:
        return None
    tones = []
    letters = ""
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in TONES and letters.rstrip("\u0302\u0306\u031b").endswith(tuple("aeiouy")):
            tones.append(TONES[sign])
        else:
            letters += sign
    letters = unicodedata.normalize("NFC", letters)
    if len(tones) > 1:
        return None
    tone: Tone = tones[0] if tones else ""
    for onset in ONSETS:
        rime = letters.removeprefix(onset)
        if letters.startswith(onset) and _fits(onset, rime, tone):
            return Syllable(onset, rime, tone)
    return None


def _fits(onset: str, rime: str, tone: Tone) -> bool:
    if rime not in RIMES and not (onset == "qu" and rime in _AFTER_QU):
        return False
    if rime.endswith(("c", "ch", "p", "t")) and tone not in {"\u0301", "\u0323"}:
        return False
    front = rime[0] in "eêiy"                              # c g ng before a o u; k gh ngh before e i
    if onset in {"c", "g", "ng"} and front:
        return onset == "g" and rime in {"i", "in"}        # gì, gìn
    return not (onset in {"k", "gh", "ngh"} and not front)


def _place(rime: str, style: Style) -> int:
    """Which letter of the rime carries the mark."""
    count = next((n for n, sign in enumerate(rime) if sign not in VOWELS), len(rime))
    marked = [n for n in range(count) if rime[n] in _MARKED]
    if marked:
        return marked[-1]                                  # iê, ươ: the second; ưa, ưu: the first
    if count == 1:
        return 0
    if count < len(rime) or count == 3:
        return 1                                           # hoàn, huỳnh; hoài, khuỷu
    return 1 if style == "new" and rime in OF_TWO_STYLES else 0
