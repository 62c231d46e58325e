"""What stands beyond the paper's edge: it is set where the file puts it, as Word does, and nobody sees it, so that it is said.

Asked only of a document in which something may stand there (`Typesetter.strays`); then each page is looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Literal, NamedTuple

from service.errors import Problem, problem
from service.press.drawing import said
from service.press.paragraphs import spread
from service.press.pictures import drawable
from service.press.setting import Clipped, Image, Ink, Item, Place, SetPage, Words, loose, moved
from service.press.spacing import OVER_EM, UNDER_EM

_OUT_PT: Final = 1.0                              # beyond the edge: more than a letter's side bearing, or half a border
_MOST: Final = 20                                # places named, and
_SHOWN: Final = 60                               # … characters of a text
_STATE: Final = re.compile(rb"/F\d+ ([\d.]+) Tf|(-?[\d.]+) Ts")
_WHITE: Final = re.compile(rb"1 1 1 rg [^g]*0 g")
_PATH: Final = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (?:(-?[\d.]+) (-?[\d.]+) re|[mlc])\b|1 0 0 1 0 (-?[\d.]+) cm|\bQ\b")

Sort = Literal["text", "picture", "stroke", "slot"]
Box = tuple[float, float, float, float]          # left, top, right, bottom, from the page's upper left corner


class _Seen(NamedTuple):
    """`deep`: behind the text, as a background that runs off the paper by its will. `text`: that is shown."""

    sort: Sort
    box: Box
    deep: bool = False
    text: str = ""


def beyond(pages: Sequence[SetPage]) -> list[Problem]:
    """What stands beyond the paper, with the pages where it does."""
    places: dict[Sort, dict[str, str]] = {}      # … and the first text there
    for number, page in enumerate(pages, 1):
        frame = page.frame
        width, height = frame.page_width_pt, frame.page_height_pt
        for items, place in (
            (page.around.header, "đầu trang"), (page.items, f"trang {number}"), (page.around.footer, "chân trang"),
        ):  # fmt: skip
            for one in _seen(items):
                if _is_out(one, width, height):
                    places.setdefault(one.sort, {}).setdefault(place, one.text)
    return [_said(sort, found) for sort, found in places.items()]


def _is_out(seen: _Seen, width: float, height: float) -> bool:
    left, top, right, bottom = seen.box
    if right <= left or bottom <= top:
        return False
    if seen.deep:
        return right < 0 or bottom < 0 or left > width or top > height
    return left < -_OUT_PT or top < -_OUT_PT or right > width + _OUT_PT or bottom > height + _OUT_PT


def _said(sort: Sort, found: Mapping[str, str]) -> Problem:
    place = ", ".join([*islice(found, _MOST), *(("…",) if len(found) > _MOST else ())])
    match sort:
        case "text":
            text = next(iter(found.values()))
            text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            return problem(
                "text-beyond-paper", "Chữ “{chu}” nằm ngoài mép giấy: phần đó không in ra được.", place=place, chu=text
            )
        case "picture":
            return problem("picture-beyond-paper", "Hình nằm ngoài mép giấy: phần đó không in ra được.", place=place)
        case "slot":
            return problem("slot-beyond-paper", "Chỗ ký nằm ngoài mép giấy.", place=place)
    return problem("stroke-beyond-paper", "Đường kẻ hoặc nền nằm ngoài mép giấy: phần đó không in ra được.", place=place)


# ---------------------------------------------------------------- what is seen

def _seen(items: Iterable[Item]) -> Iterator[_Seen]:
    for item in loose(items):
        if isinstance(item, Words):
            yield from _words(item)
        elif isinstance(item, Image):
            yield _Seen("picture", _box(item), item.behind)
        elif isinstance(item, Place):
            yield _Seen("slot", _box(item))
        elif isinstance(item, Ink):
            yield from _strokes(item.code, item.x_pt, item.y_pt, deep=item.behind)
        elif isinstance(item, Clipped):
            frame = _box(item)
            for one in _seen(moved(item.items, item.x_pt, item.y_pt)):
                yield one._replace(box=_within(one.box, frame))


def _words(words: Words) -> Iterator[_Seen]:
    """Its lines: letters from their height to what hangs under the baseline, pictures, and what is drawn with them."""
    paragraph, y = words.paragraph, words.y_pt
    for strip in spread(paragraph).strips[words.start : words.stop]:
        base = y + strip.baseline_pt
        for show in strip.shows:
            x = words.x_pt + show.x_pt
            if show.picture is not None:
                if drawable(show.picture):
                    yield _Seen("picture", (x, base - show.picture.height_pt, x + show.width_pt, base))
            elif text := " ".join(said(show.code, paragraph.uses).split()):
                over, under = _high(show.code)
                ends = x, x + show.width_pt      # from right to left where their spacing takes back more than they advance
                yield _Seen("text", (min(ends), base - over, max(ends), base + under), text=text)
        for code in (strip.under, strip.over):
            yield from _strokes(code, words.x_pt, base)
        y += strip.height_pt


def _high(code: bytes) -> tuple[float, float]:
    """How far its letters stand over and under the baseline."""
    size = up = over = under = 0.0
    for found in _STATE.finditer(code):
        size, up = (float(found[1]), up) if found[1] else (size, float(found[2]))
        over, under = max(over, OVER_EM * size + up), max(under, UNDER_EM * size - up)
    return over, under


def _strokes(code: bytes, x: float, y: float, *, deep: bool = False) -> Iterator[_Seen]:
    """Rectangles and lines of operators drawn from there, but those that are white."""
    last: tuple[float, float] | None = None
    down = 0.0
    for found in _PATH.finditer(_WHITE.sub(b"", code)):
        if found[0] == b"Q" or found[5]:
            down = float(found[5] or 0)
            continue
        x0, y0 = x + float(found[1]), y - float(found[2]) - down
        if found[3]:
            x1, y1 = x0 + float(found[3]), y0 - float(found[4])
        elif found[0].endswith(b"m") or last is None:
            last = x0, y0
            continue
        else:
            (x1, y1), last = last, (x0, y0)
        yield _Seen("stroke", (min(x0, x1) - 1e-3, min(y0, y1) - 1e-3, max(x0, x1) + 1e-3, max(y0, y1) + 1e-3), deep)


def _box(item: Image | Place | Clipped) -> Box:
    return item.x_pt, item.y_pt, item.x_pt + item.width_pt, item.y_pt + item.height_pt


def _within(box: Box, frame: Box) -> Box:
    return max(box[0], frame[0]), max(box[1], frame[1]), min(box[2], frame[2]), min(box[3], frame[3])
