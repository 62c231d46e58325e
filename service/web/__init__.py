"""The pages of an office, in the same application as the HTTP service (docs/web.md).

    visit  texts  page  headers  limits  failures                  what every page has
    entry  home  make  documents  check  batches  admin  guide     the areas: a blueprint each, its templates in templates/<area>/
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Flask

from service.api import create_app
from service.web import (
    admin,
    batches,
    check,
    documents,
    entry,
    failures,
    guide,
    headers,
    home,
    limits,
    make,
    page,
    texts,
    visit,
)

AREAS: Final = (entry, home, make, documents, check, batches, admin, guide)


def create_site() -> Flask:
    """The HTTP service and the pages, by `settings()`."""
    app = create_app(home=False)
    app.template_folder = str(Path(__file__).parent / "templates")
    app.static_folder = str(headers.STATIC)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    headers.register(app)
    visit.register(app)
    texts.register(app, visit.preferred)
    limits.register(app)
    failures.register(app)
    page.register(app)
    for area in AREAS:
        app.register_blueprint(area.blueprint)
    return app
