"""What every key is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from asn1crypto import x509
from pyhanko.sign.signers import Signer


@dataclass(frozen=True, slots=True)
class Opened:
    """A key in use. The certificates above the signer's stand in `signer.cert_registry`."""

    signer: Signer = field(repr=False)
    certificate: x509.Certificate = field(repr=False)


class Key(Protocol):
    """A signing key that is not open yet. Frozen; nothing secret is in its repr."""

    def open(self) -> AbstractContextManager[Opened]:
        """Opens it, and closes it with the block. Raises KeyUnusable, and of a provider's service PartnerUnreachable."""
        ...
