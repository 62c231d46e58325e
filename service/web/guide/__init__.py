"""The guide, offline."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("guide", __name__)
