"""Labels in reading order → where the order breaks: a gap, a repetition, a wrong start. One walk for all levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from service.frozen import value
from service.rules.seen import Part
from service.rules.words.labels import RANK, Label, Level, capital_letter, label_of
from service.rules.words.said import on_one_line
from service.vietnamese.letters import LETTERS, roman

Kind = Literal["start", "gap", "repeat", "back", "letter"]
_CONTINUES: Final = frozenset(("dieu",))  # numbered through the whole text
_MAY_CONTINUE: Final = frozenset(("chuong", "muc"))  # through, or anew in each part: the decree does not say


@value
class Numbered:
    """A paragraph with its label."""

    part: Part
    label: Label


@value
class Break:
    """Where the order breaks. `expected` is the sign that should stand there; `parent` the numbered paragraph above."""

    kind: Kind
    at: Numbered
    expected: str
    before: Numbered | None  # of the same level, in the same parent
    parent: Numbered | None
    items_above: bool  # dashes stand between the parent and this one


def numbered(parts: Iterable[Part]) -> list[Numbered | Part]:
    """Parts with their labels where they have one. Inside an open quotation nothing counts: it is another text's numbering."""
    found: list[Numbered | Part] = []
    depth = 0
    for part in parts:
        label = label_of(part) if depth <= 0 and part.component not in {"muc_dieu_tieu_de", "phu_luc", "phu_luc_ten"} else None
        found.append(Numbered(part, label) if label else part)
        text = part.text
        depth = max(0, depth + text.count("“") - text.count("”"))
        if depth and len(text) > 600 and "”" not in text:
            depth = 0  # a quotation mark that nobody closed
    return _without_small_romans(found)


def _without_small_romans(found: list[Numbered | Part]) -> list[Numbered | Part]:
    """Where "ii)" stands, "i)", "v)" and "x)" are Roman numbers of a list, no điểm."""
    if not any(on_one_line(one).startswith(("ii)", "ii.")) for one in found if isinstance(one, Part)):
        return found
    return [one.part if isinstance(one, Numbered) and one.label.written in {"i", "v", "x"} else one for one in found]


def written(level: Level, number: int, like: Label | None = None) -> str:
    """A number as its level writes it: 5 → "đ", "V", "5", "2.5"."""
    if level == "diem":
        return LETTERS[number - 1] if 1 <= number <= len(LETTERS) else str(number)
    if level in {"phan", "chuong", "muc"}:
        return roman(number)
    return ".".join(str(one) for one in (*(like.family if like else ()), number))


def breaks(walked: list[Numbered | Part]) -> Iterator[Break]:
    """The breaks of one text (the body, or one appendix)."""
    if inverted(walked) is not None:
        return  # B-07 speaks of it; the order inside is anyone's guess
    through = _khoan_run_through(walked)
    last: dict[Level, Numbered] = {}
    kept: dict[Level, Numbered] = {}  # also across a higher level
    items = heading = False
    for one in walked:
        if isinstance(one, Part):
            if capital_letter(one):
                last.clear()
            text = on_one_line(one)
            items |= text.startswith(("-", "–", "+", "•"))
            heading |= bool(text) and not text.endswith((".", ";", ",", "./."))
            continue
        yield from _at(one, last, kept, through=through, items=items, heading=heading)
        rank = RANK[one.label.level]
        last = {level: known for level, known in last.items() if RANK[level] <= rank or level in _CONTINUES}
        last[one.label.level] = kept[one.label.level] = one
        items = heading = False


def _at(
    one: Numbered, last: dict[Level, Numbered], kept: dict[Level, Numbered], *, through: bool, items: bool, heading: bool
) -> Iterator[Break]:
    level, number = one.label.level, one.label.number
    before = last.get(level)
    if level == "khoan_con" and before and before.label.family != one.label.family:
        before = None
    parent = max(
        (known for known in last.values() if RANK[known.label.level] < RANK[level]),
        key=lambda known: RANK[known.label.level],
        default=None,
    )
    if number is None:
        if level == "diem":
            after = written(level, before.label.number + 1) if before and before.label.number else "a"
            yield Break("letter", one, after, before, parent, items)
        return
    if before is None:
        elsewhere = kept.get(level)
        runs_on = (
            elsewhere is not None
            and elsewhere.label.number is not None
            and number == elsewhere.label.number + 1
            and (level in _MAY_CONTINUE or (level == "khoan" and through))
        )
        if number != 1 and not runs_on:
            yield Break("start", one, written(level, 1, one.label), None, parent, items)
        return
    known = before.label.number
    if known is None or number == known + 1 or (number == 1 and level not in _CONTINUES and (items or heading)):
        return  # goes on, or a new list below a line that opens it
    kind: Kind = "repeat" if number == known else "gap" if number > known else "back"
    yield Break(kind, one, written(level, known + 1, one.label), before, parent, items)


def inverted(walked: Iterable[Numbered | Part]) -> Numbered | None:
    """The first mục (I.) that stands inside a khoản (1.): khoản goes on after it while mục begins anew below each."""
    starts, seen_khoan = 0, False
    first: Numbered | None = None
    khoan_above = False
    for one in walked:
        if not isinstance(one, Numbered):
            continue
        if one.label.level == "khoan":
            khoan_above = True
            seen_khoan = seen_khoan or one.label.number == 1
        elif one.label.level in {"phan", "chuong", "dieu"}:
            khoan_above = False
        elif one.label.level == "muc" and one.label.number == 1:
            if khoan_above and seen_khoan:
                starts += 1
                first = first or one
            elif not starts:
                return None  # mục came first: it is the higher level
    return first if starts else None


def _khoan_run_through(walked: Iterable[Numbered | Part]) -> bool:
    """Whether khoản are numbered through all mục: a habit that is not told from a wrong start where it occurs once or twice."""
    starts: list[tuple[int, int]] = []  # last number before, number of the first khoản of a mục
    last, fresh = 0, False
    for one in walked:
        if not isinstance(one, Numbered):
            continue
        if one.label.level == "muc":
            fresh = True
        elif one.label.level == "khoan" and one.label.number is not None:
            if fresh and last:
                starts.append((last, one.label.number))
            last, fresh = one.label.number, False
    return all(number == before + 1 for before, number in starts) and (
        len(starts) > 1 or (len(starts) == 1 and starts[0][0] > 2)
    )
