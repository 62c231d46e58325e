"""Before anybody is timed: all contestants of a discipline write the same words, or the comparison means nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import zip_longest

import pypdfium2

from benchmarks.measure import Entry


def compare(entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """(discipline, contestant) → pages of its PDF. Stops with the first difference where the words differ."""
    pages: dict[tuple[str, str], int] = {}
    words: dict[str, tuple[str, list[list[str]]]] = {}
    for entry in entries:
        name, found = entry.contestant.name, []
        for file in entry.contestant.make(entry.contestant.given(0)):
            if file.startswith(b"%PDF"):
                pages[entry.discipline, name], said = _pdf_words(file)
            else:
                said = _docx_words(file)
            found.append(said)
        first, expected = words.setdefault(entry.discipline, (name, found))
        for one, other in zip(found, expected, strict=True):
            if one != other:
                at = next(i for i, (a, b) in enumerate(zip_longest(one, other)) if a != b)
                raise SystemExit(
                    f"{entry.discipline}: {name} writes “{' '.join(one[at : at + 5])}” where {first} writes "
                    f"“{' '.join(other[at : at + 5])}” ({len(one)} and {len(other)} words)"
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
