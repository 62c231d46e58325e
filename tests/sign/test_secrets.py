"""Where secrets come from, and that they are shown nowhere."""

from __future__ import annotations

import os
import pickle
import traceback
from pathlib import Path

import pytest

from service import config
from service.errors import KeyUnusable, PartnerUnreachable
from service.sign.keys import CscService, Key, Pkcs12Key, RemoteKey, Secret, TokenKey, secret
from tests.pki.pki import Pki
from tests.sign.opened import signs
from tests.sign.provider import provider
from tests.sign.softhsm import SoftHsm


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
