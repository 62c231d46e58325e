"""Signing in and out, the first run, one's own settings."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("entry", __name__)
