"""What was said of a document and is kept with it: problems as JSON, with text and blanks apart, so that each reader gets his
language later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from service.errors import Problem
from service.language import Language, translate

_PROBLEM: Final = "problem"                      # of a finding that is kept: its message, to be said anew


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"code": one.code, "text": one.text, "pointer": one.pointer, "place": one.place, "args": _args(one)}
            for one in problems]


def problems_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(one["code"], one["text"], one["pointer"], one["place"], MappingProxyType(dict(one["args"])))
                 for one in stored)


def keeping(told: Mapping[str, Any], problem: Problem) -> dict[str, Any]:
    """A finding as JSON, with `message` in Vietnamese, as it is kept."""
    return {**told, _PROBLEM: {"text": problem.text, "args": _args(problem)}}


def message(kept: Mapping[str, Any], language: Language) -> str:
    """The message of a finding that was kept; of one of an older version as it was said then."""
    found = kept.get(_PROBLEM)
    return str(kept["message"]) if found is None else translate(Problem("", found["text"], args=found["args"]), language)


def said(kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A finding that was kept, as JSON in the language."""
    return {name: message(kept, language) if name == "message" else value for name, value in kept.items() if name != _PROBLEM}


def _args(problem: Problem) -> dict[str, Any]:
    return {name: _plain(value) for name, value in problem.args.items()}


def _plain(value: object) -> object:
    """A blank of a message as JSON has it: how it is printed is all that matters."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
