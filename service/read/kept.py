"""Pieces of XML that were read, of documents of one template: by their text, and by their text without its characters."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Generic, TypeVar

from service.read.cut import Unusual
from service.read.generations import Generations
from service.read.recipes import Recipe, apart, marked, moved, recipe

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
    """Pieces that are read alike: what else their reading hangs on is the same for all of them."""

    __slots__ = ("_exact", "_recipes")

    def __init__(self) -> None:
        self._exact: Generations[str, tuple[str, Part]] = Generations(_MOST_CHARS)
        self._recipes: Generations[str, Recipe | State] = Generations(_MOST_RECIPES)

    def known(self, text: str, place: str) -> Part | None:
        """What this very text is at `place`."""
        found = self._exact.get(text)
        if found is None:
            return None
        at, part = found
        if at != place:
            part = moved(part, at, place)
            self._exact.put(text, (place, part))
        return part

    def keep(self, text: str, place: str, part: Part, weight: int = 0) -> None:
        self._exact.put(text, (place, part), len(text) + weight)

    def made(self, text: str, place: str, read: Callable[[str], Part | None], weight: int = 0) -> Part | None:
        """What a text that is not `known` is at `place`. `read` reads a text there, and gives None for what may not be kept; then
        so does this. Raises Unusual."""
        skeleton, texts = apart(text)
        state = self._recipes.get(skeleton)
        if state is State.ALONE:
            return None
        if state is State.UNUSUAL:
            raise Unusual
        if isinstance(state, Recipe) and texts is not None and state.fits(texts):
            part: Part | None = state.make(texts, place)
        else:
            part = self._read(text, skeleton, read)
            if part is not None and texts and state in (None, State.ONCE):
                self._recipes.put(skeleton, State.ONCE if state is None else _learnt(text, place, texts, part, read))
        if part is not None:
            self.keep(text, place, part, weight)
        return part

    def _read(self, text: str, skeleton: str, read: Callable[[str], Part | None]) -> Part | None:
        try:
            part = read(text)
        except Unusual:
            self._recipes.put(skeleton, State.UNUSUAL)
            raise
        if part is None:
            self._recipes.put(skeleton, State.ALONE)
        return part


def _learnt(text: str, place: str, texts: list[str], part: Part, read: Callable[[str], Part | None]) -> Recipe | State:
    """A recipe that makes of these characters what was read of them, or EXACT."""
    other = read(marked(text))
    if other is None:
        return State.EXACT
    found = recipe(other, place)
    return found if found.fits(texts) and found.make(texts, place) == part else State.EXACT
