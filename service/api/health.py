"""GET /healthz: the process answers. GET /readyz: types, faces and engine are whole, with their versions."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import pipeline
from service.api.document import errors
from service.api.models import Health, Readiness
from service.api.problems import from_error
from service.errors import VanbanError


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
            return {"status": "ok"} | pipeline.versions()
        except VanbanError as error:
            return from_error(error, HTTPStatus.SERVICE_UNAVAILABLE)

    return health
