"""Signatures of any PDF, strangers' too: who, when, what is covered, what was changed, whom to trust.

`opening` bytes → fields · `taken` a field → what it says of itself (`message` its CMS, `covering` its place in the file) ·
`material` certificates and revocation data the file carries · `soundness` what the bytes alone say · `judging` trust and time ·
`decree` the order of signing · `levels` PAdES · `report` the same for machines. `found` is what comes out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import reduce
from operator import add
from typing import Final

from service.errors import problem
from service.trust import Evidence
from service.trust.evidence import sources
from service.trust.standing import Revoked
from service.trust.standing import Trust as Trusted
from service.verify.decree import of_order
from service.verify.found import Finding, Level, Revocation, Signature, Trust, Verdict, Verified, worst
from service.verify.judging import Judged, judged
from service.verify.levels import level_of
from service.verify.material import Material, readable, stored
from service.verify.message import digest_name
from service.verify.names import clean, shown, signer_of
from service.verify.opening import Opened, opened
from service.verify.soundness import intact, of_bytes
from service.verify.taken import Taken, taken

__all__ = ["Finding", "Signature", "Verdict", "Verified", "verify"]


def verify(pdf: bytes, at: datetime | None = None) -> Verified:
    """Every signature of a PDF, judged now or as of a moment (with a zone).

    Raises FileUnreadable, LimitExceeded, SettingInvalid for the roots.
    """
    file = opened(pdf)
    moment = at or datetime.now(UTC)
    signed = taken(file)
    material = _material(file, signed)
    evidence = Evidence(material.certificates, material.crls, material.ocsps, sources() if signed else None)
    standings = asyncio.run(judged(signed, evidence, at))
    signatures = tuple(
        _signature(one, state, level_of(one, signed[number + 1:], material, file.reader))
        for number, (one, state) in enumerate(zip(signed, standings, strict=True))
    )
    empty = tuple(map(clean, file.empty))
    return Verified(signatures, tuple(of_order(signed, file.empty)) if signatures else (_UNSIGNED,), empty, moment)


_TRUST: Final[Mapping[Trusted, Trust]] = {"trusted": "tin_cay", "untrusted": "khong_tin_cay", "not-configured": "chua_cau_hinh"}
_REVOCATION: Final[Mapping[Revoked, Revocation]] = {"good": "khong_bi", "revoked": "bi_thu_hoi", "unknown": "khong_ro"}
_UNSIGNED: Final = Finding(problem("unsigned", "Tệp không có chữ ký số nào."), Verdict.CHUA_KY)


def _material(file: Opened, signed: list[Taken]) -> Material:
    """The store, and what the signatures and their time stamps carry themselves."""
    messages = [one.message for one in signed if one.message]
    stamps = [stamp for one in signed for stamp in (*one.stamps, *([one.stamp] if one.stamp else []))]
    carried = [Material((one.signer, *one.others), one.crls, one.ocsps) for one in messages]
    carried += [Material((one.authority, *one.others)) for one in stamps]
    return readable(reduce(add, carried, stored(file.reader)))


def _signature(one: Taken, state: Judged, level: Level) -> Signature:
    findings = (*of_bytes(one), *state.findings)
    standing = state.standing
    return Signature(
        field=clean(one.field),
        kind=one.kind,
        verdict=worst(finding.effect for finding in findings),
        findings=findings,
        signer=signer_of(one.certificate) if one.certificate else None,
        time=state.time,
        whence=state.whence,
        authority=shown(state.authority.subject) if state.authority else "",
        form=clean(one.form),
        level=level,
        intact=intact(one),
        coverage=one.covered.coverage,
        changes=one.covered.changes,
        trust=_TRUST[standing.trust],
        revocation=_REVOCATION[standing.revocation],
        revoked=standing.revoked,
        algorithm=_algorithm(one),
    )


def _algorithm(one: Taken) -> str:
    if one.message is None or one.certificate is None:
        return ""
    key = one.certificate.public_key
    return f"{digest_name(one.message.digest)}, {key.algorithm.upper()} {key.bit_size}"
