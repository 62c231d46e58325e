"""Passwords that an administrator gives: made by us, shown once, changed at the first sign-in."""

from __future__ import annotations

import secrets
from typing import Final

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"      # none that looks like another
_GROUPS, _EACH = 4, 5                             # 99 bits


def password() -> str:
    """kdmq7-xwphn-3tzv9-ca2be: read out over the telephone without a mistake."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))
