"""The HTTP door: an app factory and its blueprints. A view parses, calls the pipeline, answers.

    /api/v1/types  /api/v1/types/{slug}  /api/v1/render     catalogue.py, render.py   behind a key (access.py)
    /api/v1/check  /api/v1/rules  /api/v1/rules/{code}      check.py, rules.py        the same
    /api/v1/sign  /api/v1/verify  /api/v1/copy              sign.py, verify.py, copy.py   the same
    /api/v1/batches/…                                       batches*.py, events.py, bulk.py   the same
    /healthz  /readyz                                       health.py                 open
    /metrics                                                metrics.py                from this machine, or behind the site's key
    /openapi/swagger  /openapi/openapi.json                 document.py               open; / leads there
"""

from __future__ import annotations

from flask import redirect
from flask.json.provider import DefaultJSONProvider

from service.api import (
    access,
    batches,
    batches_models,
    batches_told,
    catalogue,
    check,
    copy,
    health,
    metrics,
    problems,
    render,
    rules,
    sign,
    verify,
    watched,
)
from service.api.body import StrictRequest
from service.api.document import VanbanApi
from service.config import settings


class _Json(DefaultJSONProvider):
    sort_keys = False                             # a schema's fields keep the order of the form
    ensure_ascii = False


def create_app(*, home: bool = True) -> VanbanApi:
    """The WSGI application, by `settings()`; `home`: whether / leads to its documentation, or is another's.

    Loads no document type: that happens at the first call or in `pipeline.warm`.
    """
    limits = settings()
    app = VanbanApi("service.api")
    app.request_class = StrictRequest
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = limits.max_body_bytes
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False    # no page of another origin is a client: no CORS
    app.config["SWAGGER_CONFIG"] = {"validatorUrl": None}    # Swagger would send our address to a validator on the internet
    watched.register(app)
    problems.register(app)
    access.register(app)
    security = access.security()
    for part in (catalogue, render, check, rules, sign, copy, verify, batches):
        app.register_api(part.blueprint(security))
    app.forms |= {one.PATH: one.request_body() for one in (sign, copy, verify)}
    app.forms[batches_told.PATH] = batches_models.request_body()
    app.models.append(batches_models.BatchRequest)
    app.register_api(health.blueprint())
    metrics.register(app)
    if home:
        app.add_url_rule("/", "home", lambda: redirect("openapi/swagger"))
    return app
