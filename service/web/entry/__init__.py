"""Signing in and out, the first run, one's own settings."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.entry import sign_in

blueprint: Final = Blueprint("entry", __name__)
sign_in.register(blueprint)
