"""Who prints: our own press where it accepts, WeasyPrint otherwise, and the document says so."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from service import pipeline, press
from service.config import settings
from service.errors import FileRefused
from service.pipeline import Format
from service.printing.engine import name, system_libraries
from tests.examples import issued_example
from tests.read.drawn import docx, p

PLAIN = docx(p("Công văn"))
COLUMNS = docx(p("Hai cột chữ") + '<w:sectPr><w:cols w:num="2"/></w:sectPr>')
Set = Callable[[str], None]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    def to(name: str) -> None:
        monkeypatch.setenv("VANBAN_PRINTER", name)
        settings.cache_clear()

    yield to
    monkeypatch.undo()
    settings.cache_clear()


def test_the_press_prints_our_own_types() -> None:
    issued = issued_example("to_trinh")
    assert issued.printer == "press"
    assert issued.pdf
    assert b"WeasyPrint" not in issued.pdf
    assert not [one for one in issued.notices if one.code.startswith("press") or one.code == "printed-otherwise"]


def test_what_it_cannot_set_weasyprint_prints_and_it_says_why() -> None:
    made = pipeline.print_docx(COLUMNS)
    assert (made.printer, made.pages) == ("weasyprint", 1)
    assert [one.code for one in made.notices] == ["printed-otherwise", *(one.code for one in press.accepts(made.paper))]
    assert len(made.notices) > 1


def test_each_printer_may_be_asked_for_alone(printer: Set) -> None:
    printer("weasyprint")
    made = pipeline.print_docx(PLAIN)
    assert (made.printer, made.notices) == ("weasyprint", ())
    printer("press")
    assert pipeline.print_docx(PLAIN).printer == "press"
    with pytest.raises(FileRefused) as refused:
        pipeline.print_docx(COLUMNS)
    assert [one.code for one in refused.value.problems] == ["press-columns"]


def test_a_document_without_pdf_has_no_printer() -> None:
    given = issued_example("to_trinh").type.example()
    wanted: tuple[Format, ...] = ("docx",)
    issued = pipeline.issue("to_trinh", given["data"], campaign=given.get("campaign"), formats=wanted)
    assert (issued.printer, issued.pdf) == (None, None)


PRESSING = """
import sys
from service import doctypes, pipeline
from service.batch import preloaded, recipe
from service.cli import batch_run
recipe.program()
made = pipeline.issue("thong_bao", doctypes.get("thong_bao").example()["data"])
print(made.printer, "weasyprint" in sys.modules)
"""


def test_the_other_printer_is_loaded_when_it_is_wanted() -> None:
    found = subprocess.run([sys.executable, "-c", PRESSING], check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["press", "False"]


def test_what_is_told_of_the_other_is_what_it_says_itself() -> None:
    from weasyprint import __version__
    from weasyprint.text.ffi import harfbuzz, harfbuzz_subset, pango

    assert name() == f"WeasyPrint {__version__}"
    found = re.fullmatch(r"Pango (\d+)\.(\d+)\.(\d+), HarfBuzz (\d+)\.(\d+)\.(\d+), subset (True|False)", system_libraries())
    assert found
    pango_parts, harfbuzz_parts = [[int(one) for one in found.groups()[start:start + 3]] for start in (0, 3)]
    assert pango.pango_version() == pango_parts[0] * 10_000 + pango_parts[1] * 100 + pango_parts[2]
    assert harfbuzz.hb_version_atleast(*harfbuzz_parts)
    assert not harfbuzz.hb_version_atleast(*harfbuzz_parts[:2], harfbuzz_parts[2] + 1)
    assert found[7] == str(harfbuzz_subset is not None)
