"""The guide, offline: docs/guide/ as mkdocs built it (`make guide`)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.guide import pages

blueprint: Final = Blueprint("guide", __name__)
pages.register(blueprint)
