"""The annotated PDF: every finding at its place with its number, the file's own bytes untouched; a signed file is refused."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops

from service import pipeline
from service.errors import FileRefused, problem
from service.marks import Box, Mark, Marked, PageSize
from service.marks.annotated import annotated
from service.pipeline import Checked
from service.rules import Fault, Finding
from tests.examples import issued_example
from tests.marks.faulty import FAULTS, bare, word, words_in
from tests.pki.pki import Pki
from tests.sign.papers import document, signed

MM = 25.4 / 72


def faulty() -> tuple[bytes, Checked]:
    printed = pipeline.printed(pipeline.check_file(word(), name="ke_hoach.docx"))
    assert printed
    return printed.pdf, pipeline.check_file(printed.pdf, name="ke_hoach.pdf")


def turned(pdf: bytes, degrees: int) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.Rotate = degrees
        opened.save(out)
    return out.getvalue()


def test_every_finding_stands_at_its_place_with_its_number_and_clause() -> None:
    pdf, checked = faulty()
    copy = pipeline.annotated_pdf(pdf, checked)
    assert copy.startswith(pdf), "an update is appended, nothing is written anew"
    marked = pipeline.marked(checked.report, checked.seen, pdf)
    with pikepdf.open(BytesIO(copy)) as opened:
        found = {str(one.NM): (number, one) for number, page in enumerate(opened.pages, start=1)
                 for one in page.get("/Annots", []) if one.Subtype == "/Square"}
        assert len(found) == len(marked.marks) == len(checked.report.findings)
        for mark in marked.marks:
            page, one = found[f"vanban-{mark.number}"]
            assert page == (mark.page or 1)
            text = str(one.Contents)
            assert text.startswith(f"{mark.number}. [{mark.code}, "), text
            assert mark.finding.message in text
            assert mark.clause in text


def test_the_frame_lies_round_the_words() -> None:
    pdf, checked = faulty()
    with pikepdf.open(BytesIO(pipeline.annotated_pdf(pdf, checked))) as opened:
        for code in ("H-18", "B-01", "K-11"):
            page, words = next((page, words) for known, page, words in FAULTS if known == code)
            own = next(one for one in opened.pages[page - 1].Annots if f"[{code}," in str(one.Contents))
            left, low, right, high = map(float, own.Rect)
            height = float(opened.pages[page - 1].MediaBox[3])
            box = Box(left * MM, (height - high) * MM, (right - left) * MM, (high - low) * MM)
            assert bare(words or "?") in words_in(pdf, page, box)
            assert box.width_mm < 70, "round the words, not round the page"


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_on_a_turned_page_the_frame_stands_upright_where_it_is_shown(degrees: int) -> None:
    pdf = turned(issued_example("cong_van").pdf or b"", degrees)
    told = Finding("G-99", "thu", "-", "loi", Fault(problem("test-mark", "Thử.")))
    box = Box(60, 80, 50, 12)
    size = (210.0, 297.0) if degrees in (0, 180) else (297.0, 210.0)
    copy = annotated(pdf, Marked((PageSize(1, *size),), (Mark(1, told, 1, box),)))
    before, after = (Image.open(BytesIO(pipeline.page_picture(one, dpi=72))).convert("RGB") for one in (pdf, copy))
    changed = ImageChops.difference(before, after).getbbox()
    assert changed
    left, top, right, bottom = (one * MM for one in changed)
    assert (left, top) == pytest.approx((box.x_mm - 4.5, box.y_mm), abs=1.0), "the number is left of the frame"
    assert (right, bottom) == pytest.approx((box.x_mm + box.width_mm, box.y_mm + box.height_mm), abs=1.0)


def test_a_signed_file_stays_as_it_is(office: Pki) -> None:
    pdf = signed(office, document("chu_ky"), "person").pdf
    checked = pipeline.check_file(pdf, name="da_ky.pdf")
    with pytest.raises(FileRefused) as refused:
        pipeline.annotated_pdf(pdf, checked)
    assert [one.code for one in refused.value.problems] == ["annotate-signed"]


def test_a_file_that_may_not_be_changed_is_told_so() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(issued_example("cong_van").pdf or b"")) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="chu", user=""))
    checked = pipeline.check_file(out.getvalue(), name="khoa.pdf")
    with pytest.raises(FileRefused) as refused:
        pipeline.annotated_pdf(out.getvalue(), checked)
    assert [one.code for one in refused.value.problems] == ["annotate-locked"]
