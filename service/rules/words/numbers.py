"""Số and ký hiệu (PL I, II.3; PL III, Mục I): the word, the number, the shape and the code of the type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.types import BY_ABBREVIATION
from service.rules.words.said import at
from service.rules.words.symbol import BARE, CODES, COPY_CODES, OFFICES, Symbol, symbol_of

# Types whose number S-06 speaks of; the others are S-01's.
_OWN_FORMS: Final = ("CĐ", "GM", "GGT", "GNP", "BB")
_NAMED: Final = tuple(sorted(CODES - set(_OWN_FORMS)))
# Codes that may as well abbreviate an office or a unit: Hội đồng, Công ty, Pháp chế, Tài chính …
_ALSO_OFFICES: Final = frozenset(("HĐ", "CT", "PC", "PA", "PB", "PG", "TC", "DA", "ĐA", "HD", "QC", "TB", "BB", "BC"))
_STATUTE_FORMS: Final = ("NQ", "QĐ", "CT", "QC", "QyĐ")  # with a year they may be statutes, which the decree does not govern


@per_document
def _symbols(seen: Seen) -> list[tuple[Part, Symbol]]:
    """The document's own line; where an attached text or a copy has one more, it is judged apart."""
    found = ((part, symbol_of(part)) for part in seen.of("so_ky_hieu"))
    return [(part, symbol) for part, symbol in found if symbol]


def _first(seen: Seen) -> tuple[Part, Symbol] | None:
    symbols = _symbols(seen)
    return symbols[0] if symbols and symbols[0][1].code not in COPY_CODES else None


@also("H-10")
def so(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Số” chữ in thường, sau đó có dấu hai chấm (II.3c)."""
    symbols = _symbols(seen)
    if not symbols:
        yield NOT_APPLICABLE
    for part, symbol in symbols:
        if symbol.word != "Số:":
            yield at(
                part,
                problem("so-word", "Ghi “{co}”, phải ghi “{can}”.", co=symbol.word, can="Số:"),
                found=symbol.word,
                required="Số:",
                suggestion="Số:",
            )


@rule("H-11", "so-leading-zero", "II.3a, II.3c")
def so_duoi_muoi(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số ghi bằng chữ số Ả Rập; những số nhỏ hơn 10 phải ghi số 0 phía trước (II.3c)."""
    symbols = _symbols(seen)
    if not symbols:
        yield NOT_APPLICABLE
    for part, symbol in symbols:
        if len(symbol.number) == 1:
            needed = f"0{symbol.number}"
            yield at(
                part,
                problem("so-leading-zero", "Số “{co}” nhỏ hơn 10, phải ghi “{can}”.", co=symbol.number, can=needed),
                found=symbol.number,
                required=needed,
                suggestion=needed,
            )


@rule("H-12", "ky-hieu-signs", "II.3c; V, dòng 3")
def dau_trong_ky_hieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Sau số là dấu gạch chéo (/), giữa các nhóm chữ là gạch nối (-) không cách chữ; chữ in hoa, trừ QyĐ, CTr, TTr, TrS."""
    symbols = _symbols(seen)
    if not symbols:
        yield NOT_APPLICABLE
    for part, symbol in symbols:
        if symbol.open:
            yield UNDETERMINED
            continue
        written = symbol.symbol.rstrip(" .")
        needed = "-".join((symbol.code, *symbol.groups[1:]))
        blank = bool(symbol.number) and bool(re.search(r"\d\s+[/\\]|[/\\]\s+\w", symbol.text))
        if written != needed or blank or "\\" in symbol.text:
            yield at(
                part,
                problem(
                    "ky-hieu-signs",
                    "Ký hiệu ghi “{co}”, phải ghi “{can}”: dấu gạch chéo, gạch nối không cách chữ.",
                    co=symbol.text,
                    can=f"{symbol.number}/{needed}",
                ),
                found=symbol.text,
                required=needed,
                suggestion=needed,
            )
        elif small := next((one for one in symbol.groups if one.islower()), ""):
            yield at(
                part,
                problem("ky-hieu-small", "Ký hiệu có “{co}”, phải viết bằng chữ in hoa: “{can}”.", co=small, can=small.upper()),
                found=small,
                required=small.upper(),
                suggestion=small.upper(),
            )


def _has_code(seen: Seen) -> Iterator[Fault | Outcome]:
    first = _first(seen)
    if not first or seen.abbreviation is None:
        yield UNDETERMINED
        return
    part, symbol = first
    if symbol.open:
        yield UNDETERMINED
        return
    needed, kind = seen.abbreviation, BY_ABBREVIATION[seen.abbreviation].name
    if symbol.code == "CV":  # S-14 speaks of it
        return
    if symbol.code == needed:
        if len(symbol.groups) == 1:
            yield at(
                part,
                problem(
                    "ky-hieu-body-missing",
                    "Ký hiệu chỉ ghi tên loại “{co}”, thiếu chữ viết tắt tên cơ quan ban hành.",
                    co=needed,
                ),
                found=symbol.text,
                required=f"{needed}-…",
            )
        return
    if symbol.code in CODES - _ALSO_OFFICES or (symbol.code in CODES and len(symbol.groups) > 1):
        suggestion = "-".join((needed, *symbol.groups[1:]))
        yield at(
            part,
            problem(
                "ky-hieu-other-type",
                "Văn bản là {loai} nhưng ký hiệu ghi “{co}”, phải bắt đầu bằng “{can}”.",
                loai=kind,
                co="-".join(symbol.groups),
                can=f"{needed}-",
            ),
            found=symbol.text,
            required=f"{needed}-",
            suggestion=suggestion,
        )
    elif BARE.get(symbol.groups[0].upper()) == needed:
        suggestion = "-".join((needed, *symbol.groups[1:]))
        yield at(
            part,
            problem(
                "ky-hieu-d-lost", "Ký hiệu ghi “{co}”, phải ghi “{can}”: chữ Đ.", co="-".join(symbol.groups), can=suggestion
            ),
            found=symbol.text,
            required=suggestion,
            suggestion=suggestion,
        )
    else:
        yield at(
            part,
            problem(
                "ky-hieu-type-missing",
                "{loai} là văn bản có tên loại nhưng ký hiệu ghi “{co}” theo cách của công văn; phải ghi tên loại và"
                " cơ quan ban hành: “{can}”.",
                loai=kind,
                co="-".join(symbol.groups),
                can=f"{needed}-{OFFICES.get(symbol.groups[0], symbol.groups[0])}",
            ),
            found=symbol.text,
            required=f"{needed}-…",
        )


@rule("S-01", "ky-hieu-of-type", "II.3b", types=_NAMED)
def ky_hieu_ten_loai(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ký hiệu của văn bản có tên loại gồm chữ viết tắt tên loại và tên cơ quan hoặc chức danh ban hành: 15/QĐ-BNV."""
    yield from _has_code(seen)


@rule("S-06", "ky-hieu-of-own-form", "PL III, Mục I", types=_OWN_FORMS)
def ky_hieu_mau_rieng(seen: Seen) -> Iterator[Fault | Outcome]:
    """Công điện, giấy mời, giấy giới thiệu, giấy nghỉ phép, biên bản mang chữ viết tắt CĐ, GM, GGT, GNP, BB trước tên cơ quan."""
    yield from _has_code(seen)


@rule("S-02", "ky-hieu-of-cong-van", "II.3b", types=("",))
def ky_hieu_cong_van(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ký hiệu của công văn gồm chữ viết tắt tên cơ quan và tên đơn vị soạn thảo hoặc lĩnh vực, không có chữ viết tắt tên loại."""
    first = _first(seen)
    if not first or first[1].open:
        yield UNDETERMINED
        return
    part, symbol = first
    if symbol.code in CODES - _ALSO_OFFICES:
        yield at(
            part,
            problem(
                "cong-van-with-type",
                "Công văn không có tên loại nhưng ký hiệu ghi “{co}”: “{ma}” là chữ viết tắt của {loai}.",
                co="-".join(symbol.groups),
                ma=symbol.code,
                loai=BY_ABBREVIATION[symbol.code].name,
            ),
            found=symbol.text,
        )


@rule("S-14", "so-ky-hieu-extras", "II.3b")
def thanh_phan_thua(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số, ký hiệu của văn bản hành chính không ghi năm (cách ghi của văn bản quy phạm pháp luật), không ghi “CV”."""
    first = _first(seen)
    if not first:
        yield UNDETERMINED
        return
    part, symbol = first
    if symbol.year and seen.abbreviation is not None and seen.abbreviation not in _STATUTE_FORMS:
        yield at(
            part,
            problem("so-with-year", "Số ghi thêm năm “{co}”; số của văn bản hành chính không ghi năm.", co=symbol.year),
            found=symbol.text,
            required="-".join(symbol.groups),
        )
    if symbol.code == "CV" and len(symbol.groups) > 1:
        yield at(
            part,
            problem(
                "ky-hieu-with-cv",
                "Ký hiệu ghi “{co}”; công văn không có chữ viết tắt tên loại “CV”.",
                co="-".join(symbol.groups),
            ),
            found=symbol.text,
        )
