"""Fixtures of signing."""

from __future__ import annotations

from tests.sign.softhsm import softhsm

__all__ = ["softhsm"]
