"""One filled signature field → what it says of itself, before anybody asks whom to trust."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from asn1crypto import x509
from pyhanko.sign.validation import EmbeddedPdfSignature

from service.verify.covering import Covered, covered
from service.verify.found import Kind
from service.verify.message import Message, Stamp, read_message, read_stamp
from service.verify.opening import BROKEN, Opened
from service.vietnamese.clock import VIETNAM

_STAMP: Final = "ETSI.RFC3161"
FORMS: Final = frozenset({"ETSI.CAdES.detached", "adbe.pkcs7.detached", _STAMP})       # ISO 32000-2, table 255


@dataclass(frozen=True)
class Taken:
    """A signature (`message`), a document time stamp (`stamp`), or neither where it cannot be read."""

    field: str
    kind: Kind
    form: str
    revision: int
    covered: Covered
    message: Message | None = None
    stamp: Stamp | None = None
    claimed: datetime | None = None

    @property
    def certificate(self) -> x509.Certificate | None:
        return self.message.signer if self.message else self.stamp.authority if self.stamp else None

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        return self.message.stamps if self.message else ()


def taken(opened: Opened) -> list[Taken]:
    """Every filled field, in the order of signing."""
    names = frozenset((*opened.empty, *(name for name, _ in opened.filled)))
    return sorted((_taken(opened, name, field, names) for name, field in opened.filled), key=lambda one: one.revision)


def kind_of(field: str) -> Kind:
    """By the names of the places (docs/signing.md); of a stranger's field nobody knows."""
    if field in ("dau", "chu_ky_co_quan") or field.startswith("dau_"):
        return "co_quan"
    return "ca_nhan" if field == "chu_ky" or field.startswith("chu_ky_") else "khac"


def _taken(opened: Opened, name: str, field: Any, names: frozenset[str]) -> Taken:
    form = _form(field)
    kind = "dau_thoi_gian" if form == _STAMP else kind_of(name)
    unread = Taken(name, kind, form, opened.reader.total_revisions, Covered("mot_phan", "dang_ngo"))
    try:
        embedded = EmbeddedPdfSignature(opened.reader, field, name)
        unread = replace(unread, revision=embedded.signed_revision)
        if form == _STAMP:
            stamp = read_stamp(embedded.signed_data, embedded.compute_digest)
            extent = covered(embedded, opened.data, names)
            return replace(unread, covered=extent, stamp=stamp)
        if form in FORMS:
            message = read_message(embedded.signed_data, embedded.compute_digest())
            extent = covered(embedded, opened.data, names)
            return replace(unread, covered=extent, message=message, claimed=_claimed(embedded))
    except BROKEN:
        return unread
    return unread


def _form(field: Any) -> str:
    try:
        return str(field.get_object()["/V"].get("/SubFilter", "")).removeprefix("/")
    except BROKEN:
        return ""


def _claimed(embedded: EmbeddedPdfSignature) -> datetime | None:
    """By the signer's own clock; without a zone it is taken for Vietnam's."""
    try:
        found = embedded.self_reported_timestamp
    except BROKEN:
        return None
    return found.replace(tzinfo=VIETNAM) if found and found.utcoffset() is None else found
