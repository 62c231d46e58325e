"""What waits for a person."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.home import start

blueprint: Final = Blueprint("home", __name__)
start.register(blueprint)
