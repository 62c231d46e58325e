"""What is found of a text, kept: the documents of a batch share most of theirs, and many rules ask one paragraph the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")

TEXTS: Final = 512                               # of one function
_LONGEST: Final = 16_000                         # characters of one that is kept: a stranger's paragraph may be megabytes long


def by_text(find: Callable[Concatenate[str, _Asked], _Found]) -> Callable[Concatenate[str, _Asked], _Found]:
    """A function of a text, and maybe more, that gives what it gave where the same was asked for lately; nobody changes it."""
    again = cast("Callable[Concatenate[str, _Asked], _Found]", lru_cache(maxsize=TEXTS)(find))

    def found(text: str, /, *asked: _Asked.args, **more: _Asked.kwargs) -> _Found:
        return (again if len(text) <= _LONGEST else find)(text, *asked, **more)

    update_wrapper(found, find)
    return found
