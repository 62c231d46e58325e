"""Khổ giấy, hướng, lề, phông, màu chữ, cỡ chữ thống nhất (PL I, I.1–I.4; V, footnote 1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from statistics import median
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, FONT, PAGE, SAMPLE_SIZE_SETS, SIZE_SETS, Span
from service.rules.looks.judge import HINT, SIZE_TOLERANCE_PT, SURE, at, bounds, number, once
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Page, Part, Seen, per_document

_TOLERANCE_MM: Final = 0.3                        # Word's twips and the rounding of its dialog: 0.5 cm steps in inches
_MEASURED_TOLERANCE_MM: Final = 1.5               # a PDF has no margins, only letters with their bearings
_FIRST_LINE_MM: Final = 5.0                       # room above a page's first line: its leading and its gap
_BLOCKS: Final = frozenset({"quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay",
                            "trich_yeu_cong_van", "do_mat", "do_khan", "luu_hanh", "noi_nhan_tu", "noi_nhan", "quyen_han",
                            "ky_ghi_chu", "chuc_vu_khac", "ho_ten"})

# A print of Times New Roman without its licence: faces of the same advances, and names a PDF gives it.
_SAME_FACE: Final = ("timesnewroman", "times new roman", "liberationserif", "liberation serif", "tinos")
_SIGNS: Final = ("symbol", "wingdings", "webdings", "cambria math", "segoe ui symbol", "ms gothic", "segoe ui emoji")
_STAMPS: Final = frozenset({"do_mat", "do_khan", "luu_hanh", ""})
_BLACK: Final = 0x26                              # a channel up to here is black on paper: Word's "Text 1, lighter 15 %"
_LINK_COLORS: Final = frozenset({"0000FF", "0563C1", "0000EE", "467886"})


def _sides(page: Page) -> tuple[float, float]:
    return min(page.width_mm, page.height_mm), max(page.width_mm, page.height_mm)


@per_document
def _portrait(seen: Seen) -> list[Page]:
    """The pages that the margins are stated for: the decree's figure is upright only (rules.md PG-07)."""
    return [page for page in seen.pages if page.width_mm <= page.height_mm]


@rule("PG-01", "paper-size", "I.1", needs=("looks",))
def paper_size(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản hành chính dùng khổ giấy A4 (210 mm × 297 mm)."""
    if not seen.pages:
        yield UNDETERMINED
    wrong = []
    for page in seen.pages:
        short, long = _sides(page)
        if abs(short - PAGE.width_mm) > _TOLERANCE_MM * 2 or abs(long - PAGE.height_mm) > _TOLERANCE_MM * 2:
            co = f"{number(round(page.width_mm, 1))} × {number(round(page.height_mm, 1))}"
            can = f"{number(PAGE.width_mm)} × {number(PAGE.height_mm)}"
            wrong.append(Fault(problem("paper-size-wrong", "Khổ giấy {co} mm, phải là A4 ({can} mm).", co=co, can=can),
                               page=page.number, place=_of(page), found=f"{co} mm", required=f"{can} mm", suggestion="A4"))
    yield from once(wrong)


@rule("PG-02", "page-landscape", "I.2", needs=("looks",))
def orientation(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trình bày theo chiều dài của khổ A4; theo chiều rộng chỉ khi nội dung có bảng, biểu không làm thành phụ lục riêng."""
    wide = [page for page in seen.pages if page.width_mm > page.height_mm]
    if not seen.pages:
        yield UNDETERMINED
    elif wide and any(part.in_table and part.component not in _BLOCKS for part in seen.parts):
        return                                    # it has a table: that it belongs on the wide page cannot be told from outside
    elif wide and seen.source == "pdf":
        yield UNDETERMINED
    elif wide:
        told = problem("page-landscape", "Trang trình bày theo chiều rộng mà nội dung không có bảng, biểu; phải trình bày theo"
                       " chiều dài của khổ A4.")
        yield Fault(told, page=wide[0].number, place=_of(wide[0]), found="chiều rộng", required="chiều dài")


def _margin(seen: Seen, side: str, name: str, span: Span) -> Iterator[Fault | Outcome]:
    pages = [(page, value) for page in _portrait(seen) if (value := getattr(page, f"{side}_mm")) is not None]
    if not pages:
        yield NOT_APPLICABLE if seen.pages and not _portrait(seen) else UNDETERMINED
    elif seen.source == "pdf":
        value = _measured(side, [value for _, value in pages], span)
        if value is None:
            yield UNDETERMINED
        elif not span.allows(value, _MEASURED_TOLERANCE_MM):
            yield _margin_fault(pages[0][0], name, value, span)
    else:
        yield from once(_margin_fault(page, name, value, span) for page, value in pages if not span.allows(value, _TOLERANCE_MM))


def _measured(side: str, values: list[float], span: Span) -> float | None:
    """What the letters of all pages tell of a margin. A page need not be full: a large margin at its foot tells nothing."""
    if side in ("left", "right"):
        return median(values)
    least = min(values)
    if span.most is not None and least > span.most:
        return least - _FIRST_LINE_MM if side == "top" and least - _FIRST_LINE_MM > span.most and len(values) > 1 else None
    return least


def _margin_fault(page: Page, name: str, value: float, span: Span) -> Fault:
    co, can = number(round(value, 1)), bounds(span)
    return Fault(problem("margin-wrong", "Lề {ten} {co} mm, phải là {can} mm.", ten=name, co=co, can=can), page=page.number,
                 place=_of(page), found=f"{co} mm", required=f"{can} mm")


def _of(page: Page) -> str:
    return "" if page.number is None else f"trang {page.number}"


@rule("PG-03", "margin-top", "I.3", needs=("looks",))
def margin_top(seen: Seen) -> Iterator[Fault | Outcome]:
    """Cách mép trên 20 - 25 mm."""
    return _margin(seen, "top", "trên", PAGE.top_mm)


@rule("PG-04", "margin-bottom", "I.3", needs=("looks",))
def margin_bottom(seen: Seen) -> Iterator[Fault | Outcome]:
    """Cách mép dưới 20 - 25 mm."""
    return _margin(seen, "bottom", "dưới", PAGE.bottom_mm)


@rule("PG-05", "margin-left", "I.3", needs=("looks",))
def margin_left(seen: Seen) -> Iterator[Fault | Outcome]:
    """Cách mép trái 30 - 35 mm."""
    return _margin(seen, "left", "trái", PAGE.left_mm)


@rule("PG-06", "margin-right", "I.3", needs=("looks",))
def margin_right(seen: Seen) -> Iterator[Fault | Outcome]:
    """Cách mép phải 15 - 20 mm."""
    return _margin(seen, "right", "phải", PAGE.right_mm)


def _set_by_decree(part: Part) -> bool:
    """Fonts of tables are not in the decree (rules.md §10)."""
    known = part.component in COMPONENTS and not part.component.startswith("bang_")
    return bool(part.text.strip()) and (known if part.in_table else known or not part.component) and part.looks is not None


@per_document
def _lettered(seen: Seen) -> list[Part]:
    return [part for part in seen.parts if _set_by_decree(part)]


@rule("PG-09", "font-wrong", "I.4", needs=("looks",))
def font(seen: Seen) -> Iterator[Fault | Outcome]:
    """Phông chữ tiếng Việt Times New Roman, bộ mã ký tự Unicode theo TCVN 6909:2001, màu đen."""
    parts = _lettered(seen)
    if not parts:
        yield UNDETERMINED
    yield from once(
        at(part, problem("font-wrong", "Phông chữ {co}, phải là {can}.", co=family, can=FONT), found=family, required=FONT,
           suggestion=FONT)
        for part in parts if part.looks for family in part.looks.families if not _is_font(family))


@lru_cache(maxsize=256)
def _is_font(family: str) -> bool:
    """`ABCDEF+TimesNewRomanPS-BoldMT` is how a PDF names a part of it."""
    plain = family.split("+", 1)[-1].lower()
    return plain.startswith(_SAME_FACE) or any(sign in plain for sign in _SIGNS)


@rule("PG-10", "color-wrong", "I.4", needs=("looks",))
def color(seen: Seen) -> Iterator[Fault | Outcome]:
    """Chữ màu đen (trừ dấu chỉ mức độ khẩn, mật)."""
    parts = [part for part in _lettered(seen) if part.component not in _STAMPS]
    if not parts:
        yield UNDETERMINED
    yield from once(
        at(part, problem("color-wrong", "Chữ màu #{co}, phải là màu đen.", co=value), found=f"#{value}", required="đen",
           suggestion="đen")
        for part in parts if part.looks for place, value in enumerate(part.looks.colors)
        if value and not _black(value) and not (place and value.upper() in _LINK_COLORS))


def _black(value: str) -> bool:
    try:
        return all(int(value[at:at + 2], 16) <= _BLACK for at in (0, 2, 4))
    except ValueError:
        return True                               # no colour of six digits: a name of the theme that nobody resolved


@rule("PG-18", "sizes-uneven", "V, chú thích 1", needs=("looks",))
def sizes_together(seen: Seen) -> Iterator[Fault | Outcome]:
    """Cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14; hoặc 12, 13, 13."""
    names = ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")
    parts = [seen.first(name) for name in names]
    looked = [part for part in parts if part is not None and part.looks is not None and part.confidence >= SURE]
    sizes = [part.looks.sizes_pt[0] for part in looked if part.looks]
    if len(sizes) < len(names):
        yield UNDETERMINED if any(part and part.confidence >= HINT for part in parts) else NOT_APPLICABLE
        return
    if not all(COMPONENTS[name].size_pt.allows(size, SIZE_TOLERANCE_PT) for name, size in zip(names, sizes, strict=True)):
        yield UNDETERMINED                        # the rows of those components tell it
        return
    steps = {round(size - low, 0) for size, low in zip(sizes, SIZE_SETS[-1], strict=True)}
    if len(steps) > 1 and tuple(round(size, 1) for size in sizes) not in SAMPLE_SIZE_SETS:
        co = " - ".join(number(size) for size in sizes)
        can = " hoặc ".join(" - ".join(number(size) for size in row) for row in SIZE_SETS)
        yield at(looked[0], problem("sizes-uneven", "Cỡ chữ Quốc hiệu - Tiêu ngữ - địa danh, thời gian là {co}; phải tăng, giảm"
                                    " thống nhất, ví dụ {can}.", co=co, can=can), found=co, required=can)
