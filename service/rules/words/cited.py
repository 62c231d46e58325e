"""Citations of documents in a text: type, số and ký hiệu, date, issuer, as far as they are given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.rules.kept import by_text

_TYPES: Final = (
    "Nghị quyết liên tịch|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Chương trình|Công văn|"
    "Hướng dẫn|Thông báo|Kết luận|Tờ trình|Báo cáo|Đề án|Quy chế|Quy định|Công điện|Văn bản|Phương án|Biên bản|Hợp đồng|Giấy mời"
)
_SYMBOL: Final = r"\d{1,5}(?:/\d{4})?/[A-ZĐ][\wĐđ&]*(?:-[\wĐđ&]+)*|\d{1,5}-[A-ZĐ]{2,4}/[A-ZĐ]+"
_WRITTEN: Final = r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"
CITED: Final = re.compile(
    rf"(?P<type>{_TYPES})(?: liên tịch)? (?:số:? )?(?P<symbol>{_SYMBOL})(?:,? (?:{_WRITTEN}|"
    r"(?:ngày )?(?P<digits>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})))?",
    re.IGNORECASE,
)
LAW: Final = re.compile(
    rf"(?P<law>(?:Bộ luật|Luật|Pháp lệnh)(?: [\w,]+)+?)(?: số (?P<symbol>\d+/\d{{4}}/[A-Z]+\d+))?,? {_WRITTEN}"
)
LATER_DATE: Final = re.compile(_WRITTEN)


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited. `issued` is None where its date is not given, or not a day of the calendar."""

    type: str
    symbol: str
    issued: date | None
    dated: bool  # a date follows, in words or in digits
    in_words: bool
    start: int
    end: int


@by_text
def citations(text: str) -> tuple[Citation, ...]:
    """The documents that a text cites by số and ký hiệu, in order."""
    return tuple([
        Citation(
            found["type"],
            found["symbol"],
            day_of(found),
            bool(found["day"] or found["digits"]),
            bool(found["day"]),
            found.start(),
            found.end(),
        )
        for found in (CITED.finditer(text) if "/" in text else ())
    ])


def day_of(found: re.Match[str]) -> date | None:
    """The date of a match with the groups day, month, year."""
    if not found["day"]:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
