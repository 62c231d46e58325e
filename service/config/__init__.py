"""`VANBAN_*` environment → `Settings`, once a process. The only place that reads the environment.

Every limit is here with its default; going over one is a `LimitExceeded` or a refused file that names it.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from service.config.bulk import Bulk, cores, read_bulk
from service.config.reader import MIB, PREFIX, Reader
from service.config.web import Web, read_web
from service.errors import AssetMissing, SettingInvalid, problem

# A service that is sent a token: never in clear over a network.
SIGNING_SERVICE = (r"(?:https://[^\s/?#@]+|http://(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]{1,5})?)(?:/[^\s?#@]*)?")

# Read by `secret` when they are needed, never kept here; known, so that they are not taken for a misspelt setting.
SECRETS = ("KEY_PASSPHRASE", "PKCS11_PIN", "REMOTE_SIGN_TOKEN", "S3_ACCESS_KEY", "S3_SECRET_KEY", "WEBHOOK_SECRET")


def own_folder(name: str) -> Path:
    """Our own `fonts`, `templates_docx` or `examples`: inside the package in a wheel, at the repository's root in a checkout.

    The package comes first, so that a stray `site-packages/fonts` is never taken for ours. Raises AssetMissing.
    """
    package = Path(__file__).resolve().parents[1]
    places = (package / "data" / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise AssetMissing(problem("folder-missing", "Không tìm thấy thư mục {ten} của chương trình, đã tìm ở {noi}.",
                               place=name, ten=name, noi=", ".join(map(str, places))))


def _own_fonts() -> tuple[Path, ...]:
    return (own_folder("fonts"),)


def _own_types() -> tuple[Path, ...]:
    return (own_folder("templates_docx"),)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office may set. `Settings()` holds the defaults; `settings()` what the environment says."""

    fonts_dirs: tuple[Path, ...] = field(default_factory=_own_fonts)    # searched in order: the office's, then ours
    types_dirs: tuple[Path, ...] = field(default_factory=_own_types)    # read in order: ours first, a later same name wins
    host: str = "127.0.0.1"
    port: int = 8000                             # 0: any free one
    workers: int = field(default_factory=cores)
    api_key: str = field(default="", repr=False)  # "" means: none asked for
    locale: Literal["vi", "en"] = "vi"
    printer: Literal["auto", "press", "weasyprint"] = "auto"    # of PDFs; auto: our press, WeasyPrint where that cannot
    max_body_bytes: int = 20 * MIB               # a request's body, and a data file
    max_rows: int = 5000                         # rows of one table field
    max_pages: int = 500                         # pages of one document
    max_seconds: float = 60.0                    # one render
    max_docx_bytes: int = 200 * MIB              # a stranger's DOCX, all parts unpacked
    max_parts: int = 2000                        # members of a stranger's DOCX
    tsa_url: str = ""                            # time stamp authority (RFC 3161)
    pkcs11_library: Path | None = None           # the module of a token that the HTTP door may sign with
    pkcs11_token: str = ""                       # its label
    pkcs11_pin_file: Path | None = None          # a file with its PIN, read when it is needed
    trust_roots: tuple[Path, ...] = ()           # files and folders of root certificates
    fetch_revocation: bool = False               # may OCSP and CRL addresses in certificates be asked
    fetch_hosts: tuple[str, ...] = ()            # `host` or `host:port`: asked even where they are on the office's own network
    remote_sign_url: str = ""                    # a provider's signing service: what stands before /credentials/info
    remote_sign_token_file: Path | None = None   # a file with the token that opens it, read when it is needed
    remote_sign_seconds: float = 120.0           # how long the signer has to agree on the phone
    bulk: Bulk = field(default_factory=Bulk)
    web: Web = field(default_factory=Web)

    @property
    def loopback(self) -> bool:
        """Whether only this machine reaches the server; a name other than `localhost` counts as reachable."""
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises SettingInvalid with every variable that cannot be used."""
    return read_settings(os.environ)


def secret(name: str) -> str | None:
    """A passphrase or PIN from the environment, as it stands there, asked for when it is needed: `Settings` never holds one."""
    return os.environ.get(PREFIX + name)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Environment → Settings. An empty variable counts as unset (compose files write `X: ${X:-}`)."""
    reader = Reader({name: text.strip() for name, text in environ.items() if name.startswith(PREFIX) and text.strip()})
    default = Settings()
    read = Settings(
        fonts_dirs=reader.folders("FONTS") + default.fonts_dirs,
        types_dirs=default.types_dirs + reader.folders("TYPES"),
        host=reader.text("HOST", default.host, r"[^\s/]+", "một địa chỉ hoặc tên máy"),
        port=reader.integer("PORT", default.port, 0, 65535),
        workers=reader.integer("WORKERS", default.workers, 1, 1024),
        # RFC 6750 b64token: anything else cannot stand in an Authorization header
        api_key=reader.text("API_KEY", default.api_key, r"[A-Za-z0-9._~+/-]+=*", "chữ cái không dấu, chữ số và . _ ~ + / - =",
                            secret=True),
        locale="en" if reader.text("LOCALE", default.locale, "vi|en", "vi hoặc en") == "en" else "vi",
        printer=cast(Any, reader.text("PRINTER", default.printer, "auto|press|weasyprint", "auto, press hoặc weasyprint")),
        max_body_bytes=reader.size("MAX_BODY_BYTES", default.max_body_bytes),
        max_rows=reader.integer("MAX_ROWS", default.max_rows, 1),
        max_pages=reader.integer("MAX_PAGES", default.max_pages, 1),
        max_seconds=reader.seconds("MAX_SECONDS", default.max_seconds),
        max_docx_bytes=reader.size("MAX_DOCX_BYTES", default.max_docx_bytes),
        max_parts=reader.integer("MAX_PARTS", default.max_parts, 1),
        tsa_url=reader.text("TSA_URL", default.tsa_url, r"https?://[^\s/?#@]+([/?][^\s#]*)?",
                            "một địa chỉ http(s), không kèm mật khẩu", secret=True),
        pkcs11_library=reader.file("PKCS11_LIBRARY"),
        pkcs11_token=reader.text("PKCS11_TOKEN", default.pkcs11_token, r".{1,32}", "nhãn của token, không quá 32 ký tự"),
        pkcs11_pin_file=reader.file("PKCS11_PIN_FILE"),
        trust_roots=reader.paths("TRUST_ROOTS"),
        fetch_revocation=reader.text("FETCH_REVOCATION", "0", "[01]", "0 hoặc 1") == "1",
        fetch_hosts=reader.hosts("FETCH_HOSTS"),
        remote_sign_url=reader.text("REMOTE_SIGN_URL", default.remote_sign_url, SIGNING_SERVICE,
                                    "một địa chỉ https:// (http:// chỉ cho máy này)"),
        remote_sign_token_file=reader.file("REMOTE_SIGN_TOKEN_FILE"),
        remote_sign_seconds=reader.seconds("REMOTE_SIGN_SECONDS", default.remote_sign_seconds),
        bulk=read_bulk(reader),
        web=read_web(reader),
    )
    reader.names += [PREFIX + name for name in SECRETS]
    reader.check_unknown()
    SettingInvalid.raise_any(reader.problems)
    return read
