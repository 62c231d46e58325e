"""Số, ký hiệu; địa danh và thời gian ban hành: how they are set and where (PL I, II.3c, II.4c; ô 3, 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.paper import Text, TextStyle
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS
from service.rules.looks.centred import off_centre
from service.rules.looks.judge import SIZE_TOLERANCE_PT, SURE, alignment, at, bounds, judged, size, slope, weight
from service.rules.looks.whole import missing
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen

_NUMBER: Final = re.compile(r"Số\s*:?\s*(?P<so>\d*)\s*(?P<ky_hieu>/.*)?")
_UNDATED: Final = frozenset({"BB"})               # mẫu 1.9: the time stands in the text
_LEVEL: Final = 0.7                               # of a size: tops of two lines that stand level differ less


@rule("H-10", "so-letters", "II.3c; V, dòng 3", needs=("looks",))
def so(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số, ký hiệu: cỡ chữ 13, đứng, không đậm."""
    absent = list(missing(seen, "so_ky_hieu"))
    yield from absent or judged(seen, ["so_ky_hieu"], size, weight, slope)


@also("H-11", needs=("looks",))
def so_van_ban(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số ghi bằng chữ số Ả Rập, cỡ chữ 13, đứng; số nhỏ hơn 10 ghi thêm số 0 phía trước."""
    return _segment(seen, "so", "số")


@also("H-12", needs=("looks",))
def ky_hieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ký hiệu in hoa, cỡ chữ 13, đứng; dấu gạch chéo (/) sau số, gạch nối (-) không cách chữ giữa các nhóm chữ viết tắt."""
    return _segment(seen, "ky_hieu", "ký hiệu")


def _segment(seen: Seen, group: str, name: str) -> Iterator[Fault | Outcome]:
    """A piece of the line that is set otherwise than the line: what the whole line has is told by H-10."""
    parts = [part for part in seen.of("so_ky_hieu", least=SURE) if part.looks]
    if not parts:
        yield UNDETERMINED if any(seen.of("so_ky_hieu", least=0.0)) else NOT_APPLICABLE
    row = COMPONENTS["so_ky_hieu"]
    for part in parts:
        looks = part.looks
        if not looks or (len(looks.sizes_pt) == 1 and looks.bold is not None and looks.italic is not None):
            continue
        if part.paragraph is None:
            yield UNDETERMINED
            continue
        runs = [one for one in part.paragraph.inlines if isinstance(one, Text)]
        found = _NUMBER.search("".join(one.text for one in runs))
        styles = _styles(runs, *found.span(group)) if found else []
        if any(style.bold or style.italic or not row.size_pt.allows(style.size_pt, SIZE_TOLERANCE_PT) for style in styles):
            yield at(part, problem("so-ky-hieu-mixed", "Phần {ten} có kiểu chữ, cỡ chữ khác; phải đứng, cỡ chữ {can}.", ten=name,
                                   can=bounds(row.size_pt)), found=found[group] if found else "", required=bounds(row.size_pt))


def _styles(runs: list[Text], start: int, end: int) -> list[TextStyle]:
    """The styles of the characters from start to end; blanks have none."""
    found, here = [], 0
    for run in runs:
        inside = run.text[max(0, start - here):max(0, end - here)]
        if inside.strip():
            found.append(run.style)
        here += len(run.text)
    return found


@rule("H-13", "so-place", "II.3c", needs=("looks",))
def so_place(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số, ký hiệu đặt canh giữa dưới tên cơ quan, tổ chức ban hành văn bản."""
    yield from judged(seen, ["so_ky_hieu"], alignment)
    yield from off_centre(seen, "so_ky_hieu")
    number, issuer = seen.first("so_ky_hieu"), seen.first("co_quan_ban_hanh")
    if number is None or issuer is None or min(number.confidence, issuer.confidence) < SURE:
        return
    if number.column == "right" or number.index < issuer.index:
        yield at(number, problem("so-place", "Số, ký hiệu phải ở dưới tên cơ quan, tổ chức ban hành."),
                 required="dưới tên cơ quan")


@rule("H-14", "dia-danh-ngay", "II.4c; V, dòng 4", needs=("looks",))
def dia_danh_ngay(seen: Seen) -> Iterator[Fault | Outcome]:
    """Địa danh và thời gian: cùng dòng với số, ký hiệu; in thường, cỡ chữ 13 - 14, nghiêng, canh giữa dưới Quốc hiệu."""
    if seen.abbreviation in _UNDATED:
        yield NOT_APPLICABLE
        return
    absent = list(missing(seen, "dia_danh_ngay"))
    if absent:
        yield from absent
        return
    yield from judged(seen, ["dia_danh_ngay"], size, weight, slope, alignment)
    yield from off_centre(seen, "dia_danh_ngay")
    dated, number = seen.first("dia_danh_ngay"), seen.first("so_ky_hieu")
    if dated and number and min(dated.confidence, number.confidence) >= SURE:
        if dated.column == "left":
            told = problem("dia-danh-place", "Địa danh và thời gian ban hành phải ở bên phải, dưới Quốc hiệu và Tiêu ngữ.")
            yield at(dated, told, required="bên phải")
        elif level(dated, number) is False:
            yield at(dated, problem("dia-danh-line", "Địa danh và thời gian ban hành phải cùng một dòng với số, ký hiệu."),
                     required="cùng dòng với số, ký hiệu")


def level(one: Part, other: Part) -> bool | None:
    """Whether two parts stand on one line; None where it cannot be known: in one row of a table they may or may not."""
    if one.place and other.place and one.looks and other.looks:
        apart = abs(one.place.bottom_pt - other.place.bottom_pt) if _single(one) and _single(other) else 0.0
        return one.place.page == other.place.page and min(apart, abs(one.place.top_pt - other.place.top_pt)) \
            <= _LEVEL * max(one.looks.sizes_pt[0], other.looks.sizes_pt[0])
    if one.cell and other.cell and one.cell[0] == other.cell[0] and one.cell[1] != other.cell[1]:
        return False
    return None


def _single(part: Part) -> bool:
    return "\n" not in part.text


