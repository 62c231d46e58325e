"""Số, ký hiệu; địa danh và thời gian ban hành: how they are set and where (PL I, II.3c, II.4c; ô 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import problem
from service.rules.finding import Fault
from service.rules.looks.judge import SURE, alignment, at, judged, size, slope, weight
from service.rules.looks.whole import missing
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Part, Seen

_UNDATED = frozenset({"BB"})                      # mẫu 1.9: the time stands in the text
_LEVEL = 0.7                                      # of a size: tops of two lines that stand level differ less


@rule("H-10", "so-letters", "II.3c; V, dòng 3", needs=("looks",))
def so(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số, ký hiệu: cỡ chữ 13, đứng, không đậm."""
    absent = list(missing(seen, "so_ky_hieu"))
    yield from absent or judged(seen, ["so_ky_hieu"], size, weight, slope)


@rule("H-13", "so-place", "II.3c", needs=("looks",))
def so_place(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số, ký hiệu đặt canh giữa dưới tên cơ quan, tổ chức ban hành văn bản."""
    yield from judged(seen, ["so_ky_hieu"], alignment)
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


