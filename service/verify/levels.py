"""The PAdES baseline level that a signature has reached (ETSI EN 319 142-1, 6): by what is there, whomever one trusts."""

from __future__ import annotations

from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader

from service.verify.found import Level
from service.verify.material import Material
from service.verify.opening import BROKEN
from service.verify.taken import Taken

_PADES = "ETSI.CAdES.detached"


def level_of(one: Taken, after: Sequence[Taken], material: Material, reader: PdfFileReader) -> Level:
    """`after`: what was signed later. "" where it is no PAdES signature."""
    if one.form != _PADES or one.message is None:
        return ""
    later = [other for other in after if other.stamp and other.stamp.sound]
    stamps = [stamp for stamp in one.stamps if stamp.sound] or [other.stamp for other in later[:1] if other.stamp]
    if not stamps:
        return "b-b"
    if not material.tells_of([one.message.signer, *(stamp.authority for stamp in stamps)]):
        return "b-t"
    return "b-lta" if any(_has_store(reader, other.revision) for other in later) else "b-lt"


def _has_store(reader: PdfFileReader, revision: int) -> bool:
    """Whether the revision a time stamp covers has revocation data in it."""
    try:
        return "/DSS" in reader.get_historical_root(revision)
    except BROKEN:
        return False
