"""What only the printed page shows: letters that leave it or cover one another, a torn signature block, missing fonts, a scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from service.errors import Problem, problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.see.signs import NAME
from service.rules.seen import Part, PrintedLine, Seen

_OUT_PT: Final = 1.0                              # beyond the edge: more than a letter's side bearing
_COVERED: Final = 0.45                            # ems between baselines: nearer, letters of two lines cover one another
_WIDE: Final = 1.5                                # ems that they share across
_SURE: Final = 0.8
_MM: Final = 25.4 / 72
_SHOWN: Final = 60
_MOST: Final = 20                                 # places named: a broken print covers every line


@rule("G-41", "text-leaves-page", "I.3", severity="nhac", needs=("geometry",))
def text_on_page(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ nằm trọn trong trang giấy."""
    if not seen.lines:
        yield UNDETERMINED
        return
    sizes = {page.number: (page.width_mm / _MM, page.height_mm / _MM) for page in seen.pages}
    out = [line for line in seen.lines if _leaves(line, *sizes[line.place.page])]
    for line in out[:_MOST]:
        told = problem("text-leaves-page", "Trang {trang}: chữ “{chu}” ra ngoài trang giấy.",
                       trang=line.place.page, chu=_short(line.text))
        yield _at(seen, line, told)


def _leaves(line: PrintedLine, width: float, height: float) -> bool:
    place = line.place
    return min(place.left_pt, place.top_pt) < -_OUT_PT or place.right_pt > width + _OUT_PT or place.bottom_pt > height + _OUT_PT


@rule("G-42", "text-overlaps", "II.6e", severity="nhac", needs=("geometry",))
def text_apart(seen: Seen) -> Iterator[Fault | Outcome]:
    """Các dòng chữ không chồng lên nhau."""
    if not seen.lines:
        yield UNDETERMINED
        return
    for number, line in enumerate(_covered(seen)):
        if number == _MOST:
            return
        told = problem("text-overlaps", "Trang {trang}: dòng “{chu}” chồng lên chữ khác.",
                       trang=line.place.page, chu=_short(line.text))
        yield _at(seen, line, told)


def _covered(seen: Seen) -> Iterator[PrintedLine]:
    """Lines on whose letters another line stands. Lines come from top to bottom: only near ones are compared."""
    for at, line in enumerate(seen.lines):
        for other in reversed(seen.lines[max(0, at - 12):at]):
            if other.place.page != line.place.page:
                break
            small = min(line.size_pt, other.size_pt)
            apart = line.place.bottom_pt - other.place.bottom_pt
            shared = min(line.place.right_pt, other.place.right_pt) - max(line.place.left_pt, other.place.left_pt)
            # a note's mark stands over the letter before it: much smaller letters are no line
            if apart < _COVERED * small and shared > _WIDE * small and small > 0.75 * max(line.size_pt, other.size_pt):
                yield line
                break


@rule("G-43", "quoc-hieu-two-lines", "II.1a", severity="nhac", needs=("geometry",))
def quoc_hieu_on_one_line(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quốc hiệu và Tiêu ngữ mỗi dòng nằm trọn trên một dòng."""
    parts = list(seen.of("quoc_hieu", "tieu_ngu", least=_SURE))
    if not seen.lines or not parts:
        yield UNDETERMINED
        return
    for part in parts:
        lines = [line for line in seen.lines if line.part == part.index]
        if len(lines) > 1:
            told = problem("quoc-hieu-two-lines", "“{chu}” bị ngắt thành {so} dòng, phải nằm trên một dòng.",
                           chu=_short(" ".join(part.text.split())), so=len(lines))
            yield replace(_of(part, told), found=" / ".join(line.text for line in lines), required="một dòng")


@rule("G-44", "signature-torn", "II.7", severity="nhac", needs=("geometry",))
def signature_together(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quyền hạn, chức vụ và họ tên của người ký ở cùng một trang."""
    posts = [part for part in seen.of("quyen_han", "chuc_vu_khac", least=_SURE) if part.place]
    if not posts:
        yield UNDETERMINED if not seen.lines else NOT_APPLICABLE
        return
    name = next((part for part in seen.of("ho_ten", least=0.5) if part.place and part.index > posts[-1].index), None)
    name = name or _lost_name(seen, posts[-1])
    if name is None or name.place is None or posts[-1].place is None:
        yield UNDETERMINED
    elif name.place.page != posts[-1].place.page:
        told = problem("signature-torn", "Chức vụ người ký ở trang {mot}, họ tên ở trang {hai}; phải ở cùng một trang.",
                       mot=posts[-1].place.page, hai=name.place.page)
        yield _of(name, told)


def _lost_name(seen: Seen, post: Part) -> Part | None:
    """A bold, centred name that the page after the post begins with, nothing being signed below the post."""
    after = [part for part in seen.parts[post.index + 1:] if part.place and part.column != "left"]
    first = after[0] if after else None
    if first is None or first.place is None or post.place is None or first.place.page != post.place.page + 1:
        return None
    looks = first.looks
    return first if looks and looks.bold and looks.alignment == "center" and NAME.fullmatch(first.text.strip()) else None


@rule("G-45", "fonts-not-embedded", "I.4", severity="nhac", needs=("file",))
def fonts_embedded(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tệp PDF nhúng mọi phông chữ, để máy nào cũng hiện đúng chữ."""
    if seen.fonts_embedded is None:
        yield NOT_APPLICABLE if seen.source == "docx" else UNDETERMINED
    elif not seen.fonts_embedded:
        names = ", ".join(seen.fonts_missing)
        yield Fault(problem("fonts-not-embedded", "Tệp PDF không nhúng phông chữ: {ten}.", ten=names), found=names)


@rule("G-46", "pages-are-pictures", "I.4", severity="nhac", needs=("file",))
def pages_readable(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tệp PDF có chữ đọc được; trang chỉ là ảnh thì không kiểm tra được."""
    if seen.source != "pdf":
        yield NOT_APPLICABLE
    elif seen.pictures_only:
        pages = ", ".join(map(str, seen.pictures_only))
        told = problem("pages-are-pictures",
                       "Trang {trang} chỉ là ảnh chụp, không có chữ đọc được: không kiểm tra được thể thức.", trang=pages)
        yield Fault(told, page=seen.pictures_only[0], found="ảnh")
    elif not seen.lines:
        yield UNDETERMINED


@also("PG-11", needs=("looks",))
def numbers_run_on(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số của mỗi trang tiếp sau số của trang trước; mỗi phụ lục được đánh lại từ đầu (III.1đ)."""
    shown = {number.page: number for number in seen.page_numbers if number.page is not None}
    if not shown or seen.page_count is None:
        yield UNDETERMINED if seen.source != "docx" else NOT_APPLICABLE
        return
    restarts = {part.place.page for part in seen.parts if part.place and _appendix_begins(seen, part)}
    printed = 1
    for page in range(2, seen.page_count + 1):
        printed = 1 if page in restarts else printed + 1
        number = shown.get(page)
        if number is None:
            if page not in restarts and page not in seen.pictures_only:
                yield Fault(problem("page-without-number", "Trang {trang} không có số trang.", trang=page), "so_trang", page=page,
                            required=str(printed))
            continue
        told = "".join(letter for letter in number.text.split("/")[0] if letter.isdigit())
        if told and int(told) not in (printed, page):
            jump = problem("page-number-jumps", "Trang {trang} ghi số {co}, phải là {can}.", trang=page, co=told, can=printed)
            yield Fault(jump, "so_trang", page=page, found=told, required=str(printed))
            printed = int(told)


def _appendix_begins(seen: Seen, part: Part) -> bool:
    """“Phụ lục I”; or the title of a list attached without the word."""
    above = seen.parts[part.index - 1].component if part.index else ""
    return part.component == "phu_luc" or (part.component == "phu_luc_ten" and above not in ("phu_luc", "phu_luc_ten"))


def _of(part: Part, told: Problem) -> Fault:
    return Fault(told, part.component, page=part.place.page if part.place else None, paragraph=part.number, place=part.where)


def _at(seen: Seen, line: PrintedLine, told: Problem) -> Fault:
    if line.part is None:
        return Fault(told, "so_trang", page=line.place.page, place=f"trang {line.place.page}")
    return replace(_of(seen.parts[line.part], told), page=line.place.page)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
