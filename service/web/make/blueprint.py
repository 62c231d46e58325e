"""The area's blueprint, and the bytes of its forms: their order is theirs."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, request

blueprint: Final = Blueprint("make", __name__)


@blueprint.url_value_preprocessor
def keep_order(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Werkzeug's form is a dictionary, grouped by name; ours is read in its order (form.py). So the bytes are kept before anybody
    asks for the form: its token is looked for before any view runs."""
    if request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded":
        request.get_data(cache=True)
