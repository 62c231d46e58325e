"""Complex and simple fields → which of their text is printed (ECMA-376-1, 17.16). Fields nest, and run on over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, cast

PageField = Literal["PAGE", "NUMPAGES", "SECTIONPAGES"]
_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
# These mark or set something and print nothing, so a missing result loses nothing (17.16.5).
_SILENT = frozenset(("XE", "TC", "TA", "SET", "RD", "PRIVATE", "ASK", "BIDIOUTLINE", "DATA", "NEXT", "SKIPIF", "NEXTIF"))
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(slots=True)
class Frame:
    instruction: str = ""
    result: bool = False                         # past the separator
    emitted: bool = False                        # a page field that has its `Field` already

    @property
    def words(self) -> list[str]:
        return [quoted or bare for quoted, bare in _WORDS.findall(self.instruction)]

    @property
    def command(self) -> str:
        words = self.words
        return words[0].upper() if words else ""

    @property
    def page_field(self) -> PageField | None:
        command = self.command
        return cast(PageField, command) if command in _PAGE_FIELDS else None

    @property
    def silent(self) -> bool:
        return self.command in _SILENT or not self.command

    @property
    def formatted(self) -> bool:
        """Whether a page field asks for its own number format (`\\* roman`), beyond keeping the look of its result."""
        upper = [word.upper() for word in self.words]
        return any(a == "\\*" and b not in ("MERGEFORMAT", "CHARFORMAT", "ARABIC") for a, b in pairwise(upper))

    @property
    def link(self) -> str:
        """The target of a HYPERLINK field: an address, `#name` with `\\l`."""
        words = self.words
        if not words or words[0].upper() != "HYPERLINK":
            return ""
        target, anchor, index = "", "", 1
        while index < len(words):
            word = words[index]
            if word.lower() == "\\l" and index + 1 < len(words):
                anchor, index = words[index + 1], index + 1
            elif word.lower() in ("\\t", "\\o"):
                index += 1
            elif not word.startswith("\\"):
                target = target or word
            index += 1
        return f"{target}#{anchor}" if anchor else target


@dataclass(slots=True)
class Fields:
    """The fields open at this point of a story, outermost first."""

    frames: list[Frame] = field(default_factory=list)

    def begin(self) -> None:
        self.frames.append(Frame())

    @property
    def in_code(self) -> bool:
        """Whether text here belongs to a field's instruction and is not printed."""
        return any(not frame.result for frame in self.frames)

    @property
    def page_frame(self) -> Frame | None:
        """The page field whose saved result stands here: it is computed, not printed."""
        return next((frame for frame in self.frames if frame.result and frame.page_field), None)

    @property
    def link(self) -> str:
        return next((link for frame in reversed(self.frames) if frame.result and (link := frame.link)), "")
