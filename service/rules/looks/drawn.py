"""The three drawn lines of the heading: there, drawn and not typed, as long as the decree says (II.1b, II.2b, II.5b)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, LINE_LENGTHS, PAGE
from service.rules.looks.centred import off_centre
from service.rules.looks.judge import HINT, SURE, at, case, number, size, slope, weight
from service.rules.looks.widths import lines_pt
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.rules.seen import Page, Part, Seen, Stroke

_MM: Final = 25.4 / 72
_SHARE_TOLERANCE: Final = 0.08                    # of the motto's width: lines are drawn by hand, to the letter's edge or past it
_END_TOLERANCE_MM: Final = 1.5                    # at a third and a half, for the same reason
_CENTRE_TOLERANCE_MM: Final = 5.0
_MARGIN_TOLERANCE_MM: Final = 0.3
_MEASURED_TOLERANCE_MM: Final = 1.5               # a PDF has no margins, only letters


def line_below(seen: Seen, component: str, line: str) -> Iterator[Fault | Outcome]:
    """The line under a component's last line; `line` is its row in layout.LINE_LENGTHS."""
    group = _group(seen, component)
    if not group:
        yield NOT_APPLICABLE if not any(part.component == component for part in seen.parts) else UNDETERMINED
        return
    above = _beneath(seen, group)
    stroke = next((stroke for part in reversed(above) if (stroke := seen.stroke_below(part))), None)
    name = COMPONENTS[component].name
    if stroke is not None:
        yield from _length(seen, group if seen.stroke_below(group[-1]) else above, stroke, line, name)
    elif group[-1].looks is not None and group[-1].looks.underlined:
        told = problem("line-underline", "{ten}: chữ bị gạch chân; phải có đường kẻ ngang, nét liền bên dưới.", ten=name)
        yield at(group[-1], told, found="gạch chân", required="đường kẻ ngang, nét liền")
    elif seen.source == "text" or _unseen_drawing(seen):
        yield UNDETERMINED
    else:
        yield at(group[-1], problem("line-missing", "{ten}: thiếu đường kẻ ngang, nét liền bên dưới.", ten=name),
                 required="đường kẻ ngang, nét liền")


def typed_lines(seen: Seen) -> Iterator[tuple[Part, Stroke]]:
    """The lines of the heading made of typed characters, with the part above each."""
    owners = ("tieu_ngu", "co_quan_ban_hanh", "trich_yeu")
    for stroke in seen.strokes:
        if stroke.typed and 0 <= stroke.below < len(seen.parts) and seen.parts[stroke.below].component in owners:
            yield seen.parts[stroke.below], stroke


def _group(seen: Seen, component: str) -> list[Part]:
    """The paragraphs of a component that stand one after the other: a name may take two of them."""
    group: list[Part] = []
    for part in seen.of(component, least=HINT):
        if group and part.index != group[-1].index + 1:
            break
        group.append(part)
    return group if any(part.confidence >= SURE for part in group) else []


def _beneath(seen: Seen, group: list[Part]) -> list[Part]:
    """The group and the "(Kèm theo …)" line right below: in an attached text the line stands under that (mẫu 1.3)."""
    after = group[-1].index + 1
    follows = seen.parts[after:after + 1]
    return group + [part for part in follows if part.component == "phu_luc_kem_theo"]


def _length(seen: Seen, group: list[Part], stroke: Stroke, line: str, name: str) -> Iterator[Fault | Outcome]:
    if stroke.typed:
        return                                    # the decree's own samples type it; its length depends on the face
    narrow = [page for page in seen.pages if not _legal(page, seen)] if not group[-1].in_table else []
    letters = [check(part, part.looks, COMPONENTS[part.component])
               for part in group if part.looks for check in (size, weight, slope, case)]
    if any(letters) or narrow:
        yield UNDETERMINED                        # letters and margins that must change change the length the line must have
        return
    span, widths = LINE_LENGTHS[line], [width for part in group for width in lines_pt(seen, part)]
    if not widths or span.least is None or span.most is None:
        yield UNDETERMINED
        return
    slack = _SHARE_TOLERANCE * max(widths) if span.least == span.most else _END_TOLERANCE_MM / _MM
    # Which line of several the decree does not say: neither the longest nor the shortest makes it a fault.
    if not span.least * min(widths) - slack <= stroke.length_pt <= span.most * max(widths) + slack:
        share = "bằng độ dài dòng chữ" if span.least == span.most else "từ 1/3 đến 1/2 độ dài dòng chữ"
        co = number(round(stroke.length_pt * _MM, 1))
        yield at(group[-1], problem(
            "line-length-wrong", "{ten}: đường kẻ bên dưới dài {co} mm, dòng chữ dài {dong} mm; phải dài {can}.",
            ten=name, co=co, dong=number(round(max(widths) * _MM, 1)), can=share), found=f"{co} mm", required=share)
    elif not off_centre(seen, group[-1].component) and _off_centre_mm(group[-1], stroke) > _CENTRE_TOLERANCE_MM:
        yield at(group[-1], problem("line-not-centred", "{ten}: đường kẻ không cân đối so với dòng chữ.", ten=name),
                 required="cân đối so với dòng chữ")


def _legal(page: Page, seen: Seen) -> bool:
    tolerance = _MARGIN_TOLERANCE_MM if seen.source == "docx" else _MEASURED_TOLERANCE_MM
    return all(mm is None or span.allows(mm, tolerance)
               for mm, span in ((page.left_mm, PAGE.left_mm), (page.right_mm, PAGE.right_mm)))


def _off_centre_mm(part: Part, stroke: Stroke) -> float:
    if part.place is None or stroke.place is None:
        return 0.0
    return abs((part.place.left_pt + part.place.right_pt) - (stroke.place.left_pt + stroke.place.right_pt)) / 2 * _MM


def _unseen_drawing(seen: Seen) -> bool:
    """Whether the file holds something that is not carried over: a line may be in it."""
    return seen.paper is not None and any(construct.lost for construct in seen.paper.constructs)
