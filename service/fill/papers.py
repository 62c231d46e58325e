"""Filled parts → `Paper`, without making a file of them and taking it apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from service.guard import unpack
from service.paper import Paper
from service.read import Straight

# what the guard lets pass without looking at its size (guard/archive.py); an official document has a hundredth of it
_MOST_PART, _MOST_ALL = 16_000_000, 64_000_000


class Papers:
    """What was read of one template's documents so far, kept for the next one. For any thread."""

    __slots__ = ("_straight",)

    def __init__(self) -> None:
        self._straight: Straight | None = None

    def of(self, document: str, parts: Mapping[str, str], images: Mapping[str, bytes], template: Callable[[], bytes],
           printed: Sequence[str] = ()) -> Paper | None:
        """The paper of a filled template, or None where only its file can be read. `document` names the main part; `printed`: the
        pieces that it was printed in, if nothing else was done with it."""
        main = parts.get(document)
        sizes = [*map(_bytes, parts.values()), *map(len, images.values())]
        if main is None or max(sizes) > _MOST_PART or sum(sizes) > _MOST_ALL:
            return None
        if self._straight is None:
            self._straight = Straight(unpack(template()))
        changed = {name: part.encode() for name, part in parts.items() if name != document}
        return self._straight.read({**changed, **images}, main, printed)


def _bytes(part: str) -> int:
    """How many they are, or a number that they do not exceed and that passes anyhow."""
    most = len(part) * 3
    return most if most <= _MOST_PART // 8 else len(part.encode())
