"""What a part says, ready to compare, and the faults found in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from service.errors import Problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.seen import Part, Seen, per_document

SURE: Final = 0.8  # a lỗi is reported on a part taken for its component at least so surely
# Capital letters, for a class of a regular expression (a range from À to Ỹ would let small ones in).
UPPER: Final = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isalpha() and chr(code).isupper())
LOWER: Final = "a-z" + "".join(chr(code) for code in range(0xDF, 0x1EFA) if chr(code).isalpha() and chr(code).islower())
_BLANK: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
_GONE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero width: not seen, not said


def said(part: Part) -> str:
    """The words of a part: NFC, one blank between two words, none at the ends; line breaks kept."""
    return spoken(part.text)


@by_text
def spoken(text: str) -> str:
    """Text as `said` gives it. Kept: some fifty rules ask every paragraph of a document for it."""
    if text.isascii() and "  " not in text and "\t" not in text:
        return text.strip()
    text = _BLANK.sub(" ", _GONE.sub("", unicodedata.normalize("NFC", text)))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def on_one_line(part: Part) -> str:
    """The words of a part, line breaks as blanks."""
    return _on_one_line(part.text)


@by_text
def _on_one_line(text: str) -> str:
    return " ".join(spoken(text).split())


def lines(part: Part) -> list[str]:
    """The lines typed in one part (Word's line break), without empty ones."""
    return [line for line in said(part).split("\n") if line]


def at(part: Part, problem: Problem, *, found: str = "", required: str = "", suggestion: str = "") -> Fault:
    """A fault at a part."""
    return Fault(
        problem=problem,
        component=part.component,
        page=part.place.page if part.place else None,
        paragraph=part.number,
        line=part.line,
        place=part.where,
        found=found,
        required=required,
        suggestion=suggestion,
    )


def shortened(text: str, most: int = 80) -> str:
    """Text short enough to be quoted in a message."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@per_document
def filled(seen: Seen) -> tuple[Part, ...]:
    """The parts that hold words, in reading order."""
    return tuple([part for part in seen.parts if part.text and not part.text.isspace()])
