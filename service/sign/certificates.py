"""May this certificate sign, now: its validity, its purpose, and where roots are configured its chain and revocation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from asn1crypto import x509

from service.config import settings
from service.errors import Problem, SignatureRefused, problem
from service.sign.order import By, Level
from service.trust import Evidence, Standing, roots, standing
from service.verify.names import shown
from service.vietnamese.clock import VIETNAM

LONG_TERM: Final = ("b-lt", "b-lta")             # levels that store what proves the certificate good
_LEAST_RSA_BITS: Final = 2048
_SIGNING: Final = {"digital_signature", "non_repudiation"}
# Extended purposes of people's and agencies' certificates (RFC 5280, 4.2.1.12; RFC 9336; Microsoft's and Adobe's own).
_PURPOSES: Final = {"any_extended_key_usage", "email_protection", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12",
                    "microsoft_document_signing", "adobe_authentic_documents_trust", "1.2.840.113583.1.1.5"}


def holder(certificate: x509.Certificate) -> By:
    """Whose it is, where its UID tells: Vietnam's public authorities write MST:… for an organisation, CCCD:… for a person."""
    uid = certificate.subject.native.get("user_id", "")
    kind = str(uid).partition(":")[0].upper()
    return "agency" if kind in ("MST", "MNS") else "person" if kind in ("CCCD", "CMND", "HC") else ""


def require_fit(certificate: x509.Certificate, at: datetime) -> None:
    """Raises SignatureRefused with all of: certificate-expired, certificate-not-yet, certificate-purpose, certificate-weak."""
    SignatureRefused.raise_any(_unfit(certificate, at))


def _unfit(certificate: x509.Certificate, at: datetime) -> Iterator[Problem]:
    name, moment = shown(certificate.subject), at.astimezone(UTC)
    if moment > certificate.not_valid_after:
        yield problem("certificate-expired", "Chứng thư của {ten} hết hạn ngày {ngay}.", place=name, ten=name,
                      ngay=_day(certificate.not_valid_after))
    if moment < certificate.not_valid_before:
        yield problem("certificate-not-yet", "Chứng thư của {ten} đến ngày {ngay} mới có hiệu lực.", place=name, ten=name,
                      ngay=_day(certificate.not_valid_before))
    if not _may_sign(certificate):
        yield problem("certificate-purpose", "Chứng thư của {ten} không cấp để ký văn bản.", place=name, ten=name)
    key = certificate.public_key
    if key.algorithm in ("rsa", "rsassa_pss") and key.bit_size < _LEAST_RSA_BITS:
        yield problem("certificate-weak", "Khóa RSA {so} bit của {ten} quá yếu; cần từ {it_nhat} bit.", place=name, ten=name,
                      so=key.bit_size, it_nhat=_LEAST_RSA_BITS)


def _may_sign(certificate: x509.Certificate) -> bool:
    usage, extended = certificate.key_usage_value, certificate.extended_key_usage_value
    if certificate.ca or (usage is not None and not usage.native & _SIGNING):
        return False
    named = set(extended.native) if extended is not None else _PURPOSES
    # a web server's certificate often allows to be a client too; a person's allows to be a client and no server
    return bool(named & _PURPOSES) or ("client_auth" in named and "server_auth" not in named)


async def require_trusted(certificate: x509.Certificate, evidence: Evidence, level: Level, at: datetime | None) -> list[Problem]:
    """Chain and revocation, where roots are configured or the level needs them; gives what could not be known.

    Raises SignatureRefused: roots-missing, certificate-untrusted, -expired, -not-yet, -weak, -revoked, revocation-unknown.
    """
    name, needed = shown(certificate.subject), level in LONG_TERM
    if not roots():
        if needed:
            raise SignatureRefused(problem("roots-missing", "Mức ký {muc} cần chứng thư gốc tin cậy, mà chưa đặt {bien}.",
                                           place=name, muc=level.upper(), bien="VANBAN_TRUST_ROOTS"))
        return []
    found = await standing(certificate, evidence, at)
    SignatureRefused.raise_any(_untrusted(found, name))
    if found.revocation == "good":
        return []
    unknown = problem("revocation-unknown", "Không biết chứng thư của {ten} có bị thu hồi không: chưa hỏi được nơi cấp, hoặc "
                      "{bien} chưa cho hỏi.", place=name, ten=name, bien="VANBAN_FETCH_REVOCATION")
    if needed or settings().fetch_revocation:
        raise SignatureRefused(unknown)
    return [unknown]


def _untrusted(found: Standing, name: str) -> Iterator[Problem]:
    told: dict[str, str] = {"place": name, "ten": name}
    match found.trust, found.fault, found.above:
        case ("trusted", "expired", False):
            yield problem("certificate-expired", "Chứng thư của {ten} đã hết hạn.", **told)
        case ("trusted", "expired", True):
            yield problem("certificate-expired", "Chứng thư của nơi cấp chứng thư cho {ten} đã hết hạn.", **told)
        case ("trusted", "not-yet", _):
            yield problem("certificate-not-yet", "Chứng thư của {ten} hoặc của nơi cấp chưa có hiệu lực.", **told)
        case ("trusted", "weak", _):
            yield problem("certificate-weak", "Chuỗi chứng thư của {ten} dùng thuật toán đã quá yếu.", **told)
        case ("trusted", "broken", _):
            yield problem("certificate-untrusted", "Chuỗi chứng thư của {ten} không đúng quy tắc.", **told)
        case ("trusted", _, _):
            yield from _revoked(found, name)
        case _:
            yield problem("certificate-untrusted", "Chứng thư của {ten} không dẫn tới chứng thư gốc tin cậy nào.", **told)


def _revoked(found: Standing, name: str) -> Iterator[Problem]:
    if found.revocation != "revoked":
        return
    if found.above:
        yield problem("certificate-revoked", "Chứng thư của nơi cấp chứng thư cho {ten} đã bị thu hồi.", place=name, ten=name)
    else:
        yield problem("certificate-revoked", "Chứng thư của {ten} đã bị thu hồi từ ngày {ngay}.", place=name, ten=name,
                      ngay=_day(found.revoked) if found.revoked else "…")


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"
