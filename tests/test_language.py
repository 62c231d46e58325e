"""English beside Vietnamese: every text has its translation, with the same blanks."""

from __future__ import annotations

import string

import pytest

from service.errors import problem
from service.language import translate, translate_text
from tests import messages

TEXTS = messages.texts()
ENGLISH = {str(entry.id): str(entry.string) for entry in messages.catalogue() if entry.id}


def blanks(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_text_can_be_found_by_the_extraction() -> None:
    assert messages.hidden_texts() == []


def test_every_text_is_translated() -> None:
    assert [text for text in TEXTS if not ENGLISH.get(text)] == [], "python -m tests.messages, then translate"


def test_no_translation_is_left_over() -> None:
    assert [text for text in ENGLISH if text not in TEXTS] == [], "python -m tests.messages"


def test_a_translation_has_the_same_blanks() -> None:
    assert [text for text, english in ENGLISH.items() if english and blanks(text) != blanks(english)] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("vi", "Văn bản dài 501 trang, quá giới hạn 500 trang (VANBAN_MAX_PAGES)."),
     ("en", "The document has 501 pages, over the limit of 500 (VANBAN_MAX_PAGES).")],
)
def test_a_problem_speaks_the_language_asked_for(language: str, expected: str) -> None:
    text = "Văn bản dài {so} trang, quá giới hạn {nhieu_nhat} trang (VANBAN_MAX_PAGES)."
    assert text in TEXTS
    assert translate(problem("limit-pages", text, so=501, nhieu_nhat=500), language) == expected      # type: ignore[arg-type]  # a table's str


def test_a_text_without_translation_stays_vietnamese() -> None:
    assert translate_text("chưa có trong danh mục", "en") == "chưa có trong danh mục"
