"""The other addresses, Flask's own errors, and the OpenAPI document."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from service import doctypes
from service.api import create_app
from service.config import own_folder, settings


def test_the_list_names_every_type_in_order(client: FlaskClient) -> None:
    answer = client.get("/api/v1/types")
    assert [one["slug"] for one in answer.get_json()["types"]] == list(doctypes.catalogue())
    assert "Kế hoạch" in answer.get_data(as_text=True)      # UTF-8, not \u escapes


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_a_type_comes_with_its_schema_and_example(client: FlaskClient, slug: str) -> None:
    told = client.get(f"/api/v1/types/{slug}").get_json()
    doctype = doctypes.get(slug)
    assert told["schema"] == doctype.json_schema()
    assert list(told["schema"]["properties"]) == list(doctype.json_schema()["properties"])
    assert told["example"] == doctype.example()
    assert told["version"] == doctype.version


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/khong_co", 404, "path-unknown"),
        ("GET", "/api/v1/types/khong_co", 404, "type-unknown"),
        ("GET", "/api/v1/types/..%2f..%2fetc", 404, None),
        ("GET", "/api/v1/render", 405, "method-not-allowed"),
        ("DELETE", "/api/v1/types", 405, "method-not-allowed"),
        ("OPTIONS", "/api/v1/types", 405, "method-not-allowed"),
        ("PUT", "/healthz", 405, "method-not-allowed"),
    ],
)
def test_flasks_own_errors_are_problems_too(client: FlaskClient, method: str, path: str, status: int, code: str | None) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    details = answer.get_json(force=True)
    assert details["status"] == status
    assert details["type"].startswith("urn:vanban:problem:")
    assert code in (None, details["code"])
    assert status != 405 or answer.headers["Allow"]


def test_health_and_readiness_tell_what_is_at_work(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["types"] == {slug: one.version for slug, one in doctypes.catalogue().items()}
    assert "Liberation Serif" in ready["fonts"]


def test_a_broken_type_makes_the_service_unready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(own_folder("templates_docx") / "cong_van", tmp_path / "mau_hong")
    (tmp_path / "mau_hong" / "template.docx").unlink()
    with monkeypatch.context() as office:
        office.setenv("VANBAN_TYPES", str(tmp_path))
        for cached in (settings, doctypes.catalogue):
            cached.cache_clear()
        told = create_app().test_client().get("/readyz")
    for cached in (settings, doctypes.catalogue):
        cached.cache_clear()
    assert (told.status_code, told.mimetype) == (503, "application/problem+json")
    assert "mau_hong" in told.get_json(force=True)["errors"][0]["place"]


def test_an_unexpected_exception_tells_nothing_of_the_inside() -> None:
    app = create_app()
    app.add_url_rule("/vo", view_func=lambda: str(1 // 0))
    answer = app.test_client().get("/vo")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "internal"
    assert not re.search("division|Traceback|File", answer.get_data(as_text=True))


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi/openapi.json").get_json()
    return found


def test_the_openapi_document_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_the_openapi_document_holds_every_types_schema(document: dict[str, Any]) -> None:
    choices = document["components"]["schemas"]["RenderRequest"]["oneOf"]
    assert [one["properties"]["type"]["const"] for one in choices[::2]] == list(doctypes.catalogue())
    shared = [one["properties"]["campaign"].get("$ref") for one in choices]
    assert shared == [None, "#/components/schemas/campaign"] * len(doctypes.catalogue())
    for slug, doctype in doctypes.catalogue().items():
        assert list(document["components"]["schemas"][slug]["properties"]) == list(doctype.json_schema()["properties"])


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_every_types_example_fits_the_documented_request(document: dict[str, Any], slug: str) -> None:
    request = {"type": slug, **doctypes.get(slug).example()}
    schema = {"$ref": "#/components/schemas/RenderRequest", "components": document["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(request)] == []


def test_every_error_is_documented_as_problem_json(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        for operation in path.values():
            failures = {status: one for status, one in operation["responses"].items() if status[0] not in "23"}
            assert "default" in failures
            assert all(list(one["content"]) == ["application/problem+json"] for one in failures.values())


def test_a_visitor_is_led_to_the_page_of_documents(client: FlaskClient) -> None:
    answer = client.get("/", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, "/openapi/swagger")


def test_the_page_of_documents_loads_nothing_from_outside(client: FlaskClient) -> None:
    page = client.get("/openapi/swagger")
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assets = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert assets
    for asset in assets:
        assert not re.match(r"(?:https?:)?//", asset), asset
        assert client.get(f"/openapi/{asset}").status_code == 200, asset
    assert '"validatorUrl": null' in text                   # the badge of Swagger's own site
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
