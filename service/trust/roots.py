"""Files of VANBAN_TRUST_ROOTS → certificates: PEM or DER, several in one file, folders without their subfolders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from asn1crypto import pem, x509

from service.config import settings
from service.errors import Problem, SettingInvalid, problem

_SETTING: Final = "VANBAN_TRUST_ROOTS"
_SUFFIXES: Final = frozenset({".pem", ".crt", ".cer", ".der"})


def roots() -> tuple[x509.Certificate, ...]:
    """The office's root certificates, none twice. Raises SettingInvalid with every file that cannot be used."""
    return _read(settings().trust_roots)


@lru_cache(maxsize=4)
def _read(paths: tuple[Path, ...]) -> tuple[x509.Certificate, ...]:
    """Once a process, as all settings."""
    found: dict[bytes, x509.Certificate] = {}
    problems: list[Problem] = []
    for path in paths:
        for file in _files(path):
            try:
                found |= {one.sha256: one for one in read_certificates(file.read_bytes())}
            except (OSError, ValueError) as error:
                problems.append(problem("trust-root-broken", "Không đọc được chứng thư gốc {tep} ({bien}), cần PEM hoặc DER: "
                                        "{ly_do}.", place=str(file), tep=file, bien=_SETTING,
                                        ly_do=str(error).partition("\n")[0]))
    SettingInvalid.raise_any(problems)
    return tuple(found.values())


def _files(path: Path) -> list[Path]:
    """A folder may hold a README beside its certificates; a file that is named itself is a certificate, whatever its suffix."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES and one.is_file())


def read_certificates(data: bytes) -> list[x509.Certificate]:
    """PEM or DER → certificates, each parsed whole. Raises ValueError, also where there is none."""
    armoured = pem.unarmor(data, multiple=True) if pem.detect(data) else [("CERTIFICATE", {}, data)]
    blocks = [der for kind, _, der in armoured if kind == "CERTIFICATE"]
    if not blocks:
        raise ValueError("no certificate")
    found = [x509.Certificate.load(block, strict=True) for block in blocks]
    for one in found:
        _ = one.native                            # asn1crypto parses only what is asked for: a fault would come much later
        _ = one.public_key.native
    return found
