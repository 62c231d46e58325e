"""Keys of signing: what each kind signs with, and what each fault is called. Nothing secret is ever shown."""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import subprocess
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import cms
from asn1crypto import pkcs12 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    pkcs12,
)

from service import config
from service.errors import KeyUnusable, PartnerUnreachable, VanbanError
from service.sign.keys import CscService, Key, Pkcs12Key, RemoteKey, Secret, TokenKey, secret
from tests.pki.pki import Pki
from tests.sign.provider import TOKEN, provider
from tests.sign.softhsm import SoftHsm

DATA = b"Ng\xc6\xb0\xe1\xbb\x9di k\xc3\xbd"


def signs(key: Key, algorithm: str = "sha256") -> str:
    """Opens the key, signs, checks the signature with the certificate's own key → whose certificate it is."""
    with key.open() as opened:
        made = asyncio.run(opened.signer.async_sign_raw(DATA, algorithm))
        room = len(asyncio.run(opened.signer.async_sign_raw(DATA, algorithm, dry_run=True)))
        public = load_der_public_key(opened.certificate.public_key.dump())
    how = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[algorithm]
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(made, DATA, padding.PKCS1v15(), how)
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(made, DATA, ec.ECDSA(how))
    assert len(made) <= room + 2                                         # a file's own key tells the length of one it made now
    name = opened.certificate.subject.native["common_name"]
    assert isinstance(name, str)
    return name


def refusal(key: Key, error: type[VanbanError] = KeyUnusable) -> tuple[str, str]:
    """The code and the message of the only problem."""
    with pytest.raises(error) as caught:
        signs(key)
    found, = caught.value.problems
    return found.code, found.message


# ---------------------------------------------------------------- PKCS#12

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


# ---------------------------------------------------------------- PKCS#11

@pytest.fixture(scope="module")
def tokens(softhsm: SoftHsm) -> SoftHsm:
    softhsm.token("Chủ tịch", "person")
    softhsm.token("Văn thư", "agency")
    softhsm.token("Hai chứng thư", "person", "agency", names=("Chữ ký", "Con dấu"))
    softhsm.token("Không số hiệu", "second", identified=False)
    softhsm.token("Chỉ chứng thư", "second", key=False)
    softhsm.token("Trống")
    softhsm.token("Trùng tên", "person")
    softhsm.token("Trùng tên", "agency")
    return softhsm


@pytest.mark.parametrize(("token", "label", "name"), [
    ("Chủ tịch", "", "Nguyễn Thị Hồng Nhạn"),                            # RSA
    ("Văn thư", "", "Ủy ban nhân dân phường Hạnh Thông"),                # EC
    ("Hai chứng thư", "Con dấu", "Ủy ban nhân dân phường Hạnh Thông"),
    ("Hai chứng thư", "Chữ ký", "Nguyễn Thị Hồng Nhạn"),
    ("Không số hiệu", "", "Trần Quốc Đạt"),
])
def test_a_token_signs(tokens: SoftHsm, token: str, label: str, name: str) -> None:
    key = TokenKey(tokens.library, token, label, Secret(tokens.PIN))
    assert signs(key) == name
    assert signs(key, "sha512") == name                                  # and again: the session was closed


def test_a_token_brings_the_chain_it_holds(tokens: SoftHsm) -> None:
    with TokenKey(tokens.library, "Văn thư", pin=Secret(tokens.PIN)).open() as opened:
        assert "Cấp chứng thư Thử nghiệm" in [one.subject.native["common_name"] for one in opened.signer.cert_registry]


@pytest.mark.parametrize(("token", "label", "pin", "code", "said"), [
    ("Bí thư", "", SoftHsm.PIN, "token-missing", "Không thấy token “Bí thư”; đang có: "),
    ("", "", SoftHsm.PIN, "token-choice", "“Văn thư”"),
    ("Trùng tên", "", SoftHsm.PIN, "token-choice", "“Trùng tên”"),
    ("Hai chứng thư", "", SoftHsm.PIN, "key-choice", "“Chữ ký”, “Con dấu”"),
    ("Hai chứng thư", "Dấu nổi", SoftHsm.PIN, "key-missing", "đang có: “Chữ ký”, “Con dấu”"),
    ("Chỉ chứng thư", "", SoftHsm.PIN, "key-missing", "kèm khóa bí mật"),
    ("Trống", "", SoftHsm.PIN, "key-missing", "kèm khóa bí mật"),
    ("Văn thư", "", None, "token-pin", "hãy cho PIN"),
    ("Văn thư", "", "", "token-pin", "không đúng"),
])
def test_a_token_that_cannot_be_used_is_named(tokens: SoftHsm, token: str, label: str, pin: str | None, code: str, said: str,
                                              ) -> None:
    found = refusal(TokenKey(tokens.library, token, label, None if pin is None else Secret(pin)))
    assert found[0] == code
    assert said in found[1]


@pytest.mark.parametrize("library", [Path("/không/có.so"), Path(__file__), Path("/etc/hostname")])
def test_what_is_no_module_is_named(library: Path) -> None:
    assert refusal(TokenKey(library, "Văn thư"))[0] == "token-library"


def test_a_wrong_pin_is_tried_once_and_the_right_one_still_signs(tokens: SoftHsm) -> None:
    wrong = TokenKey(tokens.library, "Văn thư", pin=Secret("sai-1234"))
    assert "không đúng" in refusal(wrong)[1]
    assert "không thử lại" in refusal(wrong)[1]
    assert "không thử lại" in refusal(replace(wrong, pin=Secret("sai-1234")))[1]
    assert "không đúng" in refusal(replace(wrong, pin=Secret("sai-5678")))[1]
    assert "không đúng" in refusal(replace(wrong, token="Chủ tịch"))[1]   # another token never saw it
    assert signs(replace(wrong, pin=Secret(tokens.PIN)))


@pytest.mark.parametrize(("flag", "said"), [
    (pkcs11.TokenFlag.USER_PIN_FINAL_TRY, "chỉ còn một lần thử PIN"), (pkcs11.TokenFlag.USER_PIN_LOCKED, "đã bị khóa"),
])
def test_the_last_try_of_a_token_is_not_spent(flag: pkcs11.TokenFlag, said: str) -> None:
    key = TokenKey(Path("/usr/lib/token.so"), "Văn thư", pin=Secret("1234"))
    with pytest.raises(KeyUnusable, match=said) as caught:
        key._refuse_to_try(flag | pkcs11.TokenFlag.LOGIN_REQUIRED, "Văn thư")
    assert caught.value.problems[0].code == "token-pin"
    key._refuse_to_try(pkcs11.TokenFlag.USER_PIN_COUNT_LOW, "Văn thư")   # one wrong try before: the next is allowed


def test_a_token_is_closed_also_when_the_block_fails(tokens: SoftHsm) -> None:
    key = TokenKey(tokens.library, "Văn thư", pin=Secret(tokens.PIN))
    with pytest.raises(LookupError), key.open():
        raise LookupError
    assert signs(key)                                                    # a second login would be refused
    with pytest.raises(KeyUnusable) as caught:
        signs_late(key)
    assert caught.value.problems[0].code == "token-fault"
    assert signs(key)


def signs_late(key: Key) -> None:
    with key.open() as opened:
        asyncio.run(opened.signer.ensure_objects_loaded())               # type: ignore[attr-defined]
        opened.signer.pkcs11_session.close()                             # type: ignore[attr-defined]  # as if it were pulled out
        asyncio.run(opened.signer.async_sign_raw(DATA, "sha256"))


# ---------------------------------------------------------------- a provider's service

@pytest.mark.parametrize(("leaf", "fault", "algorithm", "oid"), [
    ("person", "", "sha256", "1.2.840.113549.1.1.11"), ("person", "", "sha512", "1.2.840.113549.1.1.13"),
    ("agency", "", "sha256", "1.2.840.10045.2.1"), ("agency", "", "sha384", "1.2.840.10045.2.1"),
    ("agency", "side by side", "sha256", "1.2.840.10045.2.1"), ("person", "waits", "sha256", "1.2.840.113549.1.1.11"),
])
def test_a_service_signs_a_hash(pki: Pki, leaf: str, fault: str, algorithm: str, oid: str) -> None:
    with provider(pki, leaf, fault) as (service, address):
        assert signs(RemoteKey(CscService(address + "/", "khoa-1", Secret(TOKEN), 20)), algorithm)
    asked = {method: question for method, _, question in service.asked}
    digest = hashes.Hash({"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[algorithm])
    digest.update(DATA)
    assert asked["signatures/signHash"]["hashes"] == [base64.b64encode(digest.finalize()).decode()]
    assert asked["signatures/signHash"]["signAlgo"] == oid
    assert asked["credentials/info"]["credentialID"] == "khoa-1"
    assert {header for _, header, _ in service.asked} == {f"Bearer {TOKEN}"}
    assert DATA not in repr(service.asked).encode()                      # only the hash goes out


@pytest.mark.parametrize(("fault", "code", "said"), [
    ("wrong key", "remote-answer", "không đúng với chứng thư của người ký"),
    ("wrong hash", "remote-answer", "không đúng với chứng thư của người ký"),
    ("empty", "remote-answer", "không đúng với chứng thư của người ký"),
    ("two", "remote-answer", "không đúng dạng"), ("no base64", "remote-answer", "không đúng dạng"),
    ("list", "remote-answer", "không đúng dạng"), ("huge", "remote-answer", "không đúng dạng"),
    ("lost", "remote-answer", "không đúng dạng"), ("no cert", "remote-answer", "không đúng dạng"),
    ("broken certificate", "remote-answer", "không đúng dạng"), ("no certificate", "remote-answer", "không đưa ra chứng thư"),
    ("declined", "remote-refused", "access_denied"), ("talks", "remote-refused", "HTTP 400"),
    ("crashed", "remote-refused", "HTTP 500"), ("elsewhere", "remote-refused", "HTTP 302"),
    ("silent", "remote-timeout", "người ký chưa xác nhận"), ("drips", "remote-timeout", "người ký chưa xác nhận"),
    ("never", "remote-timeout", "người ký chưa xác nhận"),
])
def test_a_service_that_does_not_answer_as_it_must_is_named(pki: Pki, fault: str, code: str, said: str) -> None:
    with provider(pki, "person", fault) as (service, address):
        seconds = 1.2 if code == "remote-timeout" else 20
        found = refusal(RemoteKey(CscService(address, "khoa-1", Secret(TOKEN), seconds)), PartnerUnreachable)
    assert found[0] == code
    assert said in found[1]
    assert TOKEN not in found[1]
    assert "/elsewhere" not in repr(service.asked)


def test_a_wrong_token_and_a_dead_address_are_named(pki: Pki) -> None:
    with provider(pki) as (_, address):
        assert refusal(RemoteKey(CscService(address, "khoa-1", Secret("the-khac"))), PartnerUnreachable) == (
            "remote-refused", "Dịch vụ ký số từ chối yêu cầu (invalid_token).")
        assert refusal(RemoteKey(CscService(address, "khoa-1")), PartnerUnreachable)[0] == "remote-refused"
    assert refusal(RemoteKey(CscService(address, "khoa-1", seconds=2)), PartnerUnreachable)[0] == "remote-unreachable"


# ---------------------------------------------------------------- secrets

@pytest.mark.parametrize(("written", "read"), [
    (b"m\xe1\xba\xadt kh\xe1\xba\xa9u", "mật khẩu"), (b"abc\n", "abc"), (b"abc\r\n", "abc"), (b"\xef\xbb\xbfabc\r\n", "abc"),
    (b" abc ", " abc "), (b"\n", ""),
])
def test_a_file_holds_a_secret_in_its_only_line(tmp_path: Path, written: bytes, read: str) -> None:
    file = tmp_path / "mat-khau.txt"
    file.write_bytes(written)
    file.chmod(0o600)
    found = secret(file, "KEY_PASSPHRASE")
    assert found
    assert found.secret.reveal() == read
    assert not found.notices


@pytest.mark.parametrize("written", [b"", b"a\nb\n", b"\xff\xfe\x00", b"x" * 100_000])
def test_a_file_that_is_no_secret_is_named(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "mat-khau.txt"
    file.write_bytes(written)
    with pytest.raises(KeyUnusable, match=r"mat-khau\.txt") as caught:
        secret(file, "KEY_PASSPHRASE")
    assert caught.value.problems[0].code == "secret-file"


@pytest.mark.parametrize(("mode", "noticed"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True), (0o604, True)])
def test_a_file_that_others_may_read_is_noticed(tmp_path: Path, mode: int, noticed: bool) -> None:
    file = tmp_path / "pin"
    file.write_text("1234", "utf-8")
    file.chmod(mode)
    found = secret(file, "PKCS11_PIN")
    assert found
    assert [one.code for one in found.notices] == ["secret-readable"] * noticed


def test_the_file_goes_before_the_environment_and_that_before_the_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "pin"
    file.write_text("từ tệp", "utf-8")
    assert secret(None, "PKCS11_PIN") is None
    assert shown(secret(None, "PKCS11_PIN", lambda: "từ bàn phím")) == "từ bàn phím"
    monkeypatch.setenv("VANBAN_PKCS11_PIN", "từ môi trường")
    assert shown(secret(None, "PKCS11_PIN", lambda: "từ bàn phím")) == "từ môi trường"
    assert shown(secret(file, "PKCS11_PIN", lambda: "từ bàn phím")) == "từ tệp"
    with pytest.raises(KeyUnusable):
        secret(tmp_path / "không có", "PKCS11_PIN")
    assert config.secret("PKCS11_PIN") == os.environ["VANBAN_PKCS11_PIN"]


def shown(found: object) -> str:
    text = found.secret.reveal()                                         # type: ignore[attr-defined]
    assert isinstance(text, str)
    return text


TEXT = "Rat-Bi-Mat-42"


def test_nothing_secret_is_shown(pki: Pki, tokens: SoftHsm, caplog: pytest.LogCaptureFixture) -> None:
    """Not in repr, str, problems, logs, and in no variable of any frame of any error, not even of those left unsaid."""
    caplog.set_level("DEBUG")
    hidden = Secret(TEXT)
    with provider(pki, "person", "declined") as (_, address):
        keys: tuple[Key, ...] = (
            Pkcs12Key(pki.pkcs12("person"), hidden), TokenKey(tokens.library, "Văn thư", pin=hidden),
            TokenKey(tokens.library, "Văn thư", pin=hidden), RemoteKey(CscService(address, "khoa-1", hidden)),
            RemoteKey(CscService("http://127.0.0.1:9", "khoa-1", hidden)),
        )
        for key in keys:
            with pytest.raises((KeyUnusable, PartnerUnreachable)) as caught:
                signs(key)
            assert TEXT not in repr(key) + str(key) + repr([one.args for one in caught.value.problems])
            fault: BaseException | None = caught.value
            while fault is not None:
                assert TEXT not in "".join(traceback.TracebackException.from_exception(fault, capture_locals=True).format())
                fault = fault.__context__
    assert TEXT not in caplog.text
    assert f"{hidden}{hidden!r}{[hidden]}" == "Secret(•••)Secret(•••)[Secret(•••)]"
    with pytest.raises(TypeError):
        pickle.dumps(hidden)


def test_a_token_of_a_service_that_no_header_can_hold_is_named(pki: Pki) -> None:
    with provider(pki) as (service, address):
        assert refusal(RemoteKey(CscService(address, "khoa-1", Secret("mã có dấu"))), PartnerUnreachable)[0] == "remote-token"
    assert not service.asked
