"""docxtpl's own test templates, as a stranger's files: each prints, or says what it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.errors import FontFault
from service.picture import page_count
from tests.corpus.printing import corpus, printed
from tests.corpus.renew import DATA, WITHOUT_GLYPHS
from tests.shared import SHARED

pytestmark = pytest.mark.skipif(SHARED is None, reason="the corpus is not beside this checkout")

# An embedded OLE object and a WMF picture are reported as lost: their room is what differs.
REPORTED = {"embedded_main_tpl.docx"}
# Word begins a page after a page break that ends the document (mode 12); LibreOffice drops such a break.
AS_WORD = {"embedded_embedded_docx_tpl.docx": 2}


@pytest.mark.parametrize("path", [p for p in corpus("docxtpl") if p.name not in WITHOUT_GLYPHS], ids=lambda p: p.stem)
def test_every_template_prints_with_the_pages_of_libreoffice_or_says_what_is_lost(path: Path) -> None:
    paper, page, pdf = printed(path)
    expected = AS_WORD.get(path.name, json.loads(DATA.read_text("utf-8"))[path.name])
    lost = [c for c in (*paper.constructs, *page.constructs) if c.lost]
    assert page_count(pdf) == expected or (path.name in REPORTED and lost)


@pytest.mark.parametrize("path", [p for p in corpus("docxtpl") if p.name in WITHOUT_GLYPHS], ids=lambda p: p.stem)
def test_a_character_without_a_glyph_is_named_with_its_place(path: Path) -> None:
    with pytest.raises(FontFault) as fault:
        printed(path)
    assert all(problem.place and "U+" in problem.message for problem in fault.value.problems)
