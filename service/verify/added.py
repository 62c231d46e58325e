"""Whether a signed file is a known one with signatures on it, and nothing else."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel

from service.verify.opening import BROKEN

_ALLOWED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


def only_signed(data: bytes, known: bytes) -> bool:
    """`data` begins with the bytes of `known`, and what was added only fills signature fields or brings material to verify them.

    False also where the file cannot be read.
    """
    if len(data) <= len(known) or not data.startswith(known):
        return False
    try:
        base = PdfFileReader(BytesIO(known), strict=False).total_revisions - 1
        result = DEFAULT_DIFF_POLICY.review_file(PdfFileReader(BytesIO(data), strict=False), base)
    except BROKEN:
        return False
    return isinstance(result, DiffResult) and result.modification_level in _ALLOWED
