"""Đ lost in abbreviations of offices and types: "GDDT" beside "Giáo dục và Đào tạo", "QD-UBND"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import Outcome, rule
from service.rules.seen import Seen
from service.rules.words.body import prose
from service.rules.words.said import at, spoken
from service.rules.words.symbol import OFFICES, symbol_of

_CITED: Final = re.compile(r"(?<![\w/])\d{1,5}/(?:\d{4}/)?((?:QD|ND|HDND)(?:-[A-ZĐ][\wĐ]*)+)")
_WITH_D: Final = {"QD": "QĐ", "ND": "NĐ", "HDND": "HĐND"}


@rule("G-24", "d-lost", "PL III, Mục I", severity="nhac")
def mat_chu_d(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ viết tắt giữ chữ Đ như tên gọi: GDĐT (Giáo dục và Đào tạo), QĐ, NĐ, không viết GDDT, QD, ND."""
    for part in seen.of("so_ky_hieu"):
        symbol = symbol_of(part)
        for group in symbol.groups if symbol else ():
            if needed := OFFICES.get(group):
                yield at(
                    part,
                    problem("d-lost-in-symbol", "Ký hiệu ghi “{co}”, tên gọi có chữ Đ: “{can}”.", co=group, can=needed),
                    found=group,
                    required=needed,
                    suggestion=needed,
                )
    for part in [*seen.of("can_cu"), *prose(seen)]:
        for cited, written in _lost(part.text):
            first, rest = written.split("-", 1)
            needed = f"{_WITH_D[first]}-{rest}"
            yield at(
                part,
                problem("d-lost-in-citation", "Số, ký hiệu viện dẫn ghi “{co}”, phải ghi “{can}”.", co=written, can=needed),
                found=cited,
                required=needed,
                suggestion=needed,
            )


@by_text
def _lost(text: str) -> tuple[tuple[str, str], ...]:
    """What a text cites with a D for Đ: with the number, and the symbol alone."""
    return tuple([(found[0], found[1]) for found in _CITED.finditer(spoken(text))])
