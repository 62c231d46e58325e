"""The signing key of a call: the caller's own file, or the token that the office lent the server, by its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from service.api.form import Form
from service.config import settings
from service.errors import InputRefused, KeyUnusable, Problem, problem
from service.sign import Key
from service.sign.keys import Opened, Pkcs12Key, Secret, TokenKey
from service.sign.keys.secret import secret


def key_of(given: Form) -> Key:
    """From the fields `key` and `passphrase`, or `token` and `certificate`. Raises InputRefused, KeyUnusable."""
    file, token = given.files.get("key"), given.texts.get("token", "")
    InputRefused.raise_any(_misfits(given))
    if file:
        passphrase = given.texts.get("passphrase", "")
        return Pkcs12Key(file.data, Secret(passphrase) if passphrase else None, place="key")
    own = settings()
    if not own.pkcs11_library or token != own.pkcs11_token or not own.api_key:     # open to all, nobody signs as the office
        raise KeyUnusable(problem("token-missing", "Máy chủ không cho ký bằng token “{ten}”.", place="token", ten=token))
    return ServerToken(own.pkcs11_library, token, given.texts.get("certificate", ""), own.pkcs11_pin_file)


@dataclass(frozen=True, slots=True)
class ServerToken:
    """The token of the settings. Where its module and its PIN lie is nobody's business outside."""

    library: Path
    token: str
    certificate: str
    pin_file: Path | None

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """Raises KeyUnusable."""
        try:
            found = secret(self.pin_file, "PKCS11_PIN")
            with TokenKey(self.library, self.token, self.certificate, found.secret if found else None).open() as opened:
                yield opened
        except KeyUnusable as error:
            raise KeyUnusable(*(replace(one, place="token") for one in error.problems)) from error


def _misfits(given: Form) -> list[Problem]:
    by_file, by_token = "key" in given.files, "token" in given.texts
    if by_file == by_token:
        return [problem("key-source", "Cần đúng một nguồn khóa: tệp khóa trong trường key, hoặc nhãn token của máy chủ trong "
                        "trường token.", place="key")]
    idle = [name for name in (("certificate",) if by_file else ("passphrase",)) if name in given.texts]
    return [problem("form-field-idle", "Trường {ten} không dùng với nguồn khóa này.", place=name, ten=name) for name in idle]
