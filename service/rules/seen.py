"""The document as rules see it: paragraphs in reading order, with component, words and, where known, looks and place.

Made from a `Paper` (Word file), from a PDF's characters, or from plain text; what an input does not have is None, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from service.frozen import value
from service.paper import Paper, Paragraph

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")

# The decree does not govern statutes (Điều 4 k2a), the Party's documents (Điều 2), nor what is older than it (Điều 37 k1); a
# certificate of an award (giấy khen, bằng khen) is none of its types (Điều 7) and has its own form.
# Several documents in one file are not told apart; "khong_ro": nothing says that it is an official document at all.
Outside = Literal["", "quy_pham_phap_luat", "van_ban_dang", "khen_thuong", "nhieu_van_ban", "truoc_nghi_dinh", "khong_ro"]


@value
class Looks:
    """How the letters of a part are set; a tuple holds every value that occurs, the most common first."""

    families: tuple[str, ...]
    sizes_pt: tuple[float, ...]
    bold: bool | None                             # None: mixed
    italic: bool | None
    underlined: bool | None
    colors: tuple[str | None, ...]
    alignment: Literal["left", "center", "right", "justify"] | None = None
    first_line_pt: float | None = None
    left_pt: float | None = None
    before_pt: float | None = None
    after_pt: float | None = None
    line: float | None = None                     # lines; None for exact and at least
    line_pt: float | None = None                  # exact, at least: points


@value
class Place:
    """Where a part stands: page from 1, its box in points from the top left of the page."""

    page: int
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


@value
class Stroke:
    """A drawn horizontal line: real, or made of underscores (`typed`)."""

    length_pt: float
    below: int                                    # index of the part it stands under
    typed: bool = False
    place: Place | None = None
    dashed: bool = False


@value
class PrintedLine:
    """A line as a PDF prints it; `part` is the index of the part it belongs to, None for a page number."""

    text: str
    part: int | None
    place: Place
    size_pt: float


@value
class Part:
    """A paragraph (of a PDF: a group of lines) with the component it is taken for."""

    index: int                                    # in `Seen.parts`
    text: str                                     # as written, label first; NFC is not applied
    component: str = ""                           # layout.COMPONENTS' identifier; "" where it is not known
    confidence: float = 0.0                       # 1.0: a named style of ours; below 0.5 nothing is reported on it
    number: int | None = None                     # of the paragraph in the body, 1-based
    line: int | None = None                       # of a plain text, 1-based
    label: str = ""                               # "I.", "1.", "a)", "Điều 1." as printed before the text
    looks: Looks | None = None
    place: Place | None = None
    where: str = ""                               # for people
    paragraph: Paragraph | None = None
    in_table: bool = False
    column: Literal["", "left", "right"] = ""     # of a two-column block
    blank_before: int = 0                         # empty paragraphs (text: lines) above; with a drawn line they do not count
    cell: tuple[int, int, int] | None = None      # table, row, grid column of the body, each from 0


@value
class Page:
    """A page's size and margins in mm as set (Word) or as measured from its characters (PDF)."""

    number: int | None                            # None: of a section, not of one page
    width_mm: float
    height_mm: float
    top_mm: float | None
    right_mm: float | None
    bottom_mm: float | None
    left_mm: float | None
    header_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One document. `abbreviation` of its type (KH, QĐ; "" công văn; None unknown), `issued` its date (None unknown)."""

    source: Literal["docx", "pdf", "text"]
    parts: tuple[Part, ...]
    abbreviation: str | None = None
    issued: date | None = None
    pages: tuple[Page, ...] = ()
    page_count: int | None = None
    strokes: tuple[Stroke, ...] = ()
    page_numbers: tuple[PageNumber, ...] = ()
    fonts_embedded: bool | None = None
    fonts_missing: tuple[str, ...] = ()           # names of those that are not embedded (PDF)
    lines: tuple[PrintedLine, ...] = ()           # as printed, from top to bottom (PDF)
    pictures_only: tuple[int, ...] = ()           # pages that are a picture without readable text: scans (PDF)
    paper: Paper | None = field(default=None, repr=False)
    built_in: bool = False                        # every part carries a named style of ours
    lacks: frozenset[str] = frozenset()           # components that the form other law prescribes for it does not have
    outside: Outside = ""                         # why the decree's rules cannot be held against it as a whole
    # What `per_document` has found of it: some of it is asked by a hundred rules.
    known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, *components: str, least: float = 0.5) -> Iterator[Part]:
        """The parts taken for these components, in reading order, with at least this confidence."""
        try:
            found: tuple[Part, ...] = self.known[components, least]
        except KeyError:
            found = self.known[components, least] = _of(self, components, least)
        return iter(found)

    def first(self, *components: str) -> Part | None:
        return next(self.of(*components), None)

    def stroke_below(self, part: Part) -> Stroke | None:
        return next((stroke for stroke in self.strokes if stroke.below == part.index), None)


def per_document(read: Callable[Concatenate[Seen, _Asked], _Found]) -> Callable[Concatenate[Seen, _Asked], _Found]:
    """A function of a document that reads it once: asked again, it gives what it gave, which nobody changes."""

    def again(seen: Seen, /, *asked: _Asked.args, **more: _Asked.kwargs) -> _Found:
        key = (read, asked, *more.items()) if asked or more else read
        try:
            found: _Found = seen.known[key]
        except KeyError:
            found = seen.known[key] = read(seen, *asked, **more)
        return found

    update_wrapper(again, read)
    return again


@per_document
def by_component(seen: Seen) -> dict[str, list[Part]]:
    """The parts of each component, in reading order."""
    found: dict[str, list[Part]] = {}
    for part in seen.parts:
        found.setdefault(part.component, []).append(part)
    return found


def _of(seen: Seen, components: tuple[str, ...], least: float) -> tuple[Part, ...]:
    known = by_component(seen)
    there = [known[one] for one in dict.fromkeys(components) if one in known]
    found = [part for parts in there for part in parts if part.confidence >= least]
    return tuple(sorted(found, key=lambda part: part.index) if len(there) > 1 else found)


@value
class PageNumber:
    """A page number as shown: in the header or footer, aligned so, on these kinds of pages."""

    text: str                                     # "⟦PAGE⟧" where it is a field, else what is printed
    where: Literal["header", "footer"]
    alignment: Literal["left", "center", "right"] | None
    on_first_page: bool | None
    looks: Looks | None = None
    page: int | None = None
