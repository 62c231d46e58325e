"""A key in a file: what is read, and what each fault is called."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import cms
from asn1crypto import pkcs12 as asn1
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)

from service.sign.keys import Pkcs12Key, Secret
from tests.pki.pki import Pki
from tests.sign.opened import refusal, signs


@pytest.mark.parametrize(("leaf", "name"), [
    ("person", "Nguyễn Thị Hồng Nhạn"), ("second", "Trần Quốc Đạt"), ("agency_rsa", "Ủy ban nhân dân phường Hạnh Thông"),
])
def test_a_file_signs_with_its_key_and_brings_its_chain(pki: Pki, leaf: str, name: str) -> None:
    key = Pkcs12Key(pki.pkcs12(leaf), Secret(pki.PASSPHRASE))
    assert signs(key) == name
    with key.open() as opened:
        assert [one.subject.native["common_name"] for one in opened.signer.cert_registry] == ["Cấp chứng thư Thử nghiệm"]


@pytest.mark.parametrize("way", [
    ["-legacy"],                                                         # RC2-40 and 3DES, as Windows XP and old tokens' tools
    ["-legacy", "-keypbe", "PBE-SHA1-RC4-128", "-certpbe", "PBE-SHA1-RC4-128"],
    ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
    ["-keypbe", "AES-256-CBC", "-certpbe", "NONE"],
])
def test_old_files_are_read_too(pki: Pki, tmp_path: Path, way: list[str]) -> None:
    assert signs(Pkcs12Key(openssl(pki, tmp_path, *way), Secret("abc"))) == "Trần Quốc Đạt"


def test_a_file_without_a_passphrase_is_read(pki: Pki, tmp_path: Path) -> None:
    data = openssl(pki, tmp_path, "-keypbe", "NONE", "-certpbe", "NONE", "-nomac")
    assert signs(Pkcs12Key(data)) == signs(Pkcs12Key(data, Secret(""))) == "Trần Quốc Đạt"


def openssl(pki: Pki, folder: Path, *way: str) -> bytes:
    """A PKCS#12 of `second` that openssl makes, passphrase abc."""
    (folder / "key.pem").write_bytes(pki.key("second").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "certificate.pem").write_bytes(pki.certificate("second").public_bytes(Encoding.PEM))
    subprocess.run(["openssl", "pkcs12", "-export", *way, "-inkey", "key.pem", "-in", "certificate.pem", "-out", "key.p12",
                    "-passout", "pass:abc"], cwd=folder, check=True, capture_output=True)
    return (folder / "key.p12").read_bytes()


def without_key(pki: Pki, folder: Path) -> bytes:
    del folder
    return pkcs12.serialize_key_and_certificates(None, None, None, [pki.certificate("person")], NoEncryption())


def without_certificate(pki: Pki, folder: Path) -> bytes:
    del folder
    return pkcs12.serialize_key_and_certificates(None, pki.key("second"), None, None, NoEncryption())


def joined(*files: bytes) -> bytes:
    """The parts of several open files in one."""
    parts = asn1.AuthenticatedSafe([part for file in files for part in asn1.Pfx.load(file).authenticated_safe])
    whole = cms.ContentInfo({"content_type": "data", "content": cms.OctetString(parts.dump())})
    made: bytes = asn1.Pfx({"version": "v3", "auth_safe": whole}).dump()
    return made


def two_keys(pki: Pki, folder: Path) -> bytes:
    open_file = openssl(pki, folder, "-keypbe", "NONE", "-certpbe", "NONE", "-nomac")
    return joined(open_file, open_file)


def other_certificate(pki: Pki, folder: Path) -> bytes:
    """A key, and a certificate that says it belongs to it but names another public key."""
    file = openssl(pki, folder, "-keypbe", "NONE", "-certpbe", "NONE", "-nomac")
    own, other = (pki.key(name).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
                  for name in ("second", "secretary"))
    assert own in file
    start = file.index(own, file.index(pki.certificate("second").public_bytes(Encoding.DER)[:20]))
    return file[:start] + other + file[start + len(own):]


def many_rounds(pki: Pki, folder: Path) -> bytes:
    """A file that would be hashed for an hour before the passphrase turned out wrong."""
    file = asn1.Pfx.load(openssl(pki, folder))
    file["mac_data"]["iterations"] = 2_000_000_000
    made: bytes = file.dump(force=True)
    return made


@pytest.mark.parametrize(("make", "passphrase", "code", "said"), [
    (lambda pki, _: pki.pkcs12("person"), "sai rồi", "key-passphrase", "Mật khẩu của tệp khóa không đúng"),
    (lambda pki, _: pki.pkcs12("person"), None, "key-passphrase", "Mật khẩu của tệp khóa không đúng"),
    (lambda pki, folder: openssl(pki, folder, "-legacy"), "ABC", "key-passphrase", "Mật khẩu của tệp khóa không đúng"),
    (lambda pki, _: damaged(pki.pkcs12("person")), Pki.PASSPHRASE, "key-passphrase", "hoặc tệp đã hỏng"),
    (lambda pki, _: pki.pkcs12("person")[:-40], Pki.PASSPHRASE, "key-file", "Đây không phải tệp khóa PKCS#12"),
    (lambda *_: b"", "abc", "key-file", "Đây không phải tệp khóa PKCS#12"),
    (lambda *_: "Xin chào".encode(), "abc", "key-file", "Đây không phải tệp khóa PKCS#12"),
    (lambda pki, _: pki.certificate("person").public_bytes(Encoding.PEM), "abc", "key-file", "Đây không phải tệp khóa PKCS#12"),
    (lambda pki, _: pki.certificate("person").public_bytes(Encoding.DER), "abc", "key-file", "Đây không phải tệp khóa PKCS#12"),
    (lambda *_: bytes(2_000_000), "abc", "key-file", "Đây không phải tệp khóa PKCS#12"),
    (without_key, None, "key-file", "không có khóa bí mật"),
    (without_certificate, None, "key-file", "không có chứng thư"),
    (other_certificate, None, "key-file", "không có chứng thư của khóa bí mật"),
    (two_keys, None, "key-file", "Tệp khóa có 2 khóa bí mật"),
    (many_rounds, "abc", "key-file", "theo cách không hỗ trợ"),
])
def test_a_file_that_cannot_be_used_is_named(pki: Pki, tmp_path: Path, make: Callable[[Pki, Path], bytes], passphrase: str | None,
                                             code: str, said: str) -> None:
    key = Pkcs12Key(make(pki, tmp_path), Secret(passphrase) if passphrase is not None else None, "khoa.p12")
    found = refusal(key)
    assert found[0] == code
    assert said in found[1]


def damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1:]
