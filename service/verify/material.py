"""Certificates and revocation data that a file carries (ISO 32000-2, 12.8.4.3), and how far they reach.

None of it is trusted by itself; what cannot be read is left out, since whoever added it could not make a signature better or
worse by it than by adding nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader

from service.verify.opening import BROKEN

_MOST: Final = 500                                # entries of one kind
_DIGESTS: Final = frozenset({"sha1", "sha256"})   # RFC 6960, 4.3


@dataclass(frozen=True)
class Material:
    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __add__(self, other: Material) -> Material:
        return Material(self.certificates + other.certificates, self.crls + other.crls, self.ocsps + other.ocsps)

    def tells_of(self, certificates: Iterable[x509.Certificate]) -> bool:
        """Whether there is revocation data for these and for all above them, except a root's, which nobody revokes."""
        return all(self._tells(one) for start in certificates for one in self._chain(start))

    def _chain(self, certificate: x509.Certificate) -> Iterator[x509.Certificate]:
        seen: set[bytes] = set()
        found: x509.Certificate | None = certificate
        while found is not None and found.issuer != found.subject and found.sha256 not in seen:
            yield found
            seen.add(found.sha256)
            found = next((one for one in self.certificates if one.subject == found.issuer), None)

    def _tells(self, certificate: x509.Certificate) -> bool:
        if any(one["tbs_cert_list"]["issuer"] == certificate.issuer for one in self.crls):
            return True
        return any(
            single["cert_id"]["serial_number"].native == certificate.serial_number
            and single["cert_id"]["issuer_name_hash"].native
            == getattr(certificate.issuer, single["cert_id"]["hash_algorithm"]["algorithm"].native, None)
            for one in self.ocsps for single in one.response_data["responses"]
        )


def stored(reader: PdfFileReader) -> Material:
    """The document security store."""
    return Material(
        tuple(_items(reader, "/Certs", x509.Certificate, DecodePurpose.CERTIFICATE)),
        tuple(_items(reader, "/CRLs", crl.CertificateList, DecodePurpose.CRL)),
        tuple(_items(reader, "/OCSPs", ocsp.OCSPResponse, DecodePurpose.OCSP_RESPONSE)),
    )


def readable(material: Material) -> Material:
    """Without what breaks when it is read: asn1crypto parses only what is asked for, so all is asked for now."""
    return Material(
        tuple(one for one in material.certificates if _parsed(one)),
        tuple(one for one in material.crls if _parsed(one["tbs_cert_list"]["issuer"], one["tbs_cert_list"]["this_update"])),
        tuple(one for one in material.ocsps if _usual(one)),
    )


def _items(reader: PdfFileReader, key: str, kind: type[Any], purpose: DecodePurpose) -> Iterator[Any]:
    try:
        entries = list(reader.root["/DSS"].get(key, ()))[:_MOST]
    except BROKEN:
        return
    for entry in entries:
        try:
            found = kind.load(entry.get_object().read_data(purpose), strict=True)
        except BROKEN:
            continue
        yield found


def _usual(response: ocsp.OCSPResponse) -> bool:
    """An answer, about certificates named by a digest that has a name."""
    try:
        if response.native["response_status"] != "successful":
            return False
        named = {one["cert_id"]["hash_algorithm"]["algorithm"].native for one in response.response_data["responses"]}
    except BROKEN:
        return False
    return named <= _DIGESTS


def _parsed(*values: Any) -> bool:
    try:
        _ = [one.native for one in values]
    except BROKEN:
        return False
    return True
