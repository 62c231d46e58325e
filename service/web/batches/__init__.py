"""Batches: upload, readiness, progress, results."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("batch_pages", __name__)     # "batches" is the HTTP service's; url_for(".view") from within
