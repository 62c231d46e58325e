"""Text as people type or paste it → composed Unicode, without what no document can hold."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# XML 1.0 §2.2 admits no other control character; U+2028/9 are line breaks Word does not know.
_FOREIGN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = re.compile(r"[ \t]+")


def foreign(text: str) -> str:
    """The first character that cannot stand in a document, as `U+0007`, or ""."""
    found = None if text.isprintable() else _FOREIGN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def composed(text: str) -> str:
    """NFC (TCVN 6909:2001 fonts have the composed letters), one blank between words, no blank at a line's ends."""
    if text.isprintable() and "  " not in text and text == text.strip(" ") and unicodedata.is_normalized("NFC", text):
        return text                              # nearly always; a regular expression over every text costs more than the rest
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.strip().split("\n"))
