"""A file of the corpus printed as a stranger's file, each once a test run."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from service.fonts import faces
from service.html import Html, to_html
from service.paper import Paper
from service.pdf import to_pdf
from service.read import read
from tests.shared import SHARED


def corpus(folder: str) -> list[Path]:
    return sorted((SHARED / "corpus" / folder).glob("*.docx")) if SHARED else []


@lru_cache(maxsize=8)
def printed(path: Path) -> tuple[Paper, Html, bytes]:
    paper = read(path.read_bytes())
    page = to_html(paper, faces(), foreign=True)
    return paper, page, to_pdf(page, paper.properties)
