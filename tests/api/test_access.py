"""The key, the headers and the body limit: with a small application, no document type needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from service.api import create_app
from service.config import settings

KEY = "khoa-cua-van-thu-123"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A service that asks for a key and takes bodies of up to 2 KiB."""
    monkeypatch.setenv("VANBAN_API_KEY", KEY)
    monkeypatch.setenv("VANBAN_MAX_BODY_BYTES", "2KiB")
    settings.cache_clear()
    yield create_app().test_client()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 401, "key-missing"),
        ("", 401, "key-missing"),
        ("Bearer", 401, "key-missing"),
        ("Bearer ", 401, "key-missing"),
        ("Basic dmFuOmJhbg==", 401, "key-missing"),
        ("Bearer sai", 401, "key-wrong"),
        (f"Bearer {KEY}x", 401, "key-wrong"),
        (f"Bearer {KEY[:-1]}", 401, "key-wrong"),
        ("Bearer khóa", 401, "key-wrong"),
        (f"Bearer {KEY}", 200, None),
        (f"bearer  {KEY}", 200, None),
    ],
)
def test_a_call_needs_the_key_that_is_set(office: FlaskClient, header: str | None, status: int, code: str | None) -> None:
    answer = office.get("/api/v1/types", headers={} if header is None else {"Authorization": header})
    assert answer.status_code == status
    if code:
        assert answer.mimetype == "application/problem+json"
        assert answer.get_json(force=True)["errors"][0]["code"] == code
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/openapi/openapi.json", 200),
        ("GET", "/openapi/swagger", 200),
        ("GET", "/api/v1/types/ke_hoach", 401),
        ("POST", "/api/v1/render", 401),
        ("GET", "/api/v1/khong_co", 401),
        ("DELETE", "/api/v1/types", 401),
    ],
)
def test_only_health_and_documents_are_open(office: FlaskClient, method: str, path: str, status: int) -> None:
    assert office.open(path, method=method).status_code == status


def test_a_body_over_the_limit_is_refused_by_name(office: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    answer = office.post("/api/v1/render", data=b'{"type": "' + b"x" * 4096 + b'"}', headers=headers)
    details = answer.get_json(force=True)
    assert (answer.status_code, details["code"]) == (413, "limit-exceeded")
    assert "VANBAN_MAX_BODY_BYTES" in details["detail"]


def test_every_answer_carries_the_security_headers(office: FlaskClient) -> None:
    for path in ("/healthz", "/api/v1/types", "/khong_co", "/openapi/swagger"):
        headers = office.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path


def test_the_documents_ask_for_the_key_where_one_is_set(office: FlaskClient) -> None:
    secured = office.get("/openapi/openapi.json").get_json()
    assert secured["paths"]["/api/v1/render"]["post"]["security"] == [{"khoa": []}]
    assert {"401", "403"} < set(secured["paths"]["/api/v1/types"]["get"]["responses"])
    settings.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VANBAN_API_KEY")
        settings.cache_clear()
        free = create_app().test_client().get("/openapi/openapi.json").get_json()
    assert free["paths"]["/api/v1/render"]["post"]["security"] == [{"khoa": []}, {}]
