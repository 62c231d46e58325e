"""The press on strangers' files: what it accepts it sets at least as near to LibreOffice, and to Word, as the engine does."""

from __future__ import annotations

import json
import re
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from service import press
from service.fonts import faces
from service.paper import Paper
from service.read import read
from tests.conformance.test_conformance import passes
from tests.corpus.printing import corpus
from tests.corpus.renew import LINES, WITHOUT_GLYPHS, without_words
from tests.corpus.test_decree import WORD_PAGES, prose_missed
from tests.corpus.test_docxtpl import AS_WORD
from tests.oracle.pdf_lines import Line, agreement, lines_of
from tests.pdf.tagged import tagged
from tests.pdf.test_reading_order import told
from tests.shared import SHARED

pytestmark = pytest.mark.skipif(SHARED is None, reason="the corpus is not beside this checkout")

FILES = [path for folder in ("decree", "docxtpl") for path in corpus(folder) if path.name not in WITHOUT_GLYPHS]
# What the press leaves to the engine, and the code by which it says why.
LEFT = {"Phuluc4.docx": "press-wrap", "inline_image_tpl.docx": "press-wrap", "merge_docx_subdoc.docx": "press-wrap"}


@lru_cache(maxsize=8)
def pressed(path: Path) -> tuple[Paper, bytes | None]:
    paper = read(path.read_bytes())
    refused = press.accepts(paper)
    assert {one.code for one in refused} == ({LEFT[path.name]} if path.name in LEFT else set())
    return paper, None if refused else press.to_pdf(paper, faces(), foreign=True).pdf


@lru_cache(maxsize=1)
def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(LINES.read_text("utf-8"))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_stand_as_near_to_libreoffice_as_the_engines(path: Path) -> None:
    pdf = pressed(path)[1]
    if pdf is None:
        return
    theirs = stored()[path.name]
    pages, same, on_page = theirs["engine"]
    count, lines = lines_of(pdf)
    found = agreement((theirs["pages"], count), [Line(*row) for row in theirs["lines"]], without_words(lines))
    assert count in (theirs["pages"], pages, AS_WORD.get(path.name), *WORD_PAGES.get(path.stem, ()))
    assert round(found.same_lines, 4) >= same, str(found)
    assert round(found.same_lines_and_page, 4) >= on_page, str(found)


@pytest.mark.parametrize("name", ["30_2020_ND_CP", "Phuluc2"])
def test_prose_lines_stand_as_word_printed_them(name: str) -> None:
    assert SHARED is not None
    _, pdf = pressed(SHARED / f"corpus/decree/{name}.docx")
    assert pdf
    prose, missed, same_page = prose_missed(name, pdf)
    assert 1 - len(missed) / prose >= 0.995, missed
    assert same_page / prose >= 0.995


def saved_pages(path: Path) -> int:
    """How many pages Word counted when it saved the file; 0: another program did, or none were told (ECMA-376-1, 22.2.2.22)."""
    with zipfile.ZipFile(path) as package:
        told = package.read("docProps/app.xml").decode() if "docProps/app.xml" in package.namelist() else ""
    pages = re.search(r"<Pages>(\d+)</Pages>", told)
    return int(pages[1]) if pages and "<Application>Microsoft " in told else 0


@pytest.mark.parametrize("path", [path for path in FILES if saved_pages(path)], ids=lambda path: path.stem)
def test_pages_are_as_many_as_word_counted_when_it_saved(path: Path) -> None:
    pdf = pressed(path)[1]
    if pdf:
        assert lines_of(pdf)[0] == saved_pages(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_pdf_keeps_the_standards(path: Path) -> None:
    pdf = pressed(path)[1]
    if pdf:
        passes(pdf)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_tags_say_what_the_file_says_in_its_order(path: Path) -> None:
    paper, pdf = pressed(path)
    if pdf:
        told(paper, tagged(pdf))
