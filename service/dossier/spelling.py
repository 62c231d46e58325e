"""Names for comparing: as they must be written, and as they are found again."""

from __future__ import annotations

import unicodedata


def tidy(text: str) -> str:
    """A name as it must be everywhere: composed, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def key(text: str) -> str:
    """For finding the same name again, whatever its case."""
    return tidy(text).casefold()


def plain(text: str) -> str:
    """A name of a body for comparing: besides, UBND is written out."""
    return key(text).replace("ubnd", "ủy ban nhân dân").replace("uỷ ban", "ủy ban")
