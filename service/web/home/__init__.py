"""What waits for a person."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("home", __name__)
