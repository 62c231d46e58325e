"""Both printers, each asked by itself whatever the pipeline would choose."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from service import press
from service.fonts import faces
from service.html import to_html
from service.paper import Paper
from service.pdf import to_pdf
from service.read import read
from tests.examples import example_docx


def engraved(paper: Paper, *, foreign: bool = False) -> bytes:
    """By WeasyPrint."""
    return to_pdf(to_html(paper, faces(), foreign=foreign), paper.properties)


def pressed(paper: Paper, *, foreign: bool = False) -> bytes:
    """By the press, also what it would not accept."""
    return press.to_pdf(paper, faces(), foreign=foreign).pdf


PRINTERS: Final[dict[str, Callable[..., bytes]]] = {"engine": engraved, "press": pressed}


@lru_cache(maxsize=64)
def example_paper(slug: str) -> Paper:
    """A type's example as it is read."""
    return read(example_docx(slug))


@lru_cache(maxsize=128)
def example_print(slug: str, printer: str) -> bytes:
    return PRINTERS[printer](example_paper(slug))
