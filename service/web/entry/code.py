"""The code of the first run: whoever holds it makes the office and its administrator."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import Final

from service.accounts import Accounts

_NAME: Final = "set-up-code"                      # of the setting that holds its digest


def issue(accounts: Accounts) -> str:
    """A new code where nobody has been entered yet, and the one before is worth nothing; else ""."""
    if accounts.people.any():
        return ""
    code = secrets.token_urlsafe(24)
    accounts.settings.set(_NAME, _digest(code))
    return code


def fits(accounts: Accounts, code: str) -> bool:
    """Whether it is the code, in all processes of the site."""
    known = accounts.settings.get(_NAME)
    return isinstance(known, str) and hmac.compare_digest(known, _digest(code))


def spend(accounts: Accounts) -> None:
    accounts.settings.remove(_NAME)


def _digest(code: str) -> str:
    return sha256(code.encode("utf-8", "replace")).hexdigest()
