"""Keys and certificates, with `cryptography`."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.pki.leaves import Leaf

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_BITS = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
         "crl_sign", "encipher_only", "decipher_only")
_PURPOSES = {
    "sign": [ExtendedKeyUsageOID.EMAIL_PROTECTION, x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")],      # document signing
    "server": [ExtendedKeyUsageOID.SERVER_AUTH],
    "time": [ExtendedKeyUsageOID.TIME_STAMPING],
    "ocsp": [ExtendedKeyUsageOID.OCSP_SIGNING],
}


def new_key(kind: str) -> Key:
    if kind == "p256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, int(kind.removeprefix("rsa")))


def name_of(leaf: Leaf) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, leaf.organisation), (NameOID.TITLE, leaf.title),
             (NameOID.USER_ID, leaf.identity), (NameOID.COMMON_NAME, leaf.name))
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts if text])


def authority_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
                      x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Trung tâm Thử nghiệm"),
                      x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _start(
    subject: x509.Name, issuer: x509.Name, key: Key, signer: Key, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key(),
                                serial_number=x509.random_serial_number(), not_valid_before=begins, not_valid_after=ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )


def authority(subject: x509.Name, issuer: x509.Name, key: Key, signer: Key, begins: datetime, ends: datetime,
              where: list[x509.Extension[x509.ExtensionType]]) -> x509.Certificate:
    """A certificate that issues others."""
    made = _start(subject, issuer, key, signer, begins, ends)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return _finished(made, signer, where)


def leaf_certificate(leaf: Leaf, now: datetime, key: Key, issuer: x509.Name, signer: Key,
                     where: list[x509.Extension[x509.ExtensionType]]) -> x509.Certificate:
    """The certificate of a person, an agency or a service."""
    made = _start(name_of(leaf), issuer, key, signer, now + leaf.begins, now + leaf.ends)
    bits = ("key_encipherment",) if leaf.usage == "server" else ("digital_signature", "content_commitment")
    made = made.add_extension(_usage(*bits), critical=True)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    # RFC 3161, 2.3: a time stamp authority's purpose is critical and the only one
    made = made.add_extension(x509.ExtendedKeyUsage(_PURPOSES[leaf.usage]), critical=leaf.usage == "time")
    if leaf.usage == "ocsp":
        made = made.add_extension(x509.OCSPNoCheck(), critical=False)
    return _finished(made, signer, where)


def _usage(*bits: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{bit: bit in bits for bit in _BITS})


def _finished(made: x509.CertificateBuilder, signer: Key, where: list[x509.Extension[x509.ExtensionType]]) -> x509.Certificate:
    for one in where:
        made = made.add_extension(one.value, one.critical)
    return made.sign(signer, hashes.SHA256())


def addresses(base: str, authority_: str, *, revocation: bool) -> list[x509.Extension[x509.ExtensionType]]:
    """Where to ask for an authority's certificate and, unless left out, for revocation."""
    about = [x509.AccessDescription(x509.AuthorityInformationAccessOID.CA_ISSUERS, _url(f"{base}/issuer/{authority_}"))]
    found: list[x509.Extension[x509.ExtensionType]] = []
    if revocation:
        about.append(x509.AccessDescription(x509.AuthorityInformationAccessOID.OCSP, _url(f"{base}/ocsp/{authority_}")))
        point = x509.DistributionPoint([_url(f"{base}/crl/{authority_}")], None, None, None)
        crl = x509.CRLDistributionPoints([point])
        found.append(x509.Extension(crl.oid, False, crl))
    access = x509.AuthorityInformationAccess(about)
    return [*found, x509.Extension(access.oid, False, access)]


def _url(text: str) -> x509.UniformResourceIdentifier:
    return x509.UniformResourceIdentifier(text)
