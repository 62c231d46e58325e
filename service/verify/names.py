"""Names in certificates, for people's eyes: a stranger chose the letters."""

from __future__ import annotations

from asn1crypto import x509

from service.verify.found import Signer
from service.vietnamese.characters import composed

_MOST_LETTERS = 300


def signer_of(certificate: x509.Certificate) -> Signer:
    """Whom a certificate names. Raises ValueError where its dates cannot be read."""
    subject = certificate.subject
    return Signer(
        shown(subject), _part(subject, "title"), _part(subject, "organization_name"), _part(subject, "user_id"),
        f"{certificate.serial_number:x}", shown(certificate.issuer), certificate.not_valid_before, certificate.not_valid_after,
    )


def shown(name: x509.Name) -> str:
    """The common name, or the whole name where there is none."""
    return _part(name, "common_name") or clean(name.human_friendly)


def clean(text: str) -> str:
    """Composed letters on one line: no escape sequence reaches a terminal."""
    return composed("".join(letter if letter.isprintable() else " " for letter in text)).strip()[:_MOST_LETTERS]


def _part(name: x509.Name, kind: str) -> str:
    found = name.native.get(kind) or ""
    return clean(", ".join(map(str, found)) if isinstance(found, list) else str(found))
