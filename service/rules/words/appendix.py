"""Phụ lục: reference in the text, numbers, "Kèm theo" (PL I, III.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen
from service.rules.words.said import SURE, at, filled, on_one_line, shortened
from service.rules.words.symbol import symbol_of
from service.vietnamese.letters import roman

_REFERRED: Final = re.compile(r"phụ lục|kèm theo|đính kèm|gửi kèm", re.IGNORECASE)
_NUMBER: Final = re.compile(r"Phụ lục(?: số)? ?(?P<number>[IVXLC]+|\d+|[A-Z])?\b[.:]?", re.IGNORECASE)
_ROMANS: Final = {roman(number): number for number in range(1, 60)}
_ATTACHED: Final = re.compile(r"kèm theo", re.IGNORECASE)
_OWN: Final = re.compile(r"số:? ?(?P<symbol>\d+/[^\s,;)]+)", re.IGNORECASE)


def _appendices(seen: Seen) -> list[Part]:
    return [part for part in seen.of("phu_luc", least=SURE) if part.text.strip()]


@rule("X-01", "phu-luc-unreferred", "III.1a", about=("phu_luc",))
def chi_dan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản có phụ lục kèm theo thì trong văn bản có chỉ dẫn về phụ lục đó."""
    appendices = _appendices(seen)
    if not appendices:
        yield NOT_APPLICABLE
        return
    before = [part for part in filled(seen) if part.index < appendices[0].index]
    if len(before) < 5:
        yield UNDETERMINED  # an appendix alone in its file
    elif not any(_REFERRED.search(on_one_line(part)) for part in before):
        yield at(
            appendices[0],
            problem(
                "phu-luc-not-mentioned",
                "Văn bản có “{co}” nhưng nội dung không có chỉ dẫn về phụ lục.",
                co=on_one_line(appendices[0]),
            ),
            found=on_one_line(appendices[0]),
        )


@rule("X-02", "phu-luc-numbering", "III.1a", about=("phu_luc",))
def danh_so(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản có từ hai phụ lục trở lên thì các phụ lục đánh số thứ tự bằng chữ số La Mã."""
    appendices = _appendices(seen)
    if len(appendices) < 2:
        yield NOT_APPLICABLE
        return
    for index, part in enumerate(appendices, 1):
        words = on_one_line(part)
        found = _NUMBER.match(words)
        here = found["number"] if found else None
        if here and here.upper() in _ROMANS and _ROMANS[here.upper()] == index:
            continue
        needed = f"Phụ lục {roman(index)}"
        yield at(
            part,
            problem(
                "phu-luc-number-wrong",
                "Có {so} phụ lục nên đánh số La Mã lần lượt: ghi “{co}”, phải ghi “{can}”.",
                so=len(appendices),
                co=shortened(words, 40),
                can=needed,
            ),
            found=words,
            required=needed,
            suggestion=needed,
        )


@also("X-05")
def kem_theo(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trên mỗi phụ lục ghi kèm theo văn bản nào: số, ký hiệu, thời gian ban hành và tên cơ quan, tổ chức ban hành (III.1c)."""
    appendices = _appendices(seen)
    if not appendices:
        yield NOT_APPLICABLE
        return
    parts = list(filled(seen))
    own = seen.first("so_ky_hieu")
    symbol = symbol_of(own) if own else None
    for appendix in appendices:
        place = next(row for row, part in enumerate(parts) if part.index == appendix.index)
        near = parts[place : place + 6]
        line = next(
            (part for part in near if part.component == "phu_luc_kem_theo" or _ATTACHED.search(on_one_line(part))), None
        )
        if line is None:
            yield at(
                appendix,
                problem(
                    "kem-theo-missing",
                    "“{co}” thiếu dòng “(Kèm theo … số … ngày … của …)”.",
                    co=shortened(on_one_line(appendix), 40),
                ),
                required="(Kèm theo …)",
            )
            continue
        words = on_one_line(line)
        whole = all(re.search(rf"\b{word}\b", words, re.IGNORECASE) for word in ("số", "ngày", "của"))
        named = _OWN.search(words)
        if not whole:
            yield at(
                line,
                problem(
                    "kem-theo-incomplete",
                    "Dòng “{co}” phải ghi số, ký hiệu, ngày ban hành và tên cơ quan ban hành của văn bản.",
                    co=shortened(words),
                ),
                found=words,
            )
        elif (
            named
            and symbol
            and symbol.number
            and not symbol.open
            and "…" not in named["symbol"]
            and (named["symbol"].rstrip(".") != f"{symbol.number}/{symbol.symbol}")
        ):
            yield at(
                line,
                problem(
                    "kem-theo-other-number",
                    "Phụ lục ghi kèm theo văn bản số {co}, nhưng số của văn bản là {can}.",
                    co=named["symbol"],
                    can=f"{symbol.number}/{symbol.symbol}",
                ),
                found=named["symbol"],
                required=f"{symbol.number}/{symbol.symbol}",
            )
