"""POST /api/v1/sign: a form in, the signed PDF out; what is refused, and that nothing secret comes back."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api import create_app
from service.config import settings
from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.sign.drawn import png, seal, signature
from tests.sign.papers import document
from tests.sign.provider import TOKEN, provider
from tests.sign.softhsm import SoftHsm, softhsm

__all__ = ["softhsm"]

SIGN = "/api/v1/sign"
PEN = png(signature(), 600)


def post(client: FlaskClient, pdf: bytes, **parts: Any) -> TestResponse:
    form = {name: (io.BytesIO(one), f"{name}.bin") if isinstance(one, bytes) else one for name, one in parts.items()}
    return client.post(SIGN, data={"file": (io.BytesIO(pdf), "12_KH-UBND.pdf"), **form})


def mine(pki: Pki, who: str = "person", **more: Any) -> dict[str, Any]:
    return {"key": pki.pkcs12(who), "passphrase": pki.PASSPHRASE, **more}


def codes(answer: TestResponse, status: int = 422) -> list[str]:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    return [one["code"] for one in answer.get_json(force=True)["errors"]]


def test_a_signature_comes_back_with_its_name(client: FlaskClient, pki: Pki) -> None:
    pdf = document("chu_ky", "dau")
    first = post(client, pdf, **mine(pki, image=PEN))
    assert (first.status_code, first.mimetype) == (200, "application/pdf")
    assert first.data.startswith(pdf)
    assert {name: first.headers[name] for name in ("Vanban-Field", "Vanban-Level", "Vanban-Findings")} == {
        "Vanban-Field": "chu_ky", "Vanban-Level": "b-b", "Vanban-Findings": "0"}
    assert first.headers["Vanban-Signed-At"].endswith("+07:00")
    assert "12_KH-UBND_da_ky.pdf" in first.headers["Content-Disposition"]
    second = post(client, first.data, **mine(pki, "agency", image=png(seal(), 600), **{"as": "agency"}))
    assert [one.field for one in verify(second.data).signatures] == ["chu_ky", "dau"]


def test_the_line_of_an_appendix(client: FlaskClient, pki: Pki) -> None:
    answer = post(client, document("chu_ky_co_quan"), **mine(pki, "agency", number="15/QĐ-UBND", clock="sample"))
    assert (answer.status_code, answer.headers["Vanban-Field"]) == (200, "chu_ky_co_quan")


def test_a_finding_is_told_in_the_headers(client: FlaskClient, pki: Pki) -> None:
    assert post(client, document("chu_ky"), **mine(pki)).headers["Vanban-Findings"] == "1; image-missing"


@pytest.fixture
def of_office(office: Pki) -> FlaskClient:
    assert office
    return create_app().test_client()


def test_time_stamps_come_from_the_offices_own_authority(of_office: FlaskClient, office: Pki) -> None:
    made = post(of_office, document("chu_ky"), **mine(office, image=PEN, level="b-lta"))
    assert verify(made.data).verdict is Verdict.HOP_LE
    office.down("tsa")
    assert codes(post(of_office, document("chu_ky"), **mine(office, level="b-t")), 502) == ["tsa-failed"]


@pytest.mark.parametrize("field", ["tsa", "tsa_url", "remote", "pkcs11", "pin", "library"])
def test_a_caller_names_no_address_no_library_and_no_pin(client: FlaskClient, pki: Pki, field: str) -> None:
    assert codes(post(client, document("chu_ky"), **mine(pki, level="b-t", **{field: pki.tsa_url}))) == ["form-field-unknown"]
    assert pki.asked == []


@pytest.mark.parametrize(("more", "expected"), [
    ({"level": "b-t"}, ["tsa-missing"]),
    ({"level": "b-lt"}, ["tsa-missing"]),
    ({"level": "x"}, ["form-field-choice"]),
    ({"as": "ai"}, ["form-field-choice"]),
    ({"invisible": "có"}, ["form-field-choice"]),
    ({"field": "dau"}, ["sign-order"]),
    ({"field": "khac"}, ["field-missing"]),
    ({"token": "van-thu"}, ["key-source"]),
    ({"certificate": "van-thu"}, ["form-field-idle"]),
    ({"passphrase": "sai"}, ["key-passphrase"]),
    ({"passphrase": ""}, ["key-passphrase"]),
    ({"key": b"khong phai"}, ["key-file"]),
    ({"image": b"khong phai"}, ["image-format"]),
    ({"image": "chữ"}, ["form-field-kind"]),
    ({"number": b"12"}, ["form-field-kind"]),
])
def test_what_is_refused(client: FlaskClient, pki: Pki, more: dict[str, Any], expected: list[str]) -> None:
    assert codes(post(client, document("chu_ky", "dau"), **mine(pki, **more))) == expected


def test_other_faults_of_the_form(client: FlaskClient, pki: Pki) -> None:
    assert codes(post(client, document("chu_ky"))) == ["key-source"]
    assert codes(client.post(SIGN, data={"passphrase": "x"}, content_type="multipart/form-data")) == ["form-field-missing"]
    twice = {"file": [(io.BytesIO(document("chu_ky")), "a.pdf"), (io.BytesIO(b""), "b.pdf")], "key": (io.BytesIO(b"k"), "k.p12")}
    assert codes(client.post(SIGN, data=twice)) == ["form-field-twice"]
    assert codes(client.post(SIGN, data=document("chu_ky"), content_type="application/pdf"), 415) == ["media-type-unsupported"]
    assert codes(post(client, b"%PDF", **mine(pki))) == ["pdf-broken"]
    assert codes(post(client, document("chu_ky"), **mine(pki, number="1" * 600_000)), 413) == ["limit-form"]


@pytest.fixture
def desk(softhsm: SoftHsm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A server whose office lent it a token."""
    softhsm.token("may-chu", "person", "agency")
    (tmp_path / "pin").write_text(softhsm.PIN, "utf-8")
    (tmp_path / "pin").chmod(0o600)
    for name, value in {"PKCS11_LIBRARY": softhsm.module, "PKCS11_TOKEN": "may-chu", "PKCS11_PIN_FILE": tmp_path / "pin",
                        "API_KEY": "khoa-cua-may"}.items():
        monkeypatch.setenv(f"VANBAN_{name}", str(value))
    settings.cache_clear()
    yield create_app().test_client()
    settings.cache_clear()


def test_a_token_of_the_server_signs_by_its_name(desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.environ_base["HTTP_AUTHORIZATION"] = "Bearer khoa-cua-may"
    made = post(desk, document("chu_ky", "dau"), token="may-chu", certificate="person", image=PEN)
    assert made.status_code == 200, made.get_data(as_text=True)
    assert made.headers["Vanban-Field"] == "chu_ky"
    unknown = post(desk, document("chu_ky"), token="may-chu", certificate="ai-do")
    assert codes(unknown) == ["key-missing"]
    assert "softhsm" not in unknown.get_data(as_text=True)                 # where the module lies is nobody's business
    assert codes(post(desk, document("chu_ky"), token="may-khac")) == ["token-missing"]
    assert codes(post(desk, document("chu_ky"), token="may-chu", passphrase="1234")) == ["form-field-idle"]
    del desk.environ_base["HTTP_AUTHORIZATION"]
    assert codes(post(desk, document("chu_ky"), token="may-chu"), 401) == ["key-missing"]
    monkeypatch.delenv("VANBAN_API_KEY")                                   # open to everybody: then nobody signs as the office
    settings.cache_clear()
    assert codes(post(desk, document("chu_ky"), token="may-chu", certificate="person")) == ["token-missing"]


def test_a_service_of_the_server_signs_by_the_name_of_its_credential(
    pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "the").write_text(TOKEN, "utf-8")
    with provider(pki, "person", "waits") as (service, address):
        for name, value in {"REMOTE_SIGN_URL": address, "REMOTE_SIGN_TOKEN_FILE": tmp_path / "the", "API_KEY": "khoa"}.items():
            monkeypatch.setenv(f"VANBAN_{name}", str(value))
        settings.cache_clear()
        client = create_app().test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = "Bearer khoa"
        made = post(client, document("chu_ky", "dau"), credential="so-1", image=PEN)
        assert made.status_code == 200, made.get_data(as_text=True)
        assert verify(made.data).signatures[0].intact
        assert {header for _, header, _ in service.asked} == {f"Bearer {TOKEN}"}
        assert codes(post(client, document("chu_ky"), credential="so-1", passphrase="x")) == ["form-field-idle"]
        monkeypatch.delenv("VANBAN_API_KEY")
        settings.cache_clear()
        assert codes(post(client, document("chu_ky"), credential="so-1")) == ["credential-missing"]
    settings.cache_clear()


SECRET = "bí-mật-không-ai-biết-7351"


def test_a_passphrase_is_in_no_answer_and_no_log(client: FlaskClient, pki: Pki, caplog: pytest.LogCaptureFixture,
                                                 capfd: pytest.CaptureFixture[str]) -> None:
    """Also where the form is wrong, and where the server itself fails."""
    caplog.set_level(logging.DEBUG)
    answers = [post(client, document("chu_ky"), **mine(pki, passphrase=SECRET, **more))
               for more in ({}, {"level": "x"}, {"token": "t"}, {"khong_co": SECRET}, {"certificate": "c"}, {"key": b"x"})]
    answers.append(client.post(SIGN, data={"file": (io.BytesIO(document("chu_ky")), "a.pdf"), "passphrase": [SECRET, SECRET]}))
    assert {one.status_code for one in answers} == {422}
    said = capfd.readouterr()
    whole = "".join(one.get_data(as_text=True) + str(one.headers) for one in answers) + caplog.text + said.out + said.err
    assert SECRET not in whole
    assert SECRET.encode("unicode_escape").decode() not in whole


def test_the_key_itself_is_in_no_answer_and_no_log(client: FlaskClient, pki: Pki, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = post(client, document("chu_ky"), **mine(pki))
    number = pki.key("person").private_numbers()
    digits = str(number.d)                                                 # type: ignore[union-attr]  # RSA
    assert digits[:40] not in caplog.text
    assert number.d.to_bytes(256, "big")[-64:] not in made.data            # type: ignore[union-attr]


def test_the_form_is_documented(client: FlaskClient) -> None:
    document = client.get("/openapi/openapi.json").get_json()["paths"][SIGN]["post"]
    form = document["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form["properties"]["level"]["enum"] == ["b-b", "b-t", "b-lt", "b-lta"]
    assert form["properties"]["passphrase"]["format"] == "password"
    assert not {"tsa", "pin", "remote"} & set(form["properties"])
    assert {"200", "413", "415", "422", "502"} <= set(document["responses"])
