"""A key in a token of softhsm2: what signs, what each fault is called, and that no PIN is tried twice."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest

from service.errors import KeyUnusable
from service.sign.keys import Key, Secret, TokenKey
from tests.sign.opened import DATA, refusal, signs
from tests.sign.softhsm import SoftHsm


@pytest.mark.parametrize(("token", "label", "name"), [
    ("Chủ tịch", "", "Nguyễn Thị Hồng Nhạn"),                            # RSA
    ("Văn thư", "", "Ủy ban nhân dân phường Hạnh Thông"),                # EC
    ("Hai chứng thư", "Con dấu", "Ủy ban nhân dân phường Hạnh Thông"),
    ("Hai chứng thư", "Chữ ký", "Nguyễn Thị Hồng Nhạn"),
    ("Không số hiệu", "", "Trần Quốc Đạt"),
])
def test_a_token_signs(tokens: SoftHsm, token: str, label: str, name: str) -> None:
    key = TokenKey(tokens.module, token, label, Secret(tokens.PIN))
    assert signs(key) == name
    assert signs(key, "sha512") == name                                  # and again: the session was closed


def test_a_token_brings_the_chain_it_holds(tokens: SoftHsm) -> None:
    with TokenKey(tokens.module, "Văn thư", pin=Secret(tokens.PIN)).open() as opened:
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
    found = refusal(TokenKey(tokens.module, token, label, None if pin is None else Secret(pin)))
    assert found[0] == code
    assert said in found[1]


@pytest.mark.parametrize("library", [Path("/không/có.so"), Path(__file__), Path("/etc/hostname")])
def test_what_is_no_module_is_named(library: Path) -> None:
    assert refusal(TokenKey(library, "Văn thư"))[0] == "token-library"


def test_a_wrong_pin_is_tried_once_and_the_right_one_still_signs(tokens: SoftHsm) -> None:
    wrong = TokenKey(tokens.module, "Văn thư", pin=Secret("sai-1234"))
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
    key = TokenKey(tokens.module, "Văn thư", pin=Secret(tokens.PIN))
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


def test_two_who_sign_at_once_wait_for_each_other(tokens: SoftHsm) -> None:
    """A token has one login: a second one while the first lasts would be refused."""
    keys = [TokenKey(tokens.module, token, pin=Secret(tokens.PIN)) for token in ("Văn thư", "Văn thư", "Chủ tịch", "Văn thư")]
    with ThreadPoolExecutor(4) as people:
        assert len(list(people.map(signs, keys))) == 4
