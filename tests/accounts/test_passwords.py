"""Which passwords are taken, and how they are kept."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher

from service.accounts.passwords import check_password, fits, hashed, outdated
from service.errors import InputRefused


@pytest.mark.parametrize("password", [
    "mưa rơi trên mái hiên",
    "Ba con mèo, 1 con chó",
    "correct horse battery",
    "8241903765128",                              # nobody's telephone
    "truongemonhanhthong7",
    "điềm tĩnh mà đi 🌾",
    "x" + "ăâêôơư" * 42 + "yz!",
])
def test_a_long_phrase_is_taken(password: str) -> None:
    check_password(password, "lan.tran")


@pytest.mark.parametrize(("password", "codes"), [
    ("", {"password-short", "password-common"}),
    ("mưa trên mái", set()),
    ("mưa trên má", {"password-short"}),          # eleven
    ("k7#Tq" * 52, {"password-long"}),
    ("matkhau123456", {"password-common"}),
    ("Mật khẩu@2026", {"password-common"}),
    ("P@ssw0rd12345", {"password-common"}),
    ("Admin@2026Admin", {"password-common"}),
    ("quản trị viên 2026", {"password-common"}),
    ("Anh yêu em nhiều", set()),
    ("anhyeuem anhyeuem", {"password-common"}),
    ("123456789012", {"password-common"}),
    ("qwertyuiop[]1", {"password-common"}),
    ("aaaaaaaaaaaaaaaa", {"password-common"}),
    ("abababababab", {"password-common"}),
    ("................", {"password-common"}),
    ("lan.tran là tôi đây", {"password-login"}),
    ("Nhà LAN.TRAN số 5", {"password-login"}),
    ("lan.tran", {"password-short", "password-login", "password-common"}),
])
def test_a_weak_one_is_refused_with_every_reason(password: str, codes: set[str]) -> None:
    try:
        check_password(password, "lan.tran")
        found = set()
    except InputRefused as refused:
        found = {one.code for one in refused.problems}
    assert found == codes


def test_a_login_that_is_an_address_counts_without_its_host() -> None:
    with pytest.raises(InputRefused, match="tên đăng nhập"):
        check_password("vanthu.hanhthong muôn năm", "vanthu.hanhthong@truong.example")


def test_it_is_kept_as_argon2id_with_its_own_salt() -> None:
    one, two = hashed("mưa rơi trên mái hiên"), hashed("mưa rơi trên mái hiên")
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != two
    assert fits(one, "mưa rơi trên mái hiên")
    assert not fits(one, "mua roi tren mai hien")
    assert not fits(one, "x" * 5_000_000)         # not hashed: it could be nobody's


def test_two_keyboards_type_the_same_password() -> None:
    stored = hashed(unicodedata.normalize("NFD", "tiếng Việt có dấu"))
    assert fits(stored, unicodedata.normalize("NFC", "tiếng Việt có dấu"))


def test_nobodys_password_fits_nothing() -> None:
    assert not fits(None, "mưa rơi trên mái hiên")
    assert not fits("$2b$12$bcrypt", "mưa rơi trên mái hiên")


def test_other_parameters_are_outdated() -> None:
    assert outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("mưa rơi trên mái hiên"))
    assert not outdated(hashed("mưa rơi trên mái hiên"))
