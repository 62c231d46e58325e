"""Tên loại, trích yếu (PL I, II.5b; ô 5a, 5b)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, Component
from service.rules.looks.centred import off_centre
from service.rules.looks.drawn import line_below
from service.rules.looks.judge import HINT, SURE, alignment, at, case, judged, number, size, slope, weight
from service.rules.looks.whole import missing
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Looks, Part, Seen

_WITHOUT_SUBJECT: Final = frozenset({"GGT", "GNP"})           # mẫu 1.8, 1.10
_WITHOUT_LINE: Final = frozenset({"BB", "GGT", "GNP"})        # mẫu 1.9 draws none
_GAP_TOLERANCE_PT: Final = 0.6


def _letter(seen: Seen) -> bool | None:
    """Whether it is a công văn; None where it is not known."""
    if any(seen.of("ten_loai", least=SURE)):
        return False
    if any(seen.of("trich_yeu_cong_van", least=SURE)):
        return True
    return None if seen.abbreviation is None else not seen.abbreviation


@rule("T-01", "ten-loai", "II.5b; V, dòng 5a", needs=("looks",))
def ten_loai(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên loại văn bản: in hoa, cỡ chữ 13 - 14, đứng, đậm, canh giữa."""
    letter = _letter(seen)
    if letter is not False:
        yield NOT_APPLICABLE if letter else UNDETERMINED
        return
    absent = list(missing(seen, "ten_loai"))
    yield from absent or judged(seen, ["ten_loai"], size, weight, slope, case, alignment)
    yield from off_centre(seen, "ten_loai")


@rule("T-02", "trich-yeu", "II.5b; V, dòng 5a", needs=("looks",))
def trich_yeu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trích yếu đặt ngay dưới tên loại: in thường, cỡ chữ 13 - 14, đứng, đậm, canh giữa."""
    letter = _letter(seen)
    if letter is not False or seen.abbreviation in _WITHOUT_SUBJECT:
        yield UNDETERMINED if letter is None else NOT_APPLICABLE
        return
    absent = list(missing(seen, "trich_yeu"))
    first = next((part.index for part in seen.parts if part.component == "trich_yeu"), -1)

    def first_in_case(part: Part, looks: Looks, row: Component) -> Fault | None:
        """What follows the first line in capitals is rather the line of authority of a stranger's file."""
        return case(part, looks, row) if part.index == first else None

    yield from absent or judged(seen, ["trich_yeu"], size, first_in_case, alignment)
    yield from off_centre(seen, "trich_yeu")
    for part in seen.of("trich_yeu", least=SURE):
        # Mẫu 1.4 prints it regular, mẫu 3.1 bold italic (rules.md §1.12): what neither the prose nor a sample has is a fault.
        if part.looks and part.looks.italic and part.looks.bold is False:
            yield at(part, problem("trich-yeu-style", "Trích yếu kiểu chữ nghiêng, không đậm; phải đứng, đậm."),
                     found="nghiêng, không đậm", required="đứng, đậm")
    title, subject = seen.first("ten_loai"), seen.first("trich_yeu")
    if title and subject and min(title.confidence, subject.confidence) >= SURE and subject.index < title.index:
        yield at(subject, problem("trich-yeu-place", "Trích yếu phải ở ngay dưới tên loại văn bản."), required="dưới tên loại")


@rule("T-03", "trich-yeu-line", "II.5b", needs=("looks",))
def trich_yeu_line(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dưới trích yếu có đường kẻ ngang, nét liền, dài 1/3 - 1/2 dòng chữ, cân đối."""
    if seen.abbreviation in _WITHOUT_LINE:
        yield NOT_APPLICABLE
        return
    yield from line_below(seen, "trich_yeu", "ke_trich_yeu")


@rule("T-04", "trich-yeu-cong-van", "II.5b; V, dòng 5b", needs=("looks",))
def trich_yeu_cong_van(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trích yếu công văn: sau chữ “V/v”, in thường, cỡ chữ 12 - 13, đứng, canh giữa dưới số và ký hiệu, cách dòng 6 pt."""
    if not _letter(seen):
        yield UNDETERMINED if _letter(seen) is None else NOT_APPLICABLE
        return
    absent = list(missing(seen, "trich_yeu_cong_van")) if seen.abbreviation == "" else []
    if absent:
        yield from absent
        return
    yield from judged(seen, ["trich_yeu_cong_van"], size, weight, slope, case, alignment)
    subject = next(seen.of("trich_yeu_cong_van", least=SURE), None)
    above = seen.parts[subject.index - 1] if subject and subject.index else None
    if subject is None or above is None or above.component != "so_ky_hieu" or subject.blank_before or not subject.looks:
        return
    before, after = subject.looks.before_pt, above.looks.after_pt if above.looks else None
    if before is None or after is None:
        return
    gap = before + after if seen.paper and seen.paper.spacing_sum else max(before, after)
    can = COMPONENTS["trich_yeu_cong_van"].before_pt.chosen
    # Mẫu 1.5 sets no gap at all: the decree's own contradiction (rules.md §1.12).
    if gap > _GAP_TOLERANCE_PT and abs(gap - can) > _GAP_TOLERANCE_PT:
        told = problem("v-v-gap", "Trích yếu công văn cách số, ký hiệu {co} pt, phải cách {can} pt.", co=number(gap),
                       can=number(can))
        yield at(subject, told, found=f"{number(gap)} pt", required=f"{number(can)} pt", suggestion=number(can))


@rule("T-06", "title-without-subject", "PL III, mẫu 1.8, 1.10", severity="nhac", needs=("looks",), types=("GGT", "GNP"))
def without_subject(seen: Seen) -> Iterator[Fault | Outcome]:
    """Giấy giới thiệu, giấy nghỉ phép không có trích yếu; đường kẻ ở ngay dưới tên loại (theo mẫu)."""
    subject = next(seen.of("trich_yeu", least=HINT), None)
    if subject is not None:
        told = problem("title-without-subject", "Mẫu của loại văn bản này không có trích yếu.")
        yield at(subject, told, found=subject.text.strip())
    elif not any(seen.of("ten_loai")):
        yield NOT_APPLICABLE
