"""Quốc hiệu, Tiêu ngữ, tên cơ quan: how they are set and where (PL I, II.1–II.2; ô 1, 2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from service.errors import Problem, problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS
from service.rules.looks.centred import off_centre
from service.rules.looks.drawn import line_below, typed_lines
from service.rules.looks.judge import alignment, at, case, judged, number, once, size, slope, weight
from service.rules.looks.whole import missing, sure
from service.rules.looks.widths import room_pt, width_pt
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen

_SINGLE_TOLERANCE: Final = 0.06                   # 1.05 lines differ from single spacing by half a point
_ROOM_TOLERANCE_PT: Final = 0.5


@rule("H-01", "quoc-hieu", "II.1a; V, dòng 1", needs=("looks",))
def quoc_hieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”: in hoa, cỡ chữ 12 - 13, đứng, đậm, một dòng, phía trên, bên phải."""
    absent = list(missing(seen, "quoc_hieu"))
    if absent:
        yield from absent
        return
    yield from judged(seen, ["quoc_hieu"], size, weight, slope, case)
    for part in sure(seen, "quoc_hieu"):
        if _on_two_lines(seen, part):
            yield at(part, problem("quoc-hieu-wrapped", "Quốc hiệu bị ngắt thành hai dòng; phải nằm trên một dòng."),
                     required="một dòng")
        if part.column == "left" or (part.place and part.place.page > 1):
            yield at(part, problem("quoc-hieu-place", "Quốc hiệu phải ở phía trên, bên phải của trang đầu tiên."),
                     required="trên cùng, bên phải trang đầu")
        mottos = list(sure(seen, "tieu_ngu"))
        if len(mottos) == 1 and mottos[0].index < part.index:
            yield at(part, problem("quoc-hieu-below-motto", "Quốc hiệu phải ở trên Tiêu ngữ."), required="trên Tiêu ngữ")


@rule("H-02", "tieu-ngu", "II.1b; V, dòng 1", needs=("looks",))
def tieu_ngu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tiêu ngữ “Độc lập - Tự do - Hạnh phúc”: in thường, cỡ chữ 13 - 14, đứng, đậm, canh giữa dưới Quốc hiệu."""
    absent = list(missing(seen, "tieu_ngu"))
    yield from absent or judged(seen, ["tieu_ngu"], size, weight, slope, case, alignment)
    yield from off_centre(seen, "tieu_ngu")


@rule("H-03", "tieu-ngu-line", "II.1b", needs=("looks",))
def tieu_ngu_line(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ."""
    return line_below(seen, "tieu_ngu", "ke_tieu_ngu")


@rule("H-04", "quoc-hieu-spacing", "II.1c", needs=("looks",))
def quoc_hieu_spacing(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quốc hiệu, Tiêu ngữ trình bày cách nhau dòng đơn."""
    return _single(seen, ("quoc_hieu", "tieu_ngu"))


@rule("H-05", "co-quan-chu-quan", "II.2b; V, dòng 2", needs=("looks",))
def co_quan_chu_quan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên cơ quan chủ quản trực tiếp: in hoa, cỡ chữ 12 - 13, đứng, không đậm; không có đường kẻ bên dưới."""
    yield from judged(seen, ["co_quan_chu_quan"], size, weight, slope, case)
    below = seen.first("co_quan_ban_hanh")
    for part in sure(seen, "co_quan_chu_quan"):
        if below is not None and seen.stroke_below(part) is not None:
            yield at(part, problem("chu-quan-line", "Dưới tên cơ quan chủ quản có đường kẻ; đường kẻ chỉ đặt dưới tên cơ quan ban"
                                   " hành."), found="có đường kẻ", required="không có")


@rule("H-06", "co-quan-ban-hanh", "II.2b; V, dòng 2", needs=("looks",))
def co_quan_ban_hanh(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên cơ quan ban hành: in hoa, cỡ chữ 12 - 13, đứng, đậm, canh giữa dưới tên cơ quan chủ quản."""
    absent = list(missing(seen, "co_quan_ban_hanh"))
    if absent:
        yield from absent
        return
    yield from judged(seen, ["co_quan_ban_hanh"], size, weight, slope, case, alignment)
    yield from off_centre(seen, "co_quan_ban_hanh")
    issuer, parent = next(iter(sure(seen, "co_quan_ban_hanh")), None), next(iter(sure(seen, "co_quan_chu_quan")), None)
    if issuer and parent and issuer.index < parent.index:
        yield at(issuer, problem("ban-hanh-above", "Tên cơ quan ban hành phải ở dưới tên cơ quan chủ quản."),
                 required="dưới tên cơ quan chủ quản")
    if issuer and issuer.column == "right":
        told = problem("ban-hanh-place", "Tên cơ quan ban hành phải ở bên trái, ngang với Quốc hiệu.")
        yield at(issuer, told, required="bên trái")


@rule("H-07", "co-quan-line", "II.2b", needs=("looks",))
def co_quan_line(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài 1/3 - 1/2 dòng chữ, cân đối."""
    return line_below(seen, "co_quan_ban_hanh", "ke_co_quan")


@rule("H-08", "co-quan-spacing", "II.2b", needs=("looks",))
def co_quan_spacing(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên cơ quan chủ quản và tên cơ quan ban hành trình bày cách nhau dòng đơn."""
    return _single(seen, ("co_quan_chu_quan", "co_quan_ban_hanh"))


@rule("H-20", "heading-columns", "IV.2; PL III", severity="nhac", needs=("looks",))
def columns(seen: Seen) -> Iterator[Fault | Outcome]:
    """Phần đầu trình bày hai cột: bên trái tên cơ quan, số; bên phải Quốc hiệu, địa danh và thời gian (theo mẫu)."""
    left, right = next(iter(sure(seen, "co_quan_ban_hanh")), None), next(iter(sure(seen, "quoc_hieu")), None)
    if left is None or right is None:
        yield NOT_APPLICABLE
    elif left.place and right.place:
        if left.place.right_pt > right.place.right_pt:
            yield at(left, _not_in_columns(), required="hai cột")
    elif seen.source == "docx" and not (left.column or right.column or left.in_table or right.in_table):
        yield at(left, _not_in_columns(), required="hai cột")


@rule("G-30", "line-typed", "II.1b, II.2b, II.5b", severity="nhac", needs=("looks",))
def typed(seen: Seen) -> Iterator[Fault | Outcome]:
    """Đường kẻ ở phần đầu văn bản nên vẽ, không gõ bằng dấu gạch dưới (mẫu của Nghị định cũng gõ, nên chỉ nhắc)."""
    if not seen.strokes:
        yield NOT_APPLICABLE
    yield from once(
        at(part, problem("line-typed", "{ten}: đường kẻ gõ bằng dấu gạch; nên vẽ đường kẻ liền.",
                         ten=COMPONENTS[part.component].name), found="dấu gạch", required="đường vẽ")
        for part, _ in typed_lines(seen))


def _not_in_columns() -> Problem:
    return problem("heading-columns", "Phần đầu văn bản không trình bày thành hai cột như mẫu.")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _on_two_lines(seen: Seen, part: Part) -> bool:
    """In a Word file by its breaks and the width of its cell; of a printed page G-43 tells it."""
    if part.looks is None or part.place is not None:
        return False
    room = room_pt(seen, part)
    return "\n" in part.text.strip() or (room is not None and width_pt(_plain(part.text), part.looks) > room + _ROOM_TOLERANCE_PT)


def _single(seen: Seen, components: tuple[str, ...]) -> Iterator[Fault | Outcome]:
    """Every line but the first of a block stands at single spacing from the one above; exact spacing is not judged."""
    parts = [part for component in components for part in sure(seen, component) if part.looks]
    spaced = [(part, part.looks.line) for part in parts if part.looks and part.looks.line is not None]
    if len(parts) < 2 and not any("\n" in part.text for part in parts):
        yield NOT_APPLICABLE
    elif not spaced:
        yield UNDETERMINED
    yield from once(
        at(part, problem("spacing-not-single", "{ten}: cách dòng {co}, phải là dòng đơn.", ten=COMPONENTS[part.component].name,
                         co=number(line)), found=number(line), required="dòng đơn", suggestion="1")
        for part, line in spaced if abs(line - 1) > _SINGLE_TOLERANCE)
