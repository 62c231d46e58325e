"""`vanban fix`: what is told, the exit codes, the file that is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli import run
from tests.breaks.bases import good
from tests.breaks.mutate import both, changed, saying, size
from tests.breaks.page import margin
from tests.uploads import LOCKED_WORD

LAYOUT = both(margin("left", 20), size("so_ky_hieu", 15))


def written(path: Path, docx: bytes) -> Path:
    path.write_bytes(docx)
    return path


def test_each_change_is_told_with_its_rule_and_what_is_left_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "in.docx", changed(good("cong_van"), LAYOUT))
    before, target = source.read_bytes(), tmp_path / "ra" / "out.docx"
    assert run(["fix", str(source), "-o", str(target)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["sửa PG-05: 20 mm → 30 mm", "bảng 1, hàng 2, ô 1, đoạn 1: sửa H-10: 15 → 13", "Đã sửa 2 chỗ."]
    assert lines[-1].startswith("Thể thức: 0 lỗi, 0 nhắc")
    assert source.read_bytes() == before
    assert run(["check", str(target), "--json"]) == 0


def test_what_only_a_person_can_mend_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "in.docx", changed(good("cong_van"), LAYOUT, saying("so_ky_hieu", "Số: 5/VHXH-TĐKT")))
    assert run(["fix", str(source), "-o", str(tmp_path / "out.docx"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["changes"]] == ["PG-05", "H-10"]
    assert told["changes"][0] == {"code": "PG-05", "fault": "margin-wrong", "clause": "I.3", "component": "", "place": "",
                                  "found": "20 mm", "made": "30 mm"}
    assert [one["code"] for one in told["findings"]] == ["H-11"]


def test_the_file_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "in.docx", good("cong_van"))
    assert run(["fix", str(source), "-o", str(source), "--json"]) == 2
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["target-is-source"]


def test_what_is_no_word_file_is_refused_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = written(tmp_path / "in.docx", LOCKED_WORD), tmp_path / "out.docx"
    assert run(["fix", str(source), "-o", str(target), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"]
    assert not target.exists()
