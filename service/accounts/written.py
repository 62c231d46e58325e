"""Names as people type them → as they are kept: one line, NFC, nothing that cannot be stored or seen."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from service.errors import InputRefused, Problem, problem

MOST_NAME: Final = 200                           # characters
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,119}")
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}      # controls, direction marks, halves of characters


def one_line(text: str, field: str, *, needed: bool = True, most: int = MOST_NAME) -> str:
    """A name, a title. Raises InputRefused (name-missing, name-long, name-characters) at `/field`."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    InputRefused.raise_any(_faults(line, f"/{field}", needed, most))
    return line


def login(text: str) -> str:
    """A name to sign in with, in lower case. Raises InputRefused (login-form)."""
    plain = folded(text)
    if not is_login(plain):
        raise InputRefused(problem("login-form", "Tên đăng nhập cần 2 đến 120 ký tự: chữ cái không dấu, chữ số và . _ @ + -, bắt "
                                   "đầu bằng chữ hoặc số.", pointer="/login"))
    return plain


def folded(text: str) -> str:
    """What is looked up for a login that somebody typed."""
    return unicodedata.normalize("NFC", text).strip().lower()


def is_login(plain: str) -> bool:
    """Whether somebody could have it: what nobody can have is not looked up."""
    return bool(_LOGIN.fullmatch(plain))


def seen(text: str, most: int) -> str:
    """What a stranger's program says of itself, cut, with nothing that cannot be stored."""
    return "".join("?" if unicodedata.category(one) in _UNSEEN else one for one in text[:most])


def _faults(line: str, pointer: str, needed: bool, most: int) -> list[Problem]:
    found = []
    if needed and not line:
        found.append(problem("name-missing", "Chưa điền.", pointer=pointer))
    if len(line) > most:
        found.append(problem("name-long", "Dài {co} ký tự, nhiều nhất được {nhieu_nhat}.", pointer=pointer, co=len(line),
                             nhieu_nhat=most))
    if any(unicodedata.category(one) in _UNSEEN for one in line):
        found.append(problem("name-characters", "Có ký tự điều khiển hoặc ký tự không thấy được.", pointer=pointer))
    return found
