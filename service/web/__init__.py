"""The pages of an office, in the same application as the HTTP service (docs/web.md).

    entry  home  make  documents  check  batches  admin  guide     the areas: a blueprint each, its templates in templates/<area>/
"""

from __future__ import annotations

from typing import Final

from flask import Flask

from service.api import create_app
from service.web import admin, batches, check, documents, entry, guide, home, make

AREAS: Final = (entry, home, make, documents, check, batches, admin, guide)


def create_site() -> Flask:
    """The HTTP service and the pages, by `settings()`."""
    app = create_app()
    for area in AREAS:
        app.register_blueprint(area.blueprint)
    return app
