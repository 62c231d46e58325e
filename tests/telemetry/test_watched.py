"""A request's id, line, counts; and that nothing of a document is in the logs, whatever becomes of it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from flask import Flask

from service import doctypes
from service.api import create_app
from service.config import settings
from tests.telemetry.conftest import Lines

TYPE = "giay_gioi_thieu"
NAME, NUMBER = "Đặng Thị Ước-Mơ", "079301234567"


def data(**changed: Any) -> dict[str, Any]:
    return {**doctypes.get(TYPE).example()["data"], **changed}


@pytest.fixture
def app() -> Flask:
    return create_app()


def field_for_text() -> str:
    return next(name for name, spec in doctypes.get(TYPE).schema.fields.items() if spec.kind == "text")


def test_nothing_of_a_document_is_in_the_logs(app: Flask, said: io.StringIO, lines: Lines) -> None:
    def broken(what: str) -> str:
        raise ValueError(f"{what} {NAME}")

    app.add_url_rule("/hong/<what>", "broken", broken)
    client = app.test_client()
    name = field_for_text()
    good = client.post("/api/v1/render", json={"type": TYPE, "data": data(**{name: f"{NAME} {NUMBER}"})})
    assert good.status_code == 200
    calls = [
        client.post("/api/v1/render", json={"type": TYPE, "data": data(so=NUMBER, **{NAME: 1})}),
        client.post("/api/v1/render", json={"type": NAME, "data": {}}),
        client.post("/api/v1/render", data=f'{{"type": "{NAME}'.encode(), content_type="application/json"),
        client.post("/api/v1/check", data={"file": (io.BytesIO(f"{NAME} {NUMBER}".encode()), f"{NAME}.txt")}),
        client.post("/api/v1/check", data={"file": (io.BytesIO(b"PK\3\4" + NAME.encode()), f"{NAME}.docx")}),
        client.get(f"/hong/{NUMBER}?ten={NAME}", headers={"User-Agent": NUMBER, "Referer": f"http://x/{NUMBER}"}),
        client.get(f"/khong-co/{NAME}?tim={NUMBER}"),
    ]
    assert [one.status_code for one in calls] == [422, 404, 400, 200, 422, 500, 404]
    text = said.getvalue()
    assert not [word for word in (NAME, NUMBER, "Ước-Mơ", json.dumps(NAME)[1:-1]) if word in text]
    assert "?" not in text
    statuses = [one["status"] for one in lines() if one["event"] == "request"]
    assert statuses == [200, *(one.status_code for one in calls)]
    fault = next(one for one in lines() if "exception" in one)
    assert fault["exception"][0]["class"] == "ValueError"
    assert fault["request"] == calls[5].headers["X-Request-ID"]


def test_a_line_has_route_status_and_time(app: Flask, lines: Lines) -> None:
    app.test_client().get(f"/api/v1/types/{TYPE}?x=1", headers={"X-Request-ID": "duoc-cho.truoc_1"})
    line = lines()[-1]
    assert {name: line[name] for name in ("method", "route", "status", "request", "level", "logger")} == {
        "method": "GET", "route": "/api/v1/types/<slug>", "status": 200, "request": "duoc-cho.truoc_1", "level": "info",
        "logger": "vanban.request"}
    assert 0 < line["ms"] < 60_000


@pytest.mark.parametrize(("given", "taken"), [
    ("0f3e9c1a-77", True), ("a" * 64, True), ("a" * 65, False), ("ngan", False), ("co cach trong", False), ("duong/dan?x", False),
    ('a"b<script>', False), ("", False),
])
def test_a_request_id_is_taken_where_it_is_well_formed(app: Flask, given: str, taken: bool) -> None:
    answered = app.test_client().get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (answered == given) is taken
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", answered)


def test_questions_of_a_monitor_are_told_only_where_they_fail(app: Flask, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
    assert lines() == []
    monkeypatch.setenv("VANBAN_DATABASE", "postgresql://vanban:bi-mat@127.0.0.1:1/vanban")
    settings.cache_clear()
    assert client.get("/readyz").status_code == 503
    assert [(one["event"], one["level"]) for one in lines()][-2:] == [("fault", "error"), ("request", "error")]
    assert "database-unreachable" in lines()[-2]["problems"]
    assert "bi-mat" not in str(lines())
