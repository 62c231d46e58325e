"""Appendices as files of their own, through every door."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service import doctypes, pipeline
from service.api import create_app
from service.cli import run
from service.config import settings
from tests.doctypes.offices import APPENDIX, LIST, made
from tests.doctypes.test_appendices import OWN
from tests.doctypes.test_computed import DATA, ROWS

TODAY = date(2026, 11, 22)
LISTED: dict[str, Any] = {**DATA, "tap_the": ROWS, "phu_luc": [OWN]}


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("loai")
    for slug, schema in (("khen", LIST), ("phu_luc", APPENDIX), ("phu_luc_dien_tu", APPENDIX)):
        made(folder / slug, schema)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VANBAN_TYPES", str(folder))
        for cached in (settings, doctypes.catalogue):
            cached.cache_clear()
        yield
    for cached in (settings, doctypes.catalogue):
        cached.cache_clear()


def test_inside_each_starts_a_page_and_outside_none_is_left() -> None:
    inside = pipeline.issue("khen", LISTED, today=TODAY)
    apart = pipeline.issue("khen", LISTED, today=TODAY, appendices="paper")
    assert (inside.pages, len(inside.paper.sections), inside.attached) == (3, 3, ())
    assert (apart.pages, len(apart.paper.sections)) == (1, 1)
    assert [(one.stem, one.pages, one.type.slug) for one in apart.attached] == [
        ("khen_phu_luc_1", 1, "phu_luc"), ("khen_phu_luc_2", 1, "phu_luc")]
    widths = [one.paper.sections[0].measure_pt for one in apart.attached]
    assert [round(width * 25.4 / 72) for width in widths] == [252, 165]


def test_a_document_without_appendices_is_alone() -> None:
    assert pipeline.issue("khen", DATA, today=TODAY, formats=["docx"], appendices="electronic").attached == ()


def test_the_command_line_writes_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "khen.json").write_text(json.dumps(LISTED), encoding="utf-8")
    out = tmp_path / "ra"
    run(["render", "khen", "-d", str(tmp_path / "khen.json"), "-o", str(out), "--appendices", "electronic", "--json", "--today",
         "2026-11-22"])
    told = json.loads(capsys.readouterr().out)
    assert [(one["type"], one["pages"]) for one in told["attached"]] == [("phu_luc_dien_tu", 1)] * 2
    files = [told["files"], *(one["files"] for one in told["attached"])]
    assert sorted(path.name for path in out.iterdir()) == sorted(Path(path).name for one in files for path in one.values())
    assert len(files) == 3


def test_http_answers_with_all_of_them_in_one_archive() -> None:
    client = create_app().test_client()
    request = {"type": "khen", "data": json.loads(json.dumps(LISTED)), "appendices": "paper"}
    answer = client.post("/api/v1/render", json=request)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as bundle:
        assert bundle.namelist() == ["khen.docx", "khen.pdf", "khen_phu_luc_1.docx", "khen_phu_luc_1.pdf", "khen_phu_luc_2.docx",
                                     "khen_phu_luc_2.pdf", "report.json"]
    refused = client.post("/api/v1/render", json=request, headers={"Accept": "application/pdf"})
    assert (refused.status_code, refused.get_json(force=True)["code"]) == (406, "format-unacceptable")
