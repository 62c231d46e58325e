"""Plain text → Seen: words and lines only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from service.rules.see import kind
from service.rules.see.recognise import recognised
from service.rules.see.signs import AUTHORITY, DATED, POST, QUOC_HIEU, RECIPIENTS, TIEU_NGU, composed, folded, label_of, ruled
from service.rules.see.wrapped import Line, unwrapped
from service.rules.seen import Part, Seen

_GAP: Final = re.compile(r"\t+|[ \u00a0]{3,}")
_BEGINNING: Final = 24                                    # lines: so near the top a heading stands
_MOST: Final = 300                                        # characters: a longer line is text
_EDGES: Final = " \t\u00a0|"
# Both columns of a heading on one line, as text taken from a PDF or a web page has them.
_BESIDE: Final = re.compile(
    r"(?P<left>[^\W\d_].{2,80}?)\s+(?P<right>CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|"
    r"Độc\s+[Ll]ập\s*[-–]\s*Tự\s+[Dd]o\s*[-–]\s*Hạnh\s+[Pp]húc)|"
    r"(?P<number>Số\s*:?\s*[\d….]*\s*/\S+)\s+(?P<date>[^\W\d_][^,;:/]{1,40},?\s*ngày\b.{0,12}\btháng\b.{0,8}\bnăm\b.{0,8})")


def see_text(text: str) -> Seen:
    """A plain text → what rules see of it: every line that holds something is a part with its 1-based `line`.

    Rows of underscores or dashes are no parts; a line that holds two columns (a heading set with blanks) is two parts.
    """
    return kind.told(Seen("text", recognised(list(_lines(text)))))


def _lines(text: str) -> Iterator[Part]:
    index = 0
    for number, line, blank in unwrapped(list(_filled(text))):
        for half, column in _halves(line, number):
            yield Part(index, half, line=number, label=label_of(half)[1], where=f"dòng {number}", column=column,
                       blank_before=blank)
            index += 1
            blank = 0


def _filled(text: str) -> Iterator[Line]:
    """The lines that hold words; rules drawn by hand and bars between cells are none."""
    blank = 0
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        bare = line.strip(_EDGES)
        if not bare:
            blank += 1
        elif not ruled(bare):
            yield Line(number, line, blank)
            blank = 0


def _halves(line: str, number: int) -> list[tuple[str, Literal["", "left", "right"]]]:
    """A heading or a signature block set in two columns with blanks or tabs: its left and its right words."""
    bare = composed(line.strip())
    if len(bare) > _MOST:
        return [(line, "")]
    beside = _BESIDE.fullmatch(bare) if number <= _BEGINNING else None
    if beside:
        return [(beside["left"] or beside["number"], "left"), (beside["right"] or beside["date"], "right")]
    for gap in _GAP.finditer(bare):
        left, right = bare[:gap.start()].strip(), bare[gap.end():].strip()
        heads = number <= _BEGINNING and (folded(right) in (QUOC_HIEU, TIEU_NGU) or DATED.fullmatch(right))
        signs = RECIPIENTS.match(left) and (AUTHORITY.match(right) or POST.match(right))
        if left and right and (heads or signs):
            return [(left, "left"), (right, "right")]
    return [(line, "")]
