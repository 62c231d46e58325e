"""One PAdES signature in one place of a PDF (ETSI EN 319 142-1). Law: Nghị định 30/2020/NĐ-CP, PL I, II.7d, II.8; Điều 32 k2d.

`order` what is asked · `reading` the file and its earlier signatures · `places` which field, and the decree's order ·
`certificates` may this one sign · `keys/` who signs · `seen`, `appearance`, `images` what is shown · `stamper` time stamps ·
`pades` pyHanko's session.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

from asn1crypto import x509

from service.errors import KeyUnusable, Problem, problem
from service.sign.certificates import holder, require_fit, require_trusted
from service.sign.keys import Key, Opened
from service.sign.order import CopyLine, Level, Order, Signed, TimeStamping
from service.sign.pades import Session
from service.sign.places import choose
from service.sign.reading import opened, places, require_intact, sound_in
from service.sign.seen import style
from service.sign.stamper import stamper
from service.trust import Evidence, roots
from service.trust.evidence import IF_KNOWN, WHERE_DECLARED, sources
from service.verify.names import shown
from service.vietnamese.clock import VIETNAM

__all__ = ["CopyLine", "Key", "Level", "Order", "Signed", "TimeStamping", "sign"]

# pyHanko tells every odd certificate to whoever listens; without a listener Python would print it over the command line.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def sign(pdf: bytes, order: Order, key: Key, *, drawing: AbstractContextManager[Any] | None = None) -> Signed:
    """Puts one signature after the bytes of `pdf`, which stay as they are.

    `drawing` is held while what is seen of the signature is set: a door with several threads gives its lock, so that it is not
    held while a time stamp is waited for.

    Raises FileUnreadable, SignatureRefused, KeyUnusable, PartnerUnreachable; then nothing was signed.
    """
    writer = opened(pdf)
    found = places(writer)
    require_intact(pdf)
    stamping = stamper(order)
    at = order.at or datetime.now(VIETNAM)
    with key.open() as used:
        require_fit(used.certificate, at)
        place = choose(order if order.by or order.field else replace(order, by=holder(used.certificate)), found)
        name = shown(used.certificate.subject)
        with drawing or nullcontext():
            seen, notices = style(place, order, name, at, writer)
        evidence = Evidence(_above(used), sources=sources())
        judging = roots() and stamping is not None
        context = evidence.context(order.at, WHERE_DECLARED if evidence.sources else IF_KNOWN) if judging else None
        session = Session(writer, place, found, order, at, used.signer, seen, stamping, context)
        made, unknown = asyncio.run(_signed(session, used.certificate, evidence))
    if not sound_in(made, place.name):
        raise KeyUnusable(problem("signature-broken", "Khóa ký trả về chữ ký không khớp với chứng thư; tệp chưa được ký.",
                                  place=place.name))
    return Signed(made, place.name, name, at, order.level, (*notices, *unknown))


async def _signed(session: Session, certificate: x509.Certificate, evidence: Evidence) -> tuple[bytes, list[Problem]]:
    """The signed file, and what could not be known of the certificate."""
    unknown = await require_trusted(certificate, evidence, session.order.level, session.order.at)
    return await session.signed(), unknown


def _above(used: Opened) -> tuple[x509.Certificate, ...]:
    """The certificates that came with the key."""
    return tuple(used.signer.cert_registry)
