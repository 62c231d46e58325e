"""Bytes of a text file that is no UTF-8 → the encoding they seem to be in, and what they say: a hint for who saves it anew."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from service.vietnamese.encodings import NAMES, read_as

_SAMPLE: Final = 65_536                                    # bytes that are looked at, from the line of the first strange one
_ENOUGH: Final = 0.8                                       # of the words with marks are Vietnamese in the encoding
_LEAST: Final = 2                                          # words with marks: one alone says too little
_SHOWN: Final = 60                                         # characters of a line that a message quotes


@dataclass(frozen=True, slots=True)
class OldText:
    """`name` of the encoding for people, `line` what the first strange line says in it, shortened. `by_keyboard`: TCVN3 and VNI
    are fonts' encodings; to save such a text as UTF-8 does not make it Unicode, it has to be converted first."""

    name: str
    line: str
    by_keyboard: bool


def old_text(data: bytes, at: int) -> OldText | None:
    """`at` is the first byte that is no UTF-8, the data begin behind a byte order mark. None where the bytes make no Vietnamese,
    or as good a one in two encodings; where letters above are UTF-8, for then that is what the file is, with a damaged place."""
    if not data[:at].isascii():
        return None
    start = data.rfind(b"\n", 0, at) + 1
    sample = data[start:start + _SAMPLE]
    western = sample.decode("cp1252", "replace")           # how Windows keeps texts of TCVN3 and VNI
    windows = read_as(unicodedata.normalize("NFC", sample.decode("cp1258", "replace")), "unicode")
    typed = [(one.share, NAMES[one.encoding], one.text) for one in (read_as(western, "tcvn3"), read_as(western, "vni"))]
    (share, name, text), second, _ = sorted([(windows.share, "Windows-1258", windows.text), *typed], reverse=True)
    marked = sum(not word.isascii() for word in western.split())
    if marked < _LEAST or share < _ENOUGH or share == second[0]:
        return None
    line = " ".join(text.partition("\n")[0].split())
    return OldText(name, line if len(line) <= _SHOWN else line[:_SHOWN - 1].rstrip() + "…", name != "Windows-1258")
