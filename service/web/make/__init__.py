"""A draft: types, form, preview, findings, files."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("make", __name__)
