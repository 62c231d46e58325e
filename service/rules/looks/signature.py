"""Quyền hạn, chức vụ, họ và tên: how they are set and where (PL I, II.7đ; ô 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.looks.judge import at, case, judged, size, slope, weight
from service.rules.looks.whole import missing, sure
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Part, Seen

_NO_SAMPLE: Final = frozenset({"HĐ", "BGN", "BTT"})     # two parties sign; Phụ lục III has no sample of them
_MM: Final = 25.4 / 72
_APART_MM: Final = 8.0                                  # the middle of the name from the middle of the office


@rule("K-01", "quyen-han-letters", "II.7đ; V, dòng 7", needs=("looks",))
def quyen_han(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quyền hạn, chức vụ của người ký: in hoa, cỡ chữ 13 - 14, đứng, đậm, bên phải, dưới nội dung."""
    absent = list(missing(seen, "quyen_han")) if seen.abbreviation not in _NO_SAMPLE else []
    if absent:
        yield from absent
        return
    yield from judged(seen, ["quyen_han"], size, weight, slope, case)
    lines = sure(seen, "quyen_han")
    if lines and all(part.column == "left" for part in lines):
        yield at(lines[0], problem("quyen-han-place", "Quyền hạn, chức vụ của người ký phải ở bên phải, dưới nội dung văn bản."),
                 required="bên phải")


@rule("K-02", "ho-ten-letters", "II.7đ; V, dòng 7", needs=("looks",))
def ho_ten(seen: Seen) -> Iterator[Fault | Outcome]:
    """Họ và tên người ký: in thường, cỡ chữ 13 - 14, đứng, đậm, canh giữa so với quyền hạn, chức vụ."""
    absent = list(missing(seen, "ho_ten")) if seen.abbreviation not in _NO_SAMPLE else []
    if absent:
        yield from absent
        return
    yield from judged(seen, ["ho_ten"], size, weight, slope, case)
    office, name = sure(seen, "quyen_han"), sure(seen, "ho_ten")
    if office and name and _off_centre(office[-1], name[-1]):
        yield at(name[-1], problem("ho-ten-not-centred", "Họ và tên người ký phải canh giữa so với quyền hạn, chức vụ."),
                 required="canh giữa so với quyền hạn, chức vụ")


@rule("K-03", "chuc-vu-khac", "II.7c, II.7đ", needs=("looks",), about=("chuc_vu_khac",))
def chuc_vu_khac(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chức vụ khác của người ký ở phía trên họ và tên, cỡ chữ 13 - 14, đứng, đậm."""
    yield from judged(seen, ["chuc_vu_khac"], size, weight, slope)
    office, name = sure(seen, "chuc_vu_khac"), sure(seen, "ho_ten")
    if office and name and name[-1].index < office[0].index:
        yield at(office[0], problem("chuc-vu-khac-place", "Chức vụ khác của người ký phải ở trên họ và tên."),
                 required="trên họ và tên")


@rule("K-04", "signature-order", "II.7d, II.7đ", needs=("looks",))
def order(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ ký ở giữa: quyền hạn, chức vụ ở trên, họ và tên ở dưới."""
    office, name = sure(seen, "quyen_han"), sure(seen, "ho_ten")
    if not office or not name:
        yield NOT_APPLICABLE
    elif name[-1].index < office[0].index:
        yield at(name[-1], problem("ho-ten-above", "Họ và tên người ký phải ở dưới quyền hạn, chức vụ, cách chỗ ký."),
                 required="dưới quyền hạn, chức vụ")


def _off_centre(office: Part, name: Part) -> bool:
    """On a page by the middles of both; in Word where one is centred in the cell that both share and the other is not."""
    if office.place and name.place:
        middles = [(place.left_pt + place.right_pt) / 2 for place in (office.place, name.place)]
        return office.place.page == name.place.page and abs(middles[0] - middles[1]) * _MM > _APART_MM
    if not office.looks or not name.looks or office.column != name.column or not name.in_table:
        return False
    centred = office.looks.alignment == "center" and name.looks.alignment in ("left", "right", "justify")
    return centred and abs(name.looks.left_pt or 0.0) < 1 and not name.text[:1].isspace()
