"""A file is checked: numbers on its pages, the annotated copy, the repaired one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from service import pipeline
from tests.browser import way
from tests.browser.desk import Desk
from tests.browser.faulty import faulty_letter


def test_a_faulty_word_file(clerk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "Công văn đi.docx"
    file.write_bytes(faulty_letter())
    copies = way.check_file(clerk, file)
    with zipfile.ZipFile(BytesIO(copies["annotated"])) as annotated:
        assert b"<w:comment " in annotated.read("word/comments.xml")
    before, after = (pipeline.check_file(data).report.findings for data in (file.read_bytes(), copies["repaired"]))
    assert len(before) > len(after)
    assert [one.code for one in after if one.severity == "loi"] == []
