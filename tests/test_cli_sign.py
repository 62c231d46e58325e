"""`vanban sign`: where keys and secrets come from, where the result goes, what is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from service.cli import run
from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.sign.drawn import png, seal, signature
from tests.sign.papers import document
from tests.sign.softhsm import SoftHsm, softhsm

__all__ = ["softhsm"]

WRONG = "mat-khau-sai-0987"


@pytest.fixture
def desk(pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder: a document, two key files, their passphrase in a file, images; nothing in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VANBAN_KEY_PASSPHRASE", raising=False)
    for name in ("person", "agency", "expired"):
        (tmp_path / f"{name}.p12").write_bytes(pki.pkcs12(name))
    (tmp_path / "ke_hoach.pdf").write_bytes(document("chu_ky", "dau"))
    (tmp_path / "mat_khau").write_text(f"{pki.PASSPHRASE}\n", "utf-8")
    (tmp_path / "mat_khau").chmod(0o600)
    (tmp_path / "chu_ky.png").write_bytes(png(signature(), 600))
    (tmp_path / "dau.png").write_bytes(png(seal(), 600))
    return tmp_path


PERSON = ("--p12", "person.p12", "--passphrase-file", "mat_khau", "--image", "chu_ky.png")
AGENCY = ("--p12", "agency.p12", "--passphrase-file", "mat_khau", "--image", "dau.png", "--as", "agency")


def told(arguments: Sequence[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    assert run(["sign", *arguments, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def codes(found: dict[str, Any]) -> list[str]:
    return [one["code"] for one in found["problems"]]


def test_person_and_agency_sign_one_after_the_other(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (desk / "ke_hoach.pdf").read_bytes()
    first = told(["ke_hoach.pdf", *PERSON], capsys)
    assert (first["file"], first["field"], first["signer"], first["level"], first["findings"]) == (
        "ke_hoach_da_ky.pdf", "chu_ky", "Nguyễn Thị Hồng Nhạn", "b-b", [])
    assert first["at"].endswith("+07:00")
    assert (desk / "ke_hoach.pdf").read_bytes() == before
    second = told(["ke_hoach_da_ky.pdf", *AGENCY, "-o", "ra/12_KH.pdf"], capsys)
    assert second["field"] == "dau"
    assert [one.field for one in verify((desk / "ra/12_KH.pdf").read_bytes()).signatures] == ["chu_ky", "dau"]


def test_the_result_goes_into_the_file_itself_only_when_that_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "stdin_da_ky.pdf").write_bytes(document("chu_ky"))
    assert told(["ke_hoach.pdf", *PERSON, "--in-place"], capsys)["file"] == "ke_hoach.pdf"
    assert verify((desk / "ke_hoach.pdf").read_bytes()).signatures
    assert codes(told(["ke_hoach.pdf", *PERSON, "--in-place", "-o", "x.pdf"], capsys, 2)) == ["target-doubled"]
    assert codes(told(["-", *PERSON, "--in-place"], capsys, 2)) == ["target-doubled"]


@pytest.mark.usefixtures("desk")
def test_without_json_the_file_is_told_and_findings_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sign", "ke_hoach.pdf", *PERSON[:4]]) == 1
    said = capsys.readouterr()
    assert said.out == "ke_hoach_da_ky.pdf\n"
    assert "II.7d" in said.err


@pytest.mark.parametrize(("arguments", "expected"), [
    (["--p12", "person.p12"], ["key-passphrase"]),                         # nobody to ask, nothing given
    (["--p12", "mat_khau", "--passphrase-file", "mat_khau"], ["key-file"]),
    (["--p12", "khong_co.p12"], ["file-unreadable"]),
    ([], ["key-source"]),
    (["--p12", "person.p12", "--pkcs11", "x.so"], ["key-source"]),
    (["--pkcs11", "khong_co.so"], ["token-library"]),
    (["--p12", "person.p12", "--passphrase-file", "khong_co"], ["secret-file"]),
    (["--p12", "expired.p12", "--passphrase-file", "mat_khau"], ["certificate-expired"]),
    ([*AGENCY], ["sign-order"]),
    ([*PERSON, "--level", "b-t"], ["tsa-missing"]),
    ([*PERSON, "--level", "b-t", "--tsa", "http://127.0.0.1:1"], ["tsa-failed"]),
    ([*PERSON, "--level", "b-z"], ["parameter-invalid"]),
    ([*PERSON, "--passphrase", "abc"], ["option-unknown"]),                # there is no such argument
    ([*PERSON, "--image", "ke_hoach.pdf"], ["image-format"]),
])
def test_what_is_refused_leaves_no_file(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]
) -> None:
    there = set(desk.iterdir())
    assert codes(told(["ke_hoach.pdf", *arguments], capsys, 2)) == expected
    assert set(desk.iterdir()) == there


@pytest.mark.usefixtures("desk")
def test_the_passphrase_comes_from_the_environment(
    pki: Pki, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VANBAN_KEY_PASSPHRASE", pki.PASSPHRASE)
    assert told(["ke_hoach.pdf", "--p12", "person.p12", "--image", "chu_ky.png"], capsys)["field"] == "chu_ky"


def test_a_token_signs(desk: Path, softhsm: SoftHsm, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    softhsm.token("van-thu-ky", "person")
    monkeypatch.setenv("VANBAN_KEY_PASSPHRASE", softhsm.PIN)
    found = told(["ke_hoach.pdf", "--pkcs11", str(softhsm.module), "--token", "van-thu-ky", "--image", "chu_ky.png"], capsys)
    assert found["signer"] == "Nguyễn Thị Hồng Nhạn"
    assert verify((desk / "ke_hoach_da_ky.pdf").read_bytes()).signatures[0].intact


def test_with_settings_of_an_office_every_level_is_made_and_judged(
    desk: Path, office: Pki, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(["ke_hoach.pdf", *PERSON, "--level", "b-lta"], capsys)["level"] == "b-lta"
    assert verify((desk / "ke_hoach_da_ky.pdf").read_bytes()).verdict is Verdict.HOP_LE
    office.down("tsa")
    assert codes(told(["ke_hoach.pdf", *PERSON, "--level", "b-t"], capsys, 2)) == ["tsa-failed"]


def test_no_secret_is_ever_told(
    desk: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen, in JSON, in a log of everything at the most talkative level."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("VANBAN_KEY_PASSPHRASE", WRONG)
    for more in ([], ["--json"], ["--lang", "en"]):
        assert run(["sign", "ke_hoach.pdf", "--p12", "person.p12", *more]) == 2
    said = capfd.readouterr()
    assert "khóa" in said.err
    assert WRONG not in said.out + said.err + caplog.text
    assert all(WRONG not in path.read_text("utf-8", "ignore") for path in desk.iterdir() if path.is_file())
