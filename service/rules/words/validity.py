"""Grounds in force on the document's day: by dates and by a list of texts (`instruments.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.errors import problem
from service.rules.finding import Fault
from service.rules.instruments import Instrument, instruments
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.cited import LATER_DATE, LAW, citations, day_of
from service.rules.words.grounds import group
from service.rules.words.said import at, on_one_line
from service.vietnamese.dates import short_date


@rule("G-11", "can-cu-not-in-force", "-", severity="nhac")
def con_hieu_luc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản nêu làm căn cứ đang có hiệu lực vào ngày ban hành."""
    grounds = group(seen)
    if not grounds:
        yield NOT_APPLICABLE
        return
    if seen.issued is None:
        yield UNDETERMINED
        return
    for part in grounds:
        cited = _cited(on_one_line(part))
        if cited:
            yield from _judged(part, cited, seen.issued)


def _cited(line: str) -> Instrument | None:
    """The listed text that a ground is about: the first it cites, not what that amends or replaces."""
    first = next(iter(citations(line)), None)
    law = LAW.search(line)
    if law and (first is None or law.start() < first.start):
        return next((one for one in instruments() if one.law == law["law"] and one.issued == day_of(law)), None)
    return next((one for one in instruments() if first and one.symbol == first.symbol), None)


def _judged(part: Part, cited: Instrument, issued: date) -> Iterator[Fault]:
    last = cited.doubtful_to or cited.valid_to
    if last and cited.valid_to and issued > last:
        days = {"ngay": short_date(cited.valid_to), "ban_hanh": short_date(issued)}
        told = (
            problem(
                "can-cu-replaced",
                "{ten} chỉ có hiệu lực đến hết ngày {ngay}, không còn là căn cứ vào ngày ban hành {ban_hanh}; nay là {nay}.",
                ten=cited.name,
                nay=cited.instead,
                **days,
            )
            if cited.instead
            else problem(
                "can-cu-expired",
                "{ten} chỉ có hiệu lực đến hết ngày {ngay}, không còn là căn cứ vào ngày ban hành {ban_hanh}.",
                ten=cited.name,
                **days,
            )
        )
        yield at(part, told, found=cited.name, required=cited.instead)
    elif issued < cited.valid_from:
        yield at(
            part,
            problem(
                "can-cu-not-yet",
                "{ten} có hiệu lực từ ngày {ngay}, sau ngày ban hành {ban_hanh}.",
                ten=cited.name,
                ngay=short_date(cited.valid_from),
                ban_hanh=short_date(issued),
            ),
            found=cited.name,
        )


@rule("G-12", "can-cu-later", "-", severity="nhac")
def can_cu_truoc_van_ban(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản nêu làm căn cứ có trước văn bản."""
    grounds = group(seen)
    if not grounds:
        yield NOT_APPLICABLE
        return
    if seen.issued is None:
        yield UNDETERMINED
        return
    for part in grounds:
        days = (day_of(found) for found in LATER_DATE.finditer(on_one_line(part)))
        later = next((day for day in days if day and day > seen.issued), None)
        if later:
            yield at(
                part,
                problem(
                    "can-cu-after-document",
                    "Căn cứ đề ngày {ngay}, sau ngày ban hành văn bản {ban_hanh}.",
                    ngay=short_date(later),
                    ban_hanh=short_date(seen.issued),
                ),
                found=short_date(later),
            )
