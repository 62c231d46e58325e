"""Số trang văn bản (PL I, I.7; V, dòng 14)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from service.errors import Problem, problem
from service.paper import Table
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, PAGE
from service.rules.looks.judge import SIZE_TOLERANCE_PT, SURE, at, bounds, number, once
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import PageNumber, Part, Seen

_APPENDIX: Final = ("phu_luc", "phu_luc_ten", "phu_luc_kem_theo")
_FIELD: Final = "⟦PAGE⟧"
_ARABIC: Final = re.compile(r"\d+")
_PLACES: Final = {"header": "đầu trang", "footer": "cuối trang"}
_ALIGNMENTS: Final = {"left": "bên trái", "center": "ở giữa", "right": "bên phải"}
_FULL_LINE: Final = 105                           # characters of 13 points between the narrowest margins, and some more
_SINGLE: Final = 1.149                            # a line of Times New Roman in sizes
_SURELY: Final = 1.05                             # of a page's text height
_HEADER_SLACK_MM: Final = 3.0                     # the sample's 10 mm is drawn only; Word's own 12.7 mm is as good


def _shown(seen: Seen) -> Iterator[PageNumber]:
    return (one for one in seen.page_numbers if one.text.strip())


def _several_pages(seen: Seen) -> bool | None:
    if seen.page_count is not None:
        begun = {part.place.page for part in seen.of(*_APPENDIX) if part.place}         # III.1đ: each counts from 1 again
        return bool(set(range(2, seen.page_count + 1)) - begun)
    heights = sum(_least_height_pt(part) for part in seen.parts if part.column != "right" and not _in_row(part))
    room = (PAGE.height_mm - PAGE.top_mm.chosen - PAGE.bottom_mm.chosen) / 25.4 * 72
    return True if heights > _SURELY * room else None


def _in_row(part: Part) -> bool:
    """In a cell that is not the first of its row: the row is counted once."""
    return part.cell is not None and part.cell[2] > 0


def _least_height_pt(part: Part) -> float:
    """How high a part is at the least: its lines filled to the last letter."""
    looks = part.looks
    if looks is None:
        return 0.0
    lines = sum(max(1, math.ceil(len(line) / _FULL_LINE)) for line in part.text.split("\n"))
    gap = max(looks.before_pt or 0.0, looks.after_pt or 0.0)
    return lines * (looks.line_pt or looks.sizes_pt[0] * _SINGLE * (looks.line or 1.0)) + gap


def _fault(one: PageNumber, told: Problem, *, found: str = "", required: str = "") -> Fault:
    return Fault(told, "so_trang", page=one.page, place=_PLACES[one.where], found=found, required=required)


def _not_arabic(text: str) -> Problem:
    return problem("page-number-not-arabic", "Số trang “{co}” không phải chữ số Ả Rập.", co=text)


@rule("PG-11", "page-number-missing", "I.7", needs=("looks",))
def counted(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang văn bản được đánh từ số 1, bằng chữ số Ả Rập."""
    shown = list(_shown(seen))
    if not shown:
        several = _several_pages(seen)
        if several:
            yield Fault(problem("page-number-missing", "Văn bản có nhiều trang nhưng không đánh số trang."), "so_trang",
                        required="số trang từ trang 2")
        else:
            yield UNDETERMINED if several is None else NOT_APPLICABLE
        return
    for one in shown:
        printed = _ARABIC.search(one.text)
        if _FIELD not in one.text and printed is None:
            yield _fault(one, _not_arabic(one.text), found=one.text, required="chữ số Ả Rập")
            return
    first = seen.paper.sections[0] if seen.paper and seen.paper.sections else None
    if first and first.page_format != "decimal":
        yield Fault(_not_arabic(first.page_format), "so_trang", found=first.page_format, required="chữ số Ả Rập")
    elif first and first.page_start not in (None, 1):
        yield Fault(problem("page-number-start", "Số trang bắt đầu từ {co}, phải đánh từ số 1.", co=first.page_start), "so_trang",
                    found=str(first.page_start), required="1")


@rule("PG-12", "page-number-letters", "I.7; V, dòng 14", needs=("looks",))
def letters(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang cỡ chữ 13 - 14, kiểu chữ đứng, không đậm."""
    row, shown = COMPONENTS["so_trang"], [(one, one.looks) for one in _shown(seen) if one.looks is not None]
    if not shown:
        yield UNDETERMINED if any(_shown(seen)) else NOT_APPLICABLE
    found = []
    for one, looks in shown:
        if not row.size_pt.allows(looks.sizes_pt[0], SIZE_TOLERANCE_PT):
            co, can = number(looks.sizes_pt[0]), bounds(row.size_pt)
            told = problem("size-wrong", "{ten}: cỡ chữ {co}, phải là {can}.", ten=row.name, co=co, can=can)
            found.append(_fault(one, told, found=co, required=can))
        if looks.bold or looks.italic:
            co = " ".join(word for word, is_so in (("đậm", looks.bold), ("nghiêng", looks.italic)) if is_so)
            told = problem("page-number-style", "Số trang kiểu chữ {co}, phải là chữ đứng, không đậm.", co=co)
            found.append(_fault(one, told, found=co, required="đứng"))
    yield from once(found)


@rule("PG-13", "page-number-place", "I.7", needs=("looks",))
def place(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang đặt canh giữa theo chiều ngang trong phần lề trên của văn bản."""
    shown = list(_shown(seen))
    if not shown:
        yield NOT_APPLICABLE
    elif all(one.where == "header" and one.alignment is None for one in shown):
        yield UNDETERMINED
    yield from once(
        _fault(one, problem("page-number-place", "Số trang đặt ở {noi}, {co}; phải đặt ở giữa, trong lề trên.",
                            noi=_PLACES[one.where], co=_ALIGNMENTS[one.alignment or "center"]),
               found=f"{_PLACES[one.where]}, {_ALIGNMENTS[one.alignment or 'center']}", required="giữa, lề trên")
        for one in shown if one.where == "footer" or one.alignment not in (None, "center"))


@rule("PG-14", "page-number-on-first-page", "I.7", needs=("looks",))
def first_page(seen: Seen) -> Iterator[Fault | Outcome]:
    """Không hiển thị số trang thứ nhất."""
    shown = list(_shown(seen))
    if not shown:
        yield NOT_APPLICABLE
        return
    first = next((one for one in shown if one.on_first_page), None)
    if first is not None:
        yield _fault(first, problem("page-number-on-first-page", "Trang thứ nhất hiển thị số trang; phải bỏ."),
                     found="có số trang", required="không hiển thị")
    elif all(one.on_first_page is None for one in shown):
        yield UNDETERMINED


@rule("PG-15", "page-number-decorated", "V, dòng 14", severity="nhac", needs=("looks",))
def bare(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang chỉ ghi chữ số, không ghi “Trang 2/7” hay gạch hai bên (theo mẫu)."""
    shown = list(_shown(seen))
    if not shown:
        yield NOT_APPLICABLE
    for one in shown:
        rest = _ARABIC.sub("", one.text.replace(_FIELD, "", 1), count=0 if _FIELD in one.text else 1).strip()
        if rest and (_FIELD in one.text or _ARABIC.search(one.text)):
            yield _fault(one, problem("page-number-decorated", "Số trang ghi “{co}”; mẫu chỉ ghi chữ số.",
                                      co=one.text.replace(_FIELD, "2").strip()), found=one.text, required="chữ số")
            return


@rule("PG-16", "appendix-page-numbers", "III.1đ", needs=("looks",))
def appendix(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang của từng phụ lục được đánh riêng."""
    heads = [part for part in seen.of("phu_luc", least=SURE) if part.paragraph is not None]
    if not any(True for _ in seen.of("phu_luc")) or not any(_shown(seen)):
        yield NOT_APPLICABLE
        return
    if not heads or seen.paper is None:
        yield UNDETERMINED
        return
    for head in heads:
        section = next((one for one in seen.paper.sections if any(block is head.paragraph for block in one.blocks)), None)
        if section is None:
            yield UNDETERMINED
            return
        above = section.blocks[:next(index for index, block in enumerate(section.blocks) if block is head.paragraph)]
        begins = not any(isinstance(block, Table) or block.text.strip() for block in above)
        if not begins or (section.page_start != 1 and section is not seen.paper.sections[0]):
            yield at(head, problem("appendix-page-numbers", "{ten}: số trang đánh nối tiếp; số trang của từng phụ lục phải đánh"
                                   " riêng, bắt đầu từ 1.", ten=head.text.strip()), required="đánh riêng, từ số 1")
            return


@rule("PG-17", "header-distance", "PL III (mẫu)", severity="nhac", needs=("looks",))
def header_distance(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số trang cách mép trên khoảng 10 mm (theo tệp mẫu của Nghị định)."""
    pages = [(page, page.header_mm) for page in seen.pages if page.header_mm is not None and page.number is None]
    if not any(one.where == "header" for one in _shown(seen)):
        yield NOT_APPLICABLE
    elif not pages:
        yield UNDETERMINED
    else:
        drawn = PAGE.header_mm.chosen
        yield from once(
            Fault(problem("header-distance", "Số trang cách mép trên {co} mm; mẫu để khoảng {can} mm.", co=number(round(mm, 1)),
                          can=number(drawn)), "so_trang", found=f"{number(round(mm, 1))} mm", required=f"{number(drawn)} mm")
            for _, mm in pages if abs(mm - drawn) > _HEADER_SLACK_MM)
