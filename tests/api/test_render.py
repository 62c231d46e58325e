"""POST /api/v1/render: every form a document is answered in, and every way to be refused."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from service import doctypes

RENDER = "/api/v1/render"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAGIC = {"application/pdf": b"%PDF-", DOCX: b"PK", "application/zip": b"PK", "image/png": b"\x89PNG"}


def request_for(slug: str) -> dict[str, Any]:
    return {"type": slug, **doctypes.get(slug).example()}


def post(client: FlaskClient, body: object, **headers: str) -> TestResponse:
    return client.post(RENDER, data=json.dumps(body), headers={"Content-Type": "application/json", **headers})


def errors(answer: TestResponse) -> list[tuple[str, str]]:
    assert answer.mimetype == "application/problem+json"
    details = answer.get_json(force=True)
    assert details["status"] == answer.status_code
    return [(one["code"], one.get("pointer") or one.get("place", "")) for one in details["errors"]]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/pdf"),
        ("*/*", "application/pdf"),
        ("application/*", "application/pdf"),
        ("application/pdf", "application/pdf"),
        (DOCX, DOCX),
        ("application/zip", "application/zip"),
        ("image/png", "image/png"),
        ("image/*", "image/png"),
        (f"application/pdf;q=0.5, {DOCX}", DOCX),
        (f"{DOCX};q=0.1, application/pdf;q=0.2", "application/pdf"),
        ("application/pdf;q=0, application/*", DOCX),
        ("text/html, application/zip;q=0.3, */*;q=0.1", "application/zip"),
    ],
)
def test_the_accept_header_chooses_the_form(client: FlaskClient, accept: str | None, media_type: str) -> None:
    answer = post(client, request_for("cong_van"), **({"Accept": accept} if accept else {}))
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.data.startswith(MAGIC[media_type])
    assert answer.headers["Vanban-Type"] == f"cong_van; version={doctypes.get('cong_van').version}"
    assert int(answer.headers["Vanban-Findings"]) >= 0
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_bundle_holds_both_files_and_the_report_stored_and_the_same_each_time(client: FlaskClient) -> None:
    first, second = (post(client, request_for("quyet_dinh"), Accept="application/zip").data for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(first)) as bundle:
        assert [name.rsplit(".", 1)[1] for name in bundle.namelist()] == ["docx", "pdf", "json"]
        assert json.loads(bundle.read("report.json"))["sign_ready"] is True
        assert {one.compress_type for one in bundle.infolist()} == {zipfile.ZIP_STORED}
        assert {one.external_attr >> 16 for one in bundle.infolist()} == {0o644}
        assert bundle.testzip() is None
    assert first == second


def test_a_picture_shows_the_page_that_is_asked_for(client: FlaskClient) -> None:
    pictures = [client.post(f"{RENDER}?page={page}", json=request_for("ke_hoach"), headers={"Accept": "image/png"}).data
                for page in (1, 2)]
    assert pictures[0] != pictures[1]
    for data in pictures:
        width, height = Image.open(io.BytesIO(data)).size
        assert 1.40 < height / width < 1.43               # A4 upright


def test_the_page_count_and_the_file_name_are_told(client: FlaskClient) -> None:
    answer = post(client, request_for("ke_hoach"))
    assert int(answer.headers["Vanban-Pages"]) >= 1
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    word = post(client, request_for("ke_hoach"), Accept=DOCX)
    assert word.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "Vanban-Pages" not in word.headers


def without(field: str) -> dict[str, Any]:
    body = request_for("ke_hoach")
    return {**body, "data": {name: value for name, value in body["data"].items() if name != field}}


def with_data(**fields: object) -> dict[str, Any]:
    body = request_for("ke_hoach")
    return {**body, "data": {**body["data"], **fields}}


@pytest.mark.parametrize(
    ("raw", "headers", "status", "found"),
    [
        (b'{"type": "ke_hoach", "data": {', {}, 400, None),
        (b"", {}, 400, None),
        (b"\xff\xfe{", {}, 400, None),
        (b'{"type": "ke_hoach", "type": "cong_van", "data": {}}', {}, 400, ("key-doubled", "")),
        (b'{"type": "ke_hoach", "data": {"a": NaN}}', {}, 422, ("number-not-finite", "/data/a")),
        (b'{"type": "ke_hoach", "data": {"a": "\\u0007"}}', {}, 422, ("character-illegal", "/data/a")),
        (b"[" * 100_000, {}, 413, ("depth-too-large", "")),
        (b"{}", {"Content-Type": "text/plain"}, 415, ("media-type-unsupported", "Content-Type")),
        (b"a: 1", {"Content-Type": "application/yaml"}, 415, ("media-type-unsupported", "Content-Type")),
        (b"{}", {"Content-Type": "application/json; charset=utf-16"}, 415, ("media-type-unsupported", "Content-Type")),
        (b"{}", {"Content-Encoding": "gzip"}, 415, ("media-type-unsupported", "Content-Type")),
        (b"{}", {}, 422, ("field-missing", "/type")),
        (b"{}", {}, 422, ("field-missing", "/data")),
        (b'{"type": 5, "data": {}}', {}, 422, ("text-wrong", "/type")),
        (b'{"type": "ke_hoach", "data": []}', {}, 422, ("object-wrong", "/data")),
        (b'{"type": "ke_hoach", "data": {}, "campaign": "x"}', {}, 422, ("object-wrong", "/campaign")),
        (b'{"type": "ke_hoach", "data": {}, "them/vao": 1}', {}, 422, ("field-unknown", "/them~1vao")),
        (b'{"type": "khong_co", "data": {}}', {}, 404, ("type-unknown", "/type")),
        (b'{"type": "../ke_hoach", "data": {}}', {}, 404, ("type-unknown", "/type")),
        (b'{"type": "ke_hoach", "data": {}}', {"Accept": "text/html"}, 406, ("accept-unacceptable", "Accept")),
        (b'{"type": "ke_hoach", "data": {}}', {"Accept": "application/pdf;q=0"}, 406, ("accept-unacceptable", "Accept")),
    ],
)
def test_a_wrong_request_is_refused_with_its_place(
    client: FlaskClient, raw: bytes, headers: dict[str, str], status: int, found: tuple[str, str] | None
) -> None:
    answer = client.post(RENDER, data=raw, headers={"Content-Type": "application/json", **headers})
    assert answer.status_code == status, answer.get_data(as_text=True)
    told = errors(answer)
    assert told
    if found:
        assert found in told


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (without("trich_yeu"), "/data/trich_yeu"),
        (with_data(la=1), "/data/la"),
        (with_data(trich_yeu=[5]), "/data/trich_yeu"),
        (with_data(trich_yeu="họ tên 漢"), "/data/trich_yeu"),
        (with_data(noi_dung="Họ tên 漢 và 😀."), "/data/noi_dung"),
        (with_data(dia_danh="anh.png", ky={"chuc_vu": "", "ho_ten": "x"}), "/data/ky/chuc_vu"),
        ({**request_for("ke_hoach_phong_trao"), "campaign": {"ten": "x"}}, "/campaign/co_quan"),
    ],
)
def test_wrong_data_is_pointed_at_inside_the_request(client: FlaskClient, body: dict[str, Any], pointer: str) -> None:
    answer = post(client, body)
    assert answer.status_code == 422
    assert pointer in {where for _, where in errors(answer)}


@pytest.mark.parametrize(("wanted", "language"), [("en", "en"), ("en-GB,vi;q=0.5", "en"), ("vi", "vi"), ("fr", "vi"), ("", "vi")])
def test_messages_speak_the_language_the_caller_prefers(client: FlaskClient, wanted: str, language: str) -> None:
    answer = post(client, without("trich_yeu"), **({"Accept-Language": wanted} if wanted else {}))
    details = answer.get_json(force=True)
    assert answer.headers["Content-Language"] == language
    assert details["title"] == {"en": "The data is not valid", "vi": "Dữ liệu chưa hợp lệ"}[language]


@pytest.mark.parametrize(
    ("query", "place"), [("page=0", "?page"), ("page=x", "?page"), ("page=9999999", "?page"), ("trang=2", "?trang")]
)
def test_a_wrong_query_is_refused_with_its_name(client: FlaskClient, query: str, place: str) -> None:
    answer = client.post(f"{RENDER}?{query}", json=request_for("cong_van"), headers={"Accept": "image/png"})
    assert answer.status_code == 422
    assert place in {where for _, where in errors(answer)}


def test_a_page_beyond_the_last_is_refused(client: FlaskClient) -> None:
    answer = client.post(f"{RENDER}?page=400", json=request_for("cong_van"), headers={"Accept": "image/png"})
    assert answer.status_code == 422
    assert errors(answer)
