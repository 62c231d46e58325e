"""Pieces of XML that were read, of documents of one template: by their text, and by their text without its characters."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Generic, TypeVar

from service.read.cut import Unusual
from service.read.generations import Generations
from service.read.plain_rows import Texts
from service.read.recipes import Recipe, apart, marked, moved, recipe, shown

Part = TypeVar("Part")

_MOST_CHARS = 250_000                            # of one generation of texts: five plans of seven pages
_MOST_RECIPES = 500


class State(Enum):
    """What is known of a text without its characters, before there is a recipe."""

    ONCE = 1                                     # it was met once: a second time, a recipe is worth its while
    EXACT = 2                                    # its characters decide how it is read
    ALONE = 3                                    # it may not be kept
    UNUSUAL = 4                                  # its document is to be read as a tree


class Kept(Generic[Part]):
    """Pieces of one place: what else their reading hangs on is the same for all of them, or said by their `kind`."""

    __slots__ = ("_exact", "_recipes")

    def __init__(self, most_chars: int = _MOST_CHARS) -> None:
        self._exact: Generations[object, tuple[str, Part]] = Generations(most_chars)
        self._recipes: Generations[object, Recipe | State] = Generations(_MOST_RECIPES)

    def known(self, text: str, place: str, kind: object = None) -> Part | None:
        """What this very text is at `place`."""
        key: object = text if kind is None else (kind, text)
        found = self._exact.get(key)
        if found is None:
            return None
        at, part = found
        if at != place:
            part = moved(part, at, place)
            self._exact.put(key, (place, part), len(text))
        return part

    def keep(self, text: str, place: str, part: Part, weight: int = 0, kind: object = None) -> None:
        self._exact.put(text if kind is None else (kind, text), (place, part), len(text) + weight)

    def made(self, text: str, place: str, read: Callable[[str], Part | None], weight: int = 0, kind: object = None
             ) -> Part | None:
        """What a text that is not `known` is at `place`. `read` reads a text there, and gives None for what may not be kept; then
        so does this. Raises Unusual."""
        skeleton, raw = apart(text)
        texts = shown(raw)
        key: object = skeleton if kind is None else (kind, skeleton)
        state = self._recipes.get(key)
        if state is State.ALONE:
            return None
        if state is State.UNUSUAL:
            raise Unusual
        if isinstance(state, Recipe) and texts is not None and state.fits(texts):
            part: Part | None = state.make(texts, place)
        else:
            part = self._read(text, key, read)
            if part is not None and texts and state in (None, State.ONCE):
                self._recipes.put(key, State.ONCE if state is None else _learnt(text, place, texts, part, read))
        if part is not None:
            self.keep(text, place, part, weight, kind)
        return part

    def recipe(self, text: str, place: str, part: Part | None, read: Callable[[str], Part | None], kind: object = None
               ) -> Recipe | None:
        """How texts like this one are made, which is `part` at `place`; None where this text does not tell. Raises Unusual."""
        skeleton, raw = apart(text)
        key: object = skeleton if kind is None else (kind, skeleton)
        state, texts = self._recipes.get(key), shown(raw)
        if state in (None, State.ONCE) and texts and part is not None:
            state = _learnt(text, place, texts, part, read)
            self._recipes.put(key, state)
        return state if isinstance(state, Recipe) else None

    def _read(self, text: str, key: object, read: Callable[[str], Part | None]) -> Part | None:
        try:
            part = read(text)
        except Unusual:
            self._recipes.put(key, State.UNUSUAL)
            raise
        if part is None:
            self._recipes.put(key, State.ALONE)
        return part


def _learnt(text: str, place: str, texts: Texts, part: Part, read: Callable[[str], Part | None]) -> Recipe | State:
    """A recipe that makes of these characters what was read of them, or EXACT."""
    other = read(marked(text))
    if other is None:
        return State.EXACT
    found = recipe(other, place)
    return found if found.fits(texts) and found.make(texts, place) == part else State.EXACT
