"""Mode 15 shrinks blanks (word.md R1), but a paper original whose file was converted later keeps its lines."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from service.read import read

OLD = "<w:noPunctuationKerning/>"


def file(mode: int, settings: str, printed: str, created: str) -> bytes:
    blank = io.BytesIO()
    Document().save(blank)
    made = io.BytesIO()
    with zipfile.ZipFile(blank) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            if name not in {"word/settings.xml", "docProps/core.xml"}:
                target.writestr(name, source.read(name))
        target.writestr("word/settings.xml", (
            '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + settings
            + f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="" w:val="{mode}"/></w:compat></w:settings>'))
        target.writestr("docProps/core.xml", (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dcterms="http://purl.org/dc/terms/">'
            + (f"<cp:lastPrinted>{printed}</cp:lastPrinted>" if printed else "")
            + f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("mode", "settings", "printed", "created", "squeezes"),
    [
        (14, "", "", "2025-06-01T02:00:00Z", False),
        (15, "", "", "2025-06-01T02:00:00Z", True),
        (15, OLD, "", "2025-06-01T02:00:00Z", True),
        (15, "", "2020-03-05T10:05:00Z", "2020-04-23T03:27:00Z", True),
        (15, OLD, "2020-05-05T10:05:00Z", "2020-04-23T03:27:00Z", True),
        (15, OLD, "2020-03-05T10:05:00Z", "2020-04-23T03:27:00Z", False),
    ],
)
def test_only_a_file_converted_after_its_last_print_keeps_the_older_lines(
    mode: int, settings: str, printed: str, created: str, squeezes: bool
) -> None:
    paper = read(file(mode, settings, printed, created))
    assert paper.squeezes is squeezes
    told = [c for c in paper.constructs if c.problem.code == "construct-older-print"]
    assert bool(told) is (mode >= 15 and not squeezes)
