"""Spans of a request and of the steps in it, as a collector gets them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from service import doctypes
from service.api import create_app
from service.config import settings
from service.telemetry import traces
from tests.serving import send, serving

TYPE, NAME = "giay_gioi_thieu", "Đặng Thị Ước-Mơ"
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, bytes]]]:
    """(path, body) of what a collector got."""
    found: list[tuple[str, bytes]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        found.append((handler.path, handler.rfile.read(int(handler.headers["Content-Length"]))))
        send(handler, b"")

    with serving(answer) as address:
        monkeypatch.setenv("VANBAN_TRACE", f"http://{address}")
        settings.cache_clear()
        yield found
        traces.end()
        traces._provider.cache_clear()


def spans(sent: list[tuple[str, bytes]]) -> dict[str, Span]:
    traces.end()
    assert {path for path, _ in sent} == {"/v1/traces"}
    told = [ExportTraceServiceRequest.FromString(body) for _, body in sent]
    return {span.name: span for one in told for resource in one.resource_spans for scope in resource.scope_spans
            for span in scope.spans}


def test_a_request_and_its_steps(sent: list[tuple[str, bytes]]) -> None:
    client = create_app().test_client()
    data = doctypes.get(TYPE).example()["data"]
    client.post("/api/v1/render?page=1", json={"type": TYPE, "data": data},
                headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
    found = spans(sent)
    request, issue = found["POST /api/v1/render"], found["issue"]
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == (TRACE, PARENT)
    assert issue.parent_span_id == request.span_id
    for step in ("values", "fill", "read", "pdf"):
        assert found[step].parent_span_id == issue.span_id, step
        assert issue.start_time_unix_nano <= found[step].start_time_unix_nano <= found[step].end_time_unix_nano
    said = {one.key: one.value for one in request.attributes}
    assert said["http.response.status_code"].int_value == 200
    assert said["http.route"].string_value == "/api/v1/render"
    assert {one.key: one.value.string_value for one in issue.attributes}["vanban.type"] == TYPE


def test_nothing_of_a_document_is_in_them(sent: list[tuple[str, bytes]]) -> None:
    app = create_app()

    @app.get("/hong")
    def broken() -> str:
        raise ValueError(NAME)

    client = app.test_client()
    client.post("/api/v1/render", json={"type": TYPE, "data": {"so": NAME}}, headers={"User-Agent": "Uoc-Mo 0793"})
    client.get(f"/hong?ten={NAME}")
    found = spans(sent)
    assert {"POST /api/v1/render", "issue", "GET /hong"} <= set(found)
    assert found["issue"].status.code == found["GET /hong"].status.code == 2          # STATUS_CODE_ERROR
    assert not [body for _, body in sent if NAME.encode() in body or b"Uoc-Mo" in body]


def test_without_the_extra_it_is_told() -> None:
    program = "import sys; sys.modules['opentelemetry.sdk'] = None; from service.telemetry import traces; traces.check()"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True,
                          env={"VANBAN_TRACE": "http://127.0.0.1:4318"})
    assert "SettingInvalid" in told.stderr
    assert "vanban[trace]" in told.stderr


def test_a_collector_that_is_away_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_TRACE", "http://127.0.0.1:1")
    settings.cache_clear()
    assert create_app().test_client().get("/healthz").status_code == 200
    traces.end()
    traces._provider.cache_clear()
