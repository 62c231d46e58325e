"""What a block is besides how it looks: a heading and its level, an item of a list, a table of data. For tags and bookmarks.

A role is the name of a structure type of PDF (ISO 32000-1, 14.8.4); the layout does not see it. Word's files say outline levels
and automatic labels; what is typed (`a)`, `- `) is read from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile, zip_longest
from typing import Final, NamedTuple

from service.paper import Block, Field, NoteMark, Paragraph, Picture, Text
from service.read.generations import Generations
from service.rules.types import KINDS, PRESCRIBED, STATUTES

_TITLE: Final = -1                               # above all outline levels
_UNNAMED: Final = "Văn bản"                    # a document without words
_LONGEST: Final = 200                            # characters of a title that is no title
_DEEPEST: Final = 6                              # PDF has H1 to H6
# A heading of two paragraphs: the number or kind, then the words (PL I, II.5, II.6đ, III.1). By the ids of the templates' styles.
_TWO_LINES: Final = {
    "ten_loai": "trich_yeu", "phu_luc": "phu_luc_ten", "phan": "phan_tieu_de", "chuong": "chuong_tieu_de",
    "muc_dieu": "muc_dieu_tieu_de", "tieu_muc": "tieu_muc_tieu_de",
}  # fmt: skip
_PAIRED: Final = frozenset((*_TWO_LINES, *_TWO_LINES.values()))
_TITLES: Final = frozenset({"ten_loai", "phu_luc", "phu_luc_ten", "trich_yeu_cong_van", "Title"})
# Where no style says it: a line of its own, centred and bold, with the name of a kind of document or of an appendix.
_KINDS: Final = frozenset(
    name.upper() for name in (*(kind.name for kind in KINDS), *PRESCRIBED, *STATUTES, "Bằng khen", "Giấy khen")
)
_APPENDIX: Final = re.compile(r"(?i)phụ lục(\s+([ivxlc]+|\d{1,2}))?")

# Signs typed at the beginning of an item, with the blank behind them. A number counts only beside its neighbour.
_TYPED: Final = re.compile(
    r"(?:([-+*\u2013\u2014•▪◦●○■□◆►✓➢])|([a-zđ])[.)]|(\d{1,3})[.)]|(\d{1,3}(?:\.\d{1,3}){1,3})\.?)\s+(?=\S)"
)


class Role(NamedTuple):
    """`tag`: H1 to H6, LI, Note, `join` (it goes on with the element before), or nothing: a paragraph."""

    tag: str = ""
    level: int = 0                               # of an item: 1 is the outermost list
    label: int = 0                               # so many characters at its beginning are its label
    bookmark: str = ""                           # of a heading: its words in one line


PLAIN: Final = Role()
GOES_ON: Final = Role("join")


@dataclass(slots=True)
class Outline:
    """The headings so far, the deepest last. Levels of a file may leave out one or begin anywhere, those of tags may not."""

    open: list[int] = field(default_factory=list)

    def level(self, raw: int) -> int:
        """The level of the next heading, 1 or more and at most one deeper than the heading before."""
        while self.open and self.open[-1] >= raw:
            self.open.pop()
        self.open.append(raw)
        return min(len(self.open), _DEEPEST)


class Rank(NamedTuple):
    """A heading whatever stands above it: its level as its file says it, and its words in one line."""

    raw: int
    bookmark: str


def rank(paragraph: Paragraph, before: Block | None, after: Block | None, *, aside: bool = False) -> Rank | Role:
    """What a paragraph is between its neighbours: a heading of this rank, PLAIN, or GOES_ON. `aside`: in a cell or a drawn box,
    where only a title counts (many a file has its số, ký hiệu in Word's style of headings)."""
    if isinstance(before, Paragraph) and _pair(before, paragraph):
        return GOES_ON
    raw, second = seen(paragraph).raw, None
    if isinstance(after, Paragraph) and _pair(paragraph, after):
        raw, second = seen(after).raw if raw is None else raw, after
    if raw is None or (aside and raw != _TITLE):
        return PLAIN
    text = f"{paragraph.text} {second.text}" if second else paragraph.text
    bookmark = " ".join(text.split()) if "  " in text or not text.isprintable() else text.strip()
    return Rank(raw, bookmark) if any(map(str.isalnum, bookmark)) else PLAIN


def heading(
    paragraph: Paragraph, before: Block | None, after: Block | None, outline: Outline, *, aside: bool = False
) -> Role:
    """The role of a paragraph as heading, or PLAIN. Asked in reading order: the outline goes on with each."""
    found = rank(paragraph, before, after, aside=aside)
    return Role(f"H{outline.level(found.raw)}", bookmark=found.bookmark) if isinstance(found, Rank) else found


def title_of(blocks: Sequence[Block]) -> str:
    """What a document without a title is called: its first heading, else its first words, at most 200 characters."""
    shown = [one for one in _paragraphs(blocks) if one.text.strip()]
    headings = (heading(one, None, after, Outline()).bookmark for one, after in zip_longest(shown, shown[1:]) if one is not None)
    found = next(filter(None, headings), "") or (" ".join(shown[0].text.split()) if shown else _UNNAMED)
    return found if len(found) <= _LONGEST else found[:_LONGEST].rsplit(" ", 1)[0] + "…"


def items(blocks: Sequence[Block]) -> dict[int, Role]:
    """The items of lists among these blocks, by their place: neighbours make one list, nested by the kinds of their labels."""
    return _items([seen(block).sort.mark for block in blocks])


def glance(known: Sequence[Seen]) -> Sequence[Role | None]:
    """The role of each block as far as no other heading needs to be known: PLAIN, an item of a list, or None where `rank` must
    be asked. Papers of one kind have the same whatever their words are, so it is kept by the sorts of their blocks."""
    sorts = tuple([one.sort for one in known])
    found = _glances.get(sorts)
    if found is None:
        roles: list[Role | None] = [None if sort.asked else PLAIN for sort in sorts]
        for place, role in _items([sort.mark for sort in sorts]).items():
            roles[place] = role
        found = tuple(roles)
        _glances.put(sorts, found, len(sorts))
    return found


def _items(marks: list[_Mark | None]) -> dict[int, Role]:
    found: dict[int, Role] = {}
    for start, stop in _runs(marks):
        _alone(marks, start, stop)
    for start, stop in _runs(marks):
        depth: list[tuple[str, int]] = []
        for place in range(start, stop):
            mark = marks[place]
            assert mark is not None
            _nest(depth, mark.kind)
            found[place] = _item(len(depth), mark.length)
    return found


@lru_cache(maxsize=256)
def _item(level: int, label: int) -> Role:
    return Role("LI", level=level, label=label)


# ---------------------------------------------------------------- paragraphs by themselves

class Seen:
    """What a paragraph is whatever stands beside it. Paragraphs of the same `parts` have the same one as long as it is kept, so
    that it stands for them in keys; one that holds pictures is not kept (`lasting`). `fresh`: nothing is known by it yet."""

    __slots__ = ("fresh", "lasting", "parts", "raw", "sort")

    def __init__(self, raw: int | None, sort: _Sort, lasting: bool, parts: tuple[object, ...]) -> None:
        self.raw, self.sort, self.lasting, self.parts, self.fresh = raw, sort, lasting, parts, True


class _Sort:
    """All that the roles of a paragraph's neighbours ask of it; made once for all paragraphs that are alike in it, so that it
    stands for itself in keys. `asked`: it may be a heading."""

    __slots__ = ("asked", "mark")

    def __init__(self, asked: bool, mark: _Mark | None) -> None:
        self.asked, self.mark = asked, mark


_sort_of: Final = lru_cache(maxsize=1024)(_Sort)
_PLAIN_SORT: Final = _Sort(False, None)
_TABLE: Final = Seen(None, _PLAIN_SORT, True, ())
_glances: Final[Generations[tuple[_Sort, ...], tuple[Role | None, ...]]] = Generations(10_000)       # blocks
_MOST_SEEN: Final = 2048
_by_parts: dict[tuple[int, int, int, int, str], Seen] = {}
_by_itself: dict[int, tuple[Seen, Paragraph]] = {}


def seen(block: Block) -> Seen:
    """Kept by identity, the paragraph's or its parts': from record to record most of a type stay the same objects."""
    if (known := _by_itself.get(id(block))) is not None:
        return known[0]
    if not isinstance(block, Paragraph):
        return _TABLE
    inlines, form, mark, label = block.inlines, block.format, block.mark, block.label
    key = (id(inlines), id(form), id(mark), id(label), block.style_id)
    found = _by_parts.get(key)
    if found is not None:                        # it comes again
        if len(_by_itself) >= _MOST_SEEN:
            _by_itself.clear()
        _by_itself[id(block)] = found, block
        return found
    raw = _raw(block)
    typed, asked = _mark(block) if raw is None else None, raw is not None or block.style_id in _PAIRED
    sort = _sort_of(asked, typed) if asked or typed is not None else _PLAIN_SORT
    found = Seen(raw, sort, not block.heavy, (inlines, form, mark, label))
    if found.lasting:
        if len(_by_parts) >= _MOST_SEEN:
            _by_parts.clear()
        _by_parts[key] = found
    return found


# ---------------------------------------------------------------- headings

def _raw(paragraph: Paragraph) -> int | None:
    form = paragraph.format
    if paragraph.style_id in _TITLES:
        return _TITLE
    if form.outline_level is None and form.alignment == "center" and paragraph.label is None:
        text = " ".join(paragraph.text.split())
        if (text in _KINDS or _APPENDIX.fullmatch(text)) and all_bold([paragraph]):
            return _TITLE
    return form.outline_level


def _pair(first: Paragraph, second: Paragraph) -> bool:
    return _TWO_LINES.get(first.style_id) == second.style_id and bool(first.text.strip()) and bool(second.text.strip())


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (one for row in block.rows for cell in row.cells for one in _paragraphs(cell.blocks))


# ---------------------------------------------------------------- lists

class _Mark(NamedTuple):
    kind: tuple[str, int]                        # the kind of label, and how deep it says it is
    length: int
    number: int | None = None                    # of a typed number


def _mark(paragraph: Paragraph) -> _Mark | None:
    inlines = paragraph.inlines
    if paragraph.label is not None:
        said = any(type(one) is Text for one in inlines)
        return _Mark(("auto", paragraph.label.level), len(paragraph.label.text)) if said else None
    alone = len(inlines) == 1 and type(inlines[0]) is Text
    text = inlines[0].text if alone else paragraph.text      # type: ignore[union-attr]  # what is alone is a text
    if (shown := text.lstrip())[:1].isalpha() and shown[1:2] not in (".", ")"):       # most texts begin with a word
        return None
    if (found := _TYPED.match(shown)) is None:
        return None
    mark = _typed(found[0])
    return mark if len(shown) == len(text) and (alone or mark.length <= _written(paragraph)) else mark._replace(length=0)


@lru_cache(maxsize=1024)
def _typed(typed: str) -> _Mark:
    """What is said by a sign typed at the beginning of an item, with all that is blank behind it; a U+0020 right there counts."""
    found = _TYPED.match(f"{(sign := typed.rstrip())} x")
    assert found is not None
    (dash, letter, number, numbers), length = found.groups(), len(sign) + typed.startswith(" ", len(sign))
    if dash or letter:
        return _Mark((dash or "a", 0), length)
    return _Mark(("1", (number or numbers).count(".")), length, int((number or numbers).rsplit(".", 1)[-1]))


def _written(paragraph: Paragraph) -> int:
    """How many of its characters stand before anything that is none: a label behind the sign of a note is read behind it."""
    before = takewhile(lambda one: not isinstance(one, NoteMark | Field | Picture), paragraph.inlines)
    return sum(len(one.text) for one in before if isinstance(one, Text))


def _runs(marks: Sequence[_Mark | None]) -> Iterator[tuple[int, int]]:
    """Where marks follow each other."""
    start = 0
    for place, mark in enumerate([*marks, None]):
        if mark is None:
            if place > start:
                yield start, place
            start = place + 1


def _alone(marks: list[_Mark | None], start: int, stop: int) -> None:
    """A number whose neighbour is not in the run numbers no item: "1. Mục đích" above dashes heads them."""
    run = [mark for mark in marks[start:stop] if mark is not None]
    for place in range(start, stop):
        mark = marks[place]
        if mark is not None and mark.number is not None:
            near = {mark.number - 1, mark.number + 1}
            if not any(other.kind == mark.kind and other.number in near for other in run):
                marks[place] = None


def _nest(depth: list[tuple[str, int]], kind: tuple[str, int]) -> None:
    if kind in depth:
        del depth[depth.index(kind) + 1 :]
        return
    while depth and depth[-1][0] == kind[0] and depth[-1][1] > kind[1]:
        depth.pop()
    depth.append(kind)


def all_bold(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether something is written there, and all of it bold."""
    texts = [one for paragraph in paragraphs for one in paragraph.inlines if isinstance(one, Text) and one.text.strip()]
    return bool(texts) and all(one.style.bold for one in texts)
