"""`vanban copy` and POST /api/v1/copy: the same copies, the same findings."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse

from service import doctypes, pipeline
from service.api import create_app
from service.cli import run
from service.verify import verify
from tests.copies import scans
from tests.pki.pki import Pki

AGENCY = "Ủy ban nhân dân phường Hạnh Thông"
COPY = "/api/v1/copy"


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    with create_app().test_client() as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, data in (("tot.pdf", scans.scan()), ("xam.pdf", scans.scan(mode="L")), ("trang1.jpg", scans.jpeg()),
                       ("trang2.jpg", scans.jpeg())):
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.fixture
def key(folder: Path, pki: Pki, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (folder / "co-quan.p12").write_bytes(pki.pkcs12("agency"))
    monkeypatch.setenv("VANBAN_KEY_PASSPHRASE", pki.PASSPHRASE)
    return ["--p12", "co-quan.p12"]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = run(["copy", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_scan_becomes_a_copy_beside_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, value = told(capsys, "tot.pdf", "--agency", AGENCY)
    assert (code, value["file"], value["signed"], value["findings"]) == (0, "tot_sao.pdf", False, [])
    assert (folder / "tot_sao.pdf").read_bytes().startswith((folder / "tot.pdf").read_bytes())


def test_pictures_become_the_pages_in_the_order_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, value = told(capsys, "trang1.jpg", "trang2.jpg", "--agency", AGENCY, "-o", "ra/sao.pdf")
    assert (code, value["pages"], (folder / "ra/sao.pdf").exists()) == (0, 2, True)


def test_what_is_below_the_standard_ends_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, value = told(capsys, "xam.pdf", "--agency", AGENCY)
    assert (code, [(one["code"], one["severity"], one["place"]) for one in value["findings"]]) == (
        1, [("scan-colour", "loi", "trang 1")])
    assert (folder / "xam_sao.pdf").exists()


def test_with_a_key_it_is_signed_at_once(folder: Path, key: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, value = told(capsys, "tot.pdf", "--agency", AGENCY, *key)
    assert (code, value["signed"], value["field"], value["level"]) == (0, True, "chu_ky_co_quan", "b-b")
    one, = verify((folder / "tot_sao.pdf").read_bytes()).signatures
    assert (one.field, one.intact) == ("chu_ky_co_quan", True)


def test_what_is_below_the_standard_is_not_signed(folder: Path, key: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, value = told(capsys, "xam.pdf", "--agency", AGENCY, *key)
    assert (code, value["code"], value["problems"][0]["code"]) == (2, "signature-refused", "scan-colour")
    assert not (folder / "xam_sao.pdf").exists()


@pytest.mark.parametrize(("arguments", "code"), [
    (("tot.pdf", "--agency", AGENCY, "--form", "SL"), "copy-of-missing"),
    (("tot.pdf", "--agency", AGENCY, "--from", "electronic"), "copy-route"),
    (("tot.pdf", "--agency", " "), "copy-agency-missing"),
    (("tot.pdf", "--agency", AGENCY, "--size", "to"), "copy-size"),
    (("tot.pdf", "--agency", AGENCY, "-o", "tot.pdf"), "target-is-source"),
    (("tot.pdf", "trang1.jpg", "--agency", AGENCY), "copy-file-one"),
    (("khong-co.pdf", "--agency", AGENCY), "file-unreadable"),
    (("tot.pdf",), "parameter-missing"),
    (("tot.pdf", "--agency", AGENCY, "--p12", "a.p12", "--pkcs11", "b.so"), "key-source"),
])
@pytest.mark.usefixtures("folder")
def test_refusals_end_with_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str) -> None:
    ended, value = told(capsys, *arguments)
    assert (ended, value["problems"][0]["code"]) == (2, code)


@pytest.mark.usefixtures("folder")
def test_people_read_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["copy", "xam.pdf", "--agency", AGENCY]) == 1
    out, err = capsys.readouterr()
    assert out.strip() == "xam_sao.pdf"
    assert "Lỗi: trang 1: Ảnh quét là ảnh thang độ xám, phải là ảnh màu (Phụ lục I, Phần II, Mục I.2b)." in err


def post(client: FlaskClient, files: list[tuple[str, bytes]], accept: str = "*/*", **texts: str) -> TestResponse:
    parts: list[tuple[str, Any]] = [("file", FileStorage(io.BytesIO(data), name)) for name, data in files if name != "khoa.p12"]
    parts += [("key", FileStorage(io.BytesIO(data), name)) for name, data in files if name == "khoa.p12"]
    form = {"form": "SY", "agency": AGENCY} | {name.rstrip("_"): text for name, text in texts.items()}
    return client.post(COPY, data=MultiDict([*parts, *form.items()]), headers={"Accept": accept},
                       content_type="multipart/form-data")


def test_the_http_door_makes_the_same_copy(client: FlaskClient) -> None:
    scan = scans.scan()
    answer = post(client, [("tot.pdf", scan)])
    assert (answer.status_code, answer.mimetype, answer.headers["Vanban-Verdict"]) == (200, "application/pdf", "dat")
    assert answer.data.startswith(scan)
    assert (answer.headers["Vanban-Pages"], answer.headers["Vanban-Findings"]) == ("1", "0")


def test_the_archive_holds_every_finding(client: FlaskClient) -> None:
    answer = post(client, [("1.jpg", scans.jpeg()), ("2.jpg", scans.jpeg(mode="L"))], "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as bundle:
        report = json.loads(bundle.read("report.json"))
        assert bundle.namelist() == ["1_sao.pdf", "report.json"]
    assert (report["pages"], report["signed"]) == (2, False)
    assert [(one["code"], one["place"]) for one in report["findings"]] == [("scan-colour", "trang 2")]
    assert answer.headers["Vanban-Findings"] == "1; scan-colour"


def test_over_http_the_agency_signs_with_the_key_that_comes_along(client: FlaskClient, pki: Pki) -> None:
    files = [("tot.pdf", scans.scan()), ("khoa.p12", pki.pkcs12("agency"))]
    answer = post(client, files, passphrase=pki.PASSPHRASE)
    assert "Vanban-Signed-At" in answer.headers
    assert [one.field for one in verify(answer.data).signatures] == ["chu_ky_co_quan"]
    refused = post(client, [("xam.pdf", scans.scan(mode="L")), files[1]], passphrase=pki.PASSPHRASE)
    assert (refused.status_code, refused.get_json(force=True)["errors"][0]["code"]) == (422, "scan-colour")


def test_a_trich_sao_over_http(client: FlaskClient) -> None:
    document = pipeline.issue("quyet_dinh", doctypes.get("quyet_dinh").example()["data"], formats=("docx",)).docx
    answer = post(client, [("qd.docx", document)], form="TrS", from_="electronic", keep="Điều 1; Điều 5")
    assert (answer.status_code, answer.headers["Vanban-Findings"]) == (200, "0")


@pytest.mark.parametrize(("texts", "status", "code"), [
    ({"form": "XX"}, 422, "form-field-choice"),
    ({"form": "SL"}, 422, "copy-of-missing"),
    ({"dpi": "nan"}, 422, "copy-dpi"),
    ({"dpi": "9" * 5000}, 422, "copy-dpi"),
    ({"size": "to; A9"}, 422, "copy-size"),
    ({"la": "x"}, 422, "form-field-unknown"),
    ({"agency": ""}, 422, "form-field-missing"),
    ({"level": "b-t", "token": "khong-co"}, 422, "token-missing"),
])
def test_http_refusals(client: FlaskClient, texts: dict[str, str], status: int, code: str) -> None:
    answer = post(client, [("tot.pdf", scans.scan())], **texts)
    assert (answer.status_code, answer.get_json(force=True)["errors"][0]["code"]) == (status, code)


def test_http_media_types(client: FlaskClient) -> None:
    assert client.post(COPY, data=scans.scan(), content_type="application/pdf").status_code == 415
    assert post(client, [("tot.pdf", scans.scan())], "text/html").status_code == 406
    assert post(client, []).get_json(force=True)["errors"][0]["code"] == "form-field-missing"
