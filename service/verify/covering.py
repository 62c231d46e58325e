"""How much of a file a signature covers, and what was done to the file afterwards (pyHanko's analysis of revisions)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from asn1crypto import cms
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from service.verify.found import Changes, Coverage
from service.verify.opening import BROKEN

_SPACE: Final = b"\0\t\n\f\r "                    # ISO 32000-1, 7.2.2
_HEX: Final = frozenset(b"0123456789abcdefABCDEF")


@dataclass(frozen=True)
class Covered:
    coverage: Coverage
    changes: Changes
    filled: tuple[str, ...] = ()                 # form fields whose value was changed afterwards
    junk: int = 0                                # bytes after the end that belong to no revision


def covered(embedded: EmbeddedPdfSignature, data: bytes, signature_fields: frozenset[str]) -> Covered:
    """Never raises: a file that cannot be compared is suspicious."""
    try:
        if not _only_contents_left_out(embedded, data):
            return Covered("mot_phan", "dang_ngo")
        embedded.compute_integrity_info()  # type: ignore[no-untyped-call]  # not annotated there
        allowed = embedded.summarise_integrity_info()["docmdp_ok"]
    except BROKEN:
        return Covered("mot_phan", "dang_ngo")
    if embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Covered("toan_tep", "khong")
    if embedded.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Covered("mot_phan", "dang_ngo")
    junk = _junk(embedded, data)
    changes, filled = _changes(embedded, signature_fields)
    return Covered("toan_phien_ban", changes if allowed and not junk else "dang_ngo", filled, junk)


def _only_contents_left_out(embedded: EmbeddedPdfSignature, data: bytes) -> bool:
    """The gap in the signed bytes is exactly the hexadecimal string of the signature that was read: nothing hides beside it."""
    numbers = [int(one) for one in embedded.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return False
    _, first, second, length = numbers
    gap = data[first:second]
    if second + length > len(data) or gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.issuperset(gap[1:-1]):
        return False
    content = embedded.pkcs7_content
    if len(gap) % 2 or bytes.fromhex(gap[1:-1].decode()) != content:
        return False
    message = len(cms.ContentInfo.load(content).dump())
    return not content[message:].strip(b"\0")     # the room left over holds nothing


def _junk(embedded: EmbeddedPdfSignature, data: bytes) -> int:
    """A reader that repairs files would look at these bytes; one that does not would not."""
    if embedded.signed_revision < embedded.reader.total_revisions - 1:
        return 0
    end = int(embedded.byte_range[2]) + int(embedded.byte_range[3])
    return len(data[end:].strip(_SPACE))


def _changes(embedded: EmbeddedPdfSignature, signature_fields: frozenset[str]) -> tuple[Changes, tuple[str, ...]]:
    result = embedded.diff_result
    if not isinstance(result, DiffResult):
        return "dang_ngo", ()
    filled = tuple(sorted(result.changed_form_fields - signature_fields))
    match result.modification_level:
        case ModificationLevel.NONE:
            return "khong", ()
        case ModificationLevel.LTA_UPDATES:
            return "du_lieu_xac_minh", ()
        case ModificationLevel.FORM_FILLING:
            return ("dien_bieu_mau" if filled else "ky_them"), filled
    return "dang_ngo", ()
