"""Where a passphrase, a PIN and a service's token come from: a file, the environment, a prompt. Never an argument."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service import config
from service.errors import KeyUnusable, Problem, problem

_MOST_BYTES: Final = 64 * 1024                   # a token of a provider may be long; a key file given by mistake is longer still


class Secret:
    """A text that is shown nowhere: not in repr, str, format, pickles or the locals of a traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself: asked for at the very call that needs it, never kept in a variable."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(•••)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class Found:
    """A secret and what is to be said about the place it was found in."""

    secret: Secret
    notices: tuple[Problem, ...] = field(default=())


def secret(file: Path | None, variable: str, prompt: Callable[[], str] | None = None) -> Found | None:
    """The first that is given: the file's only line, the variable `VANBAN_<variable>`, what the prompt is answered; else None.

    A file that others of this machine may read is a notice. Raises KeyUnusable (`secret-file`).
    """
    if file is not None:
        return _of_file(file)
    text = config.secret(variable)
    if text:
        return Found(Secret(text))
    return Found(Secret(prompt())) if prompt else None


def _of_file(file: Path) -> Found:
    try:
        with file.open("rb") as stream:
            mode, data = stat.S_IMODE(file.stat().st_mode), stream.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise KeyUnusable(problem("secret-file", "Không đọc được tệp mật khẩu {tep}: {chi_tiet}.", place=str(file), tep=file.name,
                                  chi_tiet=fault.strerror or "lỗi đọc tệp")) from None
    lines = _lines(data)
    if len(lines) != 1:
        raise KeyUnusable(problem("secret-file", "Tệp mật khẩu {tep} phải là văn bản UTF-8 có đúng một dòng.", place=str(file),
                                  tep=file.name))
    readable = mode & (stat.S_IRGRP | stat.S_IROTH)
    notice = problem("secret-readable", "Người khác trên máy này đọc được tệp mật khẩu {tep}; hãy đặt quyền 600.",
                     place=str(file), tep=file.name)
    return Found(Secret(lines[0]), (notice,) if readable else ())


def _lines(data: bytes) -> list[str]:
    """The lines of a text in UTF-8; of anything else none. Blanks belong to a passphrase; the end of line and Windows' mark do
    not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if 0 < len(data) <= _MOST_BYTES else []
