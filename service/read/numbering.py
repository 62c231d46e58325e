"""Numbering part → lists and their levels; a counter that numbers paragraphs in document order (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from service.read.constructs import Note, note
from service.read.counting import counted, known
from service.read.names import Element, W, of, q, val
from service.read.paragraph_properties import paragraph_properties
from service.read.run_properties import Raw, run_properties
from service.read.theme import Theme
from service.read.units import on, whole

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 0
    kind: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    alignment: str = "left"
    legal: bool = False                          # isLgl: every number of the label in Arabic digits
    restart: int | None = None                   # lvlRestart: 0 never, n after a number of level n (from 1)
    style_id: str = ""                           # the paragraph style tied to this level
    paragraph: Raw = field(default_factory=dict)
    run: Raw = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A `w:num`: lists of the same abstract number go on counting from each other."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)      # startOverride

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)

    def level_of_style(self, style_id: str) -> int | None:
        return next((n for n, level in self.levels.items() if level.style_id == style_id), None)


Lists = dict[str, NumberedList]


def lists(root: Element | None, theme: Theme, list_of_style: Callable[[str], str | None]) -> Lists:
    """The numbering part's root → lists by numId. `list_of_style` gives the numId that a numbering style carries (17.9.21)."""
    if root is None:
        return {}
    abstracts: dict[str, tuple[dict[int, Level], str]] = {}
    for abstract in root.iterchildren(W + "abstractNum"):
        levels = {whole(of(lvl, "ilvl")): _level(lvl, theme) for lvl in abstract.iterchildren(W + "lvl")}
        abstracts[of(abstract, "abstractNumId") or ""] = levels, val(abstract.find(W + "numStyleLink"))
    nums = {of(num, "numId") or "": num for num in root.iterchildren(W + "num")}
    found: Lists = {}
    for num_id, num in nums.items():
        abstract_id = _followed(val(num.find(W + "abstractNumId")), abstracts, nums, list_of_style)
        levels = dict(abstracts.get(abstract_id, ({}, ""))[0])
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            index, own = whole(of(override, "ilvl")), override.find(W + "lvl")
            if own is not None:
                levels[index] = _level(own, theme)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[index] = whole(val(start), 1)
        found[num_id] = NumberedList(abstract_id, levels, starts)
    return found


def _followed(abstract_id: str, abstracts: Mapping[str, tuple[dict[int, Level], str]], nums: Mapping[str, Element],
              list_of_style: Callable[[str], str | None]) -> str:
    """The abstract number that really holds the levels: numStyleLink leads to a style, the style to another list."""
    seen: set[str] = set()
    while abstract_id not in seen:
        seen.add(abstract_id)
        levels, link = abstracts.get(abstract_id, ({}, ""))
        num = nums.get(list_of_style(link) or "") if link and not levels else None
        if num is None:
            break
        abstract_id = val(num.find(W + "abstractNumId"))
    return abstract_id


def _level(e: Element, theme: Theme) -> Level:
    notes: list[Note] = []
    fmt = e.find(W + "numFmt")
    if fmt is None:                                        # newer formats stand in mc:AlternateContent with a fallback
        fmt = e.find(f"{q('mc:AlternateContent')}/{q('mc:Choice')}/{W}numFmt")
    kind = val(fmt, "decimal")
    if kind == "custom" and fmt is not None:
        kind = f"custom:{of(fmt, 'format') or ''}"
    if not known(kind):
        notes.append(note("w:numFmt", kieu=kind))
    if e.find(W + "lvlPicBulletId") is not None:
        notes.append(note("w:lvlPicBulletId"))
    restart, legal, text = e.find(W + "lvlRestart"), e.find(W + "isLgl"), e.find(W + "lvlText")
    return Level(
        start=whole(val(e.find(W + "start")), 0), kind=kind, text="" if text is None else of(text, "val") or "",
        suffix=val(e.find(W + "suff"), "tab"), alignment=val(e.find(W + "lvlJc"), "left"),
        legal=legal is not None and on(of(legal, "val")), restart=None if restart is None else whole(val(restart)),
        style_id=val(e.find(W + "pStyle")), paragraph=paragraph_properties(e.find(W + "pPr"), theme),
        run=run_properties(e.find(W + "rPr"), theme), notes=tuple(notes))


class Counter:
    """Where every list of one document stands."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    @property
    def counted(self) -> bool:
        """Whether a paragraph was numbered yet."""
        return bool(self._begun)

    def label(self, num_id: str, index: int) -> str:
        """Counts one paragraph of the list's level and gives its label's text."""
        numbered = self._lists[num_id]
        counts, level = self._counts.setdefault(numbered.abstract, {}), numbered.levels[index]
        if (num_id, index) not in self._begun and index in numbered.starts:
            counts[index] = numbered.starts[index]         # a list's own start holds from its first use on
        elif index in counts:
            counts[index] += 1
        else:
            counts[index] = numbered.start(index)
        self._begun.add((num_id, index))
        for above in range(index):                         # a level skipped over counts as begun
            counts.setdefault(above, numbered.start(above))
        for below in [n for n in counts if n > index]:
            restart = numbered.levels[below].restart if below in numbered.levels else None
            if restart is None or index < restart:
                del counts[below]
        return _PLACEHOLDER.sub(lambda m: self._part(numbered, counts, level, int(m[1]) - 1), level.text)

    @staticmethod
    def _part(numbered: NumberedList, counts: Mapping[int, int], level: Level, index: int) -> str:
        part = numbered.levels.get(index)
        if part is None:
            return ""
        kind = "decimal" if level.legal and part.kind not in ("none", "bullet") else part.kind
        return counted(counts.get(index, numbered.start(index)), kind)
