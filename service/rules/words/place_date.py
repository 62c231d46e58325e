"""Địa danh và thời gian ban hành (PL I, II.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import at, on_one_line

_DATE: Final = re.compile(
    r"(?P<place>.*?)(?P<between>[\s,;.]*)ngày\s*(?P<day>\d{1,2}|[\s.…_]*)\s*tháng\s*(?P<month>\d{1,2}|[\s.…_]*)\s*năm\s*"
    r"(?P<year>\d{4}|\d*[\s.…_]*)\.?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(
    r"(?P<place>.*?)[\s,;]*(?:ngày\s*)?(?P<date>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})\.?", re.IGNORECASE
)
# II.4a: the city's name is "Thành phố Hồ Chí Minh"; a unit named by a number keeps its noun.
_SAIGON: Final = re.compile(r"(?:(?:TP|T\.P|Tp|tp|thành phố)\.?\s*)?(?:Hồ Chí Minh|HCM)|HCMC|Sài Gòn")
_SHORTENED: Final = re.compile(r"(?:P|Q|TP|TX|TT|H|X|T)\.\s*\S+|(?:TP|TX)\s+\S.*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:[1-9]|[12]\d)")


@per_document
def _dated(seen: Seen) -> list[tuple[Part, re.Match[str]]]:
    found = ((part, _DATE.fullmatch(on_one_line(part))) for part in seen.of("dia_danh_ngay"))
    return [(part, match) for part, match in found if match]


@also("H-14")
def phay_sau_dia_danh(seen: Seen) -> Iterator[Fault | Outcome]:
    """Sau địa danh có dấu phẩy; các chữ cái đầu của địa danh viết hoa (II.4c)."""
    dated = _dated(seen)
    if not dated:
        yield NOT_APPLICABLE
    for part, match in dated:
        place, between = match["place"].strip(), match["between"]
        if not place or not place.strip(".… "):
            continue
        if between != ", ":
            needed = f"{place}, ngày"
            yield at(
                part,
                problem(
                    "dia-danh-comma",
                    "Sau địa danh phải có dấu phẩy rồi cách chữ: “{can}”, ở đây ghi “{co}”.",
                    co=f"{place}{between}ngày",
                    can=needed,
                ),
                found=match[0],
                required=needed,
                suggestion=needed,
            )
        elif place[0].islower():
            needed = place[0].upper() + place[1:]
            yield at(
                part,
                problem("dia-danh-small", "Địa danh ghi “{co}”, chữ cái đầu phải viết hoa: “{can}”.", co=place, can=needed),
                found=place,
                required=needed,
                suggestion=needed,
            )


@rule("H-17", "dia-danh-incomplete", "II.4a")
def dia_danh_day_du(seen: Seen) -> Iterator[Fault | Outcome]:
    """Địa danh ghi tên gọi chính thức; đơn vị mang tên người, chữ số hoặc sự kiện ghi đầy đủ: Thành phố Hồ Chí Minh, Phường 3."""
    dated = _dated(seen)
    if not dated:
        yield NOT_APPLICABLE
    for part, match in dated:
        place = match["place"].strip()
        if place != "Thành phố Hồ Chí Minh" and _SAIGON.fullmatch(place):
            needed = "Thành phố Hồ Chí Minh"
            yield at(
                part,
                problem("dia-danh-ho-chi-minh", "Địa danh ghi “{co}”, phải ghi đầy đủ “{can}”.", co=place, can=needed),
                found=place,
                required=needed,
                suggestion=needed,
            )
        elif _SHORTENED.fullmatch(place) or _NUMBER.fullmatch(place):
            yield at(
                part,
                problem(
                    "dia-danh-short",
                    "Địa danh ghi “{co}”, phải ghi tên gọi chính thức, đầy đủ của đơn vị hành chính.",
                    co=place,
                ),
                found=place,
            )


@rule("H-18", "ngay-ban-hanh-miswritten", "II.4b")
def thoi_gian(seen: Seen) -> Iterator[Fault | Outcome]:
    """Thời gian ghi “ngày … tháng … năm …” bằng chữ số Ả Rập; ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước."""
    parts = list(seen.of("dia_danh_ngay"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts:
        words = on_one_line(part)
        match = _DATE.fullmatch(words)
        if match:
            yield from _written(part, match)
        elif digits := _DIGITS.fullmatch(words):
            yield at(
                part,
                problem("date-short", "Thời gian ban hành ghi “{co}”, phải ghi “ngày … tháng … năm …”.", co=digits["date"]),
                found=digits["date"],
                required="ngày … tháng … năm …",
            )
        else:
            yield UNDETERMINED


def _written(part: Part, match: re.Match[str]) -> Iterator[Fault]:
    day, month, year = (match[name].strip() for name in ("day", "month", "year"))
    if len(day) == 1 and day.isdigit():
        yield at(
            part,
            problem("day-leading-zero", "Ngày ghi “{co}”, phải ghi “{can}”.", co=f"ngày {day}", can=f"ngày 0{day}"),
            found=f"ngày {day}",
            required=f"ngày 0{day}",
            suggestion=f"ngày 0{day}",
        )
    if month in {"1", "2"}:
        yield at(
            part,
            problem("month-zero-missing", "Tháng ghi “{co}”, phải ghi “{can}”.", co=f"tháng {month}", can=f"tháng 0{month}"),
            found=f"tháng {month}",
            required=f"tháng 0{month}",
            suggestion=f"tháng 0{month}",
        )
    if day.isdigit() and month.isdigit() and len(year) == 4 and year.isdigit() and not _exists(int(year), int(month), int(day)):
        yield at(
            part,
            problem("day-impossible", "Không có ngày {ngay}/{thang}/{nam}.", ngay=day, thang=month, nam=year),
            found=match[0],
        )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@rule("G-10", "month-leading-zero", "II.4b; PL III", severity="nhac")
def thang_thua_so_khong(seen: Seen) -> Iterator[Fault | Outcome]:
    """Mọi ví dụ của Nghị định ghi tháng 3 đến tháng 9 không có số 0: “tháng 6”."""
    dated = _dated(seen)
    if not dated:
        yield NOT_APPLICABLE
    for part, match in dated:
        month = match["month"].strip()
        if len(month) == 2 and month[0] == "0" and month[1] in "3456789":
            yield at(
                part,
                problem(
                    "month-zero-extra",
                    "Tháng ghi “{co}”; số 0 chỉ thêm cho tháng 1 và tháng 2: “{can}”.",
                    co=f"tháng {month}",
                    can=f"tháng {month[1]}",
                ),
                found=f"tháng {month}",
                required=f"tháng {month[1]}",
                suggestion=f"tháng {month[1]}",
            )
