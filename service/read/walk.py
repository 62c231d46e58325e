"""A document's body along the ways that others of its template went: nothing is cut and nothing searched for.

The body is split where a text of characters begins. Each piece is such a text and its tail, the marks up to the next one. Tails
are few: one is a step from where the document stands to where it goes on, and says what ended on the way. `paths` lays the ways.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from service.paper import Block, Row, Section
from service.read.generations import Generations
from service.read.known_tables import KnownTable
from service.read.recipes import Recipe, moved, shown

MOST_CHARS = 250_000                            # of one generation of texts: five plans of seven pages
_FEW_ROWS = 8                                    # of a table that stays the same object as long as its rows do
_OWN = 64                                        # what keeping anything weighs beside its characters

Memory = Generations[tuple[object, ...], tuple[str, Any]]


class Lost(Exception):
    """Nothing of this kind was read before."""


class Run:
    """One document on its way. `texts`: of what began and did not end yet."""

    __slots__ = ("blocks", "paragraphs", "rows", "sections", "table", "tables", "texts")

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.texts: list[str] = []
        self.paragraphs, self.tables, self.table = 0, 0, ""


class End(Protocol):
    """What ends with a tail."""

    def take(self, run: Run) -> None: ...


class Step:
    """Where a tail leads: `onward` by the next one."""

    __slots__ = ("ends", "onward")

    def __init__(self, ends: tuple[End, ...], onward: dict[str, Step]) -> None:
        self.ends, self.onward = ends, onward


class Unit:
    """A paragraph or row that holds so many texts. `memory`: (this unit, its texts) → place, what was made there."""

    __slots__ = ("count", "memory", "recipe")

    def __init__(self, count: int, memory: Memory) -> None:
        self.count, self.memory = count, memory
        self.recipe: Recipe | None = None        # None: its characters decide, so that only these very texts are known

    def at(self, place: str, run: Run) -> Any:
        key: tuple[object, ...] = (self, *run.texts) if self.count else (self,)
        found = self.memory.get(key)
        if found is None:
            recipe = self.recipe
            texts = shown(run.texts) if self.count else []
            if recipe is None or texts is None or not recipe.fits(texts):
                raise Lost
            part = recipe.make(texts, place)
        elif found[0] == place:
            part = found[1]
            if self.count:
                run.texts = []
            return part
        else:
            part = moved(found[1], found[0], place)
        self.keep(run.texts if self.count else [], place, part)
        if self.count:
            run.texts = []
        return part

    def keep(self, texts: list[str], place: str, part: Any) -> None:
        self.memory.put((self, *texts), (place, part), sum(map(len, texts)) + _OWN)


class ParagraphEnd:
    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def take(self, run: Run) -> None:
        run.paragraphs += 1
        run.blocks.append(self.unit.at(f"đoạn {run.paragraphs}", run))


class RowEnd:
    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def take(self, run: Run) -> None:
        rows = run.rows
        rows.append(self.unit.at(f"{run.table}, hàng {len(rows) + 1}", run))


class TableBegin:
    __slots__ = ()

    def take(self, run: Run) -> None:
        run.tables += 1
        run.rows, run.table = [], f"bảng {run.tables}"


class TableEnd:
    __slots__ = ("memory", "table")

    def __init__(self, table: KnownTable, memory: Memory) -> None:
        self.table, self.memory = table, memory

    def take(self, run: Run) -> None:
        rows, place = run.rows, run.table
        few = len(rows) <= _FEW_ROWS
        key = (self, *map(id, rows)) if few else ()
        found = self.memory.get(key) if few else None
        if found is None or found[0] != place:
            made = self.table.closed(rows, place)
            if made is None:
                raise Lost
            found = place, (made, rows)                    # the rows: as long as their identities are asked for
            if few:
                self.memory.put(key, found, _OWN * len(rows))
        run.blocks.append(found[1][0])


class SectionEnd:
    __slots__ = ("shell",)

    def __init__(self, shell: Section) -> None:
        self.shell = shell

    def take(self, run: Run) -> None:
        run.sections.append(replace(self.shell, blocks=tuple(run.blocks)))
        run.blocks = []


def walked(step: Step | None, pieces: list[str]) -> list[Section] | None:
    """The sections of a body, `pieces` being what it was split to behind what led to `step`; None where no way is known."""
    if step is None:
        return None
    run = Run()
    try:
        for end in step.ends:
            end.take(run)
        for piece in pieces:
            text, _, tail = piece.partition("<")
            run.texts.append(text)
            step = step.onward.get(tail)
            if step is None:
                return None
            for end in step.ends:
                end.take(run)
    except Lost:
        return None
    return None if step.onward else run.sections
