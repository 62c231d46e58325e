"""Who prints: our own press where it accepts, WeasyPrint otherwise, and the document says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from service import pipeline, press
from service.config import settings
from service.errors import FileRefused
from service.pipeline import Format
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
