"""The press's file: both standards by both judges, and all that a catalog says, as the engine's file says it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from service import press
from service.errors import SignatureRefused
from service.fonts import faces
from service.html import to_html
from service.paper import (
    Bookmark,
    Border,
    Borders,
    Cell,
    Float,
    Note,
    NoteMark,
    Paper,
    Picture,
    Position,
    Properties,
    Row,
    Slot,
    Table,
    Text,
    TextStyle,
)
from service.pdf import to_pdf
from service.pdfa import Attachment
from service.press import paint
from service.read import read
from tests.conformance import second, verapdf
from tests.fill import draw
from tests.html.printing import BOLD, STYLE, paper, paragraph
from tests.pdf.tagged import tagged
from tests.read.drawn import png

LINE = Border(width_pt=0.5)
RULED = Borders(LINE, LINE, LINE, LINE)
ABOUT = Properties(
    title="Quyết định (số 12)", subject="Về việc khen thưởng", author="UBND phường Hạnh Thông", keywords="khen thưởng , thi đua",
    language="vi-VN", created="2026-01-05T08:00:00Z", modified="2026-02-03T09:10:11+07:00", identifier="12/QĐ-UBND",
)
SOURCE = Attachment("du-lieu.json", "application/json", b'{"so": "12"}' * 40, "Dữ liệu nguồn của văn bản")


def pressed(value: Paper, **options: Any) -> bytes:
    return press.to_pdf(value, faces(), **options).pdf


def engraved(value: Paper, source: Attachment | None = None) -> bytes:
    return to_pdf(to_html(value, faces()), value.properties, source)


def place(name: str, x_pt: float, y_pt: float) -> Float:
    return Float(Slot(name, f"Chữ ký: {name}"), 120.0, 60.0, Position("column", x_pt), Position("paragraph", y_pt))


def row(*texts: str, style: TextStyle = STYLE, header: bool = False) -> Row:
    return Row(tuple(Cell((paragraph(text, style=style),), at, borders=RULED) for at, text in enumerate(texts)), header=header)


def everything() -> Paper:
    """Two pages with all that a page may hold."""
    head = row("TT", "Đơn vị", "Danh hiệu", style=BOLD, header=True)
    group = Row((Cell((paragraph("I. TẬP THỂ"),), 0, span=3, borders=RULED),))
    rows = [row(f"{number}", "Trường Tiểu học Võ Văn Tần", "Tập thể Lao động xuất sắc") for number in range(1, 30)]
    sign = NoteMark("2", "1", replace(STYLE, script="super"))
    picture = Picture(png(), "image/png", 60.0, 30.0, alt="Biểu trưng của trường")
    return paper(
        paragraph("QUYẾT ĐỊNH", style=BOLD, style_id="ten_loai"), paragraph("Về việc khen thưởng", style_id="trich_yeu"),
        paragraph("Theo Luật", sign, " và ", Text("cổng", STYLE, "https://vidu.example/")),
        paragraph("Chương I", outline_level=0), paragraph("Mục 1 (một)", outline_level=2),
        paragraph(Bookmark("hai"), "Mục 2", outline_level=1),
        paragraph("- Một;"), paragraph("- Hai, xem ", Text("mục hai", STYLE, "#hai"), "."),
        Table((40.0, 180.0, 180.0), (head, group, *rows)), paragraph("Ảnh ", picture),
        paragraph("Chánh Văn phòng", place("chu_ky_thu_ky", 20.0, 8.0)), paragraph("CHỦ TỊCH", place("chu_ky", 210.0, 6.5)),
        notes=(Note("2", "footnote", (paragraph("Luật Thi đua, khen thưởng."),)),), properties=ABOUT, compat_mode=15,
    )  # fmt: skip


PAPERS: dict[str, Callable[[], Paper]] = {
    "everything": everything,
    "nothing": lambda: paper(paragraph(""), properties=Properties(title="Trống")),
    "one line": lambda: paper(paragraph("Kính gửi các trường"), properties=Properties(title="Thư", language="vi-VN")),
    "a plan by python-docx": lambda: read(draw.plan(rules=False)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_both_judges_pass_it(name: str) -> None:
    data = pressed(PAPERS[name](), attachment=SOURCE)
    assert verapdf.judge(data) == {"3a": (), "ua1": ()}
    assert second.judge(data) == {"3a": (), "ua1": ()}


@pytest.mark.parametrize("name", PAPERS)
def test_a_strict_reader_has_nothing_to_mend(name: str) -> None:
    with pikepdf.open(BytesIO(pressed(PAPERS[name](), attachment=SOURCE)), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []


def test_tags_are_the_engines() -> None:
    value = everything()
    one, other = tagged(pressed(value)), tagged(engraved(value))
    assert one.document.outline == other.document.outline
    assert one.texts == other.texts
    for mine, its in zip(one.document.all(), other.document.all(), strict=True):
        assert (mine.role, mine.alt, bool(mine.name)) == (its.role, its.alt, bool(its.name))
        assert {key: str(mine.attributes[key]) for key in mine.attributes if key not in ("BBox", "Headers")} == {
            key: str(its.attributes[key]) for key in its.attributes if key not in ("BBox", "Headers")}
        assert len(mine.attributes.get("Headers", [])) == len(its.attributes.get("Headers", []))
        assert mine.annotations == its.annotations


def test_cells_of_groups_name_headings_that_exist() -> None:
    with pikepdf.open(BytesIO(pressed(everything()))) as document:
        names = list(document.Root.StructTreeRoot.IDTree.Names)
        ids = {str(name): element for name, element in zip(names[::2], names[1::2], strict=True)}
        assert list(ids) == sorted(ids)
        assert all(str(element.ID) == name for name, element in ids.items())
    headers = [str(name) for cell in tagged(pressed(everything())).document.all("TD") for name in cell.attributes["Headers"]]
    assert len(headers) == 29 * 3 * 2
    assert set(headers) < set(ids)


# ---------------------------------------------------------------- the catalog

def said(data: bytes) -> dict[str, Any]:
    """What a file says of itself, by plain values."""
    with pikepdf.open(BytesIO(data)) as document:
        root = document.Root
        with document.open_outline() as outline:
            marks = [(depth, item.title, _spot(document, item.destination)) for depth, item in _walk(outline.root)]
        return {
            "metadata": hashlib.sha256(root.Metadata.read_bytes()).hexdigest(),
            "information": {key: str(value) for key, value in document.docinfo.items() if key != "/Producer"},
            "language": str(root.Lang), "marked": bool(root.MarkInfo.Marked),
            "shows": bool(root.ViewerPreferences.DisplayDocTitle),
            "outline": marks,
            "fields": [(str(one.T), str(one.TU), int(one.F), str(one.FT), [round(float(side)) for side in one.Rect],
                        [round(float(side)) for side in one.AP.N.BBox]) for one in root.AcroForm.Fields],
            "flags": int(root.AcroForm.SigFlags),
            "files": {name: (one.get_file().read_bytes(), one.description) for name, one in document.attachments.items()},
            "related": [str(one.AFRelationship) for one in root.AF],
            "sizes": [[round(float(side), 2) for side in page.MediaBox] for page in document.pages],
            "tabs": {str(page.obj.Tabs) for page in document.pages},
        }


def _walk(items: Any, depth: int = 0) -> Any:
    for item in items:
        yield depth, item
        yield from _walk(item.children, depth + 1)


def _spot(document: pikepdf.Pdf, destination: Any) -> tuple[int, int]:
    """Page, and points up from its lower edge."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    return numbers[destination[0].objgen], round(float(destination[3]))


def test_the_catalog_says_what_the_engines_says() -> None:
    value = everything()
    mine, its = said(pressed(value, attachment=SOURCE)), said(engraved(value, SOURCE))
    assert mine.pop("outline") == [
        (depth, title, (page, pytest.approx(y, abs=1.5))) for depth, title, (page, y) in its.pop("outline")]
    assert [(name, [pytest.approx(side, abs=1) for side in sides]) for name, *_, sides, _ in mine["fields"]] == [
        (name, sides) for name, *_, sides, _ in its["fields"]]
    for told in (mine, its):
        told["fields"] = [(*names, size) for *names, _, size in told["fields"]]
    assert mine == its


def test_a_document_without_title_is_called_by_its_first_heading() -> None:
    value = replace(everything(), properties=Properties())
    with pikepdf.open(BytesIO(pressed(value))) as document:
        assert str(document.docinfo["/Title"]) == "QUYẾT ĐỊNH Về việc khen thưởng"
        assert "QUYẾT ĐỊNH Về việc khen thưởng".encode() in document.Root.Metadata.read_bytes()
        assert str(document.Root.Lang) == "vi"


@pytest.mark.parametrize(("written", "date"), [
    ("2026-01-05T08:00:00Z", "D:20260105080000Z"),
    ("2026-02-03T09:10:11+07:00", "D:20260203091011+07'00"),
    ("2026-02-03T09:10:11.123Z", "D:20260203091011Z"),
    ("2026-02-03", "D:20260203"), ("2026", "D:2026"), ("hôm qua", ""), ("", ""),
])
def test_dates(written: str, date: str) -> None:
    value = paper(paragraph("Một"), properties=Properties(title="Thư", created=written))
    with pikepdf.open(BytesIO(pressed(value))) as document:
        assert str(document.docinfo.get("/CreationDate", "")) == date


def test_two_places_of_one_name_are_refused_with_their_page() -> None:
    value = paper(paragraph("Một", place("chu_ky", 0, 0)), paragraph("Hai", place("chu_ky", 0, 0), page_break_before=True))
    with pytest.raises(SignatureRefused) as refused:
        pressed(value)
    assert [(one.code, one.place) for one in refused.value.problems] == [("slot-twice", "trang 2")]


# ---------------------------------------------------------------- bytes

def test_the_same_paper_gives_the_same_bytes_whatever_was_printed_before() -> None:
    value = everything()
    once = [pressed(value, attachment=SOURCE) for _ in range(4)]
    paint._pages.clear()
    assert {*once, pressed(everything(), attachment=SOURCE)} == {once[0]}


def test_another_word_gives_another_identity() -> None:
    found = set()
    for words in ("Kính gửi", "Kính gửi các trường"):
        with pikepdf.open(BytesIO(pressed(paper(paragraph(words), properties=ABOUT)))) as document:
            assert document.trailer.ID[0] == document.trailer.ID[1]
            found.add(bytes(document.trailer.ID[0]))
    assert len(found) == 2


def test_five_hundred_rows_are_one_table() -> None:
    rows = tuple(row(*(f"Ô {number}.{at}" for at in range(3))) for number in range(500))
    found = tagged(pressed(paper(Table((130.0, 130.0, 130.0), rows), compat_mode=15)))
    (table,) = found.document.all("Table")
    assert [cell.text for cell in table.all("TD")] == [f"Ô {number}.{at}" for number in range(500) for at in range(3)]
    assert len({page for cell in table.all("TD") for page in cell.pages}) > 10
