"""Passwords: Argon2id (RFC 9106, second recommended parameters), and which ones are taken. Only home of argon2.

A process hashes two at a time: each takes 64 MiB, and a crowd at the door must not take the machine's memory.
"""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from service.accounts.common_passwords import is_common
from service.errors import InputRefused, Problem, problem

LEAST, MOST = 12, 256                            # characters
_HASHER: Final = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_TURN: Final = BoundedSemaphore(2)
_LEAST_LOGIN: Final = 4                          # a shorter login may stand in a password by chance
# Of a random password nobody has kept: looking at it takes as long as looking at a real one.
_NOBODYS: Final = ("$argon2id$v=19$m=65536,t=3,p=4$MM9RRBfqXwJDqJGrF7/ctg$"
                   "oCf/DDFnUmulc3N6sVKXq5+MrC39MOsbkoB7mlLkn5o")


def hashed(password: str) -> str:
    """Argon2id with its parameters and a salt of its own, as text."""
    with _TURN:
        return _HASHER.hash(_bytes(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password. `stored` None (nobody, or nobody who may): False, after the same time."""
    given = _bytes(password) if len(password) <= 4 * MOST else b""
    with _TURN:
        try:
            _HASHER.verify(stored or _NOBODYS, given)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Whether it was made with other parameters than we use now."""
    return _HASHER.check_needs_rehash(stored)


def check_password(password: str, login: str) -> None:
    """Raises InputRefused (password-short, -long, -login, -common), all at once."""
    InputRefused.raise_any(_faults(_normal(password), login))


def _faults(password: str, login: str) -> list[Problem]:
    found = []
    if len(password) < LEAST:
        found.append(problem("password-short", "Mật khẩu cần ít nhất {it_nhat} ký tự, đang có {co}. Một câu ngắn dễ nhớ là tốt "
                             "nhất.", pointer="/password", it_nhat=LEAST, co=len(password)))
    if len(password) > MOST:
        found.append(problem("password-long", "Mật khẩu dài {co} ký tự, nhiều nhất được {nhieu_nhat}.", pointer="/password",
                             co=len(password), nhieu_nhat=MOST))
    own = login.partition("@")[0]
    if (len(own) >= _LEAST_LOGIN and own in password.casefold()) or password.casefold() == login:
        found.append(problem("password-login", "Mật khẩu không được chứa tên đăng nhập.", pointer="/password"))
    if is_common(password[:MOST]):
        found.append(problem("password-common", "Mật khẩu này ghép từ những mật khẩu hay gặp nhất, dễ bị đoán ra; hãy chọn "
                             "cái khác.", pointer="/password"))
    return found


def _normal(password: str) -> str:
    """NFC (RFC 8265): one keyboard types ế as one character, another as three."""
    return unicodedata.normalize("NFC", password)


def _bytes(password: str) -> bytes:
    return _normal(password).encode("utf-8", "replace")
