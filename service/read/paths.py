"""Lays the ways of `walk`: from a document that was read, what ends with each tail and where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.paper import Block, Section, Table
from service.read.alike import Lost, Shape, Way
from service.read.along import Along, along
from service.read.column import Column
from service.read.cut import Stretch, Unusual
from service.read.generations import Proven
from service.read.known_tables import rows_of
from service.read.mended import mended
from service.read.recipes import OPEN, Recipe, apart
from service.read.story import Story
from service.read.walk import (
    MOST_CHARS,
    End,
    Inside,
    Memory,
    ParagraphEnd,
    RowEnd,
    SectionEnd,
    Step,
    TableBegin,
    TableEnd,
    Unit,
    WholeTableEnd,
    walked,
)

_MOST_STEPS = 4096
_MOST_WAYS, _LONGEST = 8, 600_000                # that are kept; characters of a document whose way is: some twenty pages
_MOST_ASTRAY = 8                                 # so many more documents whose printed pieces did not tell than whose did
_MOST_VAIN = 32                                  # so many more documents without a way than with one: nothing more is learnt
_SECTION, _END = "<w:sectPr", "</w:p>"
_PLACE = "đoạn 1"                                # any: what is made there is moved


class Reading(NamedTuple):
    """A section as it was read. `shell`: without its blocks, where nothing of it hangs on what stands before."""

    stretch: Stretch
    column: Column
    blocks: tuple[Block, ...]
    shell: Section | None


class Stop(NamedTuple):
    """What begins and ends so far behind the text's beginning. `around`: what decides how a text is read that begins there."""

    start: int
    stop: int
    around: object
    end: End
    column: Column | None = None                 # of a paragraph


class Paths:
    """The ways of the documents of one template."""

    def __init__(self) -> None:
        self._memory: Memory = Proven(MOST_CHARS)
        self._vain = self._astray = 0
        self._story: Story | None = None         # beside a document of this template
        self._forget()

    def _forget(self) -> None:
        self._roots: dict[tuple[str, str], Step] = {}
        self._begun: dict[tuple[object, str], dict[str, Step]] = {}
        self._units: dict[tuple[object, ...], Unit] = {}
        self._ways: dict[tuple[str, str, int], Way] = {}             # the last one of so many pieces
        self._along: dict[int, Along | None] = {}                    # … and of so many that were printed; None: met once
        self._steps = 0

    def printed(self, main: str, printed: Sequence[str]) -> tuple[Section, ...] | None:
        """What is read of a body and all around it, `main`, printed in these pieces; None where the text decides."""
        before = self._along.get(len(printed))
        if before is None or len(main) > _LONGEST:
            return None
        try:
            found = before.again(printed)
        except Lost:
            found = None
        if found is None:
            self._astray += 1
            return None
        self._astray = max(self._astray - 1, 0)
        self._along[len(printed)] = found
        return found.way.sections()

    def sections(self, body: str, printed: Sequence[str] = ()) -> tuple[Section, ...] | None:
        """What is read of a text, that of a body and all around it, or None where a piece of it is new. `printed`: the pieces in
        which it was, if they are known."""
        head, *pieces = body.split(OPEN)
        root = head, _last(body)
        kind = *root, len(pieces)
        found = self._ways.get(kind)
        try:
            found = None if found is None else found.again(pieces, self._mended)
            if found is None and root in self._roots:
                found = walked(self._roots[root], pieces, self._bridge)
        except Lost:
            found = None
        if found is None:
            self._vain += 1
            return None
        if len(body) <= _LONGEST:
            if len(self._ways) >= _MOST_WAYS and kind not in self._ways:
                self._ways.clear()
            self._ways[kind] = found
            if printed and self._astray < _MOST_ASTRAY:
                if len(self._along) >= _MOST_WAYS and len(printed) not in self._along:
                    self._along.clear()
                again = len(printed) in self._along
                self._along[len(printed)] = along(found, printed) if again else None
        self._vain = max(self._vain - 1, 0)
        return found.sections()

    def _mended(self, shape: Shape, pieces: list[str], strange: list[int]) -> tuple[Shape, list[int]] | None:
        return mended(shape, pieces, strange, self._bridge)

    def lay(self, story: Story, body: str, start: int, read: Sequence[Reading]) -> None:
        """The way of a document in which nothing was found that hangs on what stands before it. Its body begins at `start`."""
        if self._vain > _MOST_VAIN:
            return
        if self._steps > _MOST_STEPS:
            self._forget()
        self._story = story
        try:
            self._lay(body, [*self._stops(story, body, start, read)])
        except Unusual:
            return

    def _lay(self, body: str, stops: Sequence[Stop]) -> None:
        head, *pieces = body.split(OPEN)
        passed = len(head)
        done = _ended(stops, 0, passed)
        first = self._roots.get((head, _last(body))) or self._step(body, stops, 0, done, passed, "", begins=True)
        _agree(first, stops[:done])
        step = first
        for piece in pieces:
            tail = piece.partition("<")[2]
            if not tail.startswith("/w:t>"):
                raise Unusual
            passed += len(OPEN) + len(piece)
            before, done = done, _ended(stops, done, passed)
            following = step.onward.get(tail)
            if following is None:
                skeleton = "" if step.inside is None else f"{step.inside.skeleton}\0{tail}"
                following = self._step(body, stops, before, done, passed, skeleton, begins=done > before)
                step.onward[tail] = following
            _agree(following, stops[before:done])
            step = following
        if done == len(stops):
            self._roots[head, _last(body)] = first

    def _step(self, body: str, stops: Sequence[Stop], before: int, done: int, passed: int, skeleton: str, *, begins: bool
              ) -> Step:
        """The step to behind `passed`. `begins`: a paragraph or row began; else `skeleton` is that of the one it is in."""
        self._steps += 1
        ends, onward, inside = tuple([stop.end for stop in stops[before:done]]), dict[str, Step](), None
        if done < len(stops):
            start, _, around, end, column = stops[done]
            if start >= passed or not isinstance(end, ParagraphEnd | RowEnd | WholeTableEnd):
                raise Unusual
            if begins:
                onward = self._begun.setdefault((around, body[start:passed]), onward)
            if column is not None:
                inside = Inside(around, column, body[start:passed] if begins else skeleton)
        return Step(ends, onward, inside)

    def _bridge(self, step: Step, tail: str) -> Step | None:
        """The step by a new tail, of which only whole paragraphs without texts are new: a line under a title, as long as that."""
        story, inside = self._story, step.inside
        if story is None or inside is None or _SECTION in tail:
            return None
        around, column, skeleton = inside
        end, *between = tail.split(_END)
        rest = between.pop() if between else ""
        unit, onward = self._units.get((column, f"{skeleton}\0{end}{_END}")), self._begun.get((around, rest))
        if unit is None or onward is None:
            return None
        ends = [ParagraphEnd(unit)]
        try:
            for text in between:
                block = column.alone(story, text + _END, _PLACE)
                ends.append(ParagraphEnd(self._unit((column,), text + _END, _PLACE, block, None)))
        except Unusual:
            return None
        self._steps += 1
        made = step.onward[tail] = Step(tuple(ends), onward, Inside(around, column, rest))
        return made

    def _stops(self, story: Story, body: str, at: int, read: Sequence[Reading]) -> Iterator[Stop]:
        above: tuple[str | None, ...] = ()
        paragraphs, tables = 0, 0
        for stretch, column, blocks, shell in read:
            if shell is None or len(blocks) != len(stretch.blocks):
                raise Unusual
            above = (*above, stretch.properties)
            for text, block in zip(stretch.blocks, blocks, strict=True):
                start = body.index(text, at)
                at = start + len(text)
                if isinstance(block, Table):
                    tables += 1
                    yield from self._table(story, column, text, start, above, f"bảng {tables}")
                else:
                    paragraphs += 1
                    place = f"đoạn {paragraphs}"
                    part, recipe = column.block(story, text, place)
                    yield Stop(start, at, above, ParagraphEnd(self._unit((column,), text, place, part, recipe)), column)
            if stretch.properties is not None and not (stretch.blocks and stretch.properties in stretch.blocks[-1]):
                at = body.index(stretch.properties, at) + len(stretch.properties)
            yield Stop(at, at, above, SectionEnd(shell))

    def _table(self, story: Story, column: Column, text: str, start: int, above: object, place: str) -> Iterator[Stop]:
        head, rows = rows_of(text)
        known = column.table(head)
        made = known.rows(story, rows, place) if rows and known is not None and not known.counted else None
        if known is None or made is None:
            whole, how = column.block(story, text, place)
            yield Stop(start, start + len(text), above, WholeTableEnd(self._unit((column,), text, place, whole, how)))
            return
        at = start + len(head)
        yield Stop(start, at, above, TableBegin())
        for index, row in enumerate(rows):
            recipe = known.recipe(story, row, made[index], (index, len(rows)), place)
            kind = index == 0, index == len(rows) - 1
            unit = self._unit((known, kind), row, f"{place}, hàng {index + 1}", made[index], recipe)
            yield Stop(at, at + len(row), (above, head, index == 0), RowEnd(unit))
            at += len(row)
        yield Stop(start + len(text), start + len(text), above, TableEnd(known, self._memory))

    def _unit(self, kind: tuple[object, ...], text: str, place: str, part: object, recipe: Recipe | None) -> Unit:
        """The unit of texts like this one; it knows what was made of it."""
        if part is None:
            raise Unusual
        skeleton, texts = apart(text)
        unit = self._units.setdefault((*kind, skeleton), Unit(self._memory))
        unit.recipe = recipe or unit.recipe
        unit.keep(texts, place, part)
        return unit


def _agree(step: Step, stops: Sequence[Stop]) -> None:
    """Raises Unusual where another document's way went on otherwise: a table row by row, and here one that hangs together."""
    if [_kind(end) for end in step.ends] != [_kind(stop.end) for stop in stops]:
        raise Unusual


def _kind(end: End) -> object:
    return type(end), getattr(end, "unit", None)


def _ended(stops: Sequence[Stop], at: int, passed: int) -> int:
    """How many have ended there."""
    while at < len(stops) and stops[at].stop <= passed:
        at += 1
    return at


def _last(body: str) -> str:
    """The properties of the last section decide how wide its column is."""
    return body[body.rfind(_SECTION):]
