"""POST /api/v1/check and the rules it holds a document to; what the render endpoint says of its own output."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse

from service import doctypes, pipeline
from service.api import create_app
from service.config import settings
from service.pipeline import Issued
from service.rules import rules
from tests.uploads import LAW_WITH_NUMBER, LETTER, LOCKED_PDF, LOCKED_WORD, NOT_DOCUMENTS

CHECK = "/api/v1/check"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def issued() -> Issued:
    return pipeline.issue("cong_van", doctypes.get("cong_van").example()["data"])


def post(client: FlaskClient, data: bytes, media_type: str, **headers: str) -> TestResponse:
    return client.post(CHECK, data=data, headers={"Content-Type": media_type, **headers})


def code(answer: TestResponse) -> tuple[int, str]:
    assert answer.mimetype == "application/problem+json"
    return answer.status_code, answer.get_json(force=True)["errors"][0]["code"]


def test_word_and_pdf_of_ours_have_no_open_fault(client: FlaskClient, issued: Issued) -> None:
    assert issued.pdf is not None
    for data, media_type, kind in ((issued.docx, DOCX, "docx"), (issued.pdf, "application/pdf", "pdf")):
        told = post(client, data, media_type).get_json()
        assert [one for one in told["findings"] if one["severity"] == "loi"] == []
        assert (told["kind"], told["type"], told["sign_ready"]) == (kind, "", True)
        assert set(told["verdicts"]) == set(rules())


def test_a_plain_text_is_answered_with_clause_and_line(client: FlaskClient) -> None:
    told = post(client, LETTER.encode(), "text/plain; charset=utf-8").get_json()
    found = {one["code"]: one for one in told["findings"]}
    assert (found["N-08"]["line"], found["N-08"]["severity"], found["N-08"]["clause"]) == (14, "loi", rules()["N-08"].clause)
    assert told["verdicts"]["N-08"] == "loi"
    assert told["verdicts"]["PG-03"] == "khong_xac_dinh"     # no margins in a text: never counted as passed
    assert told["sign_ready"] is False


def test_a_form_is_answered_like_the_body_itself(client: FlaskClient, issued: Issued) -> None:
    whole = post(client, issued.docx, DOCX).get_json()
    form = client.post(CHECK, data={"file": (io.BytesIO(issued.docx), "Công văn.docx")})
    assert form.get_json() == whole


def test_what_a_file_is_goes_before_what_it_is_called(client: FlaskClient, issued: Issued) -> None:
    assert post(client, issued.docx, "application/pdf").get_json()["kind"] == "docx"
    assert client.post(CHECK, data={"file": (io.BytesIO(LETTER.encode()), "khong_duoi")}).get_json()["kind"] == "text"


@pytest.mark.parametrize(("data", "status", "expected"), NOT_DOCUMENTS)
@pytest.mark.parametrize("media_type", [DOCX, "application/pdf", "text/plain"])
def test_what_is_no_document_is_refused(client: FlaskClient, data: bytes, status: int, expected: str, media_type: str) -> None:
    told, said = code(post(client, data, media_type))
    assert told == status
    if media_type == "text/plain":
        assert said == expected


def test_locked_files_are_told_so(client: FlaskClient) -> None:
    assert code(post(client, LOCKED_WORD, DOCX)) == (422, "file-encrypted")
    assert code(post(client, LOCKED_PDF, "application/pdf")) == (422, "pdf-locked")


def test_active_content_is_refused_with_its_place(client: FlaskClient, issued: Issued) -> None:
    buffer = io.BytesIO(issued.docx)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    details = post(client, buffer.getvalue(), DOCX).get_json(force=True)
    assert (details["status"], details["code"]) == (422, "file-refused")
    assert any("vbaProject" in one.get("place", "") for one in details["errors"])


@pytest.mark.parametrize(
    ("media_type", "headers"),
    [
        ("application/json", {}),
        ("application/octet-stream", {}),
        ("application/x-www-form-urlencoded", {}),
        ("", {}),
        ("text/plain; charset=utf-16", {}),
        (DOCX, {"Content-Encoding": "gzip"}),
    ],
)
def test_other_media_types_are_refused_and_ours_named(client: FlaskClient, media_type: str, headers: dict[str, str]) -> None:
    answer = post(client, b"x", media_type, **headers)
    assert code(answer) == (415, "media-type-unsupported")
    assert all(one in answer.get_json(force=True)["detail"] for one in (DOCX, "application/pdf", "text/plain", "multipart"))


def file(name: str = "a.txt") -> FileStorage:
    return FileStorage(io.BytesIO(b"x"), filename=name)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ([], {"form-file-one"}),
        ([("file", "words")], {"form-file-one"}),
        ([("file", file()), ("file", file())], {"form-file-one"}),
        ([("tep", file())], {"form-field-unknown", "form-file-one"}),
        ([("file", file()), ("lang", "vi")], {"form-field-unknown"}),
    ],
)
def test_a_form_holds_one_file_and_nothing_else(client: FlaskClient, form: list[tuple[str, Any]], expected: set[str]) -> None:
    answer = client.post(CHECK, data=MultiDict(form), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert {one["code"] for one in answer.get_json(force=True)["errors"]} == expected


def test_a_broken_form_is_refused(client: FlaskClient) -> None:
    for media_type in ("multipart/form-data", "multipart/form-data; boundary=x"):
        assert post(client, b"--x\r\nContent-Dis", media_type).status_code in (400, 422)


def test_a_form_of_a_thousand_parts_is_refused_as_such(client: FlaskClient) -> None:
    answer = client.post(CHECK, data=MultiDict([("file", file()), *(("them", "x") for _ in range(1100))]),
                         content_type="multipart/form-data")
    assert code(answer) == (413, "limit-form")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A service that takes bodies of up to 4 KiB."""
    monkeypatch.setenv("VANBAN_MAX_BODY_BYTES", "4KiB")
    settings.cache_clear()
    yield create_app().test_client()
    monkeypatch.undo()
    settings.cache_clear()


def test_too_large_a_file_is_refused_by_the_limits_name(small: FlaskClient) -> None:
    form = small.post(CHECK, data={"file": (io.BytesIO(b"x" * 5000), "a.txt")})
    for answer in (post(small, b"x" * 5000, "text/plain"), form):
        assert code(answer) == (413, "limit-body")
        assert "VANBAN_MAX_BODY_BYTES" in answer.get_json(force=True)["detail"]


def test_messages_speak_the_callers_language(client: FlaskClient) -> None:
    vietnamese, english = (
        post(client, LETTER.encode(), "text/plain", **{"Accept-Language": tag}).get_json() for tag in ("vi", "en")
    )
    assert [one["code"] for one in vietnamese["findings"]] == [one["code"] for one in english["findings"]]
    assert all(a["message"] != b["message"] for a, b in zip(vietnamese["findings"], english["findings"], strict=True))


def test_answers_fit_the_openapi_document(client: FlaskClient) -> None:
    document = client.get("/openapi/openapi.json").get_json()
    operation = document["paths"][CHECK]["post"]
    assert set(operation["requestBody"]["content"]) == {DOCX, "application/pdf", "text/plain", "multipart/form-data"}
    for path, schema in ((CHECK, "CheckReport"), ("/api/v1/rules", "RuleList"), ("/api/v1/rules/PG-03", "RuleDetail")):
        answer = post(client, LETTER.encode(), "text/plain") if path == CHECK else client.get(path)
        checker = Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": document["components"]})
        assert [error.message for error in checker.iter_errors(answer.get_json())] == []


def test_the_rules_are_listed_and_told_one_by_one(client: FlaskClient) -> None:
    listed = client.get("/api/v1/rules").get_json()["rules"]
    assert [one["code"] for one in listed] == list(rules())
    one = client.get("/api/v1/rules/pg-03").get_json()
    assert one == next(rule for rule in listed if rule["code"] == "PG-03")
    assert client.get(f"/api/v1/rules/{one['name']}").get_json() == one
    assert code(client.get("/api/v1/rules/PG-99")) == (404, "rule-unknown")


def render(client: FlaskClient, accept: str, *, sign_ready: bool = False, **fields: object) -> TestResponse:
    data = {**doctypes.get("quyet_dinh").example()["data"], **fields}
    body = {"type": "quyet_dinh", "data": data, "sign_ready": sign_ready}
    return client.post("/api/v1/render", json=body, headers={"Accept": accept})


@pytest.mark.parametrize("accept", ["application/pdf", DOCX, "image/png", "application/zip"])
def test_a_document_comes_with_the_verdict_on_it(client: FlaskClient, accept: str) -> None:
    assert render(client, accept, sign_ready=True).headers["Vanban-Verdict"].startswith("dat; loi=0; nhac=")
    assert render(client, accept, can_cu=[LAW_WITH_NUMBER]).headers["Vanban-Verdict"].startswith("loi; loi=1; nhac=")


def test_the_report_of_a_bundle_says_what_the_checker_says_of_its_files(client: FlaskClient) -> None:
    with zipfile.ZipFile(io.BytesIO(render(client, "application/zip", can_cu=[LAW_WITH_NUMBER]).data)) as bundle:
        told = json.loads(bundle.read("report.json"))
        word = next(name for name in bundle.namelist() if name.endswith(".docx"))
        again = post(client, bundle.read(word), DOCX).get_json()
    assert told == {name: again[name] for name in told}
    assert [one["code"] for one in told["findings"] if one["severity"] == "loi"] == ["B-01"]


def test_what_is_not_ready_to_be_signed_is_refused_with_its_findings(client: FlaskClient) -> None:
    answer = render(client, "application/pdf", sign_ready=True, can_cu=[LAW_WITH_NUMBER])
    details = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype, details["code"]) == (422, "application/problem+json", "not-sign-ready")
    assert [one["place"].split(" · ")[0] for one in details["errors"]] == ["B-01"]
    assert [one["code"] for one in details["findings"] if one["severity"] == "loi"] == ["B-01"]
