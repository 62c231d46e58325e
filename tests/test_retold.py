"""What is kept of a document is said in each reader's language, also what an older version kept."""

from __future__ import annotations

import json
from datetime import date

import pytest

from service.errors import problem
from service.language import Language, translate
from service.retold import keeping, message, problems_json, problems_of, said

_FOUND = problem("template-tag", "Còn thẻ của mẫu: “{co}”.", place="đoạn 3", co="{{ ten }}")
_TOLD = {"code": "G-15", "message": _FOUND.message, "place": "đoạn 3"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_kept_finding_is_said_in_the_language(language: Language) -> None:
    kept = json.loads(json.dumps(keeping(_TOLD, _FOUND)))
    assert message(kept, language) == translate(_FOUND, language)
    assert said(kept, language) == {**_TOLD, "message": translate(_FOUND, language)}
    assert "{{ ten }}" in message(kept, language)


def test_the_languages_differ() -> None:
    assert translate(_FOUND, "en") != _FOUND.message


def test_what_an_older_version_kept_is_said_as_it_was() -> None:
    assert message(_TOLD, "en") == _FOUND.message
    assert said(_TOLD, "en") == _TOLD


def test_problems_come_back_with_their_blanks() -> None:
    one = problem("x", "{a} {b} {c}", pointer="/so", a=1.5, b=date(2026, 11, 23), c=None)
    (back,) = problems_of(json.loads(json.dumps(problems_json([one]))))
    assert (back, back.message) == (one, "1.5 2026-11-23 None")
