"""Indents, gaps and line spacing of the body (PL I, II.6e)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.fonts import faces
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, FIRST_LINE_MM, LINE_SPACING, PARAGRAPH_GAP_PT
from service.rules.looks.judge import HINT, SURE, at, bounds, number, once
from service.rules.looks.whole import body
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Looks, Part, Seen

_MM: Final = 25.4 / 72
_INDENTED: Final = ("doan", "dieu", "dieu_tieu_de", "khoan", "khoan_tieu_de", "diem")
_SPACED: Final = (*_INDENTED, "muc", "gach", "cong", "can_cu")
_INDENT_TOLERANCE_MM: Final = 0.4                 # 28.35 points are 10 mm; Word's dialog rounds inches to 0.25 mm
_GAP_TOLERANCE_PT: Final = 0.25
_LINE_TOLERANCE: Final = 0.02
_CHOICES: Final = " hoặc ".join(f"{number(mm / 10)} cm" for mm in FIRST_LINE_MM)


def _first_line_mm(part: Part, looks: Looks) -> float | None:
    """Where the first letter stands from the left edge of the text; None where blanks or tabs stand in for the indent."""
    if looks.first_line_pt is None or looks.alignment in ("center", "right"):
        return None
    if part.place and part.text[:1].islower():
        return None                               # on a page: the second half of a paragraph
    if part.text[:1].isspace() or "\t" in part.text[len(part.label):len(part.label) + 2]:
        return None
    return (looks.first_line_pt + (looks.left_pt or 0.0)) * _MM


def _legal(mm: float) -> float | None:
    return next((one for one in FIRST_LINE_MM if abs(one - mm) <= _INDENT_TOLERANCE_MM), None)


def _placed(seen: Seen, components: tuple[str, ...], least: float) -> list[tuple[Part, float]]:
    found = ((part, _first_line_mm(part, part.looks)) for part in body(seen, *components, least=least) if part.looks)
    return [(part, mm) for part, mm in found if mm is not None]


@rule("B-04", "can-cu-indent", "PL III (mẫu)", severity="nhac", needs=("looks",), about=("can_cu",))
def can_cu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dòng đầu của căn cứ lùi vào như lời văn: 1 cm hoặc 1,27 cm (theo mẫu)."""
    placed = _placed(seen, ("can_cu",), HINT)
    if not placed:
        yield UNDETERMINED if any(seen.of("can_cu", least=0.0)) else NOT_APPLICABLE
    yield from once(_indent(part, mm) for part, mm in placed if _legal(mm) is None)


@rule("B-20", "first-line-indent", "II.6e", needs=("looks",))
def indent(seen: Seen) -> Iterator[Fault | Outcome]:
    """Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm, thống nhất trong cả văn bản."""
    placed = _placed(seen, _INDENTED, SURE)
    if not placed:
        yield UNDETERMINED if body(seen, *_INDENTED, least=0.0) else NOT_APPLICABLE
        return
    yield from once(_indent(part, mm) for part, mm in placed if _legal(mm) is None)
    legal = [(part, one) for part, mm in placed if (one := _legal(mm)) is not None]
    kinds = Counter(one for _, one in legal)
    if len(kinds) > 1:
        usual = kinds.most_common(1)[0][0]
        part, mm = next((part, mm) for part, mm in legal if mm != usual)
        co, can = f"{number(mm / 10)} cm", f"{number(usual / 10)} cm"
        yield at(part, problem("indent-mixed", "Chữ đầu dòng chỗ lùi {co}, chỗ lùi {can}; phải thống nhất trong cả văn bản.",
                               co=co, can=can), found=co, required=can, suggestion=can)


def _indent(part: Part, mm: float) -> Fault:
    co = f"{number(round(mm / 10, 2))} cm"
    name = COMPONENTS[part.component].name
    return at(part, problem("indent-wrong", "{ten}: chữ đầu dòng lùi vào {co}, phải là {can}.", ten=name, co=co, can=_CHOICES),
              found=co, required=_CHOICES)


@rule("B-21", "paragraph-gap", "II.6e", needs=("looks",))
def gap(seen: Seen) -> Iterator[Fault | Outcome]:
    """Khoảng cách giữa các đoạn văn tối thiểu 6 pt."""
    parts = body(seen, *_SPACED)
    pairs = [(one, two) for one, two in itertools.pairwise(parts)
             if two.index == one.index + 1 and not two.blank_before]
    known = [(two, size) for one, two in pairs if (size := _gap_pt(seen, one, two)) is not None]
    if not known:
        yield UNDETERMINED if pairs else NOT_APPLICABLE
    can = bounds(PARAGRAPH_GAP_PT)
    yield from once(
        at(part, problem("paragraph-gap", "Khoảng cách giữa các đoạn văn {co} pt, tối thiểu {can} pt.", co=number(size),
                         can=number(PARAGRAPH_GAP_PT.chosen)), found=f"{number(size)} pt", required=f"{can} pt",
           suggestion=number(PARAGRAPH_GAP_PT.chosen))
        for part, size in known if not PARAGRAPH_GAP_PT.allows(size, _GAP_TOLERANCE_PT))


def _gap_pt(seen: Seen, one: Part, two: Part) -> float | None:
    if not one.looks or not two.looks:
        return None
    after, before = one.looks.after_pt, two.looks.before_pt
    if after is None or before is None:
        return None
    above, below = one.paragraph, two.paragraph
    if above and below and above.style_id == below.style_id:            # Word leaves the gap out between paragraphs of a style
        after, before = (0.0 if above.format.contextual else after), (0.0 if below.format.contextual else before)
    return after + before if seen.paper and seen.paper.spacing_sum else max(after, before)


@rule("B-22", "line-spacing", "II.6e", needs=("looks",))
def line_spacing(seen: Seen) -> Iterator[Fault | Outcome]:
    """Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 lines."""
    known = [(part, lines) for part in body(seen, *_SPACED) if part.looks and (lines := _lines(part.looks)) is not None]
    if not known:
        yield UNDETERMINED if body(seen, *_SPACED, least=0.0) else NOT_APPLICABLE
    can = bounds(LINE_SPACING)
    yield from once(
        at(part, problem("line-spacing", "Khoảng cách giữa các dòng {co} lines, phải là {can} lines.", co=number(lines), can=can),
           found=f"{number(lines)} lines", required=f"{can} lines")
        for part, lines in known if not LINE_SPACING.allows(lines, _LINE_TOLERANCE))


def _lines(looks: Looks) -> float | None:
    """Line spacing in lines; "exactly 18 pt" counts in heights of the face at its size."""
    if looks.line is not None:
        return round(looks.line, 2)
    if looks.line_pt is None:
        return None
    face = faces().find(looks.families[0], bool(looks.bold), bool(looks.italic)).face
    return round(looks.line_pt / (face.natural_em * looks.sizes_pt[0]), 2)
