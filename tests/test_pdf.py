"""The PDF: our own faces, the same bytes again, nothing from outside, nothing missing."""

from __future__ import annotations

import gc
import logging
import os
import re
import struct
import subprocess
import sys
import tracemalloc
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from service.errors import AssetMissing, FontFault
from service.fonts import faces
from service.html import Html
from service.paper import Bookmark, Picture, Properties, Tab, Text, TextStyle
from service.pdf import gap_above, to_pdf
from service.picture import page_count
from tests.html.printing import BOLD, STYLE, html, lines, paper, paragraph

PROPERTIES = Properties(title="Kế hoạch số 12/KH-UBND", author="Văn phòng", created="2025-07-01T08:00:00Z", language="vi-VN")


def png() -> bytes:
    """One grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    names = set()
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            names.add(re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)))
    return names


def test_the_same_html_gives_the_same_bytes() -> None:
    page = html(paper(paragraph("Cộng hòa"), paragraph("xã hội", mark=BOLD)))
    assert to_pdf(page, PROPERTIES) == to_pdf(page, PROPERTIES)


def test_two_documents_in_one_process_do_not_touch_each_other() -> None:
    first, second = (html(paper(paragraph(text))) for text in ("một", "hai"))
    alone = to_pdf(first, PROPERTIES)
    to_pdf(second, PROPERTIES)
    assert to_pdf(first, PROPERTIES) == alone


def test_title_author_language_and_tags() -> None:
    pdf = opened(to_pdf(html(paper(paragraph("a"), properties=PROPERTIES)), PROPERTIES))
    assert str(pdf.docinfo.Title) == PROPERTIES.title
    assert str(pdf.docinfo.Author) == "Văn phòng"
    assert "20250701" in str(pdf.docinfo.CreationDate)
    assert str(pdf.Root.Lang) == "vi"
    assert pdf.Root.MarkInfo.Marked


def test_only_our_own_faces_are_embedded_whatever_is_installed() -> None:
    text = [Text("đậm ", BOLD), Text("nghiêng ", replace(STYLE, italic=True)), Text("Arial ", replace(STYLE, family="Arial"))]
    pdf = opened(to_pdf(html(paper(paragraph("thường ", *text, Tab(STYLE))))))
    assert {name.lower() for name in fonts(pdf)} == {
        "vb-liberationserif", "vb-liberationserif-bold", "vb-liberationserif-italic", "vb-liberationsans",
    }  # fmt: skip


def test_every_vietnamese_letter_has_a_glyph_and_is_read_back() -> None:
    letters = "".join(chr(c) for c in (*range(0x1EA0, 0x1EFA), *map(ord, "ĂăÂâĐđÊêÔôƠơƯư")))
    assert lines(to_pdf(html(paper(paragraph(letters)))))[0].text in letters


def test_signs_of_markup_are_text() -> None:
    text = "A&B<5“”>&amp;'"
    assert lines(to_pdf(html(paper(paragraph(text, Bookmark("x"))))))[0].text == text


def test_a_missing_asset_is_an_error_that_names_it() -> None:
    page = Html('<html><body><img src="vb-asset:khong-co.png" alt=""/></body></html>')
    with pytest.raises(AssetMissing, match="khong-co"):
        to_pdf(page)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x.png",
        "data:image/png;base64,AAAA",
        "vb-font:0",
        "/etc/passwd",
        "vb-asset:../x.png",
    ],
)
def test_no_address_but_our_own_assets_is_fetched(address: str) -> None:
    page = Html(f'<html><body><p style="background:url({address})">a</p><img src="{address}" alt=""/></body></html>')
    if address.startswith("/"):  # without a base address a relative one cannot even be asked for
        assert page_count(to_pdf(page)) == 1
        return
    with pytest.raises(AssetMissing):
        to_pdf(page)


def test_a_picture_is_embedded_and_a_broken_one_is_an_error() -> None:
    good = Picture(png(), "image/png", 40.0, 40.0, alt="Dấu")
    pdf = opened(to_pdf(html(paper(paragraph(good)))))
    assert len(pdf.pages[0].get_images()) == 1
    with pytest.raises(AssetMissing, match="hình"):
        to_pdf(html(paper(paragraph(replace(good, data=png()[:40])))))


def test_the_engine_has_nothing_to_complain_about(caplog: pytest.LogCaptureFixture) -> None:
    value = paper(
        paragraph("a", Tab(STYLE), "b", left_pt=20.0, first_line_pt=-20.0, alignment="justify", fill="EEEEEE"),
        paragraph(Text("x", replace(STYLE, underline="double", strike=True, highlight="yellow", script="super", scale=1.2))),
        paragraph(Picture(png(), "image/png", 10.0, 10.0)),
    )
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        to_pdf(html(value))
    assert not caplog.records


def test_a_character_without_a_glyph_is_named_with_its_place_and_a_stranger_may_borrow_one() -> None:
    value = paper(paragraph("Kính gửi 微", place="đoạn 1"), paragraph("날", place="đoạn 2"))
    with pytest.raises(FontFault) as fault:
        html(value)
    assert [p.place for p in fault.value.problems] == ["đoạn 1", "đoạn 2"]
    assert "U+5FAE" in str(fault.value)
    sign = paper(paragraph(Text("Kế hoạch ƛ", TextStyle(family="Calibri", size_pt=13.0))))
    lent = [c for c in html(sign, foreign=True).constructs if c.problem.code == "glyph-borrowed"]
    face = faces().find("Calibri").face
    assert bool(lent) is bool(face.missing("ƛ"))


def test_an_unknown_font_is_replaced_and_reported() -> None:
    found = html(paper(paragraph("a", style=replace(STYLE, family="Cambria")))).constructs
    assert [(c.name, c.lost) for c in found] == [("w:rFonts", False)]
    assert "Cambria" in found[0].problem.message


def test_the_line_gap_moves_into_the_ascent_and_glyphs_stay() -> None:
    path = next(f.path for f in faces() if f.family == "Liberation Serif" and not f.bold and not f.italic)
    before, after = path.read_bytes(), gap_above(path.read_bytes())
    assert len(before) == len(after)
    face = faces().find("Times New Roman").face
    at = before.index(b"hhea") + 8
    offset = struct.unpack_from(">I", after, at)[0]
    ascent, descent, gap = struct.unpack_from(">hhh", after, offset + 4)
    assert gap == 0
    assert (ascent - descent) / face.units_per_em == pytest.approx(face.natural_em, abs=1e-4)
    assert sum(a != b for a, b in zip(before, after, strict=True)) < 16


def test_memory_does_not_grow_with_the_number_of_documents() -> None:
    # the same papers again: what is kept of a paragraph, within bounds, is kept after the first round
    papers = [paper(*(paragraph(f"Tờ trình số {number}, đoạn {k}") for k in range(5))) for number in range(12)]

    def print_all() -> int:
        for one in papers:
            to_pdf(html(one))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    grown = [print_all() for _ in range(4)]
    tracemalloc.stop()
    assert grown[-1] - grown[-2] < 50_000, grown


def test_a_forked_worker_prints_with_the_faces_of_its_parent_and_takes_none_away() -> None:
    page = html(paper(paragraph("Tờ trình", paragraph("đậm", style=BOLD).inlines[0])))
    before = to_pdf(page)
    worker = os.fork()
    if worker == 0:
        same = to_pdf(page) == before
        sys.stdout.flush()
        gc.collect()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 0
    other = html(paper(paragraph("nghiêng", style=replace(STYLE, italic=True, family="Courier New"))))
    assert page_count(to_pdf(other)) == 1


def test_a_process_leaves_no_files_behind(tmp_path: Path) -> None:
    code = "from service.pdf import warm; warm()"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert not list(tmp_path.iterdir())
