"""Batches: upload, readiness, progress, results."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

blueprint: Final = Blueprint("batches", __name__)
