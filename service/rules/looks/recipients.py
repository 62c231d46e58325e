"""Kính gửi, Nơi nhận: how they are set and where (PL I, II.9d; ô 9a, 9b)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS
from service.rules.looks.judge import HINT, SURE, alignment, at, case, judged, once, size, slope, weight
from service.rules.looks.number_and_date import level
from service.rules.looks.whole import missing, sure
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Seen

_NO_SAMPLE: Final = frozenset({"HĐ", "BGN", "BTT"})
_LOWER: Final = frozenset({"BB"})                 # mẫu 1.9: below the left signature
_FLUSH_PT: Final = 8.0                            # a dash this far from the edge of its column still stands at the edge
_DASH: Final = re.compile(r"\s*[-–—+]")


@rule("N-01", "kinh-gui-letters", "II.9b, II.9d; V, dòng 8a", needs=("looks",))
def kinh_gui(seen: Seen) -> Iterator[Fault | Outcome]:
    """“Kính gửi” và nơi nhận: in thường, cỡ chữ 13 - 14, đứng; chỉ dùng trong tờ trình, báo cáo gửi cấp trên và công văn."""
    return judged(seen, ("kinh_gui", "kinh_gui_dong"), size, weight, slope, case)


@rule("N-04", "kinh-gui-place", "IV.2; PL III, mẫu 1.5", severity="nhac", needs=("looks",), about=("kinh_gui",))
def kinh_gui_place(seen: Seen) -> Iterator[Fault | Outcome]:
    """“Kính gửi” ở trên nội dung, lùi vào giữa trang (theo mẫu)."""
    parts = [part for part in seen.of("kinh_gui", least=HINT) if part.looks]
    if not parts:
        yield NOT_APPLICABLE
    for part in parts:
        looks = part.looks
        above = next(seen.of("doan", least=SURE), None)
        if above is not None and above.index < part.index and "can_cu" not in {one.component for one in seen.parts}:
            yield at(part, problem("kinh-gui-place", "“Kính gửi” phải ở trên nội dung văn bản (theo mẫu)."),
                     required="trên nội dung")
        elif looks and looks.alignment == "right":
            yield at(part, problem("kinh-gui-right", "“Kính gửi” căn phải; mẫu đặt lùi vào giữa trang."), found="căn phải",
                     required="lùi vào giữa trang")


@rule("N-05", "noi-nhan-word", "II.9d; V, dòng 8b", needs=("looks",))
def noi_nhan_tu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Nơi nhận”: sát lề trái, ngang hàng với quyền hạn, chức vụ; in thường, cỡ chữ 12, nghiêng, đậm; có dấu (:)."""
    absent = list(missing(seen, "noi_nhan_tu")) if seen.abbreviation not in _NO_SAMPLE else []
    if absent:
        yield from absent
        return
    yield from judged(seen, ["noi_nhan_tu"], size, weight, slope, case, alignment)
    word, office = next(iter(sure(seen, "noi_nhan_tu")), None), next(iter(sure(seen, "quyen_han")), None)
    if word is None:
        return
    if not re.search(r":\s*$", word.text.split("\n")[0]):
        yield at(word, problem("noi-nhan-colon", "Sau từ “Nơi nhận” phải có dấu hai chấm."), found=word.text.strip(),
                 required="Nơi nhận:", suggestion="Nơi nhận:")
    if word.column == "right":
        yield at(word, problem("noi-nhan-place", "“Nơi nhận” phải ở bên trái, sát lề."), required="bên trái")
    elif office and seen.abbreviation not in _LOWER and level(word, office) is False:
        yield at(word, problem("noi-nhan-level", "“Nơi nhận” phải ngang hàng với quyền hạn, chức vụ của người ký."),
                 required="ngang hàng với quyền hạn, chức vụ")


@rule("N-06", "noi-nhan-letters", "II.9d; V, dòng 8b", needs=("looks",))
def noi_nhan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên nơi nhận: cỡ chữ 11, in thường, đứng; mỗi nơi một dòng, đầu dòng gạch ngang (-) sát lề trái, cuối dòng dấu (;)."""
    yield from judged(seen, ["noi_nhan"], size, weight, slope, case)
    row = COMPONENTS["noi_nhan"].name
    yield from once(
        at(part, problem("noi-nhan-not-flush", "{ten}: gạch đầu dòng phải sát lề trái.", ten=row), required="sát lề trái")
        for part in sure(seen, "noi_nhan")
        if part.looks and part.place is None and _DASH.match(part.text) and part.looks.first_line_pt is not None
        and part.looks.first_line_pt + (part.looks.left_pt or 0.0) > _FLUSH_PT)
