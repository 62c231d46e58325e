"""`vanban examples`: every file that was asked for, and what the checker says of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli import run


def test_the_examples_asked_for_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["examples", "cong_van", "quyet_dinh_khen_thuong", "--out", str(tmp_path), "--format", "docx,pdf,png"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{slug}.{suffix}" for slug in ("cong_van", "quyet_dinh_khen_thuong") for suffix in ("docx", "pdf", "png")]
    assert capsys.readouterr().err.splitlines() == ["cong_van: 1 trang, 0 lỗi, 0 nhắc.",
                                                     "quyet_dinh_khen_thuong: 2 trang, 0 lỗi, 0 nhắc."]


def test_findings_are_told_below_their_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["examples", "ke_hoach_phong_trao", "--out", str(tmp_path), "--json"]) == 0
    told, = json.loads(capsys.readouterr().out)["examples"]
    assert (told["type"], told["pages"], told["loi"], told["nhac"]) == ("ke_hoach_phong_trao", 7, 0, 2)


def test_an_unknown_type_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    assert run(["examples", "cong_van", "khong_co", "--out", str(tmp_path)]) == 2
    assert not list(tmp_path.iterdir())
