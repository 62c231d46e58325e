"""A word wider than its line is cut between letters, as Word and LibreOffice do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import combining

from service.lines.atoms import Glyphs, Thing
from service.lines.breaks import SLACK_PT
from service.lines.line import Line
from service.lines.ruler import Ruler


def take(parts: list[Glyphs | Thing], line: Line, ruler: Ruler, room_pt: float) -> list[Glyphs | Thing]:
    """Puts as much of a word on a line without words as fits, at least one letter; returns what is left of it."""
    rest = list(parts)
    while rest:
        part = rest[0]
        if line.width_pt + part.width_pt <= room_pt + SLACK_PT:
            _put(line, part)
            rest.pop(0)
            continue
        bare = not any(item.width_pt for item in line.items)
        if isinstance(part, Glyphs):
            head, tail = _split(part, ruler, room_pt - line.width_pt, must=bare)
            if head is not None:
                _put(line, head)
                rest[:1] = [tail] if tail is not None else []
        elif bare:
            _put(line, part)
            rest.pop(0)
        break
    return rest


def _put(line: Line, part: Glyphs | Thing) -> None:
    line.items.append(part)
    line.width_pt += part.width_pt


def _split(part: Glyphs, ruler: Ruler, room_pt: float, *, must: bool) -> tuple[Glyphs | None, Glyphs | None]:
    """What fits of it and what is left; `must`: its first letter fits in any case."""
    count, width = head_of(part.text, lambda letter: ruler.width_pt(letter, part.shape), room_pt, must=must)
    if count == 0:
        return None, part
    head = part._replace(text=part.text[:count], width_pt=width)
    if count == len(part.text):
        return head, None
    return head, part._replace(text=part.text[count:], width_pt=part.width_pt - width)


def head_of(word: str, width_pt: Callable[[str], float], room_pt: float, *, must: bool) -> tuple[int, float]:
    """How many characters of a word fit in the room, letter by letter, and how wide they are; `must`: the first in any case."""
    width, count = 0.0, 0
    for letter in _letters(word):
        wider = width + width_pt(letter)
        if wider > room_pt + SLACK_PT and not (must and count == 0):
            break
        width, count = wider, count + len(letter)
    return count, width


def _letters(text: str) -> Iterator[str]:
    """Characters, each with the marks over and under it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not combining(text[end]):
            yield text[start:end]
            start = end
