"""A character that no face has → the field of the data it came from. Faces are asked ahead, or late, when text is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Final

from service.campaign import PLACE
from service.errors import FontFault, InputRefused, Problem
from service.fonts import faces, glyph_missing

_printed: Final[set[str]] = set()            # characters that a face is known to have
_FACE: Final = "Times New Roman"             # of the decree (PL I, I.2)


@contextmanager
def blaming(data: Mapping[str, object], campaign: object = None) -> Iterator[None]:
    """A FontFault of the block over characters of the data becomes InputRefused with their pointers: the caller can mend it.

    Of a campaign only a file is searched. What is not in the data stands in the template or is a missing face, and stays a
    FontFault.
    """
    try:
        yield
    except FontFault as fault:
        shared = campaign if isinstance(campaign, Mapping) else {}
        found = [one for problem in fault.problems for one in _found(problem, data, shared)]
        if not found:
            raise
        raise InputRefused(*dict.fromkeys(found)) from fault


def unprintable(data: Mapping[str, object]) -> Iterator[Problem]:
    """Every character of the data that no face has, with its pointer: known before a page is set."""
    letters: set[str] = set()
    _gather(data, letters)
    for char in sorted(letters - _printed):
        found = _lacking(char)
        if found is None:
            _printed.add(char)
        else:
            yield from (replace(found, pointer=pointer) for pointer in _pointers(data, char, ""))


def _gather(value: object, letters: set[str]) -> None:
    """Adds the characters of texts with some beyond ASCII."""
    if isinstance(value, str):
        if not value.isascii():
            letters.update(value)
    elif isinstance(value, list | tuple):
        for one in value:
            _gather(one, letters)
    elif isinstance(value, Mapping):
        for one in value.values():
            _gather(one, letters)


@lru_cache(maxsize=10_000)
def _lacking(char: str) -> Problem | None:
    """Of the character, or of the capital that some texts print for it."""
    known = faces()
    face = known.find(_FACE).face
    lacking = (one for one in (char, *char.upper()) if face.missing(one) and known.with_glyph(one, face) is None)
    return next((glyph_missing(one, face) for one in lacking), None)


def _found(problem: Problem, data: Mapping[str, object], campaign: Mapping[str, object]) -> Iterator[Problem]:
    char = str(problem.args.get("ky_tu", ""))
    if char:
        yield from (replace(problem, pointer=pointer) for pointer in _pointers(data, char, ""))
        yield from (replace(problem, pointer=pointer, place=PLACE) for pointer in _pointers(campaign, char, ""))


def _pointers(value: object, char: str, pointer: str) -> Iterator[str]:
    """Where the character stands, also as a small letter that is printed as a capital."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pointers(inner, char, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _pointers(inner, char, f"{pointer}/{index}")
    elif isinstance(value, str) and (char in value or char in value.upper()):
        yield pointer
