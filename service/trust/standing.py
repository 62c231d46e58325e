"""A certificate at a moment: does its chain end in a root of the office, was it valid, was it revoked (RFC 5280, 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, RevocationCheckingPolicy

from service.trust.evidence import MUST_KNOW, Evidence
from service.trust.roots import roots

# A chain that breaks RFC 5280, ASN.1 that breaks X.680, algorithms nobody knows: certvalidator raises many things over these.
_BROKEN: Final = (ValidationError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, NotImplementedError,
                  RecursionError)
Trust = Literal["trusted", "untrusted", "not-configured"]
Revoked = Literal["good", "revoked", "unknown"]
Fault = Literal["", "expired", "not-yet", "weak", "broken"]     # of the certificate or of one above it


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a certificate at a moment. `fault` and `revocation` speak only where `trust` is `trusted`."""

    trust: Trust
    fault: Fault = ""
    revocation: Revoked = "unknown"
    since: datetime | None = None                 # expired or revoked since then; valid only from then
    reason: str = ""                              # of a revocation (RFC 5280, 5.3.1), in asn1crypto's words
    above: bool = False                           # not the certificate itself but one that issued it is revoked or out of date

    @property
    def revoked(self) -> datetime | None:
        """Since when, where it is."""
        return self.since if self.revocation == "revoked" else None

    @property
    def good(self) -> bool:
        return self.trust == "trusted" and not self.fault and self.revocation == "good"


async def standing(certificate: x509.Certificate, evidence: Evidence, at: datetime | None) -> Standing:
    """`at` None is now. First the chain by itself, then with revocation, so that what is not known hides nothing."""
    if not roots():
        return Standing("not-configured")
    alone = await _judged(certificate, evidence, at, NO_REVOCATION)
    if alone.trust != "trusted" or alone.fault:
        return alone
    return await _judged(certificate, evidence.before_expiry_of(certificate), at, MUST_KNOW)


async def _judged(
    certificate: x509.Certificate, evidence: Evidence, at: datetime | None, policy: RevocationCheckingPolicy
) -> Standing:
    known = Standing("trusted")
    try:
        validator = CertificateValidator(certificate, validation_context=evidence.context(at, policy))
        await validator.async_validate_path()
    except (PathBuildingError, InvalidCertificateError):       # the latter: self-signed and no root
        return Standing("untrusted")
    except RevokedError as error:
        if error.is_side_validation:                           # an OCSP responder's own certificate: its word does not count
            return known
        return replace(known, revocation="revoked", since=error.revocation_dt, reason=str(error.reason.native),
                       above=not error.is_ee_cert)
    except InsufficientRevinfoError:
        return known
    except ExpiredError as error:
        return replace(known, fault="expired", since=error.expired_dt, above=not error.is_ee_cert)
    except NotYetValidError as error:
        return replace(known, fault="not-yet", since=error.valid_from, above=not error.is_ee_cert)
    except DisallowedAlgorithmError:
        return replace(known, fault="weak")
    except _BROKEN:
        return replace(known, fault="broken")
    return replace(known, revocation="good" if policy is not NO_REVOCATION else "unknown")
