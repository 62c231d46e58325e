"""A file that is checked: pages with marks, annotated and repaired copy."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("check_pages", __name__)       # "check" is the HTTP service's; url_for(".view") from within
