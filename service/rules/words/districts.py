"""Bodies that no longer exist on the document's day: two levels of local government since 01/7/2025 (`districts.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.body import prose
from service.rules.words.said import UPPER, at, on_one_line
from service.vietnamese.dates import short_date

_ISSUER: Final = ("co_quan_chu_quan", "co_quan_ban_hanh", "tham_quyen", "quyen_han", "kinh_gui", "kinh_gui_dong", "noi_nhan")
# A sentence about former times, or one that cites a document, may name them.
_PAST: Final = re.compile(
    r"\d+/[A-ZĐ]|trước đây|trước ngày|\bcũ\b|nguyên là|sáp nhập|sắp xếp|giải thể|chấm dứt|kết thúc hoạt động|"
    r"chuyển giao|bàn giao|kế thừa|tiếp nhận|giai đoạn|năm (?:19\d\d|20(?:[01]\d|2[0-5]))|đến ngày|từ ngày|[“”\"]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ceased:
    """A kind of body, by its name's pattern, its last day, and what stands there now."""

    pattern: re.Pattern[str]
    last: date
    instead: str
    where: Literal["anywhere", "place"]


@cache
def ceased() -> tuple[Ceased, ...]:
    """The list of `districts.toml`."""
    listed = tomllib.loads((Path(__file__).parents[1] / "districts.toml").read_text("utf-8"))
    return tuple(
        Ceased(re.compile(one["pattern"].replace("{HOA}", UPPER)), one["last"], one["instead"], one["where"])
        for one in listed["ceased"]
    )


@rule("G-13", "body-ceased", "Luật Tổ chức chính quyền địa phương năm 2025", severity="nhac", since=date(2025, 7, 1))
def hai_cap(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ 01/7/2025 không còn cấp huyện: văn bản không ghi Ủy ban nhân dân huyện, quận, Phòng Giáo dục và Đào tạo như đang có."""
    if seen.issued is None:
        yield UNDETERMINED
        return
    gone = [one for one in ceased() if seen.issued > one.last]
    for part in seen.of("dia_danh_ngay"):
        yield from _named(part, [one for one in gone if one.where == "place"])
    anywhere = [one for one in gone if one.where == "anywhere"]
    for part in seen.of(*_ISSUER):
        yield from _named(part, anywhere)
    for part in prose(seen):
        if _mentioned(words := on_one_line(part)) and not _PAST.search(words):
            yield from _named(part, anywhere)


def _named(part: Part, gone: list[Ceased]) -> Iterator[Fault]:
    for one, written in _mentioned(on_one_line(part)):
        if one in gone:
            yield at(
                part,
                problem(
                    "body-ceased",
                    "“{co}” không còn từ sau ngày {ngay}; nay là {nay}.",
                    co=written,
                    ngay=short_date(one.last),
                    nay=one.instead,
                ),
                found=written,
                required=one.instead,
            )
            return


@by_text
def _mentioned(words: str) -> tuple[tuple[Ceased, str], ...]:
    """The kinds of bodies that a text names, and how it writes them."""
    return tuple([(one, found[0]) for one in ceased() if (found := one.pattern.search(words))])
