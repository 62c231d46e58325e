"""Whom to trust, and at which moment (after ETSI EN 319 102-1, 5.5 and 5.6).

A signature is judged for the earliest moment at which it is proven to have existed: its time stamp's, a later document time
stamp's, or else now. A certificate that is good now was good then; one that expired or was revoked meanwhile needs that proof,
and data of then. A time the signer claims proves nothing for the signature, but may speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import x509

from service.errors import problem
from service.trust import Evidence, Standing, standing
from service.verify.found import Finding, Whence
from service.verify.message import Stamp
from service.verify.names import shown
from service.verify.remarks import day, invalid, reason, told, unclear, whose
from service.verify.taken import Taken

_TOLERANCE: Final = timedelta(minutes=5)          # clocks of signers
_SIGNING_BITS: Final = frozenset({"digital_signature", "non_repudiation"})
_OTHER_PURPOSES: Final = frozenset({"server_auth", "code_signing", "time_stamping", "ocsp_signing"})


@dataclass(frozen=True)
class Judged:
    """When it was signed, whence that is known, and how the certificate stood."""

    time: datetime | None = None
    whence: Whence = ""
    authority: x509.Certificate | None = None
    standing: Standing = field(default_factory=lambda: Standing("not-configured"))
    findings: tuple[Finding, ...] = ()


async def judged(all_of_them: Sequence[Taken], evidence: Evidence, at: datetime | None) -> list[Judged]:
    """In the order of signing. From the last document time stamp backwards: each one proves what stands before it."""
    found: list[Judged] = []
    proven = at                                   # None: now
    for one in reversed(all_of_them):
        if one.stamp:
            made = await _time_stamp(one, one.stamp, evidence, proven)
            if one.stamp.sound and made.standing.good and one.covered.changes != "dang_ngo":
                proven = one.stamp.time
        elif one.message:
            made = await _signature(one, evidence, proven, at)
        else:
            made = Judged()
        found.append(made)
    return found[::-1]


async def _time_stamp(one: Taken, stamp: Stamp, evidence: Evidence, proven: datetime | None) -> Judged:
    now = await _authority(stamp, evidence, proven)
    then = now if now.good else await standing(stamp.authority, evidence, stamp.time)
    findings = _of_standing(one.field, stamp.authority, now, then, stamp.time, proof=False)
    return Judged(stamp.time, "dau_thoi_gian", stamp.authority, now, tuple(findings))


async def _authority(stamp: Stamp, evidence: Evidence, proven: datetime | None) -> Standing:
    """Of a time stamp: good when it is proven to exist; or good by data of its own time and nothing newer against it."""
    if "time_stamping" not in _purposes(stamp.authority):      # RFC 3161, 2.3
        return Standing("untrusted")
    now = await standing(stamp.authority, evidence, proven)
    if now.trust != "trusted" or now.fault or now.revocation != "unknown":
        return now
    return await standing(stamp.authority, evidence, stamp.time)


async def _signature(one: Taken, evidence: Evidence, proven: datetime | None, at: datetime | None) -> Judged:
    assert one.message
    findings: list[Finding] = []
    proof = proven if proven != at else None      # by a document time stamp
    authority = None
    for stamp in one.stamps:
        if not stamp.sound:
            continue                              # told already
        state = await _authority(stamp, evidence, proven)
        if state.good:
            proof, authority = stamp.time, stamp.authority
            break
        findings += _of_stamp(one.field, stamp, state)
    time = proof if authority or not one.claimed else one.claimed
    whence: Whence = "" if time is None else "dau_thoi_gian" if time is proof else "nguoi_ky_khai"
    signer = one.message.signer
    now = await standing(signer, evidence, proven)
    moment = proof or time
    then = now if now.good or moment is None else await standing(signer, evidence, moment)
    findings += _of_purpose(one.field, signer)
    findings += _of_standing(one.field, signer, now, then, time, proof=proof is not None)
    state = now if now.good or now.revocation == "revoked" or not proof else then
    return Judged(time, whence, authority, state, tuple(findings))


def _of_stamp(field: str, stamp: Stamp, state: Standing) -> Iterator[Finding]:
    """A time stamp nobody vouches for proves nothing, and spoils nothing."""
    if state.trust == "trusted":
        yield told(problem("time-stamp-unproven", "Không xác minh được dấu thời gian {luc}: không rõ chứng thư của nơi cấp còn "
                           "giá trị không.", place=field, luc=day(stamp.time)))
    elif state.trust == "untrusted":
        yield told(problem("time-stamp-untrusted", "Dấu thời gian {luc} không do tổ chức được tin cậy cấp.", place=field,
                           luc=day(stamp.time)))


def _of_purpose(field: str, signer: x509.Certificate) -> Iterator[Finding]:
    """RFC 5280, 4.2.1.3: what the certificate says its key is for; one that says nothing is for everything."""
    bits = signer.key_usage_value.native if signer.key_usage_value else _SIGNING_BITS
    purposes = _purposes(signer)
    if not _SIGNING_BITS & bits or (purposes and purposes <= _OTHER_PURPOSES):
        yield invalid(problem("certificate-purpose", "Chứng thư không được cấp để ký văn bản ({muc_dich}).", place=field,
                              muc_dich=", ".join(sorted({*bits, *purposes}))))


def _of_standing(
    field: str, certificate: x509.Certificate, now: Standing, then: Standing, time: datetime | None, *, proof: bool
) -> Iterator[Finding]:
    """`now` at the proven moment, `then` at the time of signing; `proof` whether that time is more than a claim."""
    if now.trust == "not-configured":
        yield unclear(problem("trust-not-configured", "Chưa cấu hình chứng thư gốc tin cậy (VANBAN_TRUST_ROOTS).", place=field))
    elif now.trust == "untrusted" or then.trust == "untrusted":
        yield unclear(problem("certificate-untrusted", "Chứng thư không do tổ chức được tin cậy cấp (cấp bởi “{to_chuc}”).",
                              place=field, to_chuc=shown(certificate.issuer)))
    elif now.good:
        if time and time + _TOLERANCE < certificate.not_valid_before:
            yield unclear(problem("certificate-not-yet", "Thời điểm ký {luc} sớm hơn ngày chứng thư có hiệu lực ({tu}).",
                                  place=field, luc=day(time), tu=day(certificate.not_valid_before)))
    else:
        yield from _of_past(field, now, then, proof=proof)


def _of_past(field: str, now: Standing, then: Standing, *, proof: bool) -> Iterator[Finding]:
    """Not good now: was it, when it signed? What speaks against it then makes it invalid; what came later leaves a doubt, unless
    it is proven to have been signed before."""
    if then.fault in ("expired", "not-yet") or then.revocation == "revoked":
        yield from _of_fault(field, then, then=True)
    elif proof and then.good:
        if now.revoked:
            yield told(problem("certificate-revoked-later", "{chung_thu} bị thu hồi từ {tu} ({ly_do}), sau khi ký: chữ ký vẫn có "
                               "giá trị.", place=field, chung_thu=whose(now), tu=day(now.revoked), ly_do=reason(now.reason)))
    elif not proof and (now.fault or now.revocation == "revoked"):
        yield from _of_fault(field, now, then=False)
    elif then.fault:
        yield unclear(problem("certificate-broken", "Chuỗi chứng thư không đúng quy chuẩn hoặc dùng thuật toán yếu.",
                              place=field))
    else:
        yield unclear(problem("revocation-unknown", "Không rõ chứng thư có bị thu hồi không: tệp không kèm dữ liệu thu hồi còn "
                              "giá trị, và không tra cứu được.", place=field))


def _of_fault(field: str, state: Standing, *, then: bool) -> Iterator[Finding]:
    """`then`: already when it was signed, by the signer's own word at least."""
    since = day(state.since) if state.since else "?"
    if state.fault == "expired" and then:
        yield invalid(problem("certificate-expired", "{chung_thu} đã hết hạn từ {tu}, trước khi ký.", place=field,
                              chung_thu=whose(state), tu=since))
    elif state.fault == "expired":
        yield unclear(problem("certificate-expired", "{chung_thu} hết hạn từ {tu}; không có dấu thời gian chứng minh đã ký "
                              "trước đó.", place=field, chung_thu=whose(state), tu=since))
    elif state.fault == "not-yet":
        yield invalid(problem("certificate-not-yet", "{chung_thu} chỉ có hiệu lực từ {tu}.", place=field, chung_thu=whose(state),
                              tu=since))
    elif state.fault:
        yield unclear(problem("certificate-broken", "Chuỗi chứng thư không đúng quy chuẩn hoặc dùng thuật toán yếu.",
                              place=field))
    elif then:
        yield invalid(problem("certificate-revoked", "{chung_thu} đã bị thu hồi từ {tu} ({ly_do}), trước khi ký.", place=field,
                              chung_thu=whose(state), tu=since, ly_do=reason(state.reason)))
    else:
        yield unclear(problem("certificate-revoked", "{chung_thu} bị thu hồi từ {tu} ({ly_do}); không có dấu thời gian chứng "
                              "minh đã ký trước đó.", place=field, chung_thu=whose(state), tu=since, ly_do=reason(state.reason)))


def _purposes(certificate: x509.Certificate) -> frozenset[str]:
    value = certificate.extended_key_usage_value
    return frozenset(value.native) if value else frozenset()
