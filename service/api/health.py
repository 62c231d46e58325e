"""GET /healthz: the process answers. GET /readyz: types, faces, engine, database (at our migration), accounts and store are
whole; with versions."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import pipeline
from service.api.document import errors
from service.api.models import Health, Readiness
from service.api.opened import reached
from service.api.problems import from_error
from service.config import settings
from service.config.bulk import Bulk
from service.database.schema import HEAD
from service.errors import DatabaseUnreachable, StoreUnreachable, VanbanError


def blueprint() -> APIBlueprint:
    health = APIBlueprint("health", __name__, abp_tags=[Tag(name="Tình trạng")], abp_responses=errors())

    @health.get("/healthz", responses={200: Health})
    def healthz() -> dict[str, Any]:
        """Máy chủ còn chạy"""
        return {"status": "ok"}

    @health.get("/readyz", responses={200: Readiness, **errors(503)})
    def readyz() -> Response | dict[str, Any]:
        """Máy chủ sẵn sàng: các loại văn bản và phông chữ dùng được"""
        try:
            pipeline.warm()
            return {"status": "ok"} | _kept() | pipeline.versions()
        except VanbanError as error:
            return from_error(error, HTTPStatus.SERVICE_UNAVAILABLE)

    return health


def _kept() -> dict[str, str]:
    """Batches `ok` and the migration of the database, or `off`: an office that set nothing for what is kept, on a system
    where nothing can be written, has none of it and is ready for all else.

    Raises DatabaseUnreachable, StoreUnreachable, SettingInvalid.
    """
    try:
        reached()
    except (DatabaseUnreachable, StoreUnreachable):
        wanted, default = settings().bulk, Bulk()
        if (wanted.data, wanted.database, wanted.store) != (default.data, default.database, default.store):
            raise
        return {"batches": "off"}
    return {"batches": "ok", "database": HEAD}
