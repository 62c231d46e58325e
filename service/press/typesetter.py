"""What all parts of a document share while it is set: its paper, its ruler, what it reports; and paragraphs, set.

A set paragraph is kept from one document to the next by the identity of its parts: whoever hands in the same tuple of inlines
in the same format, width and options gets what was set before. The keeper holds those parts, so that no other object can take
their identity, and forgets in two generations of so many lines each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import Final, NamedTuple

from service.errors import Problem, problem
from service.fonts import Faces
from service.lines import Line, Ruler, Shape, fill
from service.lines.atoms import Thing
from service.lines.ruler import substitution
from service.paper import Bookmark, Construct, Field, Float, Note, Paper, Paragraph, Picture, Text, TextStyle
from service.press.looks import Look, look
from service.press.notices import notices
from service.press.one_look import Looks
from service.press.paragraphs import Column, Manner, set_paragraph
from service.press.setting import SetParagraph, SetTable, Words
from service.press.spacing import Reach

_MOST_LINES: Final = 2000                        # of a generation: fifty pages, some three megabytes
_SAME_PT: Final = 0.06                           # nearer to the edge of the paper, it is on it


class _Kept(NamedTuple):
    """`parts`: the objects whose identities are in the key. `substituted`, `borrowed`: what the ruler said of it. Not `lasting`:
    something was reported of it that names its place."""

    paragraph: SetParagraph
    parts: tuple[object, ...]
    substituted: tuple[tuple[str, str], ...]
    borrowed: tuple[tuple[tuple[str, str], Problem], ...]
    lasting: bool


class _Store:
    """What is kept for documents of the same options: a key is found in the young generation or in the old one, and forgotten
    when it was asked for in neither."""

    def __init__(self, options: tuple[object, ...], *, squeezes: bool) -> None:
        self.options = options
        self.looks = Looks(squeeze=squeezes)
        self._young: dict[tuple[object, ...], _Kept] = {}
        self._old: dict[tuple[object, ...], _Kept] = {}
        self._lines = 0                          # of the young

    def find(self, key: tuple[object, ...]) -> _Kept | None:
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: tuple[object, ...], kept: _Kept) -> None:
        if self._lines >= _MOST_LINES:
            self._young, self._old, self._lines = {}, self._young, 0
        self._young[key] = kept
        self._lines += len(kept.paragraph.strips)


_store: Final = lru_cache(maxsize=8)(_Store)


class _OwnLooks(dict[Shape, Look]):
    """What the shapes of a document are drawn with."""

    def __missing__(self, shape: Shape) -> Look:
        found = self[shape] = look(shape)
        return found


class Typesetter:
    """`foreign`: a stranger's file, where a character that its font lacks is taken from another font and reported."""

    set_table: Callable[..., SetTable]           # tables.set_table; sheets.py hands it in: blocks hold tables that hold blocks

    def __init__(self, paper: Paper, faces: Faces, foreign: bool = False) -> None:
        self.paper = paper
        self.ruler = Ruler(faces, foreign=foreign)
        self.squeezes = paper.squeezes                   # justified lines take a word more (word.md R1)
        self.default_tab_pt = paper.default_tab_pt
        self.controls_cells = paper.compat_mode >= 15    # widow control holds inside cells (word.md R3)
        self.expands = paper.shift_return_expands
        self.notes: dict[str, Note] = {note.note_id: note for note in paper.notes}
        self.options = (faces, foreign, self.squeezes, self.default_tab_pt, self.expands)
        self._store = _store(self.options, squeezes=self.squeezes)
        # no method of its own: a document goes as soon as nobody needs it, without waiting for the collector
        self._manner = Manner(self.ruler, _OwnLooks().__getitem__, self.expands)
        self.page_width_pt = inf                         # of the section that is set
        self.strays = False                              # something may stand beyond the paper: it is looked for (beyond.py)
        self.told = 0                                    # so often something was set of which there is something to say each time
        self._named = 0
        self._constructs: dict[Construct, None] = {}

    # ------------------------------------------------------------ paragraphs

    def paragraph(
        self, paragraph: Paragraph, width_pt: float, *, left_of_page_pt: float = 0.0, label: int = 0, fresh: bool = False
    ) -> SetParagraph:
        """The paragraph in a column `width_pt` wide whose left edge is so far from the page's. `label`: so many characters at its
        beginning are the label of an item (`blocks.roles.Role.label`). `fresh`: its parts come for the first time; it is
        kept when they come again. Raises FontFault when no face answers for a family."""
        return self._set(paragraph, width_pt, left_of_page_pt if paragraph.format.tabs else 0.0, label, None, fresh)

    def numbered(self, words: Words, page: str, pages: str) -> Words:
        """The words with the numbers of their page and of all pages in place of `PAGE` and `NUMPAGES`. Lines stay as many."""
        old = words.paragraph
        if old.source is None:
            return words
        numbers = (page, pages)
        anew = self._set(old.source, old.width_pt, old.left_of_page_pt, old.label, numbers)
        if len(anew.strips) != len(old.strips):
            anew = self._in_place(old, numbers)
        if anew.reach_pt is not None:
            self.reaches(words.x_pt, anew.reach_pt)
        return words._replace(paragraph=anew)

    def _set(
        self, paragraph: Paragraph, width_pt: float, left_pt: float, label: int, numbers: tuple[str, str] | None,
        fresh: bool = False,
    ) -> SetParagraph:  # fmt: skip
        inlines, form, mark, shown = paragraph.inlines, paragraph.format, paragraph.mark, paragraph.label
        key = None if fresh else (id(inlines), id(form), id(mark), id(shown), width_pt, left_pt, label, numbers)
        kept = self._store.find(key) if key is not None else None
        if kept is None:
            ruler = self.ruler
            filled = paragraph if numbers is None else _with_numbers(paragraph, numbers)
            plain = self._store.looks.paragraph(filled, ruler, width_pt, label)
            if fresh and plain is not None and not ruler.substituted:
                return plain                     # the most of what is new: nothing is kept, and there is nothing to say of it
            parts = (inlines, form, mark, shown)
            if plain is not None:
                kept = tuple.__new__(_Kept, (plain, parts, self._substituted(filled) if ruler.substituted else (), (), True))
            else:
                kept = self._anew(filled, Column(width_pt, left_pt, label), parts)
            if kept.lasting and key is not None:
                self._store.keep(key, kept)
        if not kept.lasting or kept.substituted or kept.borrowed:
            self.told += 1
            self.ruler.substituted.update(kept.substituted)
            self.ruler.borrowed.update(kept.borrowed)
        return kept.paragraph

    def _anew(self, paragraph: Paragraph, column: Column, parts: tuple[object, ...]) -> _Kept:
        """A paragraph of more than one look."""
        ruler = self.ruler
        faults, borrowed = len(ruler.faults), ruler.borrowed
        ruler.borrowed = {}
        found = set_paragraph(paragraph, self._lines(paragraph, column.width_pt), self._manner, column)
        told = self._reports(paragraph) or len(ruler.faults) > faults or paragraph.heavy
        mine = tuple(ruler.borrowed.items()) if ruler.borrowed else ()
        borrowed.update(mine)
        ruler.borrowed = borrowed
        return _Kept(found, parts, self._substituted(paragraph) if ruler.substituted else (), mine, not told)

    def _substituted(self, paragraph: Paragraph) -> tuple[tuple[str, str], ...]:
        """The families of the paragraph that others stand for."""
        families = {style.family for style in _styles(paragraph)}
        return tuple([(name, used) for name, used in self.ruler.substituted.items() if name in families])

    def _lines(self, paragraph: Paragraph, width_pt: float) -> list[Line]:
        return fill(paragraph, self.ruler, width_pt, squeeze=self.squeezes, default_tab_pt=self.default_tab_pt)

    def _in_place(self, old: SetParagraph, numbers: tuple[str, str]) -> SetParagraph:
        """The numbers in the room that one digit each has taken: with their own width the lines would be more or fewer."""
        assert old.source is not None

        def shown(field: Field) -> str:
            return numbers[field.kind != "PAGE"]

        lines = self._lines(old.source, old.width_pt)
        for line in lines:
            for at, item in enumerate(line.items):
                if isinstance(item, Thing) and isinstance(item.inline, Field) and item.shape is not None:
                    width = self.ruler.width_pt(shown(item.inline), item.shape)
                    line.width_pt += width - item.width_pt
                    line.items[at] = Thing(item.inline, item.shape, width)
        return set_paragraph(old.source, lines, self._manner, Column(old.width_pt, old.left_of_page_pt, old.label), shown)

    def cell_name(self) -> str:
        """A name for a cell that others point to, which no other cell of the document has."""
        self._named += 1
        return f"n{self._named}"

    # ------------------------------------------------------------ reports

    def report(self, name: str, problem: Problem, *, lost: bool) -> None:
        """Notes a construct that is not honoured, or nearly; each place once."""
        self.told += 1
        self._constructs.setdefault(Construct(name, problem, lost))

    def reaches(self, left_pt: float, reach: Reach) -> None:
        """Notes how far something reaches from there on its page. What may stand beyond the paper is asked for each time."""
        if left_pt + reach[0] < -_SAME_PT or left_pt + reach[1] > self.page_width_pt + _SAME_PT:
            self.stray()

    def stray(self) -> None:
        """Notes that something may stand beyond the paper."""
        self.told += 1
        self.strays = True

    def _reports(self, paragraph: Paragraph) -> bool:
        """Reports what of a paragraph is not printed as it should be; whether there was anything."""
        found = False
        for inline in paragraph.inlines:
            if type(inline) is Text:
                continue
            if isinstance(inline, Field) and inline.kind == "SECTIONPAGES":
                found = True
                self.report(
                    "SECTIONPAGES",
                    problem(
                        "section-pages", "Trường SECTIONPAGES được in bằng tổng số trang của cả văn bản.", place=paragraph.place
                    ),
                    lost=False,
                )
            elif isinstance(inline, Picture | Float):
                for name, told, lost in notices(inline, paragraph.place):
                    found = True
                    self.report(name, told, lost=lost)
        return found

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """What was reported, then fonts that others stand for and characters that others lent."""
        substituted = [substitution(family, used) for family, used in self.ruler.substituted.items()]
        said = (*substituted, *self.ruler.borrowed.values())
        return (*self._constructs, *(Construct("w:rFonts", one, lost=False) for one in said))

    def raise_faults(self) -> None:
        """Raises FontFault with every character that has no glyph, or does nothing."""
        self.ruler.raise_faults()


def _with_numbers(paragraph: Paragraph, numbers: tuple[str, str]) -> Paragraph:
    inlines = tuple(
        Text(numbers[one.kind != "PAGE"], one.style) if isinstance(one, Field) else one for one in paragraph.inlines
    )
    return replace(paragraph, inlines=inlines)


def _styles(paragraph: Paragraph) -> list[TextStyle]:
    own = [inline.style for inline in paragraph.inlines if not isinstance(inline, Bookmark | Float | Picture)]
    return [*own, paragraph.mark, *([paragraph.label.style] if paragraph.label is not None else [])]
