"""The second opinion of PDF/A and PDF/UA: `page` (page-validation), a validator written independently of veraPDF.

It is young. Where it contradicts the standard, its alarm is named here with why, and with what shows that it is false in this
file; where that does not hold, the alarm counts. It cannot judge signed files (it takes an incremental update for damage).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import page

_PROFILES: Final = {"3a": page.ValidationProfile.PDF_A_3A, "ua1": page.ValidationProfile.PDF_UA_1}
_STREAM: Final = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    rule: str
    why: str
    is_false: Callable[[bytes], bool]            # of this PDF, as our engine writes PDFs


def _lengths_are_right(pdf: bytes) -> bool:
    """After every stream's length, and not before, comes the line feed and `endstream`."""
    found = list(_STREAM.finditer(pdf))
    return len(found) == pdf.count(b"\nendstream") and all(
        pdf.startswith(b"\nendstream", one.end() + int(one[1])) for one in found
    )


FALSE_ALARMS: Final = (
    FalseAlarm("PDFA3A-STREAM-LENGTH-001", "where a stream's own last byte is a carriage return, it is taken for a part of the "
               "end of line before `endstream`; one stream of 256 ends so", _lengths_are_right),
)


def judge(pdf: bytes, *flavours: str) -> dict[str, tuple[str, ...]]:
    """As verapdf.judge: flavour → the rules that the PDF breaks, each once, as "RULE message"."""
    return {flavour: _failures(pdf, flavour) for flavour in flavours or _PROFILES}


def _failures(pdf: bytes, flavour: str) -> tuple[str, ...]:
    failed = page.validate_pdf_bytes(pdf, profile=_PROFILES[flavour]).failures
    untrue = {alarm.rule for alarm in FALSE_ALARMS if alarm.rule in {one.rule_id for one in failed} and alarm.is_false(pdf)}
    return tuple(dict.fromkeys(f"{one.rule_id} {one.message}" for one in failed if one.rule_id not in untrue))
