"""Every PDF is PDF/A-3a and PDF/UA-1: of every type, of a stranger's file, with all that a page may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from service import doctypes, pipeline
from service.paper import Border, Borders, Cell, Paper, Picture, Properties, Row, Table
from service.pdf import to_pdf
from service.read import read
from tests.conformance import second, verapdf
from tests.examples import TODAY
from tests.fill import draw
from tests.html.printing import BOLD, html, paper, paragraph
from tests.printers import PRINTERS, example_print
from tests.read.drawn import docx, field, p, png, r, style

Judge = Callable[..., dict[str, tuple[str, ...]]]
PASSED = {"3a": (), "ua1": ()}
APART = ("quyet_dinh_khen_thuong", "cong_van_huong_dan")
LINE = Border(width_pt=0.5)


def passes(pdf: bytes) -> None:
    assert {judge.__module__: judge(pdf) for judge in (verapdf.judge, second.judge)} == {
        verapdf.judge.__module__: PASSED, second.judge.__module__: PASSED}


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("slug", doctypes.catalogue())
def test_the_example_of_every_type(slug: str, printer: str) -> None:
    passes(example_print(slug, printer))


@pytest.mark.parametrize("slug", APART)
def test_a_document_and_its_appendices_in_files_of_their_own_with_the_data_inside(slug: str) -> None:
    example = doctypes.get(slug).example()
    issued = pipeline.issue(slug, example["data"], campaign=example.get("campaign"), today=TODAY, formats=("pdf",),
                            appendices="electronic", attach=True)
    assert issued.attached
    for one in (issued, *issued.attached):
        passes(one.pdf or b"")


def table_of(rows: int) -> Paper:
    """A table with a heading that repeats, cells over two rows and over two columns, below a heading of the document."""
    borders = Borders(LINE, LINE, LINE, LINE)

    def row(*texts: str, header: bool = False) -> Row:
        cells = (Cell((paragraph(text, style=BOLD) if header else paragraph(text),), column, borders=borders)
                 for column, text in enumerate(texts))
        return Row(tuple(cells), header=header)

    body = [row(str(number), f"Trường Tiểu học số {number}", "Tập thể Lao động tiên tiến") for number in range(1, rows + 1)]
    first, second_ = body[4], body[5]
    body[4] = Row((replace(first.cells[0], row_span=2), *first.cells[1:]))
    body[5] = Row(second_.cells[1:])
    body[7] = Row((body[7].cells[0], replace(body[7].cells[1], span=2)))
    whole = Table((40.0, 180.0, 180.0), (row("TT", "Đơn vị", "Danh hiệu", header=True), *body))
    return paper(paragraph("Danh sách", outline_level=0), whole, properties=Properties(title="Danh sách", language="vi-VN"))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_table_over_three_pages(printer: str) -> None:
    pdf = PRINTERS[printer](table_of(100))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) >= 3
    passes(pdf)


@pytest.mark.parametrize("printer", PRINTERS)
def test_pictures_with_and_without_words_for_them(printer: str) -> None:
    shown = [Picture(png(), "image/png", 60.0, 30.0, alt=alt) for alt in ("Biểu trưng của trường", "")]
    passes(PRINTERS[printer](paper(paragraph("Ảnh", *shown), properties=Properties(title="Ảnh", language="vi-VN"))))


HEADINGS = "".join(style(f"Heading{level}", f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>') for level in (1, 3, 6))
BORDERED = '<w:tcPr><w:tcBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/></w:tcBorders></w:tcPr>'
STRANGERS: dict[str, Callable[[], bytes]] = {
    "one line": lambda: docx(p("Kính gửi các trường")),
    "nothing": lambda: docx(p()),
    "headings that skip": lambda: docx(
        p("Không là đề mục") + "".join(p(f"Cấp {n}", f'<w:pStyle w:val="Heading{n}"/>') + p("Lời văn") for n in (3, 6, 1, 6)),
        styles=HEADINGS),
    "a link, a page number, a table in a table": lambda: docx(
        p('<w:hyperlink r:id="rTo">' + r("Cổng thông tin") + "</w:hyperlink>")
        + f"<w:tbl><w:tr><w:tc>{BORDERED}{p('Ngoài')}<w:tbl><w:tr><w:tc>{p('Trong')}</w:tc></w:tr></w:tbl>{p()}</w:tc></w:tr>"
        + "</w:tbl>" + p() + '<w:sectPr><w:footerReference w:type="default" r:id="rFooter1"/></w:sectPr>',
        parts={"footer1.xml": p(field("PAGE", "1"))}, links={"rTo": "https://vidu.example/"}),
    "footnotes": lambda: docx(
        p(r("Theo Luật") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={"footnotes.xml": f'<w:footnote w:id="2">{p(r("Luật Thi đua, khen thưởng."))}</w:footnote>'}),
    "a plan by python-docx": lambda: draw.plan(rules=False),
}


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_s_file(name: str, printer: str) -> None:
    passes(PRINTERS[printer](read(STRANGERS[name]()), foreign=True))


# ---------------------------------------------------------------- the judges are judged: each must see what is broken on purpose

def _without_marks(document: pikepdf.Pdf) -> None:
    packet = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(re.sub(rb"(pdfu?aid:part>)[13]<", rb"\1<", packet))


def _without_font(document: pikepdf.Pdf) -> None:
    for font in document.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def _with_untagged_text(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    name, code = next(iter(page.Resources.Font)), re.search(rb"<([0-9a-f]{4})", page.Contents.read_bytes(), re.IGNORECASE)
    assert code
    page.contents_add(b"BT %s 12 Tf 100 100 Td <%s> Tj ET" % (name.encode(), code[1]))


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


BROKEN: dict[Callable[[pikepdf.Pdf], None], tuple[str, ...]] = {
    _without_marks: ("3a", "ua1"), _without_font: ("3a", "ua1"), _with_untagged_text: ("ua1",), _without_language: ("ua1",),
}


@pytest.mark.parametrize("judge", [verapdf.judge, second.judge], ids=["verapdf", "second"])
@pytest.mark.parametrize("spoil", BROKEN, ids=lambda one: one.__name__.strip("_"))
def test_a_judge_sees_what_is_broken(spoil: Callable[[pikepdf.Pdf], None], judge: Judge) -> None:
    value = paper(paragraph("Kính gửi"), properties=Properties(title="Thư", language="vi-VN"))
    good = to_pdf(html(value), value.properties)
    buffer = BytesIO()
    with pikepdf.open(BytesIO(good)) as document:
        spoil(document)
        document.save(buffer)
    assert judge(good) == PASSED
    found = judge(buffer.getvalue())
    assert [flavour for flavour in found if found[flavour]] == list(BROKEN[spoil])


def test_a_wrong_length_is_no_false_alarm() -> None:
    value = paper(paragraph("Kính gửi"), properties=Properties(title="Thư", language="vi-VN"))
    good = to_pdf(html(value), value.properties)
    (alarm,) = second.FALSE_ALARMS
    assert alarm.is_false(good)
    assert not alarm.is_false(good.replace(b"\nendstream", b"\r\nendstream", 1))
