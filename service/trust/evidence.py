"""What is known besides the roots (certificates, OCSP responses, CRLs), and certvalidator's context made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.policy_decl import RevocationCheckingRule as Rule

from service.config import settings
from service.trust.roots import roots
from service.trust.sources import fetchers

# The signer's own certificate must be known not to be revoked; an authority above it only if it says where to ask.
MUST_KNOW: Final = RevocationCheckingPolicy(Rule.CRL_OR_OCSP_REQUIRED, Rule.CHECK_IF_DECLARED)
WHERE_DECLARED: Final = RevocationCheckingPolicy(Rule.CHECK_IF_DECLARED, Rule.CHECK_IF_DECLARED)
IF_KNOWN: Final = RevocationCheckingPolicy(Rule.CHECK_IF_DECLARED_SOFT, Rule.CHECK_IF_DECLARED_SOFT)

# An answer is made after the question's moment, by a clock that is not ours: one that takes long is no answer from the future.
_CLOCKS: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Evidence:
    """What a file brings along. None of it is trusted by itself: it is believed as far as a root vouches for it.

    `sources` asks for what is missing; None: nothing is asked.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()
    sources: Fetchers | None = None

    def before_expiry_of(self, certificate: x509.Certificate) -> Evidence:
        """Without what was said of a certificate after it had expired: from then on an authority need not list it any more, and
        its silence proves nothing (RFC 5280, 3.3; ETSI EN 319 102-1, 5.2.5.4)."""
        end, issuer = certificate.not_valid_after, certificate.issuer
        return replace(
            self,
            crls=tuple(one for one in self.crls if one["tbs_cert_list"]["issuer"] != issuer
                       or one["tbs_cert_list"]["this_update"].native <= end),
            ocsps=tuple(one for one in self.ocsps if one.response_data["produced_at"].native <= end
                        or certificate.serial_number not in _serials(one)),
            sources=self.sources if datetime.now(UTC) <= end else None,
        )

    def context(self, at: datetime | None, policy: RevocationCheckingPolicy = MUST_KNOW) -> ValidationContext:
        """For one question. `at` None is now, and then revocation holds whenever it was; else as it was at that moment.

        Revocation data from after the moment counts for it (`retroactive_revinfo`): a certificate that is not revoked today was
        not revoked then. Data from before counts as long as it says itself.
        """
        return ValidationContext(
            trust_roots=list(roots()), other_certs=self.certificates, crls=self.crls, ocsps=self.ocsps, moment=at,
            fetchers=self.sources, allow_fetching=self.sources is not None, time_tolerance=_CLOCKS,
            revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=at is not None),
        )


def _serials(response: ocsp.OCSPResponse) -> set[int]:
    return {one["cert_id"]["serial_number"].native for one in response.response_data["responses"]}


def context(*, others: Iterable[x509.Certificate] = (), at: datetime | None = None, fetch: bool = False) -> ValidationContext:
    """certvalidator's context of the office: its roots, `others` as possible links of the chain.

    With `fetch` (and VANBAN_FETCH_REVOCATION) whatever a certificate declares must be answered, so that it can be stored with the
    signature; without it there is nothing to know, and only data already at hand speaks.
    """
    asking = fetch and settings().fetch_revocation
    return Evidence(tuple(others), sources=sources() if asking else None).context(at, WHERE_DECLARED if asking else IF_KNOWN)


def sources() -> Fetchers | None:
    """What may be asked by the office's settings; a fresh memory for each file."""
    return fetchers(settings().fetch_hosts) if settings().fetch_revocation else None
