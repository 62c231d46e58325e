"""The two encodings that Vietnamese offices used before Unicode: their signs, as characters of Latin-1 → our letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

# TCVN 5712:1993 VN3: every small letter has a code; of the capitals only those without a tone.
_TCVN3: Final = {
    "\u00b5¶·¸¹": "àảãáạ", "¨»¼½¾Æ": "ăằẳẵắặ", "©ÇÈÉÊË": "âầẩẫấậ", "®": "đ", "ÌÎÏÐÑ": "èẻẽéẹ", "ªÒÓÔÕÖ": "êềểễếệ",
    "×ØÜÝÞ": "ìỉĩíị", "ßáâãä": "òỏõóọ", "«åæçèé": "ôồổỗốộ", "¬êëìíî": "ơờởỡớợ", "ïñòóô": "ùủũúụ", "\u00adõö÷øù": "ưừửữứự",
    "úûüýþ": "ỳỷỹýỵ", "¡¢§£¤¥¦": "ĂÂĐÊÔƠƯ",
}
TCVN3: Final[Mapping[str, str]] = MappingProxyType({sign: letter for signs, letters in _TCVN3.items()
                                                    for sign, letter in zip(signs, letters, strict=True)})

# VNI-Windows: a letter and after it a mark, which is a letter of Latin-1. ơ, ư, đ, ỵ and i with a tone have one sign.
_TONES: Final = {"ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT}
_ON_CIRCUMFLEX: Final = {"â": "", "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "á": _ACUTE, "ä": _DOT}
_ON_BREVE: Final = {"ê": "", "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "é": _ACUTE, "ë": _DOT}
_ALONE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}


def _vni() -> Iterator[tuple[str, str]]:
    """Small letters. i with a tone and ỵ have signs of their own, but the fonts show the two signs that people type as well."""
    yield from _ALONE.items()
    for base, letter in (*zip("aeiouy", "aeiouy", strict=True), ("ô", "ơ"), ("ö", "ư")):
        yield from ((base + sign, letter + tone) for sign, tone in _TONES.items())
    for base in "aeo":
        yield from ((base + sign, base + _CIRCUMFLEX + tone) for sign, tone in _ON_CIRCUMFLEX.items())
    yield from (("a" + sign, "a" + _BREVE + tone) for sign, tone in _ON_BREVE.items())


def _with_capitals() -> Iterator[tuple[str, str]]:
    """"AÙ" is Á; so is "Aù", which people type: the letter decides."""
    for signs, decomposed in _vni():
        letter = unicodedata.normalize("NFC", decomposed)
        yield signs, letter
        yield signs.upper(), letter.upper()
        yield signs[0].upper() + signs[1:], letter.upper()


VNI: Final[Mapping[str, str]] = MappingProxyType(dict(_with_capitals()))
