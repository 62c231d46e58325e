"""Nơi nhận: the word, its lines and "Lưu" (PL I, II.9d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import at, lines, on_one_line, shortened

_FILED: Final = re.compile(r"(?:[-–+•*] ?)?Lưu\b", re.IGNORECASE)
# "- Lưu: VT, TĐKT (2)." and, behind it, the drafter's sign with the number of copies: "PL.(300)" (III.3).
_FILED_WELL: Final = re.compile(
    r"- Lưu: VT(?:, [^;,.…]+(?:, [^;,.…]+)*)?(?: ?\(\d+ ?(?:bản|b)?\))?\.(?: ?[A-ZĐ][\wĐđ]{0,6}\.? ?\(?\d+\)?\.?)?"
)
_OPEN: Final = re.compile(r"…|\.{3}")


@per_document
def _lines(seen: Seen) -> list[tuple[Part, str]]:
    return [(part, line) for part in seen.of("noi_nhan") for line in lines(part)]


@also("N-05")
def noi_nhan_tu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Sau từ “Nơi nhận” có dấu hai chấm (II.9d)."""
    parts = list(seen.of("noi_nhan_tu"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts:
        words = on_one_line(part)
        bare = words.casefold() == "nơi nhận"
        if words.casefold() != "nơi nhận:" and not (bare and part.looks):  # with looks, the colon is judged beside them
            yield at(
                part,
                problem(
                    "noi-nhan-words",
                    "Ghi “{co}”, phải ghi “{can}” trên một dòng riêng.",
                    co=shortened(words, 40),
                    can="Nơi nhận:",
                ),
                found=words,
                required="Nơi nhận:",
                suggestion="Nơi nhận:",
            )


@also("N-06")
def noi_nhan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Mỗi nơi nhận một dòng riêng, đầu dòng có gạch đầu dòng, cuối dòng có dấu chấm phẩy (II.9d)."""
    listed = _lines(seen)
    if not listed:
        yield NOT_APPLICABLE
    for index, (part, line) in enumerate(listed):
        if _FILED.match(line) or _OPEN.search(line):
            continue
        before = listed[index - 1][1] if index else ";"
        after = listed[index + 1][1] if index + 1 < len(listed) else ""
        runs_on = bool(after) and not after.startswith(("-", "–", "+", "•", "*")) and not _FILED.match(after)
        begins = not (index and before[-1] not in ";.") or line[0] in "-–+•*"
        if begins and not line.startswith(("- ", "+ ")) and (line[0] in "-–•*" or line[-1] in ";.," or not index):
            yield at(
                part,
                problem(
                    "noi-nhan-dash",
                    "Nơi nhận “{co}” phải bắt đầu bằng gạch đầu dòng (-) rồi cách chữ.",
                    co=shortened(line),
                ),
                found=line,
                required="- …;",
            )
        elif line[-1] not in ";:" and not runs_on and index + 1 < len(listed):
            yield at(
                part,
                problem("noi-nhan-sign", "Dòng nơi nhận “{co}” phải kết thúc bằng dấu chấm phẩy (;).", co=shortened(line)),
                found=line[-1],
                required=";",
                suggestion=line.rstrip(" ;.,:") + ";",
            )


@rule("N-07", "luu-line", "II.9d; PL III")
def luu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dòng cuối cùng: “Lưu:”, “VT,”, chữ viết tắt đơn vị soạn thảo, số lượng bản lưu (nếu cần), dấu chấm (II.9d)."""
    listed = _lines(seen)
    if not listed:
        yield NOT_APPLICABLE
        return
    filed = [(index, part, line) for index, (part, line) in enumerate(listed) if _FILED.match(line)]
    if not filed:
        part, line = listed[-1]
        yield at(
            part,
            problem("luu-missing", "Nơi nhận không có dòng “Lưu: VT, …”; dòng cuối cùng là “{co}”.", co=shortened(line)),
            found=line,
            required="- Lưu: VT, ….",
        )
        return
    index, part, line = filed[-1]
    whole = " ".join([line, *(text for _, text in listed[index + 1 :])])  # a long line runs on
    if _OPEN.search(whole):
        return
    if any(text.startswith(("-", "–")) for _, text in listed[index + 1 :]):
        yield at(part, problem("luu-not-last", "“{co}” phải là dòng cuối cùng của Nơi nhận.", co=shortened(line)), found=line)
    elif not _FILED_WELL.fullmatch(whole):
        told = (
            problem(
                "luu-vt-missing", "Dòng lưu ghi “{co}”, phải ghi “- Lưu: VT, …”: “VT” là Văn thư cơ quan.", co=shortened(whole)
            )
            if not re.search(r"\bVT\b", whole)
            else problem("luu-full-stop", "Dòng lưu “{co}” phải kết thúc bằng dấu chấm (.).", co=shortened(whole))
            if _FILED_WELL.fullmatch(whole.rstrip(" ;,:./") + ".")
            else problem(
                "luu-words",
                "Dòng lưu ghi “{co}”, phải ghi theo cách “- Lưu: VT, <đơn vị soạn thảo> <số bản lưu>.”.",
                co=shortened(whole),
            )
        )
        yield at(part, told, found=whole, required="- Lưu: VT, ….")
