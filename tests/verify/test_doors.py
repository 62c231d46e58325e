"""`vanban verify` and POST /api/v1/verify."""

from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from service.api import create_app
from service.cli import run
from tests.pki.leaves import DAY
from tests.pki.pki import Pki
from tests.running import COMMAND
from tests.verify.samples import Sign, sign, stranger

VERIFY = "/api/v1/verify"
PDF = {"Content-Type": "application/pdf"}


@pytest.fixture
def client(office: Pki) -> FlaskClient:
    assert office.roots
    return create_app().test_client()


@pytest.fixture
def signed(office: Pki) -> bytes:
    return sign(sign(stranger("chu_ky", "dau"), office, "chu_ky", Sign(level="b-lt")), office, "dau", Sign("agency", "b-lta"))


@pytest.fixture
def sealed(office: Pki) -> bytes:
    """The agency alone, with a certificate that was revoked."""
    return sign(stranger("chu_ky", "dau"), office, "dau", Sign("revoked"))


def put(folder: Path, **files: bytes) -> list[str]:
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return [str(folder / f"{name}.pdf") for name in files]


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_all_valid_ends_with_0_and_is_told_in_vietnamese(
    signed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [path] = put(tmp_path, a=signed)
    assert run(["verify", path]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1. chu_ky (người có thẩm quyền): HỢP LỆ"
    assert "Người ký: Nguyễn Thị Hồng Nhạn, Chủ tịch, Ủy ban nhân dân phường Hạnh Thông, CCCD:079000000001" in said[1]
    assert "(dấu thời gian của Dịch vụ cấp dấu thời gian)" in said[3]
    assert "   Người ký: Ủy ban nhân dân phường Hạnh Thông, MST:0300000001" in said
    assert said[-1] == f"{path}: HỢP LỆ"


def test_findings_end_with_1_and_have_code_effect_and_place(
    sealed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [path] = put(tmp_path, a=sealed)
    assert run(["verify", path, "--json"]) == 1
    [found] = told(capsys)["files"]
    [one] = found["signatures"]
    assert (found["file"], found["verdict"], found["empty_fields"]) == (path, "khong_hop_le", ["chu_ky"])
    assert [(f["code"], f["effect"], f["place"]) for f in one["findings"]] == [("certificate-revoked", "khong_hop_le", "dau")]
    assert [f["code"] for f in found["findings"]] == ["seal-without-signature"]
    assert (one["kind"], one["revocation"], one["trust"], one["level"]) == ("co_quan", "bi_thu_hoi", "tin_cay", "b-b")
    assert one["signer"]["valid_to"].endswith("+07:00")


def test_english_by_option(sealed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *put(tmp_path, a=sealed), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "1. dau (agency): INVALID" in said
    assert "certificate was revoked" in said.lower()
    assert "key compromised" in said
    said = said.replace("Cấp chứng thư Thử nghiệm", "")      # a name
    assert not re.search("chữ ký|chứng thư|thời điểm|hiệu lực|bao trùm", said, re.IGNORECASE)


def test_every_file_is_told_and_the_worst_decides(
    signed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = put(tmp_path, a=signed, b=stranger("chu_ky"), c=b"%PDF-1.7 nothing")
    assert run(["verify", *paths[:2], "--json"]) == 1
    assert [one["verdict"] for one in told(capsys)["files"]] == ["hop_le", "chua_ky"]
    assert run(["verify", *paths, str(tmp_path / "khong_co.pdf"), "--json"]) == 2
    found = told(capsys)["files"]
    assert [one.get("verdict") for one in found] == ["hop_le", "chua_ky", None, None]
    assert [one["problems"][0]["code"] for one in found[2:]] == ["pdf-broken", "file-unreadable"]
    assert run(["verify", paths[2]]) == 2
    assert paths[2] in capsys.readouterr().out


def test_a_file_from_standard_input(office: Pki, signed: bytes) -> None:
    assert office.roots
    done = subprocess.run([*COMMAND, "verify", "-", "--json"], input=signed, capture_output=True)
    assert (done.returncode, json.loads(done.stdout)["files"][0]["verdict"], done.stderr) == (0, "hop_le", b"")


@pytest.mark.parametrize("text", ["hôm qua", "2026-13-01", ""])
def test_a_moment_that_is_none_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *put(tmp_path, a=stranger()), "--at", text, "--json"]) == (2 if text else 1)
    answer = told(capsys)
    assert not text or answer["problems"][0]["code"] == "moment-unclear"


def test_a_moment_without_a_zone_is_vietnams(office: Pki, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = (office.now - 5 * DAY).date().isoformat()
    for text, moment in ((day, f"{day}T23:59:59+07:00"), (f"{day}T08:00", f"{day}T08:00:00+07:00"),
                         (f"{day}T01:00:00Z", f"{day}T08:00:00+07:00")):
        run(["verify", *put(tmp_path, a=stranger()), "--at", text, "--json"])
        assert told(capsys)["files"][0]["at"] == moment


def test_the_service_answers_what_the_command_tells(
    client: FlaskClient, signed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.post(VERIFY, data=signed, headers=PDF)
    assert answer.status_code == 200
    [path] = put(tmp_path, a=signed)
    assert run(["verify", path, "--json"]) == 0
    [command] = told(capsys)["files"]
    form = client.post(VERIFY, data={"file": (io.BytesIO(signed), "Kế hoạch.pdf")}).get_json()
    del command["file"]
    assert answer.get_json() | {"at": 0} == form | {"at": 0} == command | {"at": 0}


def test_the_answer_is_as_documented(client: FlaskClient, sealed: bytes) -> None:
    document = client.get("/openapi/openapi.json").get_json()
    operation = document["paths"][VERIFY]["post"]
    assert set(operation["requestBody"]["content"]) == {"application/pdf", "multipart/form-data"}
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": document["components"]})
    for data in (sealed, stranger()):
        answer = client.post(VERIFY, data=data, headers=PDF).get_json()
        assert list(validator.iter_errors(answer)) == []
    assert list(validator.iter_errors(answer | {"verdict": "tot"}))


def test_the_service_judges_as_of_a_moment_and_in_the_callers_language(client: FlaskClient, office: Pki, sealed: bytes) -> None:
    def code(query: str) -> tuple[int, list[str]]:
        answer = client.post(VERIFY + query, data=sealed, headers=PDF)
        found = answer.get_json(force=True)
        return answer.status_code, [f["code"] for one in found.get("signatures", ()) for f in one["findings"]]

    assert code("") == (200, ["certificate-revoked"])
    before = (office.now - 100 * DAY).isoformat().replace("+", "%2B")
    assert code(f"?at={before}") == (200, [])
    assert code("?at=2026-01-01")[0] == 422
    assert code("?at=2026-01-01T00:00:00")[0] == 422
    assert code("?when=now")[0] == 422
    english = client.post(VERIFY, data=sealed, headers=PDF | {"Accept-Language": "en"}).get_json()
    assert "revoked" in english["signatures"][0]["findings"][0]["message"]


@pytest.mark.parametrize(("data", "headers", "status", "code"), [
    (b"%PDF-1.7 no more", PDF, 422, "pdf-broken"),
    (b"", PDF, 422, "file-empty"),
    (b"words", {"Content-Type": "text/plain"}, 415, "media-type-unsupported"),
    (b"{}", {"Content-Type": "application/json"}, 415, "media-type-unsupported"),
    (b"%PDF", PDF | {"Content-Encoding": "gzip"}, 415, "media-type-unsupported"),
])
def test_what_is_no_pdf_is_refused(
    client: FlaskClient, data: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = client.post(VERIFY, data=data, headers=headers)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json(force=True)["errors"][0]["code"] == code


def test_the_key_is_asked(office: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    from service.config import settings

    monkeypatch.setenv("VANBAN_API_KEY", "khoa-thu")
    settings.cache_clear()
    client = create_app().test_client()
    assert client.post(VERIFY, data=stranger(), headers=PDF).status_code == 401
    assert client.post(VERIFY, data=stranger(), headers=PDF | {"Authorization": "Bearer khoa-thu"}).status_code == 200
    assert office.asked == []
