"""People, keys, settings, campaigns, the trail of an organisation; organisations of the site."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("admin", __name__)
