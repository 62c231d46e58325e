"""What must stand below what: titles of phần … điều (PL I, II.6d), and what an attached text leaves out (PL III, mẫu 1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS
from service.rules.looks.judge import HINT, SURE, at, once
from service.rules.looks.whole import attached, main
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Seen

_NUMBER: Final = re.compile(r"(?:Phần|Chương|Mục|Tiểu\s+mục)\s+(?:thứ\s+)?\w+", re.IGNORECASE)
_TITLED: Final = ("phan", "chuong", "muc_dieu", "tieu_muc")
_REGULATIONS: Final = frozenset({"QC", "QyĐ"})    # of a decision the samples leave điều without a title (rules.md §1.12)
_LEFT_OUT: Final = ("dia_danh_ngay", "noi_nhan_tu", "quyen_han", "ho_ten")


@rule("B-08", "heading-untitled", "II.6d")
def titles(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trong văn bản bố cục theo điều, phần, chương, mục, tiểu mục và điều của quy chế, quy định phải có tiêu đề."""
    parts = main(seen)
    numbers = [part for part in parts if part.component in _TITLED]
    articles = [part for part in parts if part.component == "dieu"] if seen.abbreviation in _REGULATIONS else []
    if not numbers and not articles:
        yield NOT_APPLICABLE
        return
    unsure = [part for part in numbers + articles if part.confidence < SURE]
    if unsure:
        yield UNDETERMINED
    for part in numbers:
        below = parts[part.index + 1] if part.index + 1 < len(parts) else None
        known = below is not None and below.component and below.confidence >= SURE
        own = _NUMBER.sub("", part.text.strip()).strip(" .:\n")               # "Phần I. TÊN PHẦN" on one line
        if part.confidence >= SURE and known and below and below.component != f"{part.component}_tieu_de" and not own:
            yield at(part, problem("heading-untitled", "{ten} không có tiêu đề.", ten=part.text.strip()), found=part.text.strip(),
                     required="tiêu đề")
    yield from once(
        at(part, problem("heading-untitled", "{ten} không có tiêu đề.", ten=part.label.rstrip(".") or "Điều"), required="tiêu đề")
        for part in articles if part.confidence >= SURE and seen.built_in)


@rule("S-15", "attached-text-signed", "PL III, mẫu 1.3", severity="nhac")
def attached_text(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản kèm theo quyết định không có số, địa danh và thời gian, chữ ký, nơi nhận riêng (theo mẫu)."""
    if not attached(seen):
        yield NOT_APPLICABLE
        return
    for component in _LEFT_OUT:
        part = next((part for part in main(seen) if part.component == component and part.confidence >= HINT), None)
        if part is not None:
            yield at(part, problem("attached-text-signed", "Văn bản kèm theo có {ten} riêng; theo mẫu thì không.",
                                   ten=COMPONENTS[component].name.lower()), found=part.text.strip())
            return
