"""What only a page or a paper tells: places, cells, measured margins; our own documents in every form have no fault of looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import service.rules.looks as looks_rules
from service import doctypes
from service.paper import Cell, Paper, Paragraph, ParagraphFormat, Row, Section, Table, Text, TextStyle
from service.rules.check import check
from service.rules.finding import Verdict
from service.rules.see import see_paper
from service.rules.see.pdf import see_pdf
from service.rules.seen import Page, Place, PrintedLine, Seen, Stroke
from tests.examples import issued_example
from tests.rules import seeing
from tests.rules.seeing import changing, good, where
from tests.rules.stripped import stripped

assert looks_rules

MM = seeing.POINTS_PER_MM
SLUGS = sorted(doctypes.catalogue())


def codes(seen: Seen) -> set[str]:
    return {finding.code for finding in check(seen).findings}


def put(seen: Seen, component: str, left_mm: float, top_mm: float, width_mm: float, height_mm: float = 5.5) -> Seen:
    """A part's place on page 1."""
    box = Place(1, left_mm * MM, top_mm * MM, (left_mm + width_mm) * MM, (top_mm + height_mm) * MM)
    at = where(seen, component)
    line = PrintedLine(seen.parts[at].text, at, box, 13.0)
    others = (one for one in seen.lines if one.part != at)
    lines = sorted((*others, line), key=lambda one: one.place.bottom_pt)
    return replace(changing(seen, component, place=box), lines=tuple(lines))


def printed() -> Seen:
    """The heading of a công văn as a page shows it."""
    seen = good("cong_van", source="pdf")
    seen = put(seen, "co_quan_chu_quan", 32, 20, 58)
    seen = put(seen, "co_quan_ban_hanh", 36, 26, 50)
    seen = put(seen, "so_ky_hieu", 43, 34, 36)
    seen = put(seen, "quoc_hieu", 103, 20, 81)
    seen = put(seen, "tieu_ngu", 117, 26, 53)
    seen = put(seen, "dia_danh_ngay", 103, 34, 81)
    strokes = (Stroke(20 * MM, where(seen, "co_quan_ban_hanh"), place=Place(1, 51 * MM, 93.0, 71 * MM, 93.5)),
               Stroke(53 * MM, where(seen, "tieu_ngu"), place=Place(1, 117 * MM, 93.0, 170 * MM, 93.5)))
    return replace(seen, strokes=strokes)


ON_A_PAGE: list[tuple[str, set[str], Callable[[], Seen]]] = [
    ("phần đầu đúng chỗ", set(), printed),
    ("Tiêu ngữ lệch trái", {"H-02"}, lambda: put(printed(), "tieu_ngu", 103, 26, 53)),
    ("số, ký hiệu lệch trái", {"H-13"}, lambda: put(printed(), "so_ky_hieu", 31, 34, 36)),
    ("địa danh thấp hơn số một dòng", {"H-14"}, lambda: put(printed(), "dia_danh_ngay", 103, 41, 81)),
    ("đường kẻ lệch khỏi dòng chữ", {"H-03"}, lambda: replace(printed(), strokes=(printed().strokes[0], replace(
        printed().strokes[1], place=Place(1, 125 * MM, 93.0, 178 * MM, 93.5))))),
]


@pytest.mark.parametrize(("wanted", "seen"), [pytest.param(wanted, seen, id=what) for what, wanted, seen in ON_A_PAGE])
def test_places_on_a_page(wanted: set[str], seen: Callable[[], Seen]) -> None:
    assert codes(seen()) == wanted


def measured(*pages: tuple[float, float, float, float]) -> Seen:
    """A PDF's pages with what their letters leave free: top, right, bottom, left in mm."""
    return replace(good(source="pdf"), page_count=len(pages), pages=tuple(
        Page(number, 210.0, 297.0, top, right, bottom, left) for number, (top, right, bottom, left) in enumerate(pages, 1)))


MEASURED = [
    ("trang cuối chỉ có nửa trang", [(20.5, 15.2, 20.4, 28.8), (22.0, 15.1, 140.0, 30.1)], set()),
    ("lề trái 25 mm", [(20.5, 15.2, 20.4, 25.0), (22.0, 15.1, 21.0, 25.1)], {"PG-05"}),
    ("chữ xuống sát mép dưới", [(20.5, 15.2, 12.0, 30.0), (22.0, 15.1, 60.0, 30.1)], {"PG-04"}),
    ("chữ lên sát mép trên", [(12.0, 15.2, 20.4, 30.0), (12.5, 15.1, 60.0, 30.1)], {"PG-03"}),
]


@pytest.mark.parametrize(("pages", "wanted"), [pytest.param(pages, wanted, id=what) for what, pages, wanted in MEASURED])
def test_margins_of_a_page_are_measured(pages: list[tuple[float, float, float, float]], wanted: set[str]) -> None:
    assert codes(measured(*pages)) == wanted


def test_the_foot_of_short_pages_is_never_judged_as_too_large() -> None:
    assert check(measured((20.5, 15.2, 90.0, 30.0))).verdicts["PG-04"] is Verdict.KHONG_XAC_DINH


@pytest.mark.parametrize(("column_mm", "wanted"), [(99.0, set()), (80.0, {"H-01"})])
def test_a_column_too_narrow_for_quoc_hieu_breaks_it(column_mm: float, wanted: set[str]) -> None:
    style = TextStyle(size_pt=12, bold=True)
    words = Paragraph((Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style),), ParagraphFormat(alignment="center"), style)
    row = Row((Cell((), 0), Cell((words,), 1)))
    block = Table((60 * MM, column_mm * MM), (row,))
    section = Section(210 * MM, 297 * MM, 20 * MM, 15 * MM, 20 * MM, 30 * MM, 10 * MM, 10 * MM, (block,))
    assert codes(replace(changing(good(), "quoc_hieu", paragraph=words), paper=Paper((section,)))) == wanted


@pytest.mark.parametrize("form", ["docx", "without our styles", "pdf"])
@pytest.mark.parametrize("slug", SLUGS)
def test_our_documents_have_no_fault_of_looks(slug: str, form: str) -> None:
    issued = issued_example(slug)
    assert issued.pdf
    seen = see_pdf(issued.pdf) if form == "pdf" else see_paper(issued.paper if form == "docx" else stripped(issued.paper))
    faults = [f"{one.code} {one.fault.place}: {one.message}" for one in check(seen).findings if one.severity == "loi"]
    assert faults == []
