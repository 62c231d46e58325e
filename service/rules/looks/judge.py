"""Letters and alignment of a component against its row in `layout.COMPONENTS`: what the rows on looks have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from service.errors import Problem, problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.layout import COMPONENTS, Component, Span
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.rules.seen import Looks, Part, Seen
from service.vietnamese.capitals import capitals

SURE: Final = 0.8                                 # a lỗi is reported on a part taken for its component at least so surely
HINT: Final = 0.5                                 # a nhắc
SIZE_TOLERANCE_PT: Final = 0.3                    # below half a point, Word's step; a PDF's scale rounds
_ALIGNMENTS: Final = {"left": "căn trái", "center": "căn giữa", "right": "căn phải", "justify": "căn đều hai lề"}
_SHIFTED_PT: Final = 20.0                         # a line moved by its indent may be centred all the same

Letters = Callable[[Part, Looks, Component], Fault | None]


def judged(seen: Seen, components: Iterable[str], *checks: Letters, least: float = SURE) -> Iterator[Fault | Outcome]:
    """Every part of these components by every check; equal faults are told once, with the number of places."""
    parts = [part for part in seen.of(*components, least=-1.0) if part.text.strip()]
    if not parts:
        yield NOT_APPLICABLE
        return
    sure = [(part, part.looks) for part in parts if part.confidence >= least and part.looks is not None]
    if not sure:
        yield UNDETERMINED
        return
    found = (check(part, looks, COMPONENTS[part.component]) for part, looks in sure for check in checks)
    yield from once(fault for fault in found if fault)


def once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults that say the same of the same component: the first one, naming how many more places there are."""
    same: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        same.setdefault((fault.component, fault.problem.code, fault.found), []).append(fault)
    for first, *others in same.values():
        place = f"{first.place} và {len(others)} chỗ khác" if first.place else f"{len(others) + 1} chỗ"
        yield replace(first, place=place) if others else first


def at(part: Part, told: Problem, *, found: str = "", required: str = "", suggestion: str = "") -> Fault:
    """A fault at a part."""
    return Fault(
        problem=told, component=part.component, page=part.place.page if part.place else None, paragraph=part.number,
        line=part.line, place=part.where, found=found, required=required, suggestion=suggestion)


def size(part: Part, looks: Looks, row: Component) -> Fault | None:
    """The size that most letters have."""
    found, span = looks.sizes_pt[0], row.size_pt
    if span.allows(found, SIZE_TOLERANCE_PT):
        return None
    told = problem("size-wrong", "{ten}: cỡ chữ {co}, phải là {can}.", ten=row.name, co=number(found), can=bounds(span))
    return at(part, told, found=number(found), required=bounds(span))


def weight(part: Part, looks: Looks, row: Component) -> Fault | None:
    """Bold or not; a part that is both is not judged."""
    if looks.bold is None or looks.bold == row.bold:
        return None
    co, can = ("đậm", "không đậm") if looks.bold else ("không đậm", "đậm")
    return at(part, problem("weight-wrong", "{ten}: kiểu chữ {co}, phải {can}.", ten=row.name, co=co, can=can),
              found=co, required=can)


def slope(part: Part, looks: Looks, row: Component) -> Fault | None:
    """Upright or italic; a part that is both is not judged."""
    if looks.italic is None or looks.italic == row.italic:
        return None
    co, can = ("nghiêng", "đứng") if looks.italic else ("đứng", "nghiêng")
    return at(part, problem("slope-wrong", "{ten}: kiểu chữ {co}, phải {can}.", ten=row.name, co=co, can=can),
              found=co, required=can)


def case(part: Part, _looks: Looks, row: Component) -> Fault | None:
    """In capitals or not. Symbols of documents and units keep their small letters; one word in capitals may be a short name."""
    if row.case == "upper" and (upper := _capitals(part.text)):
        text = unicodedata.normalize("NFC", part.text)
        return at(part, problem("case-not-capitals", "{ten}: phải viết bằng chữ in hoa.", ten=row.name),
                  found=text, required="in hoa", suggestion=upper)
    if row.case == "normal" and _in_capitals(part.text):
        return at(part, problem("case-capitals", "{ten}: viết bằng chữ in hoa, phải là chữ in thường.", ten=row.name),
                  found=unicodedata.normalize("NFC", part.text), required="in thường")
    return None


@by_text
def _capitals(text: str) -> str:
    """A text in capitals; "" where it is."""
    text = unicodedata.normalize("NFC", text)
    upper = capitals(text)
    return upper if text != upper else ""


@by_text
def _in_capitals(text: str) -> bool:
    text = unicodedata.normalize("NFC", text)
    if text != text.upper():
        return False
    words = [word for word in text.split() if sum(map(str.isalpha, word)) > 1 and not any(map(str.isdigit, word))]
    return len(words) >= 2 and max(map(len, words)) > 2


def alignment(part: Part, looks: Looks, row: Component) -> Fault | None:
    """How a line stands in its column, where the decree's words say it and tabs or indents do not stand in for it."""
    right = part.paragraph.format.right_pt if part.paragraph else 0.0
    placed = "\t" in part.text.strip("\n") or part.text.startswith("  ") or abs((looks.left_pt or 0.0) - right) > _SHIFTED_PT
    tabbed = bool(part.column) and not part.in_table and part.place is None
    alike = looks.alignment == row.alignment or (looks.alignment, row.alignment) == ("justify", "left")   # of a line on its own
    if row.alignment_support != "A" or looks.alignment is None or alike or placed or tabbed:
        return None
    co, can = _ALIGNMENTS[looks.alignment], _ALIGNMENTS[row.alignment]
    return at(part, problem("alignment-wrong", "{ten}: {co}, phải {can}.", ten=row.name, co=co, can=can), found=co, required=can)


def number(value: float) -> str:
    """13.5 → `13,5`; at most two places."""
    return f"{round(value, 2):g}".replace(".", ",")


def bounds(span: Span) -> str:
    """A span as people write it: `13`, `13 - 14`, `từ 6`, `đến 1,5`."""
    if span.least is None:
        return "" if span.most is None else f"đến {number(span.most)}"
    if span.most is None:
        return f"từ {number(span.least)}"
    return number(span.least) if span.least == span.most else f"{number(span.least)} - {number(span.most)}"
