"""Hyphens and quotation marks: one way in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.body import prose
from service.rules.words.said import at, on_one_line, shortened, spoken

_YEARS: Final = re.compile(r"\b(?:19|20)\d\d(?P<sign> ?[-–—] ?)(?=(?:19|20)\d\d\b)")
_DASHED: Final = (_YEARS, re.compile(r"^(?P<sign>[-–—•]) ?(?=\S)"))


@per_document
def _texts(seen: Seen) -> list[Part]:
    return sorted([*seen.of("trich_yeu", "trich_yeu_cong_van", "can_cu"), *prose(seen)], key=lambda one: one.index)


@rule("G-21", "dashes-mixed", "-", severity="nhac")
def gach_ngang(seen: Seen) -> Iterator[Fault | Outcome]:
    """Gạch nối giữa hai năm và gạch đầu dòng viết một cách trong cả văn bản."""
    for nth in range(len(_DASHED)):
        used: dict[str, tuple[Part, str]] = {}
        count: dict[str, int] = {}
        for part in _texts(seen):
            for sign, line in _signs(part.text)[nth]:
                used.setdefault(sign, (part, line))
                count[sign] = count.get(sign, 0) + 1
        if len(used) > 1:
            usual = max(count, key=lambda sign: count[sign])
            rare = min(count, key=lambda sign: count[sign])
            part, line = used[rare]
            yield at(
                part,
                problem("dashes-two-ways", "Ở đây dùng “{co}”, các chỗ khác trong văn bản dùng “{can}”.", co=rare, can=usual),
                found=shortened(line),
                required=usual,
            )


@by_text
def _signs(text: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The signs of a text between two years, and those that begin its lines; each with its line."""
    own = spoken(text).split("\n")
    return tuple([tuple([(found["sign"], line) for line in own for found in pattern.finditer(line)]) for pattern in _DASHED])


@rule("G-22", "quotes-mixed", "-", severity="nhac")
def ngoac_kep(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dấu ngoặc kép viết một kiểu trong cả văn bản, mở thì đóng."""
    texts = _texts(seen)
    if not texts:
        yield UNDETERMINED
    straight = [part for part in texts if '"' in part.text]
    curly = [part for part in texts if "“" in part.text or "”" in part.text]
    if straight and curly:
        rare = min((straight, curly), key=len)[0]
        yield at(
            rare,
            problem(
                "quotes-two-ways",
                "Văn bản dùng cả ngoặc kép thẳng và ngoặc kép cong, ở đây: “{co}”.",
                co=shortened(on_one_line(rare), 40),
            ),
            found=shortened(on_one_line(rare)),
        )
        return
    opened = sum(part.text.count("“") for part in texts)
    closed = sum(part.text.count("”") for part in texts)
    if opened != closed:
        depth, at_part = 0, None
        for part in texts:
            depth += part.text.count("“") - part.text.count("”")
            if part.text.count("“") != part.text.count("”") and at_part is None:
                at_part = part
        if at_part is not None:
            yield at(
                at_part,
                problem(
                    "quotes-unpaired", "Dấu ngoặc kép mở và đóng không đủ đôi: {mo} mở, {dong} đóng.", mo=opened, dong=closed
                ),
                found=shortened(on_one_line(at_part)),
            )
