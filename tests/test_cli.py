"""The command line: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from service import doctypes
from service.cli import run
from service.config import own_folder
from tests.running import COMMAND

TODAY = ("--today", "2026-11-22")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """The data file of a công văn."""
    path = tmp_path / "cong_van.json"
    path.write_text(json.dumps(doctypes.get("cong_van").example()["data"]), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_document_is_written_as_word_pdf_and_picture(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra" / "đây"
    code = run(["render", "cong_van", "--data", str(letter), "--out", str(out), "--format", "docx,pdf,png", "--json", *TODAY])
    result = told(capsys)
    assert code == (1 if result["findings"] else 0)
    assert {suffix: Path(path).read_bytes()[:4] for suffix, path in result["files"].items()} == {
        "docx": b"PK\x03\x04", "pdf": b"%PDF", "png": b"\x89PNG",
    }
    assert sorted(path.suffix for path in out.iterdir()) == [".docx", ".pdf", ".png"]      # and nothing half-written
    assert (result["type"], result["version"]) == ("cong_van", doctypes.get("cong_van").version)
    assert result["pages"] >= 1


def test_a_page_beyond_the_last_is_refused_and_nothing_is_written(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra"
    assert run(["render", "cong_van", "--data", str(letter), "--out", str(out), "--format", "png", "--page", "9", "--json"]) == 2
    assert told(capsys)["problems"][0]["place"] == "--page"
    assert not out.exists()


def test_the_same_input_gives_the_same_bytes(letter: Path, tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        run(["render", "cong_van", "--data", str(letter), "--out", str(tmp_path / name), *TODAY])
        written.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert written[0] == written[1]
    assert len(written[0]) == 2


def test_data_comes_from_standard_input_too(letter: Path, tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "render", "cong_van", "--data", "-", "--format", "docx", "--json"],
                          input=letter.read_bytes(), capture_output=True, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / json.loads(done.stdout)["files"]["docx"]).read_bytes()[:2] == b"PK"


def test_people_read_vietnamese_and_errors_go_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "thieu.json"
    path.write_text('{"la": 1}', encoding="utf-8")
    assert run(["render", "cong_van", "--data", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Lỗi: Dữ liệu chưa hợp lệ")
    assert "/trich_yeu" in said.err
    assert "/la" in said.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["khong_co_lenh"], "usage"),
        (["render", "cong_van"], "parameter-missing"),
        (["render"], "parameter-missing"),
        (["render", "cong_van", "--data", "x.json", "--fromat", "pdf"], "option-unknown"),
        (["render", "cong_van", "--data", "x.json", "--format", "doc"], "parameter-invalid"),
        (["render", "cong_van", "--data", "x.json", "--format", ","], "parameter-invalid"),
        (["render", "cong_van", "--data", "x.json", "--today", "31/02/2026"], "parameter-invalid"),
        (["render", "cong_van", "--data", "x.json", "--page", "0"], "parameter-invalid"),
        (["types", "khong_co"], "type-unknown"),
        (["pdf", "khong_co.docx"], "file-unreadable"),
        (["serve", "--port", "70000"], "parameter-invalid"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_says_why(
    arguments: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*arguments, "--json"]) == 2
    error = told(capsys)
    assert code in (error["code"], error["problems"][0]["code"])
    assert all(one["message"] for one in error["problems"])
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert run(["serve", "--port", port, "--json"]) == 2
    error = told(capsys)
    assert error["problems"][0]["code"] == "address-unusable"
    assert port in error["problems"][0]["message"]


def test_the_types_are_listed_and_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["types"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in table] == list(doctypes.catalogue())
    assert run(["types", "ke_hoach"]) == 0
    described = capsys.readouterr().out
    assert "trich_yeu*" in described
    assert all(line in described.splitlines() for line in (
        "Biểu mẫu: Mẫu 1.4", "Lời văn: theo mẫu của văn bản quy định",
        "  - Nghị định 30/2020/NĐ-CP, Phụ lục I; Phụ lục III, Mẫu 1.4"))
    assert run(["types", "ke_hoach", "--json"]) == 0
    listed = told(capsys)
    assert listed["schema"] == doctypes.get("ke_hoach").json_schema()
    assert (listed["source"]["wording"], listed["dossier"]) == ("official", None)


def test_the_example_that_is_printed_renders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["types", "quyet_dinh", "--example"]) == 0
    path = tmp_path / "mau.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["render", "quyet_dinh", "--data", str(path), "--out", str(tmp_path), "--format", "docx"]) in (0, 1)


def test_a_strangers_word_file_is_printed(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["render", "cong_van", "--data", str(letter), "--out", str(tmp_path), "--format", "docx", "--json"])
    docx = told(capsys)["files"]["docx"]
    code = run(["pdf", docx, "-o", str(tmp_path / "in" / "ra.pdf"), "--json"])
    result = told(capsys)
    assert code == int(any(one["lost"] for one in result["findings"]))
    assert Path(result["files"]["pdf"]).read_bytes()[:5] == b"%PDF-"
    assert result["pages"] >= 1


def test_a_templates_mistakes_are_listed_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = own_folder("templates_docx") / "ke_hoach" / "template.docx"
    assert run(["lint", str(ours), "--json"]) == 0
    assert told(capsys) == {"problems": []}
    template = Document(str(ours))
    for mistake in ("{% fro x in can_cu %}", "{{ trich_yeu | uper }}"):
        template.add_paragraph(mistake)
    template.save(str(tmp_path / "sai.docx"))
    assert run(["lint", str(tmp_path / "sai.docx"), "--json"]) == 1
    found = told(capsys)["problems"]
    assert [one["code"] for one in found] == ["template-unknown-tag", "template-unknown-filter"]
    assert all(one["place"].startswith("đoạn ") for one in found)


def test_messages_speak_english_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("{}", encoding="utf-8")
    line = [*COMMAND, "render", "cong_van", "--data", "d.json"]
    by_option = subprocess.run([*line, "--lang", "en"], capture_output=True, text=True, cwd=tmp_path)
    by_office = subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "VANBAN_LOCALE": "en"})
    assert by_option.stderr == by_office.stderr
    assert by_option.stderr.splitlines()[0] == "Error: The data is not valid"


def test_a_file_that_cannot_be_written_is_an_error_with_its_name(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["render", "cong_van", "--data", str(letter), "--out", str(letter), "--format", "docx", "--json"])
    assert code == 2
    assert told(capsys)["problems"][0]["place"].startswith(str(letter))


def test_help_and_version_need_no_types() -> None:
    environment = {**os.environ, "VANBAN_MAX_PAGES": "nhiều"}      # settings are not read either
    for argument in ("--help", "--version"):
        done = subprocess.run([*COMMAND, argument], capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        assert "vanban" in done.stdout
