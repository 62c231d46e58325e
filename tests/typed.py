"""Texts and Word files as they were typed before Unicode: made from good ones, characters and fonts changed."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from tests.breaks.word import Word, child, found, put, words
from tests.vietnamese.test_encodings import TO_TCVN3, TO_VNI

Encoding = Literal["tcvn3", "vni"]
_FONTS: Final = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def typed(text: str, encoding: Encoding) -> tuple[str, str]:
    """A text as people typed it, and its font. TCVN3 has no capitals with a tone: a text all in capitals is typed in small
    letters of a capital font; a capital with a tone among small letters is a small one."""
    if encoding == "vni":
        return "".join(TO_VNI.get(sign, sign) for sign in text), _FONTS[encoding]
    large = text.isupper()
    written = "".join(TO_TCVN3.get(sign, TO_TCVN3.get(sign.lower(), sign)) for sign in (text.lower() if large else text))
    return written, ".VnTimeH" if large else _FONTS[encoding]


def small_of_tcvn3(text: str) -> str:
    """What is left of a text typed in TCVN3: its capitals with a tone are small, but where all are capitals."""
    return text if text.isupper() else "".join(sign if sign in TO_TCVN3 or sign.lower() not in TO_TCVN3 else sign.lower()
                                               for sign in text)


def as_bytes(text: str, encoding: str) -> bytes:
    """A text file as Windows kept it: `tcvn3`, `vni`, or `cp1258`, which has a tone as a sign of its own."""
    if encoding != "cp1258":
        return "".join((TO_TCVN3 if encoding == "tcvn3" else TO_VNI).get(sign, sign) for sign in text).encode("cp1252")
    return "".join(map(_toned, text)).encode("cp1258")


def _toned(sign: str) -> str:
    """"ế" → "ê" and the acute."""
    apart = unicodedata.normalize("NFD", sign)
    tones = "".join(one for one in apart if one in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(one for one in apart if one not in tones)) + tones


def as_typed(docx: bytes, encoding: Encoding, part: str = "word/document.xml") -> bytes:
    """Every run of a part in an old encoding and its font."""
    word = Word.opened(docx)
    root = word.root if part == "word/document.xml" else word.part(part)
    for run in found(root, ".//w:r[w:t]"):
        for node in found(run, "w:t"):
            node.text, font = typed(node.text or "", encoding)
        put(child(run, "w:rPr"), "w:rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)
    if root is not word.root:
        word.store(part, root)
    return word.saved()


def texts(docx: bytes) -> list[str]:
    """The words of every paragraph that has some."""
    return [text for one in found(Word.opened(docx).body, ".//w:p") if (text := words(one))]
