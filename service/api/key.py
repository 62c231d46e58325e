"""The signing key of a call: the caller's own file, or what the office lent the server by its name, a token or a service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from service.api.access import caller
from service.api.form import Form
from service.config import settings
from service.errors import InputRefused, KeyUnusable, Problem, problem
from service.sign import Key
from service.sign.keys import CscService, Opened, Pkcs12Key, RemoteKey, Secret, TokenKey
from service.sign.keys.secret import secret

_SOURCES: Final = {"key": "passphrase", "token": "certificate", "credential": ""}     # and the field that says more of it


def key_of(given: Form) -> Key:
    """From the fields `key` and `passphrase`, `token` and `certificate`, or `credential`. Raises InputRefused, KeyUnusable.

    What the server holds signs for who has the key of the site: it may be one office's of several.
    """
    file, token, credential = (given.files.get("key"), *(given.texts.get(name, "") for name in ("token", "credential")))
    InputRefused.raise_any(_misfits(given))
    if file:
        passphrase = given.texts.get("passphrase", "")
        return Pkcs12Key(file.data, Secret(passphrase) if passphrase else None, place="key")
    own = settings()
    if credential and not (own.remote_sign_url and caller().site):
        raise KeyUnusable(problem("credential-missing", "Máy chủ không cho ký bằng dịch vụ ký số từ xa.", place="credential"))
    if credential:
        found = secret(own.remote_sign_token_file, "REMOTE_SIGN_TOKEN")
        return RemoteKey(CscService(own.remote_sign_url, credential, found.secret if found else None, own.remote_sign_seconds))
    if not own.pkcs11_library or token != own.pkcs11_token or not caller().site:
        raise KeyUnusable(problem("token-missing", "Máy chủ không cho ký bằng token “{ten}”.", place="token", ten=token))
    return ServerToken(own.pkcs11_library, token, given.texts.get("certificate", ""), own.pkcs11_pin_file)


@dataclass(frozen=True, slots=True)
class ServerToken:
    """The token of the settings. Where its module and its PIN lie is nobody's business outside."""

    module: Path
    token: str
    certificate: str
    pin_file: Path | None

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """Raises KeyUnusable."""
        try:
            found = secret(self.pin_file, "PKCS11_PIN")
            with TokenKey(self.module, self.token, self.certificate, found.secret if found else None).open() as opened:
                yield opened
        except KeyUnusable as error:
            raise KeyUnusable(*(replace(one, place="token") for one in error.problems)) from error


def _misfits(given: Form) -> list[Problem]:
    named = [name for name in _SOURCES if name in given.files or name in given.texts]
    if len(named) != 1:
        return [problem("key-source", "Cần đúng một nguồn khóa: tệp khóa (key), nhãn token của máy chủ (token) hoặc mã chứng "
                        "thư ở dịch vụ ký số của máy chủ (credential).", place="key")]
    idle = [name for name in ("passphrase", "certificate") if name in given.texts and name != _SOURCES[named[0]]]
    return [problem("form-field-idle", "Trường {ten} không dùng với nguồn khóa này.", place=name, ten=name) for name in idle]
