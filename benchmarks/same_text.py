"""Before anybody is timed: all contestants of a discipline write the same words, or the comparison means nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import pypdfium2

from benchmarks.measure import Entry


def compare(entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """(discipline, contestant) → pages of its PDF. Stops with the first difference where the words differ."""
    pages: dict[tuple[str, str], int] = {}
    words: dict[str, tuple[str, list[str]]] = {}
    for entry in entries:
        made, name = entry.contestant.make(0), entry.contestant.name
        if entry.discipline.startswith("pdf/"):
            count, found = _pdf_words(made)
            pages[entry.discipline, name] = count
        else:
            found = _docx_words(made)
        first, expected = words.setdefault(entry.discipline, (name, found))
        if found != expected:
            at = next(
                (i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected))
            )
            raise SystemExit(
                f"{entry.discipline}: {name} writes “{' '.join(found[at : at + 5])}” where {first} writes "
                f"“{' '.join(expected[at : at + 5])}” ({len(found)} and {len(expected)} words)"
            )
    return pages


def same_words(docx: bytes, expected: bytes) -> None:
    """Stops where two Word files say different words."""
    if _docx_words(docx) != _docx_words(expected):
        raise SystemExit("the two files differ in their words")


def _docx_words(docx: bytes) -> list[str]:
    xml = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", " ", xml)).split()


def _pdf_words(pdf: bytes) -> tuple[int, list[str]]:
    """Words in alphabetical order: engines write cells and headers in different orders. Page numbers do not count."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return len(document), sorted(word for word in text.split() if not re.fullmatch(r"\d{1,2}", word))
