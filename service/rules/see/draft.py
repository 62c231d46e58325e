"""Parts being named: what the readers of heading, content and ending share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from service.rules.see.signs import (
    AUTHORITY,
    COPY_TITLES,
    NUMBER,
    OFFICE,
    ORDER,
    QUOC_HIEU,
    TIEU_NGU,
    capitals,
    composed,
    folded,
    title_of,
)
from service.rules.seen import Part

# Components of a copy's own block (Phần II) are told apart from those of the document that is copied.
_OF_COPIES: Final = frozenset(("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "quyen_han", "chuc_vu_khac",
                               "ho_ten", "noi_nhan_tu", "noi_nhan"))

_BLANKS: Final = re.compile(r"\s{2,}|[\t\u00a0]")
_MARKS: Final = re.compile(r"^#{1,6}\s+|\*{2,}|_{2,}")
_HEADING_LINES: Final = 7                                 # above the country's name, where one stands below the other


class Draft:
    """`texts` are the parts' words without blanks around; `starts` the indices at which a heading begins."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.texts = [_words(part.text) for part in parts]
        self.named = [(part.component, part.confidence) for part in parts]
        self.nation: dict[int, tuple[str, float]] = {}
        self.starts: set[int] = set()
        self.copies: set[int] = set()
        self.title = ""                                   # of the document being read, folded
        self.copying = False
        for at, text in enumerate(self.texts):
            if 8 < len(text) < 80 and (nation := nation_of(text)):
                self.nation[at] = nation
                self.starts.add(self._start(at) if nation[0] == "quoc_hieu" else at)
            elif len(text) < 24 and capitals(text) and title_of(text) in COPY_TITLES:
                self.copies.add(at)
                self.starts.add(self._start(at))
        self._without_followers()

    def __len__(self) -> int:
        return len(self.parts)

    def fixed(self, at: int) -> bool:
        """Whether a named style has said already what the part is."""
        return self.parts[at].confidence == 1.0

    def take(self, at: int, component: str, confidence: float) -> None:
        if not self.fixed(at):
            copied = self.copying and component in _OF_COPIES
            self.named[at] = (f"sao_{component}" if copied else component, confidence)

    def component(self, at: int) -> str:
        return self.named[at][0] if 0 <= at < len(self.named) else ""

    def centered(self, at: int) -> bool | None:
        """None where the input has no looks."""
        looks = self.parts[at].looks
        return looks.alignment == "center" if looks else None

    def bold(self, at: int) -> bool | None:
        """None where the input has no looks, or where only some of the letters are bold."""
        looks = self.parts[at].looks
        return looks.bold if looks else None

    def table(self, at: int) -> int | None:
        cell = self.parts[at].cell
        return cell[0] if cell else None

    def of_order(self, at: int) -> bool:
        """“QUYẾT ĐỊNH:”, the line before a decision's articles; without a colon only where the title has been read already."""
        text = self.texts[at]
        return bool(ORDER.match(text)) and (text.endswith(":") or bool(self.title))

    def attached(self, at: int, confidence: float) -> int:
        """“(Kèm theo …)” from here to its closing bracket, which may stand some paragraphs below; the index behind it."""
        for last in range(at, min(len(self), at + 4)):
            if self.texts[last].endswith((")", ").")) or not self.texts[at].startswith("("):
                break
        else:
            last = at
        for index in range(at, last + 1):
            self.take(index, "phu_luc_kem_theo", confidence)
        return last + 1

    def made(self) -> tuple[Part, ...]:
        return tuple(
            replace(part, component=component, confidence=confidence) if component and part.confidence < 1.0 else part
            for part, (component, confidence) in zip(self.parts, self.named, strict=True))

    def _start(self, at: int) -> int:
        """Where the heading begins that holds this line: with its table, or with the offices' names above it."""
        table = self.table(at)
        if table is not None:
            while at and self.table(at - 1) == table:
                at -= 1
            return at
        first, begin = at, at
        while begin and at - begin < _HEADING_LINES and self._may_stand_above(begin - 1):
            begin -= 1
            first = begin if OFFICE.match(self.texts[begin]) else first
        return first

    def _may_stand_above(self, at: int) -> bool:
        """An office, a number, “V/v”: the left cell of a heading, copied before the right one."""
        text = self.texts[at]
        if self.parts[at].column == "right" or AUTHORITY.match(text):
            return False
        return bool(NUMBER.fullmatch(text) or text.startswith("V/v")) or (len(text) < 80 and capitals(text))

    def _without_followers(self) -> None:
        """The motto below the country's name begins no heading of its own."""
        for at in sorted(self.nation):
            if self.nation[at][0] == "tieu_ngu" and any(near in self.nation for near in range(max(0, at - 4), at)):
                self.starts.discard(at)


def _words(text: str) -> str:
    """What is compared: composed, blanks single and none around (else a pattern could try each of a thousand blanks), without the
    marks of Markdown (a rule of its own reports those)."""
    bare = composed(text.strip())
    if "  " in bare or not bare.isprintable():
        bare = _BLANKS.sub(_blank, bare)
    return _MARKS.sub("", bare).strip() if bare[:1] == "#" or "**" in bare or "__" in bare else bare


def _blank(found: re.Match[str]) -> str:
    return "\n" if "\n" in found.group() else " "


def nation_of(text: str) -> tuple[str, float] | None:
    """Quốc hiệu or Tiêu ngữ, also where letters of it are wrong."""
    bare = folded(text)
    if bare == QUOC_HIEU:
        return "quoc_hieu", 0.99
    if bare == TIEU_NGU:
        return "tieu_ngu", 0.99
    if len(bare) < 40 and bare.startswith("CONGHO") and "CHUNGHIA" in bare:
        return "quoc_hieu", 0.9
    if len(bare) < 30 and bare.startswith("DOCLAP") and ("TUDO" in bare or "HANHPHUC" in bare):
        return "tieu_ngu", 0.9
    return None
