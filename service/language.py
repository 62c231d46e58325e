"""A problem in another language: the only home of Babel.

Vietnamese is the language of the code; `locale/<language>/LC_MESSAGES/vanban.po` holds the others, keyed by the Vietnamese text
with its named blanks. The .po file is read as it is, once a process, at the first use: nothing to compile, nothing to go stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from babel.messages.pofile import read_po

from service.errors import Problem

Language = Literal["vi", "en"]
SOURCE: Final = "vi"


def translate(problem: Problem, language: Language) -> str:
    """The problem's message in the language, blanks filled. A blank filled with a phrase of ours is translated as well."""
    if language == SOURCE:
        return problem.message
    known = catalogue(language)
    text = known.get(problem.text, problem.text)
    filled = {name: known.get(value, value) if isinstance(value, str) else value for name, value in problem.args.items()}
    return text.format_map(filled)


def translate_text(text: str, language: Language) -> str:
    """A text of ours without blanks (an error's title) in the language."""
    return text if language == SOURCE else catalogue(language).get(text, text)


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Vietnamese text → text in the language. Only finished entries: a fuzzy one is a guess of the tool."""
    path = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "vanban.po"
    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    return MappingProxyType({str(e.id): str(e.string) for e in entries if e.id and e.string and not e.fuzzy})
