"""`pipeline.check_file`: what a file is taken for, and that nothing hostile holds it up."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from service import doctypes, pipeline
from service.config import Settings
from service.errors import FileRefused, FileUnreadable, LimitExceeded
from service.rules import rules
from tests.uploads import LETTER


@pytest.fixture(scope="module")
def issued() -> pipeline.Issued:
    return pipeline.issue("quyet_dinh", doctypes.get("quyet_dinh").example()["data"])


@pytest.mark.parametrize("run", ["“", " ", "\t", "\u00a0", "a", "1", "…", "-", "(", "*", "Luật ", "Nguyễn Văn ", "a\u0301"])
@pytest.mark.parametrize("before", ["", "Căn cứ ", "Số: ", "Nơi nhận: "])
def test_a_long_run_of_anything_is_judged(run: str, before: str) -> None:
    """A pattern that is not linear would sit here for minutes: sixty thousand characters in one line."""
    text = f"{before}{(run * 60_000)[:60_000]}x"
    assert set(pipeline.check_file(text.encode()).report.verdicts) == set(rules())


def test_a_damaged_file_is_judged_or_refused_never_more(issued: pipeline.Issued) -> None:
    chance = random.Random(30)
    assert issued.pdf is not None
    for data in (issued.docx, issued.pdf, LETTER.encode()) * 30:
        broken = bytearray(data)
        for _ in range(chance.choice((1, 5, 40))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(FileUnreadable, FileRefused, LimitExceeded):
            pipeline.check_file(bytes(broken))


def test_a_check_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "settings", lambda: Settings(max_seconds=0.01))
    with pytest.raises(LimitExceeded):
        pipeline.check_file((LETTER * 400).encode())


def test_what_is_issued_has_one_report_made_when_it_is_asked_for(issued: pipeline.Issued) -> None:
    assert issued.report is issued.report
    assert issued.report.sign_ready
    issued.require_sign_ready()
    assert pipeline.check_file(issued.docx).report == issued.report
