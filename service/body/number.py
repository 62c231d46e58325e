"""Parts → items with their numbers. The only place that gives a number, so that none can be skipped, doubled or inverted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from service.body import inline
from service.body.levels import CONTINUOUS, HEADED, NAMES, OF_STRUCTURE, RANK, SIGN, TITLED, Level, Part, Structure, typed_sign
from service.errors import Problem, problem
from service.frozen import value
from service.values import Grid, Rich
from service.vietnamese.capitals import capitals, sentence_case
from service.vietnamese.letters import LETTERS

_PARENT: Final = {"khoan_con": "khoan", "tieu_muc": "muc_dieu"}        # these say their parent's number or rank by name
_NO_TITLE_ENDS: Final = (".", ":", ";", ",", "…", "!", "?")


@value
class Item:
    """What a template prints of one part (docs/templates.md): `kieu` is its level, `so` its sign, `chu` its text."""

    kieu: str
    so: str
    chu: Rich
    tieu_de: bool = False
    bang: Grid | None = None
    pointer: str = ""
    place: str = ""

    @property
    def dan_nhap(self) -> bool:
        """Whether it leads in what follows (“Hồ sơ gồm:”), and so may not stand last on a page."""
        runs = self.chu.runs
        return bool(runs) and runs[-1].text.rstrip().endswith(":")


@value
class Rules:
    """What a type allows in a body."""

    structure: Structure = "muc"
    sub_khoan: bool = False

    @property
    def levels(self) -> frozenset[str]:
        return OF_STRUCTURE[self.structure] | ({"khoan_con"} if self.sub_khoan else set())


def number(parts: Sequence[Part], rules: Rules) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Parts in reading order → (items, every problem): levels of the other structure, inversions, typed numbers that differ."""
    numberer = _Numberer(rules)
    items = tuple(numberer.take(part, after) for part, after in zip(parts, [*parts[1:], None], strict=True))
    return items, tuple(numberer.problems)


def finish(items: Iterable[Item], *, end_mark: bool, width_pt: float) -> tuple[Item, ...]:
    """Items → the same with `./.` after the last text (PL III draws it in every mẫu) and tables as wide as the text. The last row
    of a table at the end stays with what is below: its closing line, the signatures."""
    done = [replace(item, bang=replace(item.bang, width_pt=width_pt)) if item.bang else item for item in items]
    if end_mark and done:
        if done[-1].bang is None:
            done[-1] = replace(done[-1], chu=inline.ended(done[-1].chu, "./."))
        else:
            done.append(Item("doan", "", Rich.of("./.")))
    for place in range(len(done) - 1, max(len(done) - 3, -1), -1):
        item = done[place]
        if item.bang:
            done[place] = replace(item, bang=replace(item.bang, keep_next=True))
            break
    return tuple(done)


class _Numberer:
    def __init__(self, rules: Rules) -> None:
        self.levels = rules.levels
        self.problems: list[Problem] = []
        self.counts: dict[str, int] = {}
        self.open: list[Level] = []           # the levels around the current place, from large to small
        self.skipping: dict[int, Level] = {}  # rank of a level around → the last level that stands directly under it

    def take(self, part: Part, after: Part | None) -> Item:
        if part.level not in self.levels:
            self.problems.append(_wrong_structure(part, self.levels))
        elif part.level in {"doan", "giua"}:  # a paragraph leads in anew: numbered lines may follow dashes after it
            self.skipping = {rank: level for rank, level in self.skipping.items() if RANK[level] < RANK["khoan"]}
        elif part.level in RANK:
            self._enter(part)
        if part.level in HEADED and (after is None or RANK.get(after.level, 99) <= RANK[part.level]):
            self.problems.append(problem("heading-empty", "{cap} chỉ có tên, chưa có nội dung.", **_at(part)))
        sign = self._sign(part)
        text = self._text(part, sign)
        chu, closed = inline.rich(capitals(text) if part.level in HEADED else text)
        if not closed:
            self.problems.append(problem("markup-unclosed", "Dấu ** không có cặp; muốn in dấu * thì viết \\*.", **_at(part)))
        return Item("khoan" if part.level == "khoan_con" else part.level, sign, chu, self._titled(part, text, after),
                    part.table, part.pointer, part.place)

    def _enter(self, part: Part) -> None:
        """Places the part under the levels around it and counts it."""
        rank = RANK[part.level]
        self.open = [level for level in self.open if RANK[level] < rank]
        around = RANK[self.open[-1]] if self.open else -1
        self.skipping = {at: level for at, level in self.skipping.items() if at <= around}
        smaller = self.skipping.get(around)
        if smaller is not None and RANK[smaller] > rank:
            self.problems.append(problem(
                "level-inverted", "{cap} đứng sau {cap_nho} cùng nằm trực tiếp trong {trong}: cấp lớn phải đứng trước cấp nhỏ.",
                **_at(part), cap_nho=NAMES[smaller], trong=NAMES[self.open[-1]] if self.open else "văn bản"))
        self.skipping[around] = part.level
        parent = _PARENT.get(part.level)
        if parent and parent not in self.open:
            self.problems.append(problem("level-orphan", "{cap} phải nằm trong một {cap_tren}.", **_at(part),
                                         cap_tren=NAMES[parent]))
        self.open.append(part.level)
        for level in self.counts:
            if RANK[level] > rank and level not in CONTINUOUS:
                self.counts[level] = 0
        self.counts[part.level] = self.counts.get(part.level, 0) + 1

    def _sign(self, part: Part) -> str:
        count = self.counts.get(part.level, 0)
        if part.level not in SIGN or count == 0:
            return ""
        if part.level == "diem" and count > len(LETTERS):
            if count == len(LETTERS) + 1:
                self.problems.append(problem("diem-too-many", "Quá {nhieu_nhat} điểm trong một khoản: hết chữ cái, hãy chia thành"
                                             " nhiều khoản.", **_at(part), nhieu_nhat=len(LETTERS)))
            return ""
        return SIGN[part.level](count, self.counts.get("khoan", 0))

    def _text(self, part: Part, sign: str) -> str:
        """The text without the sign typed in front of it, which must be the one given here."""
        typed, text = typed_sign(part.text)
        if typed and typed.rstrip(".") != sign.rstrip("."):
            if _is_amount(typed):
                text = part.text
            else:
                self._conflict(part, typed, sign)
        for line in text.split("\n")[1:]:
            hidden = typed_sign(line)[0]
            if hidden and not _is_amount(hidden):
                self._conflict(part, hidden, "")
        if not text.strip("* ") and part.level != "bang":
            self.problems.append(problem("text-empty", "{cap} chưa có chữ.", **_at(part)))
        return text

    def _titled(self, part: Part, text: str, after: Part | None) -> bool:
        if part.level not in TITLED:
            return part.level in HEADED
        if part.titled is not None:
            return part.titled
        follows = after is not None and (after.level not in RANK or RANK[after.level] > RANK[part.level])
        return (part.under or follows) and not text.rstrip("* ").endswith(_NO_TITLE_ENDS)

    def _conflict(self, part: Part, typed: str, sign: str) -> None:
        if sign:
            self.problems.append(problem(
                "numbering-conflict", "{cap} này mang số “{dung}” mà lại tự ghi “{tu_ghi}”: số do phần mềm đánh.",
                **_at(part), tu_ghi=typed, dung=sign))
        else:
            self.problems.append(problem(
                "numbering-conflict", "{cap} tự ghi “{tu_ghi}” ở đầu dòng: hãy dùng đúng cấp, số do phần mềm đánh.",
                **_at(part), tu_ghi=typed))


def _wrong_structure(part: Part, levels: frozenset[str]) -> Problem:
    if part.level == "khoan_con":
        return problem("level-not-allowed", "Loại văn bản này không dùng cấp 1.1.; hãy dùng điểm a).", **_at(part))
    return problem("level-not-allowed", "{cap} không thuộc bố cục của loại văn bản này, chỉ có: {cac_cap}.", **_at(part),
                   cac_cap=", ".join(NAMES[level] for level in RANK if level in levels))


def _at(part: Part) -> dict[str, str]:
    return {"pointer": part.pointer, "place": part.place, "cap": sentence_case(NAMES[part.level])}


def _is_amount(typed: str) -> bool:
    """"1.5 tỷ đồng": a number with a dot inside and none behind."""
    return "." in typed and typed[-1].isdigit()


def last_dieu(items: Iterable[Item]) -> int:
    """How many điều the body has: the recipients of a decision read "Như Điều n"."""
    return sum(item.kieu == "dieu" for item in items)
