"""Text as it is searched: without marks, small, single blanks. "Trường Tiểu học Đống Đa" is found by "truong dong da"."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans("đĐ", "dD")                # Unicode does not take their stroke off


def folded(text: str) -> str:
    """NFC or NFD → letters without tone and mark, case folded."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return " ".join(kept.casefold().split())
