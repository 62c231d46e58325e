"""Bản sao: the form's name and its number (PL I, Phần II; PL III, Mục I)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import UPPER, at, filled, on_one_line
from service.rules.words.symbol import COPY_CODES, symbol_of

_FORMS: Final = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}
_FORM: Final = re.compile(rf"(?:SAO Y|SAO LỤC|TRÍCH SAO|SAO LUC|BẢN SAO)(?: [{UPPER} ]+)?\.?")


@per_document
def _forms(seen: Seen) -> list[Part]:
    """Lines that consist of a copy's form, in capitals, below the copied text or above its title."""
    return [part for part in filled(seen) if len(part.text) < 40 and _FORM.fullmatch(on_one_line(part))]


@rule("C-01", "copy-form-name", "Phần II, I.1, II.1a")
def hinh_thuc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Hình thức sao ghi “SAO Y”, “SAO LỤC” hoặc “TRÍCH SAO”."""
    forms = _forms(seen)
    if not forms:
        yield NOT_APPLICABLE
    for part in forms:
        words = on_one_line(part).rstrip(".")
        if words not in _FORMS:
            yield at(
                part,
                problem("copy-form-wrong", "Hình thức sao ghi “{co}”, phải ghi “SAO Y”, “SAO LỤC” hoặc “TRÍCH SAO”.", co=words),
                found=words,
            )


@rule("S-07", "ky-hieu-of-copy", "Phần II, II.1c; PL III, Mục I")
def so_ky_hieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ký hiệu bản sao gồm chữ viết tắt hình thức sao (SY, SL, TrS) và tên cơ quan sao: 07/SY-UBND."""
    forms = [part for part in _forms(seen) if on_one_line(part).rstrip(".") in _FORMS]
    if not forms:
        yield NOT_APPLICABLE
        return
    needed = _FORMS[on_one_line(forms[0]).rstrip(".")]
    symbols = [(part, symbol) for part in filled(seen) if (symbol := symbol_of(part)) and not symbol.open]
    copied = [(part, symbol) for part, symbol in symbols if abs(part.index - forms[0].index) <= 4]
    if not copied or any(symbol.code == needed for _, symbol in symbols):
        return
    part, symbol = copied[-1]
    other = symbol.code if symbol.code in COPY_CODES else symbol.symbol
    yield at(
        part,
        problem(
            "copy-symbol-other",
            "Bản sao ghi “{hinh_thuc}” nhưng ký hiệu ghi “{co}”, phải bắt đầu bằng “{can}”.",
            hinh_thuc=on_one_line(forms[0]),
            co=other,
            can=f"{needed}-",
        ),
        found=symbol.text,
        required=f"{needed}-",
    )
