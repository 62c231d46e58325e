"""Order and signs of phần, chương, mục, điều, khoản, điểm (PL I, II.6c, đ)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.body import appendices, body
from service.rules.words.labels import LEVEL_NAMES, Label, Level
from service.rules.words.said import at, on_one_line, shortened
from service.rules.words.sequence import Break, Numbered, breaks, inverted, numbered

# II.6đ: the sign behind the number. Phần, chương, mục, tiểu mục of articles stand alone on their line.
_SIGNS: Final[dict[Level, str]] = {"dieu": ".", "muc": ".", "khoan": ".", "diem": ")"}


@per_document
def walked(seen: Seen) -> list[list[Numbered | Part]]:
    """The texts that are numbered for themselves, with their labels: the body, each appendix or attached text."""
    return [numbered(one) for one in (body(seen), *appendices(seen)) if one]


@per_document
def _labels(seen: Seen, *levels: Level) -> list[Numbered]:
    return [one for text in walked(seen) for one in text if isinstance(one, Numbered) and one.label.level in levels]


@per_document
def _breaks(seen: Seen) -> list[Break]:
    return [one for text in walked(seen) for one in breaks(text)]


def _order(*levels: Level) -> Callable[[Seen], Iterator[Fault | Outcome]]:
    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        if not _labels(seen, *levels):
            yield NOT_APPLICABLE
            return
        for one in _breaks(seen):
            if one.at.label.level in levels and one.at.part.confidence >= 0.5:
                yield from _broken(one)

    return check


def _broken(one: Break) -> Iterator[Fault]:
    level, here = LEVEL_NAMES[one.at.label.level], one.at.label.written
    part = one.at.part
    if one.kind == "start":
        if one.parent and one.items_above:
            above = shortened(on_one_line(one.parent.part), 60)
            yield at(
                one.parent.part,
                problem(
                    "numbering-first-missing",
                    "Ngay dưới “{tren}” thiếu {cap} {can}: nội dung phía trên {cap} {co} không có tiêu đề.",
                    tren=above,
                    cap=level,
                    can=one.expected,
                    co=here,
                ),
                required=one.expected,
            )
        yield at(
            part,
            problem(
                "numbering-start",
                "{cap} đầu tiên ghi “{co}”, phải bắt đầu từ “{can}”.",
                cap=_capital(level),
                co=here,
                can=one.expected,
            ),
            found=here,
            required=one.expected,
        )
    elif one.kind == "repeat":
        yield at(
            part,
            problem(
                "numbering-repeat",
                "{cap} “{co}” ghi hai lần, ở đây phải là “{can}”.",
                cap=_capital(level),
                co=here,
                can=one.expected,
            ),
            found=here,
            required=one.expected,
        )
    elif one.kind == "letter":
        yield at(
            part,
            problem(
                "numbering-letter",
                "Điểm “{co}” không có trong thứ tự bảng chữ cái tiếng Việt dùng cho điểm, ở đây phải là “{can}”.",
                co=here,
                can=one.expected,
            ),
            found=here,
            required=one.expected,
        )
    else:
        assert one.before is not None
        yield at(
            part,
            problem(
                "numbering-gap",
                "Sau {cap} “{truoc}” là “{co}”, phải là “{can}”.",
                cap=level,
                truoc=one.before.label.written,
                co=here,
                can=one.expected,
            ),
            found=here,
            required=one.expected,
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sign(level: Level) -> Callable[[Seen], Iterator[Fault | Outcome]]:
    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        labels = _labels(seen, level)
        if not labels:
            yield NOT_APPLICABLE
        for one in labels:
            if one.part.confidence >= 0.5 and one.label.sign != _SIGNS[level]:
                here = _written(one.label)
                needed = f"{'Điều ' if level == 'dieu' else ''}{one.label.written}{_SIGNS[level]}"
                yield at(
                    one.part,
                    problem(
                        "numbering-sign",
                        "Sau số thứ tự của {cap} ghi “{co}”, phải ghi “{can}”.",
                        cap=LEVEL_NAMES[level],
                        co=here,
                        can=needed,
                    ),
                    found=here,
                    required=needed,
                    suggestion=needed,
                )

    return check


def _written(label: Label) -> str:
    return f"{'Điều ' if label.level == 'dieu' else ''}{label.written}{label.sign}"


def _roman(*levels: Level, wanted: bool) -> Callable[[Seen], Iterator[Fault | Outcome]]:
    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        labels = _labels(seen, *levels)
        if not labels:
            yield NOT_APPLICABLE
        for one in labels:
            if one.part.confidence >= 0.5 and one.label.roman is not wanted:
                name = LEVEL_NAMES[one.label.level]
                told = (
                    problem(
                        "numbering-not-roman", "{cap} đánh số “{co}”, phải dùng chữ số La Mã.", cap=name, co=one.label.written
                    )
                    if wanted
                    else problem(
                        "numbering-not-arabic", "{cap} đánh số “{co}”, phải dùng chữ số Ả Rập.", cap=name, co=one.label.written
                    )
                )
                yield at(one.part, told, found=one.label.written)

    return check


# A row's looks are judged elsewhere (service/rules/looks); here its order and its sign.
also("B-09")(_order("phan", "chuong"))
also("B-09")(_roman("phan", "chuong", wanted=True))
also("B-11")(_order("muc_dieu", "tieu_muc"))
also("B-11")(_roman("muc_dieu", "tieu_muc", wanted=False))
also("B-13")(_order("dieu"))
also("B-13")(_sign("dieu"))
also("B-18")(_order("muc"))
also("B-18")(_sign("muc"))
also("B-14")(_order("khoan", "khoan_con"))
also("B-14")(_sign("khoan"))
also("B-16")(_order("diem"))
also("B-16")(_sign("diem"))


@rule("B-07", "levels-inverted", "II.6c")
def bo_cuc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Nội dung được phân chia từ lớn đến nhỏ theo một trình tự nhất định: mục (I.) đứng trên khoản (1.), khoản trên điểm (a))."""
    if not any(isinstance(one, Numbered) for text in walked(seen) for one in text):
        yield NOT_APPLICABLE
    for text in walked(seen):
        if first := inverted(text):
            yield at(
                first.part,
                problem(
                    "muc-inside-khoan",
                    "Mục “{co}” nằm trong khoản; mục (I.) là cấp lớn hơn khoản (1.).",
                    co=shortened(on_one_line(first.part), 60),
                ),
                found=f"{first.label.written}.",
            )


@rule("B-23", "levels-too-many", "II.6c, đ", severity="nhac")
def danh_so_nhieu_cap(seen: Seen) -> Iterator[Fault | Outcome]:
    """Nghị định không có cách đánh số 1.1.1; dưới khoản là điểm a), b), c)."""
    found = [one for one in _labels(seen, "khoan_con") if len(one.label.family) >= 2]
    if not _labels(seen, "khoan_con"):
        yield NOT_APPLICABLE
    for one in found[:1]:  # one habit, one reminder
        yield at(
            one.part,
            problem(
                "numbering-three-levels",
                "Đánh số “{co}”: Nghị định không có cấp này, dưới khoản là điểm a), b), c).",
                co=one.label.written,
            ),
            found=one.label.written,
        )
