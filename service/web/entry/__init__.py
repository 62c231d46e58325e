"""Signing in and out, the first run, one's own settings."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.entry import first_run, me, sign_in

blueprint: Final = Blueprint("entry", __name__)
for one in (first_run, sign_in, me):
    one.register(blueprint)
