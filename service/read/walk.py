"""A document's body along the ways that others of its template went: nothing is cut and nothing searched for.

The body is split where a text of characters begins. Each piece is such a text and its tail, the marks up to the next one. Tails
are few: one is a step from where the document stands to where it goes on, and says what ended on the way. `paths` lays the ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from service.paper import Block, Row, Section, Table
from service.read.alike import Lost, Slot, Tables, Way, shape_of
from service.read.column import Column
from service.read.generations import Proven
from service.read.known_tables import KnownTable
from service.read.recipes import Recipe, moved

MOST_CHARS = 250_000                             # of one generation of texts: five plans of seven pages
_FEW_ROWS = 8                                    # of a table that stays the same object as long as its rows do
_OWN = 64                                        # what keeping anything weighs beside its characters

Memory = Proven[tuple[object, ...], tuple[str, Any]]


class Run:
    """One document on its way. `texts`: of what began and did not end yet; `count`: of tables, `table`: the place of the last."""

    __slots__ = ("blocks", "count", "paragraphs", "rows", "sections", "slots", "table", "tables", "texts")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.slots: list[Slot] = []
        self.tables: Tables = {}
        self.sections: list[tuple[Section, int]] = []
        self.rows: list[Row] = []
        self.texts: list[str] = []
        self.paragraphs, self.count, self.table = 0, 0, ""

    def put(self, unit: Unit, place: str) -> None:
        """A block of the unit ends here. Raises Lost."""
        texts, self.texts = self.texts, []
        self.slots.append(Slot(unit, place, len(texts), len(self.blocks)))
        self.blocks.append(unit.made(texts, place))


class End(Protocol):
    """What ends with a tail."""

    def take(self, run: Run) -> None: ...


class Inside(NamedTuple):
    """Where a paragraph is not yet at its end. `around`: what decides how texts are read here, `column`: where they are kept."""

    around: object
    column: Column
    skeleton: str                                # of the paragraph so far (recipes.apart)


class Step:
    """Where a tail leads: `onward` by the next one."""

    __slots__ = ("ends", "inside", "onward")

    def __init__(self, ends: tuple[End, ...], onward: dict[str, Step], inside: Inside | None) -> None:
        self.ends, self.onward, self.inside = ends, onward, inside


class Unit:
    """Paragraphs or rows that differ in their texts alone. `memory`: unit and texts → a place, and what was made there."""

    __slots__ = ("memory", "recipe")

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.recipe: Recipe | None = None        # None: its characters decide, so that only these very texts are known

    def made(self, texts: Sequence[str], place: str, *, plain: bool = False) -> Any:
        """What such texts are there; `plain`: they are `recipes.usual`. Raises Lost."""
        recipe = self.recipe
        if plain and recipe is not None and recipe.light and (not recipe.upper or recipe.fits(texts)):
            return recipe.make(texts, place)
        key = (self, *texts)
        found = self.memory.get(key)
        if found is None:
            characters = None if recipe is None else recipe.fitting(texts, plain=plain)
            if recipe is None or characters is None:
                raise Lost
            part = recipe.make(characters, place)
            if recipe.light:
                return part
        elif found[0] == place:
            return found[1]
        else:
            key = (place, *key)                  # it stands at several places
            other = self.memory.get(key)
            if other is not None:
                return other[1]
            part = moved(found[1], found[0], place)
        self.memory.put(key, (place, part), sum(map(len, texts)) + _OWN)
        return part

    def keep(self, texts: Sequence[str], place: str, part: Any) -> None:
        self.memory.keep((self, *texts), (place, part), sum(map(len, texts)) + _OWN)


class ParagraphEnd:
    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def take(self, run: Run) -> None:
        run.paragraphs += 1
        run.put(self.unit, f"đoạn {run.paragraphs}")


class RowEnd:
    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def take(self, run: Run) -> None:
        rows, texts = run.rows, run.texts
        place = f"{run.table}, hàng {len(rows) + 1}"
        run.texts = []
        run.slots.append(Slot(self.unit, place, len(texts), len(run.blocks), len(rows)))
        rows.append(self.unit.made(texts, place))


class WholeTableEnd:
    """Of a table whose rows hang on each other."""

    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def take(self, run: Run) -> None:
        run.count += 1
        run.put(self.unit, f"bảng {run.count}")


class TableBegin:
    __slots__ = ()

    def take(self, run: Run) -> None:
        run.count += 1
        run.rows, run.table = [], f"bảng {run.count}"


class TableEnd:
    __slots__ = ("known", "memory")

    def __init__(self, known: KnownTable, memory: Memory) -> None:
        self.known, self.memory = known, memory

    def take(self, run: Run) -> None:
        run.tables[len(run.blocks)] = self, run.table, run.rows
        run.blocks.append(self.table(run.rows, run.table))

    def table(self, rows: list[Row], place: str) -> Table:
        """The table of these rows. Raises Lost."""
        few = len(rows) <= _FEW_ROWS
        key = (self, place, *map(id, rows)) if few else ()
        found = self.memory.get(key) if few else None
        if found is not None:
            kept: Table = found[1][0]
            return kept
        made = self.known.closed(rows, place)
        if made is None:
            raise Lost
        if few:                                  # with its rows: as long as their identities are asked for
            self.memory.put(key, (place, (made, rows)), _OWN * len(rows))
        return made


class SectionEnd:
    __slots__ = ("shell",)

    def __init__(self, shell: Section) -> None:
        self.shell = shell

    def take(self, run: Run) -> None:
        run.sections.append((self.shell, len(run.blocks)))


def walked(step: Step, pieces: list[str], bridge: Callable[[Step, str], Step | None]) -> Way | None:
    """The way of a body, `pieces` being what it was split to behind what led to `step`, or None. Raises Lost. `bridge` leads on
    from a step where a tail is new."""
    run, steps = Run(), [step]
    for end in step.ends:
        end.take(run)
    for piece in pieces:
        text, _, tail = piece.partition("<")
        run.texts.append(text)
        following = step.onward.get(tail) or bridge(step, tail)
        if following is None:
            return None
        step = following
        steps.append(step)
        for end in step.ends:
            end.take(run)
    shape = shape_of(pieces, run.slots, run.sections, steps)
    return None if step.onward else Way(shape, pieces, run.blocks, run.tables)
