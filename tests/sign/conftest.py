"""Fixtures of signing."""

from __future__ import annotations

from tests.sign.softhsm import softhsm, tokens

__all__ = ["softhsm", "tokens"]
