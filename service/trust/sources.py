"""OCSP, CRL and issuers' certificates over HTTP, in the shape certvalidator wants them. Everything is asked once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterable
from typing import Final, TypeAlias

from asn1crypto import cms, crl, ocsp, pem, x509
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    gather_aia_issuer_urls,
    process_ocsp_response_data,
    unpack_cert_content,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps, issuer_serial

from service.asking import SECONDS, ask
from service.config import settings
from service.errors import PartnerUnreachable, problem

Holder: TypeAlias = x509.Certificate | cms.AttributeCertificateV2
_MOST_REQUESTS: Final = 30                        # for one file: more than any real chain of signers and time stamps asks
_MOST_ADDRESSES: Final = 3                        # of one certificate and kind
_OCSP_BYTES: Final = 256 * 1024
_CRL_BYTES: Final = 32 * 1024 * 1024              # the national authorities' lists are some MiB
_CERTIFICATE_BYTES: Final = 256 * 1024
_ANY: Final = "application/octet-stream"          # what it is called does not matter: DER and PEM are told apart by their bytes


class Asked:
    """The requests made for one file: answers and failures are kept, so that nothing is asked twice; their number is limited."""

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = hosts
        self._seconds = min(SECONDS, settings().max_seconds)     # a deadline strikes only after a wait has ended
        self._kept: dict[tuple[str, bytes], bytes | PartnerUnreachable] = {}

    def get(self, url: str, most_bytes: int, key: bytes = b"", body: bytes | None = None, media_type: str = "") -> bytes:
        """Raises PartnerUnreachable."""
        if (url, key) not in self._kept:
            if len(self._kept) >= _MOST_REQUESTS:
                raise PartnerUnreachable(problem("fetch-too-many", "Quá {so} lần hỏi dịch vụ bên ngoài cho một tệp.",
                                                 so=_MOST_REQUESTS))
            try:
                self._kept[url, key] = ask(url, body, media_type=media_type, most_bytes=most_bytes, hosts=self._hosts,
                                           seconds=self._seconds)
            except PartnerUnreachable as error:
                self._kept[url, key] = error
        kept = self._kept[url, key]
        if isinstance(kept, PartnerUnreachable):
            raise kept
        return kept


class _Ocsp(OCSPFetcher):
    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._found: dict[bytes, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: Holder, authority: Authority) -> ocsp.OCSPResponse:
        request = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=False)
        reasons = []
        for url in get_ocsp_urls(cert)[:_MOST_ADDRESSES]:
            try:
                data = self._asked.get(url, _OCSP_BYTES, issuer_serial(cert), request.dump(), "application/ocsp-request")
                answer = process_ocsp_response_data(data, ocsp_request=request, ocsp_url=url)
                _ = answer.native                 # parsed whole: what is broken is broken here
            except (PartnerUnreachable, ValueError, OCSPFetchError) as error:
                reasons.append(str(error))
            else:
                self._found[issuer_serial(cert)] = answer
                return answer
        raise OCSPFetchError("; ".join(reasons) or "no address")

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return list(self._found.values())

    def fetched_responses_for_cert(self, cert: Holder) -> Iterable[ocsp.OCSPResponse]:
        found = self._found.get(issuer_serial(cert))
        return [] if found is None else [found]


class _Crl(CRLFetcher):
    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._found: dict[bytes, list[crl.CertificateList]] = {}

    async def fetch(self, cert: Holder, *, use_deltas: bool | None = None) -> Iterable[crl.CertificateList]:
        places = get_relevant_crl_dps(cert, use_deltas=bool(use_deltas))
        urls = [url for place in places for url in enumerate_delivery_point_urls(place)][:_MOST_ADDRESSES]
        found, reasons = [], []
        for url in urls:
            try:
                found.append(_list(self._asked.get(url, _CRL_BYTES)))
            except (PartnerUnreachable, ValueError) as error:
                reasons.append(str(error))
        if reasons and not found:
            raise CRLFetchError("; ".join(reasons))
        self._found[issuer_serial(cert)] = found
        return found

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return list({one.signature: one for many in self._found.values() for one in many}.values())

    def fetched_crls_for_cert(self, cert: Holder) -> Iterable[crl.CertificateList]:
        return self._found[issuer_serial(cert)]   # KeyError where it was not asked: certvalidator's contract


class _Certificates(CertificateFetcher):
    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._found: dict[bytes, x509.Certificate] = {}

    async def fetch_cert_issuers(self, cert: Holder) -> AsyncGenerator[x509.Certificate, None]:
        for url in list(gather_aia_issuer_urls(cert))[:_MOST_ADDRESSES]:
            for one in self._at(url):
                yield one

    async def fetch_crl_issuers(self, certificate_list: crl.CertificateList) -> AsyncGenerator[x509.Certificate, None]:
        for url in list(certificate_list.issuer_cert_urls)[:_MOST_ADDRESSES]:
            for one in self._at(url):
                yield one

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return list(self._found.values())

    def _at(self, url: str) -> list[x509.Certificate]:
        """None where there is none: a chain that does not close says so itself."""
        try:
            found = list(unpack_cert_content(self._asked.get(url, _CERTIFICATE_BYTES), _ANY, url, permit_pem=True))
            self._found |= {one.sha256: one for one in found}
        except (PartnerUnreachable, ValueError, TypeError):
            return []
        return found


def _list(data: bytes) -> crl.CertificateList:
    """Raises ValueError. The entries stay unparsed: there may be a hundred thousand."""
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    found = crl.CertificateList.load(data, strict=True)
    _ = found["tbs_cert_list"]["this_update"].native
    return found


def fetchers(hosts: Collection[str]) -> Fetchers:
    """Fetchers that share one memory and one limit."""
    asked = Asked(hosts)
    return Fetchers(_Ocsp(asked), _Crl(asked), _Certificates(asked))
