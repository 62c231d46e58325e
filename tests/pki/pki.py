"""The PKI itself: see the package's docstring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys, ocsp, tsp
from asn1crypto import x509 as asn1
from certomancer.services import RevocationInfoInterface, SimpleOCSPResponder, TimeStamper, choose_signed_digest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from tests.pki.certificates import Key, addresses, authority, authority_name, leaf_certificate, name_of, new_key
from tests.pki.leaves import DAY, LEAVES, Leaf
from tests.pki.server import Server

AUTHORITIES = {"root": "Gốc Thử nghiệm", "intermediate": "Cấp chứng thư Thử nghiệm", "office_root": "Gốc của văn phòng"}


class Pki:
    PASSPHRASE = "mật khẩu thử nghiệm"

    def __init__(self, folder: Path) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)
        self._folder = folder
        self._leaves = dict(LEAVES)
        self._keys: dict[str, Key] = {}
        self._certificates: dict[str, x509.Certificate] = {}
        self._revoked: dict[str, tuple[datetime, str]] = {}
        self._clock: datetime | None = None
        self._server = Server({"tsa": self._stamp, "ocsp": self._ocsp, "crl": self._crl, "issuer": self._issuer})
        self.reset()

    # what tests ask for

    @property
    def root(self) -> x509.Certificate:
        return self.certificate("root")

    @property
    def office_root(self) -> x509.Certificate:
        return self.certificate("office_root")

    @property
    def roots(self) -> Path:
        folder = self._folder / "roots"
        if not folder.exists():
            folder.mkdir()
            (folder / "goc.pem").write_bytes(self.root.public_bytes(Encoding.PEM))
        return folder

    @property
    def address(self) -> str:
        return self._server.address

    @property
    def tsa_url(self) -> str:
        return f"{self.address}/tsa"

    @property
    def environment(self) -> dict[str, str]:
        return {"VANBAN_TRUST_ROOTS": str(self.roots), "VANBAN_TSA_URL": self.tsa_url, "VANBAN_FETCH_REVOCATION": "1",
                "VANBAN_FETCH_HOSTS": self.address.removeprefix("http://")}

    @property
    def asked(self) -> list[tuple[str, bytes]]:
        return self._server.asked

    def key(self, name: str) -> Key:
        if name not in self._keys:
            self._keys[name] = new_key("rsa2048" if name in AUTHORITIES else self._leaves[name].key)
        return self._keys[name]

    def certificate(self, name: str) -> x509.Certificate:
        if name not in self._certificates:
            self._certificates[name] = self._authority(name) if name in AUTHORITIES else self._leaf(name)
        return self._certificates[name]

    def chain(self, name: str) -> list[x509.Certificate]:
        return [self.certificate("intermediate")] if self._leaves[name].issuer == "intermediate" else []

    def pkcs12(self, name: str) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            self._leaves[name].name.encode(), self.key(name), self.certificate(name), self.chain(name),
            serialization.BestAvailableEncryption(self.PASSPHRASE.encode()))

    def make(self, name: str, leaf: Leaf) -> x509.Certificate:
        self._leaves[name] = leaf
        self._certificates.pop(name, None)
        return self.certificate(name)

    @contextmanager
    def instead(self, name: str, leaf: Leaf) -> Iterator[None]:
        """Another certificate, and key, in the place of one of these, for a while."""
        kept = self._leaves[name], self.key(name), self.certificate(name)
        self._keys.pop(name)
        self.make(name, leaf)
        try:
            yield
        finally:
            self._leaves[name], self._keys[name], self._certificates[name] = kept

    def revoke(self, name: str, at: datetime | None = None, reason: str = "key_compromise") -> None:
        self._revoked[name] = (at or datetime.now(UTC)).replace(microsecond=0), reason

    def down(self, *services: str) -> None:
        for service in services:
            self.answers(service, "down")

    def answers(self, service: str, behaviour: str) -> None:
        self._server.behaviour[service] = behaviour

    @contextmanager
    def clock(self, moment: datetime) -> Iterator[None]:
        self._clock = moment.replace(microsecond=0)
        try:
            yield
        finally:
            self._clock = None

    def reset(self) -> None:
        """As it was at the beginning."""
        self._server.released.set()
        self._server.released = type(self._server.released)()
        self._server.behaviour.clear()
        self._server.asked.clear()
        self._clock = None
        self._revoked = {name: (self.now + leaf.revoked, "key_compromise")
                         for name, leaf in self._leaves.items() if leaf.revoked is not None}

    def close(self) -> None:
        self._server.close()

    # making

    def _authority(self, name: str) -> x509.Certificate:
        issuer = "root" if name == "intermediate" else name
        where = addresses(self.address, issuer, revocation=True) if name == "intermediate" else []
        return authority(authority_name(AUTHORITIES[name]), authority_name(AUTHORITIES[issuer]), self.key(name), self.key(issuer),
                         self.now - 3650 * DAY, self.now + 3650 * DAY, where)

    def _leaf(self, name: str) -> x509.Certificate:
        leaf = self._leaves[name]
        if leaf.issuer == "self":
            return leaf_certificate(leaf, self.now, self.key(name), name_of(leaf), self.key(name), [])
        where = addresses(self.address, leaf.issuer, revocation=leaf.revocation)
        issuer = authority_name(AUTHORITIES[leaf.issuer])
        return leaf_certificate(leaf, self.now, self.key(name), issuer, self.key(leaf.issuer), where)

    # serving

    def moment(self) -> datetime:
        """By the servers' clock."""
        return self._clock or datetime.now(UTC).replace(microsecond=0)

    def _stamp(self, _: str, body: bytes) -> tuple[str, bytes]:
        stamper = TimeStamper(self._asn1("tsa"), self._private("tsa"), certs_to_embed=[self._asn1("intermediate")],
                              fixed_dt=self.moment())
        return "application/timestamp-reply", stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()

    def _ocsp(self, issuer: str, body: bytes) -> tuple[str, bytes]:
        """A delegated responder for each authority; the office's root answers itself."""
        name = {"intermediate": "ocsp", "root": "ocsp_root"}.get(issuer, issuer)
        certificate = self._asn1(name)
        known = {self.certificate(one).serial_number: since for one, since in self._known(issuer).items()}
        responder = SimpleOCSPResponder(
            certificate, self._private(name), choose_signed_digest("sha256", certificate.public_key), self.moment(),
            _Status(self._asn1(issuer), known), validity=timedelta(hours=1))
        return "application/ocsp-response", responder.build_ocsp_response(ocsp.OCSPRequest.load(body)).dump()

    def _crl(self, issuer: str, _: bytes) -> tuple[str, bytes]:
        moment = self.moment()
        made = (
            x509.CertificateRevocationListBuilder(issuer_name=self.certificate(issuer).subject)
            .last_update(moment).next_update(moment + DAY)
            .add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key(issuer).public_key()), critical=False)
        )
        for name, (since, reason) in self._known(issuer).items():
            made = made.add_revoked_certificate(
                x509.RevokedCertificateBuilder(self.certificate(name).serial_number, since)
                .add_extension(x509.CRLReason(_REASONS[reason]), critical=False).build())
        return "application/pkix-crl", made.sign(self.key(issuer), hashes.SHA256()).public_bytes(Encoding.DER)

    def _issuer(self, name: str, _: bytes) -> tuple[str, bytes]:
        return "application/pkix-cert", self.certificate(name.partition("?")[0]).public_bytes(Encoding.DER)

    def _known(self, issuer: str) -> dict[str, tuple[datetime, str]]:
        """What an authority has revoked by the servers' clock."""
        return {name: (since, reason) for name, (since, reason) in self._revoked.items()
                if since <= self.moment() and self.certificate(name).issuer == self.certificate(issuer).subject}

    def _asn1(self, name: str) -> asn1.Certificate:
        return asn1.Certificate.load(self.certificate(name).public_bytes(Encoding.DER))

    def _private(self, name: str) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(self.key(name).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


# CRLReason of RFC 5280 by asn1crypto's name
_REASONS = {"key_compromise": x509.ReasonFlags.key_compromise, "cessation_of_operation": x509.ReasonFlags.cessation_of_operation,
            "affiliation_changed": x509.ReasonFlags.affiliation_changed, "superseded": x509.ReasonFlags.superseded,
            "certificate_hold": x509.ReasonFlags.certificate_hold}


class _Status(RevocationInfoInterface):
    """What certomancer's responder asks: by serial number."""

    def __init__(self, issuer: asn1.Certificate, revoked: dict[int, tuple[datetime, str]]) -> None:
        self._issuer, self._revoked = issuer, revoked

    def get_issuer_cert(self) -> asn1.Certificate:
        return self._issuer

    def check_revocation_status(
        self, cid: ocsp.CertId, at_time: datetime,  # noqa: ARG002 - certomancer's signature
    ) -> tuple[ocsp.CertStatus, list[ocsp.SingleResponseExtension]]:
        found = self._revoked.get(cid["serial_number"].native)
        if found is None:
            return ocsp.CertStatus("good"), []
        since, reason = found
        return ocsp.CertStatus("revoked", {"revocation_time": since, "revocation_reason": reason}), []
