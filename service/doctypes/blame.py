"""A character that no face has → the field of the data it came from. Faces are asked late, when the text is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from service.campaign import PLACE
from service.errors import FontFault, InputRefused, Problem


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
