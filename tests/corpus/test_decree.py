"""The decree's own Word files against its official print: the words Word put on each line and page."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from service.picture import page_count
from tests.corpus.printing import corpus, printed
from tests.oracle.pdf_lines import lines_of
from tests.shared import SHARED

pytestmark = pytest.mark.skipif(SHARED is None, reason="the corpus is not beside this checkout")

# word.md: pages of the print. III and IV are the files whose hand-made blank paragraphs and floating drawings were changed by the
# conversion from .doc (the print's own positions in them are not known); they are held near. III: the conversion filled ragged
# rows with empty cells, whose paragraphs (28.5 pt) make the rows of form 1.6 higher than the print's.
WORD_PAGES = {"30_2020_ND_CP": (20, 20), "Phuluc1": (16, 16), "Phuluc2": (3, 3), "Phuluc3": (18, 19), "Phuluc4": (6, 8),
              "Phuluc5": (5, 5), "Phuluc6": (8, 8)}  # fmt: skip


def bare(text: str) -> str:
    """Words without blanks, leaders and the kinds of quotes and dashes that OCR cannot tell apart."""
    text = re.sub(r"[.…_]{2,}|…", "", re.sub(r"\s", "", unicodedata.normalize("NFC", text)))
    return text.translate({0x201C: 0x22, 0x201D: 0x22, 0x2013: 0x2D, 0x2011: 0x2D})


def prose_missed(name: str, pdf: bytes) -> tuple[int, list[str], int]:
    """Lines of prose that Word printed; those of them that our print has not; how many stand on the same page."""
    assert SHARED is not None
    truth = json.loads((SHARED / "corpus/decree/word-lines.json").read_text("utf-8"))[name]
    prose = [row for row in truth if row["kind"] == "body" and len(row["text"]) > 12]
    where: dict[str, set[int]] = defaultdict(set)
    for line in lines_of(pdf)[1]:
        where[bare(line.words)].add(line.page)
    missed = [row["text"] for row in prose if bare(row["text"]) not in where]
    same_page = sum(row["page"] in where.get(bare(row["text"]), ()) for row in prose)
    assert len(prose) > 100
    return len(prose), missed, same_page


@pytest.mark.parametrize("name", ["30_2020_ND_CP", "Phuluc2"])
def test_prose_lines_stand_as_word_printed_them(name: str) -> None:
    assert SHARED is not None
    prose, missed, same_page = prose_missed(name, printed(SHARED / f"corpus/decree/{name}.docx")[2])
    assert 1 - len(missed) / prose >= 0.99, missed
    assert same_page / prose >= 0.98


@pytest.mark.parametrize("path", corpus("decree"), ids=lambda p: p.stem)
def test_every_file_has_the_pages_of_the_print_or_nearly(path: Path) -> None:
    least, most = WORD_PAGES[path.stem]
    assert least <= page_count(printed(path)[2]) <= most


@pytest.mark.parametrize("path", corpus("decree"), ids=lambda p: p.stem)
def test_no_word_of_a_file_is_lost_in_print_without_a_report(path: Path) -> None:
    paper, page, pdf = printed(path)
    shown = "".join(line.words for line in lines_of(pdf)[1])
    reported = [c for c in (*paper.constructs, *page.constructs) if c.lost]
    for section in paper.sections:
        for block in section.blocks:
            text = bare(getattr(block, "text", ""))
            if len(text) > 40 and not reported:
                assert text[:20] in bare(shown)
