"""Options of a signing key, of `sign` and of `copy`: which key, and where its secret comes from (never the command line)."""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from service.cli.files import read_bytes
from service.config import settings
from service.errors import Problem, UsageRefused, problem

if TYPE_CHECKING:
    from service.sign.keys import Key, Secret

_SECRET: Final = "KEY_PASSPHRASE"                 # VANBAN_KEY_PASSPHRASE: passphrase, PIN, a service's token
_MOST_BYTES: Final = 1024 * 1024
_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS: Final = (
    click.option("--p12", metavar="TỆP.p12", help="Tệp khóa PKCS#12 (.p12, .pfx)."),
    click.option("--pkcs11", metavar="THƯ_VIỆN", help="Thư viện PKCS#11 của token hoặc HSM."),
    click.option("--token", default="", metavar="NHÃN", help="Nhãn token; không cần nếu chỉ có một."),
    click.option("--certificate", default="", metavar="NHÃN", help="Nhãn chứng thư trong token; không cần nếu chỉ có một."),
    click.option("--remote", metavar="URL", help="Dịch vụ ký số từ xa (Cloud Signature Consortium, phiên bản 2); "
                 "mặc định: VANBAN_REMOTE_SIGN_URL."),
    click.option("--credential", default="", metavar="MÃ", help="Mã chứng thư ở dịch vụ từ xa."),
    click.option("--passphrase-file", metavar="TỆP", help="Tệp một dòng: mật khẩu, PIN hoặc mã truy cập. Không có thì lấy biến "
                 "VANBAN_KEY_PASSPHRASE, hoặc hỏi."),
)


def key_options(command: _Command) -> _Command:
    """The options of a `KeyChoice`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which key the command line names: exactly one of `p12`, `pkcs11` and `remote`, or none."""

    p12: str | None
    pkcs11: str | None
    token: str
    certificate: str
    remote: str | None
    credential: str
    passphrase_file: str | None

    @classmethod
    def taken(cls, options: MutableMapping[str, Any]) -> KeyChoice:
        """Takes its own out of a command's options."""
        return cls(**{one.name: options.pop(one.name) for one in fields(cls)})

    @property
    def none(self) -> bool:
        return self.p12 is self.pkcs11 is self.service is None

    @property
    def service(self) -> str | None:
        """The address of a provider's service: the one named, or the office's own where a credential of it is."""
        return self.remote or (settings().remote_sign_url if self.credential else "") or None

    def key(self) -> tuple[Key, tuple[Problem, ...]]:
        """The key, and what is to be said about where its secret was found. Raises UsageRefused, KeyUnusable."""
        from service.sign.keys import CscService, Pkcs12Key, RemoteKey, TokenKey  # pyHanko: half a second of imports

        own = settings()
        match self.p12, self.pkcs11, self.service:
            case (str() as p12, None, None):
                data = read_bytes(p12, _MOST_BYTES, "1 MiB")
                secret, told = self._secret("Mật khẩu của tệp khóa")
                return Pkcs12Key(data, secret, place=p12), told
            case (None, str() as library, None):
                secret, told = self._secret("PIN của token")
                return TokenKey(Path(library), self.token, self.certificate, secret), told
            case (None, None, str() as url):
                # the office's token goes to the office's address only
                file = own.remote_sign_token_file if url == own.remote_sign_url else None
                secret, told = self._secret("Mã truy cập dịch vụ ký số", file)
                return RemoteKey(CscService(url, self.credential, secret, own.remote_sign_seconds)), told
        raise UsageRefused(problem("key-source", "Cần đúng một nguồn khóa: --p12, --pkcs11 hoặc --remote."))

    def _secret(self, asked: str, own_file: Path | None = None) -> tuple[Secret | None, tuple[Problem, ...]]:
        from service.sign.keys.secret import secret as find  # as above

        def prompt() -> str:
            return str(click.prompt(asked, hide_input=True, err=True, default="", show_default=False))

        terminal = sys.stdin.isatty()
        file = Path(self.passphrase_file) if self.passphrase_file else own_file
        found = find(file, _SECRET, prompt if terminal else None)
        if found is None:
            return None, ()
        return (found.secret if found.secret.reveal() else None), found.notices
