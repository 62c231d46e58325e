"""The second opinion of PDF/A and PDF/UA: `page` (page-validation), a validator written independently of veraPDF.

It is younger and stricter in places; where it contradicts the standard's text and veraPDF, its rule is set aside here, with why.
"""

from __future__ import annotations

from typing import Final

import page

_PROFILES: Final = {"3a": page.ValidationProfile.PDF_A_3A, "ua1": page.ValidationProfile.PDF_UA_1}
# Its rule → why a failure of it is no failure. None is needed for our own unsigned files.
SET_ASIDE: Final[dict[str, str]] = {}


def judge(pdf: bytes, *flavours: str) -> dict[str, tuple[str, ...]]:
    """As verapdf.judge: flavour → the rules that the PDF breaks, each once, as "RULE message"."""
    return {flavour: _failures(pdf, flavour) for flavour in flavours or _PROFILES}


def _failures(pdf: bytes, flavour: str) -> tuple[str, ...]:
    failed = page.validate_pdf_bytes(pdf, profile=_PROFILES[flavour]).failures
    return tuple(dict.fromkeys(f"{one.rule_id} {one.message}" for one in failed if one.rule_id not in SET_ASIDE))
