"""The content of pages, changed after it was drawn: marks become artifacts, and words that only distance parts get a blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pydyf

from service.blocks.tree import Mark

PAGE_HEAD: Final = {"Type": "/Pagination", "Subtype": "/Header"}    # ISO 32000-1, 14.8.2.2
PAGE_FOOT: Final = {"Type": "/Pagination", "Subtype": "/Footer"}
AGAIN: Final = {"Type": "/Pagination"}                              # what each page shows again
DRAWN: Final = {"Type": "/Layout"}                                  # lines, leaders

_SHOWN: Final = b"] TJ"


class Pages:
    """The content streams of all pages. `blanks`: the code of a blank in each font, by the font's name, as hexadecimal."""

    def __init__(self, streams: Sequence[pydyf.Stream], blanks: Mapping[str, bytes]) -> None:
        self._streams = [stream.stream for stream in streams]
        self._blanks = blanks
        self._found: list[dict[int, tuple[int, int, str]]] = [_marks(stream) for stream in self._streams]

    @property
    def counts(self) -> list[int]:
        """How many marks each page has."""
        return [len(found) for found in self._found]

    def artifact(self, mark: Mark, kind: Mapping[str, str]) -> None:
        """The marked piece is no content of the document."""
        at = self._found[mark.page][mark.number][0]
        self._streams[mark.page][at : at + 2] = ["/Artifact", pydyf.Dictionary(kind)]

    def blank(self, mark: Mark, text: str) -> None:
        """A blank behind the last character of the piece, where nothing is drawn any more: text without its places on the page
        would run two words into one (ISO 32000-1, 14.8.2.5). A font without blank leaves saying it to the mark (14.9.4)."""
        begin, at, font = self._found[mark.page][mark.number]
        stream, code = self._streams[mark.page], self._blanks.get(font)
        if at and code:
            stream[at] = stream[at].removesuffix(_SHOWN) + b"<" + code + b">" + _SHOWN
        else:
            stream[begin + 1]["ActualText"] = pydyf.String(f"{text} ")


def _marks(stream: Sequence[Any]) -> dict[int, tuple[int, int, str]]:
    """The number of each mark → where it begins, where its text is last shown (0: nowhere), and the font in force there."""
    found: dict[int, tuple[int, int, str]] = {}
    begun: list[tuple[int, int] | None] = []     # of each open mark its number and where it begins; of an artifact nothing
    shown, font = 0, ""
    for at, operator in enumerate(stream):
        if operator == b"BDC":
            begun.append((stream[at - 1]["MCID"], at - 2))
            shown = 0
        elif operator == b"BMC":
            begun.append(None)
        elif operator == b"EMC":
            mark = begun.pop()
            if mark is not None:
                found[mark[0]] = (mark[1], shown, font)
        elif isinstance(operator, bytes) and operator.endswith(_SHOWN):
            shown = at
        elif isinstance(operator, bytes) and operator.endswith(b" Tf"):
            font = operator[1:].split(b" ", 1)[0].decode()
    return found
