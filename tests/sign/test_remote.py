"""A key behind a provider's service on loopback: what goes out, what comes in, what each fault is called."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes

from service.cli.key import KeyChoice
from service.config import settings
from service.errors import PartnerUnreachable
from service.sign.keys import CscService, RemoteKey, Secret
from tests.pki.pki import Pki
from tests.sign.opened import DATA, refusal, signs
from tests.sign.provider import TOKEN, provider


@pytest.mark.parametrize(("leaf", "fault", "algorithm", "oid"), [
    ("person", "", "sha256", "1.2.840.113549.1.1.11"), ("person", "", "sha512", "1.2.840.113549.1.1.13"),
    ("agency", "", "sha256", "1.2.840.10045.2.1"), ("agency", "", "sha384", "1.2.840.10045.2.1"),
    ("agency", "side by side", "sha256", "1.2.840.10045.2.1"), ("person", "waits", "sha256", "1.2.840.113549.1.1.11"),
])
def test_a_service_signs_a_hash(pki: Pki, leaf: str, fault: str, algorithm: str, oid: str) -> None:
    with provider(pki, leaf, fault) as (service, address):
        assert signs(RemoteKey(CscService(address + "/", "khoa-1", Secret(TOKEN), 20)), algorithm)
    asked = {method: question for method, _, question in service.asked}
    digest = hashes.Hash({"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[algorithm])
    digest.update(DATA)
    assert asked["signatures/signHash"]["hashes"] == [base64.b64encode(digest.finalize()).decode()]
    assert asked["signatures/signHash"]["signAlgo"] == oid
    assert asked["credentials/info"]["credentialID"] == "khoa-1"
    assert {header for _, header, _ in service.asked} == {f"Bearer {TOKEN}"}
    assert DATA not in repr(service.asked).encode()                      # only the hash goes out


@pytest.mark.parametrize(("fault", "code", "said"), [
    ("wrong key", "remote-answer", "không đúng với chứng thư của người ký"),
    ("wrong hash", "remote-answer", "không đúng với chứng thư của người ký"),
    ("empty", "remote-answer", "không đúng với chứng thư của người ký"),
    ("two", "remote-answer", "không đúng dạng"), ("no base64", "remote-answer", "không đúng dạng"),
    ("list", "remote-answer", "không đúng dạng"), ("huge", "remote-answer", "không đúng dạng"),
    ("lost", "remote-answer", "không đúng dạng"), ("no cert", "remote-answer", "không đúng dạng"),
    ("broken certificate", "remote-answer", "không đúng dạng"), ("no certificate", "remote-answer", "không đưa ra chứng thư"),
    ("declined", "remote-refused", "access_denied"), ("talks", "remote-refused", "HTTP 400"),
    ("crashed", "remote-refused", "HTTP 500"), ("elsewhere", "remote-refused", "HTTP 302"),
    ("silent", "remote-timeout", "người ký chưa xác nhận"), ("drips", "remote-timeout", "người ký chưa xác nhận"),
    ("never", "remote-timeout", "người ký chưa xác nhận"),
])
def test_a_service_that_does_not_answer_as_it_must_is_named(pki: Pki, fault: str, code: str, said: str) -> None:
    with provider(pki, "person", fault) as (service, address):
        seconds = 1.2 if code == "remote-timeout" else 20
        found = refusal(RemoteKey(CscService(address, "khoa-1", Secret(TOKEN), seconds)), PartnerUnreachable)
    assert found[0] == code
    assert said in found[1]
    assert TOKEN not in found[1]
    assert "/elsewhere" not in repr(service.asked)


def test_a_wrong_token_and_a_dead_address_are_named(pki: Pki) -> None:
    with provider(pki) as (_, address):
        assert refusal(RemoteKey(CscService(address, "khoa-1", Secret("the-khac"))), PartnerUnreachable) == (
            "remote-refused", "Dịch vụ ký số từ chối yêu cầu (invalid_token).")
        assert refusal(RemoteKey(CscService(address, "khoa-1")), PartnerUnreachable)[0] == "remote-refused"
    assert refusal(RemoteKey(CscService(address, "khoa-1", seconds=2)), PartnerUnreachable)[0] == "remote-unreachable"


def test_a_token_of_a_service_that_no_header_can_hold_is_named(pki: Pki) -> None:
    with provider(pki) as (service, address):
        assert refusal(RemoteKey(CscService(address, "khoa-1", Secret("mã có dấu"))), PartnerUnreachable)[0] == "remote-token"
    assert not service.asked


@pytest.mark.parametrize("url", [
    "http://ky-so.example.vn/csc/v2", "file:///etc/passwd", "https://ten:khoa@ky-so.example.vn", "", "ky-so",
])
def test_a_token_never_goes_in_clear_over_a_network(url: str) -> None:
    assert refusal(RemoteKey(CscService(url, "khoa-1", Secret(TOKEN))), PartnerUnreachable)[0] == "remote-address"


def test_the_offices_own_service_is_asked_with_its_own_token(pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(TOKEN, "utf-8")
    with provider(pki) as (_, address):
        monkeypatch.setenv("VANBAN_REMOTE_SIGN_URL", address)
        monkeypatch.setenv("VANBAN_REMOTE_SIGN_TOKEN_FILE", str(tmp_path / "token"))
        monkeypatch.setenv("VANBAN_REMOTE_SIGN_SECONDS", "20")
        settings.cache_clear()
        own, told = KeyChoice(None, None, "", "", None, "khoa-1", None).key()
        assert signs(own) == "Nguyễn Thị Hồng Nhạn"
        assert [one.code for one in told] == ["secret-readable"]
        with provider(pki) as (other, elsewhere):              # an address of the command line: the office's token stays here
            named, _ = KeyChoice(None, None, "", "", elsewhere, "khoa-1", None).key()
            assert refusal(named, PartnerUnreachable)[0] == "remote-refused"
        assert [header for _, header, _ in other.asked] == [""]
    settings.cache_clear()
