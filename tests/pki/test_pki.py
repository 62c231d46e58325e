"""The PKI of the tests is a real one: OpenSSL, which shares no code with what signs and verifies here, agrees with it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from tests.pki.pki import Pki


@pytest.fixture
def folder(pki: Pki, tmp_path: Path) -> Path:
    (tmp_path / "goc.pem").write_bytes(pki.root.public_bytes(Encoding.PEM))
    (tmp_path / "giua.pem").write_bytes(pki.certificate("intermediate").public_bytes(Encoding.PEM))
    return tmp_path


def openssl(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


def put(pki: Pki, folder: Path, name: str) -> str:
    (folder / f"{name}.pem").write_bytes(pki.certificate(name).public_bytes(Encoding.PEM))
    return f"{name}.pem"


@pytest.mark.parametrize(("name", "said"), [
    ("person", "person.pem: OK"), ("agency", "agency.pem: OK"), ("expired", "certificate has expired"),
    ("not_yet", "certificate is not yet valid"), ("office", "unable to get local issuer"),
    ("self_signed", "self-signed certificate"), ("tsa", "tsa.pem: OK"), ("weak", "weak.pem: OK"),
])
def test_chains_are_as_named(pki: Pki, folder: Path, name: str, said: str) -> None:
    path = put(pki, folder, name)
    assert said in openssl(folder, "verify", "-CAfile", "goc.pem", "-untrusted", "giua.pem", path)


@pytest.mark.parametrize(("name", "said"), [("person", "person.pem: good"), ("revoked", "revoked.pem: revoked")])
def test_the_responder_is_believed(pki: Pki, folder: Path, name: str, said: str) -> None:
    path = put(pki, folder, name)
    told = openssl(folder, "ocsp", "-issuer", "giua.pem", "-cert", path, "-url", f"{pki.address}/ocsp/intermediate",
                   "-CAfile", "goc.pem")
    assert "Response verify OK" in told
    assert said in told


def test_a_revocation_is_told_by_both_services_and_ends_with_the_test(pki: Pki, folder: Path) -> None:
    path = put(pki, folder, "person")
    pki.revoke("person", pki.now, reason="superseded")
    for name in ("root", "intermediate"):
        (folder / f"{name}.crl").write_bytes(urlopen(f"{pki.address}/crl/{name}").read())
    told = openssl(folder, "crl", "-in", "intermediate.crl", "-inform", "DER", "-noout", "-text", "-CAfile", "giua.pem")
    assert "verify OK" in told
    assert "Superseded" in told
    asked = ("ocsp", "-issuer", "giua.pem", "-cert", path, "-url", f"{pki.address}/ocsp/intermediate", "-CAfile", "goc.pem")
    assert "Reason: superseded" in openssl(folder, *asked)
    pki.reset()
    assert "person.pem: good" in openssl(folder, *asked)


def test_the_time_stamp_is_of_the_clock(pki: Pki, folder: Path) -> None:
    (folder / "a.txt").write_text("Kế hoạch", encoding="utf-8")
    openssl(folder, "ts", "-query", "-data", "a.txt", "-sha256", "-cert", "-out", "a.tsq")
    with pki.clock(pki.now.replace(year=pki.now.year - 1, month=2, day=3)):
        answer = urlopen(pki.tsa_url, (folder / "a.tsq").read_bytes()).read()
    (folder / "a.tsr").write_bytes(answer)
    assert "Verification: OK" in openssl(folder, "ts", "-verify", "-queryfile", "a.tsq", "-in", "a.tsr", "-CAfile", "goc.pem",
                                         "-untrusted", "giua.pem")
    assert "Feb  3 " in openssl(folder, "ts", "-reply", "-in", "a.tsr", "-text")


def test_the_key_file_holds_key_and_chain(pki: Pki) -> None:
    key, certificate, others = pkcs12.load_key_and_certificates(pki.pkcs12("agency"), pki.PASSPHRASE.encode())
    assert key is not None
    assert certificate == pki.certificate("agency")
    assert others == [pki.certificate("intermediate")]
    with pytest.raises(ValueError, match="password"):
        pkcs12.load_key_and_certificates(pki.pkcs12("agency"), b"sai")


@pytest.mark.parametrize("behaviour", ["down", "error", "garbage", "huge"])
def test_a_service_can_fail(pki: Pki, behaviour: str) -> None:
    pki.answers("crl", behaviour)
    try:
        answer = urlopen(f"{pki.address}/crl/root").read()
    except OSError:
        answer = b""
    assert {"down": 0, "error": 0, "garbage": len("Xin chào".encode()), "huge": 64 << 20}[behaviour] == len(answer)
