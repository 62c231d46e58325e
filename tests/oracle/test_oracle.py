"""Our PDF of every type's example, by either printer, against LibreOffice's of the same DOCX: the same words on the same line of
the same page.

The oracle's lines are stored (`python -m tests.oracle.renew` renews them), so that this runs without LibreOffice.
"""

from __future__ import annotations

import hashlib
import json

import pytest

from service import doctypes
from tests.examples import example_docx
from tests.oracle.pdf_lines import Line, agreement, lines_of
from tests.oracle.renew import DATA
from tests.printers import PRINTERS, example_print

SLUGS = sorted(doctypes.catalogue())


@pytest.mark.parametrize("slug", SLUGS)
def test_the_oracle_saw_this_very_document(slug: str) -> None:
    stored = json.loads((DATA / f"{slug}.json").read_text(encoding="utf-8"))
    assert stored["docx"] == hashlib.sha256(example_docx(slug)).hexdigest(), "run: make golden"


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_lines_and_pages_agree_with_libreoffice(slug: str, printer: str) -> None:
    stored = json.loads((DATA / f"{slug}.json").read_text(encoding="utf-8"))
    pages, ours = lines_of(example_print(slug, printer))
    found = agreement((stored["pages"], pages), [Line(*row) for row in stored["lines"]], ours)
    assert found.pages[0] == found.pages[1], str(found)
    assert found.same_lines >= 0.995, str(found)
    assert found.same_lines_and_page >= 0.995, str(found)
    assert found.offset_median_mm <= 0.05, str(found)
    assert found.offset_max_mm <= 1.0, str(found)
