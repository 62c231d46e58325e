"""Documents made, and the outgoing register."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("documents", __name__)
