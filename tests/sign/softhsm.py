"""Real tokens in a folder of the tests: softhsm2, filled through python-pkcs11. `softhsm` is a fixture (conftest.py).

    softhsm.module                 the file of the module
    softhsm.PIN                    of every token
    softhsm.token("van-thu", …)    makes a token and puts leaves of the PKI into it: their key, certificate and chain
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from tests.pki.certificates import Key
from tests.pki.pki import Pki

LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
             "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")


class SoftHsm:
    PIN = "mã-số-1234"

    def __init__(self, folder: Path, pki: Pki) -> None:
        self.module = next(path for path in map(Path, LIBRARIES) if path.is_file())
        self.settings = folder / "softhsm2.conf"
        (folder / "tokens").mkdir()
        self.settings.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n", "utf-8")
        self._pki = pki

    def token(self, label: str, *leaves: str, key: bool = True, names: tuple[str, ...] = (), identified: bool = True) -> None:
        """`names`: the labels of the leaves' keys; `identified`: whether key and certificate share a CKA_ID."""
        subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", self.PIN, "--so-pin", "chủ-1234"],
                       check=True, capture_output=True, env={**os.environ, "SOFTHSM2_CONF": str(self.settings)})
        module = pkcs11.lib(str(self.module))
        module.reinitialize()                        # softhsm sees a token that another process made only so
        *_, token = (one for one in module.get_tokens(token_label=label))
        with token.open(rw=True, user_pin=self.PIN) as session:
            for number, leaf in enumerate(leaves):
                about = {pkcs11.Attribute.LABEL: names[number] if names else leaf, pkcs11.Attribute.TOKEN: True,
                         pkcs11.Attribute.ID: bytes([number + 1]) if identified else b""}
                der = self._pki.certificate(leaf).public_bytes(Encoding.DER)
                session.create_object({**decode_x509_certificate(der), **about})
                if key:
                    session.create_object({**private(self._pki.key(leaf)), **about, pkcs11.Attribute.SIGN: True})
                for above in self._pki.chain(leaf):
                    der = above.public_bytes(Encoding.DER)
                    session.create_object({**decode_x509_certificate(der), **about, pkcs11.Attribute.LABEL: "chain",
                                           pkcs11.Attribute.ID: b"chain"})


def private(key: Key) -> dict[pkcs11.Attribute, object]:
    if isinstance(key, rsa.RSAPrivateKey):
        return decode_rsa_private_key(key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    return decode_ec_private_key(key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))


@pytest.fixture(scope="session")
def softhsm(tmp_path_factory: pytest.TempPathFactory, whole_pki: Pki) -> Iterator[SoftHsm]:
    """A store of tokens for the session, empty at first."""
    made = SoftHsm(tmp_path_factory.mktemp("softhsm"), whole_pki)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(made.settings))
        yield made
        pkcs11.unload(str(made.module))


@pytest.fixture(scope="session")
def tokens(softhsm: SoftHsm) -> SoftHsm:
    """The tokens of an office, and those that make trouble."""
    softhsm.token("Chủ tịch", "person")
    softhsm.token("Văn thư", "agency")
    softhsm.token("Hai chứng thư", "person", "agency", names=("Chữ ký", "Con dấu"))
    softhsm.token("Không số hiệu", "second", identified=False)
    softhsm.token("Chỉ chứng thư", "second", key=False)
    softhsm.token("Trống")
    softhsm.token("Trùng tên", "person")
    softhsm.token("Trùng tên", "agency")
    return softhsm
