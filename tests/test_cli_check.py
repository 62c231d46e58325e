"""`vanban check`, `vanban rules`, and what `vanban render` says of its own output."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document

from service import doctypes, pipeline
from service.cli import run
from service.cli.judged import lines
from service.cli.report import Report
from service.dossier import across_rules
from service.rules import Report as Judgement
from service.rules import rules
from service.rules.seen import Outside
from tests.running import COMMAND
from tests.uploads import LAW_WITH_NUMBER, LETTER, LOCKED_PDF, LOCKED_WORD, NOT_DOCUMENTS


@pytest.fixture(scope="module")
def faulty() -> bytes:
    """A decision of ours whose ground quotes a law with its number (PL I, II.6a)."""
    data = {**doctypes.get("quyet_dinh").example()["data"], "can_cu": [LAW_WITH_NUMBER]}
    return pipeline.issue("quyet_dinh", data, formats=("docx",)).docx


@pytest.fixture
def word(tmp_path: Path, faulty: bytes) -> Path:
    path = tmp_path / "Quyết định.docx"
    path.write_bytes(faulty)
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def codes(report: Any, severity: str = "loi") -> list[str]:
    return [one["code"] for one in report["findings"] if one["severity"] == severity]


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_document_of_ours_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(getattr(pipeline.issue("cong_van", doctypes.get("cong_van").example()["data"]), suffix))
    assert run(["check", str(path), "--json"]) == 0
    report = told(capsys)
    assert (codes(report), report["kind"], report["type"]) == ([], suffix, "")
    assert list(report["verdicts"]) == list(rules())


def test_a_fault_ends_with_1_and_has_code_clause_severity_and_place(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(word)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("đoạn 5: lỗi B-01 (PL I, II.6a): Căn cứ ghi “Luật Đầu tư” kèm “số 61/2020/QH14”")
    assert said[-1].startswith("Thể thức: 1 lỗi, ")


def test_only_reminders_end_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("Họp vào **sáng** thứ hai.\n", encoding="utf-8")
    assert run(["check", str(path), "--json"]) == 0
    report = told(capsys)
    assert (codes(report), codes(report, "nhac"), report["outside"]) == ([], ["G-16"], "khong_ro")
    assert run(["check", str(path)]) == 0
    assert "Không thấy dấu hiệu của một văn bản hành chính" in capsys.readouterr().out


def test_a_plain_text_is_told_by_its_lines_also_from_standard_input(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(text), "--json"]) == 1
    report = told(capsys)
    assert [one["line"] for one in report["findings"] if one["code"] == "N-08"] == [14]
    done = subprocess.run([*COMMAND, "check", "-", "--json"], input=LETTER.encode(), capture_output=True)
    assert (done.returncode, json.loads(done.stdout)) == (1, report)


def test_findings_come_in_reading_order(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text.write_text(LETTER.replace("1. Mục đích", "**Mục đích").replace("12 tháng 11", "12  tháng 11"), encoding="utf-8")
    run(["check", str(text), "--json"])
    lines = [one["line"] for one in told(capsys)["findings"] if one["line"]]
    assert len(lines) >= 3
    assert lines == sorted(lines)


def test_an_annotated_copy_holds_a_comment_for_each_finding_and_the_file_stays(
    word: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], faulty: bytes
) -> None:
    copy = tmp_path / "ra" / "nhan_xet.docx"
    assert run(["check", str(word), "--annotate", str(copy), "--json"]) == 1
    report = told(capsys)
    assert report["files"] == {"annotated": str(copy)}
    comments = [one.text for one in Document(str(copy)).comments]
    assert len(comments) == len(report["findings"])
    assert any("B-01" in one and "61/2020/QH14" in one for one in comments)
    assert word.read_bytes() == faulty
    again = pipeline.check_file(copy.read_bytes(), name=copy.name)
    assert [one.code for one in again.report.findings] == [one["code"] for one in report["findings"]]


def test_the_report_is_written_as_html_and_sarif_too(word: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, sarif = tmp_path / "a.html", tmp_path / "a.sarif"
    assert run(["check", str(word), "--html", str(page), "--sarif", str(sarif), "--json"]) == 1
    report = told(capsys)
    html = page.read_text(encoding="utf-8")
    assert all(one["code"] in html and one["message"] in html for one in report["findings"])
    [log] = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    assert [one["ruleId"] for one in log["results"]] == [one["code"] for one in report["findings"]]


@pytest.mark.parametrize(("data", "_status", "code"), NOT_DOCUMENTS)
def test_what_is_no_document_ends_with_2(
    data: bytes, _status: int, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tep"
    path.write_bytes(data)
    assert run(["check", str(path), "--json"]) == 2
    problem = told(capsys)["problems"][0]
    assert (problem["code"], problem["place"].split()[0]) == (code, str(path))


@pytest.mark.parametrize(("name", "data", "code"), [
    ("khoa.docx", LOCKED_WORD, "file-encrypted"),
    ("khoa.pdf", LOCKED_PDF, "pdf-locked"),
    ("chu.docx", b"words", "file-not-docx"),
    ("chu.pdf", b"words", "pdf-broken"),
])
def test_a_name_says_what_is_expected(
    name: str, data: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["check", str(tmp_path / name), "--json"]) == 2
    assert told(capsys)["problems"][0]["code"] == code


def test_active_content_is_refused(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    buffer = BytesIO(word.read_bytes())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    word.write_bytes(buffer.getvalue())
    assert run(["check", str(word), "--json"]) == 2
    assert told(capsys)["code"] == "file-refused"


@pytest.mark.parametrize(("options", "code"), [
    (["--annotate", "{file}"], "target-is-source"),
    (["--html", "{folder}/lien_ket.docx"], "target-is-source"),
    (["--html", "{folder}/a", "--sarif", "{folder}/a"], "target-doubled"),
])
def test_nothing_is_written_over_what_is_checked(
    options: list[str], code: str, word: Path, capsys: pytest.CaptureFixture[str], faulty: bytes
) -> None:
    (word.parent / "lien_ket.docx").symlink_to(word)
    options = [one.format(file=word, folder=word.parent) for one in options]
    assert run(["check", str(word), *options, "--json"]) == 2
    assert told(capsys)["problems"][0]["code"] == code
    assert word.read_bytes() == faulty
    assert sorted(path.name for path in word.parent.iterdir()) == ["Quyết định.docx", "lien_ket.docx"]


def test_only_a_word_file_can_be_annotated(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(text), "--annotate", str(text.with_suffix(".docx")), "--json"]) == 2
    assert told(capsys)["problems"][0]["code"] == "annotate-docx-only"
    assert not text.with_suffix(".docx").exists()


def test_the_rules_across_documents_are_listed_and_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--campaign"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(across_rules())
    assert run(["rules", "td-e4", "--json"]) == 0
    one = told(capsys)
    assert (one["code"], one["settings"], one["requirement"]) == (
        "TD-E4", ["nguong_phieu"], " ".join(across_rules()["TD-E4"].requirement.split()))
    assert run(["rules", "TD-E4"]) == 0
    assert "Đặt ở: nguong_phieu" in capsys.readouterr().out
    assert run(["rules", "TD-Z9"]) == 2
    assert "TD-H9" in capsys.readouterr().err


def test_the_rules_are_listed_and_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(rules())
    assert run(["rules", "--json"]) == 0
    listed = told(capsys)["rules"]
    assert run(["rules", "pg-03", "--json"]) == 0
    one = told(capsys)
    assert one in listed
    assert (one["code"], one["severity"], one["requirement"]) == ("PG-03", "loi", rules()["PG-03"].requirement)
    assert run(["rules", "S-01"]) == 0
    said = capsys.readouterr().out
    assert rules()["S-01"].clause in said
    assert "KH" in said
    assert run(["rules", "PG-033", "--json"]) == 2
    assert "PG-03" in told(capsys)["problems"][0]["message"]


def render(tmp_path: Path, *options: str, **fields: object) -> tuple[int, Path]:
    out = tmp_path / "ra"
    data = tmp_path / "d.json"
    data.write_text(json.dumps({**doctypes.get("quyet_dinh").example()["data"], **fields}), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    return run(["render", "quyet_dinh", "--data", str(data), "--out", str(out), "--format", "docx", *options]), out


def test_render_says_what_the_checker_says_of_its_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = render(tmp_path, "--json", can_cu=[LAW_WITH_NUMBER])
    result = told(capsys)
    assert (code, codes(result["check"]), result["check"]["sign_ready"]) == (1, ["B-01"], False)
    assert run(["check", result["files"]["docx"], "--json"]) == 1
    again = told(capsys)
    assert result["check"] == {name: again[name] for name in result["check"]}
    code, _ = render(tmp_path)
    said = capsys.readouterr()
    assert code == 0
    assert said.err.splitlines()[-1].startswith("Thể thức: 0 lỗi, ")
    assert said.out.splitlines() == [str(path) for path in out.iterdir()]      # results only


def test_what_is_not_ready_to_be_signed_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = render(tmp_path, "--sign-ready", "--json", can_cu=[LAW_WITH_NUMBER])
    error = told(capsys)
    assert (code, error["code"], out.exists()) == (2, "not-sign-ready", False)
    assert [one["place"].split(" · ")[0] for one in error["problems"]] == ["B-01"]
    code, out = render(tmp_path, "--sign-ready")
    assert (code, len(list(out.iterdir()))) == (0, 1)


def test_every_reason_to_judge_nothing_is_said() -> None:
    """A reason without a sentence ended the command with an error: a document of before the decree."""
    nothing = Judgement((), {})
    for reason in get_args(Outside):
        said = list(lines(nothing, Report(), reason))
        assert len(said) == (2 if reason else 1)
