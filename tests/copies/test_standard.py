"""What a scan must be (PL I, Phần II, I.2): each fault at its page, and nothing held against what is right."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from service import doctypes, pipeline
from service.copies import SIZES, Wanted
from service.errors import InputRefused
from service.pdfium import plates
from tests.copies import scans

AGENCY = "Ủy ban nhân dân phường Hạnh Thông"
WANTED = Wanted("SY", AGENCY)


def told(pdf: bytes, wanted: Wanted = WANTED) -> list[str]:
    """`code@place` of every fault of the scan."""
    faults = pipeline.copy_file([("quet.pdf", pdf)], wanted).faults
    return [f"{one.code}@{one.place}" for one in faults if one.code.startswith("scan-")]


@pytest.mark.parametrize(("make", "faults"), [
    (lambda: scans.scan(), []),
    (lambda: scans.scan(dpi=150), ["scan-dpi@trang 1"]),
    (lambda: scans.scan(dpi=196), ["scan-dpi@trang 1"]),
    (lambda: scans.scan(mode="L"), ["scan-colour@trang 1"]),
    (lambda: scans.scan(mode="1", dpi=300), ["scan-colour@trang 1"]),
    (lambda: scans.scan(mode="L", dpi=100), ["scan-colour@trang 1", "scan-dpi@trang 1"]),
    (lambda: scans.scan(scale=0.9), ["scan-scale@trang 1"]),
    (lambda: scans.scan(scale=0.96), []),                                   # edges that a scanner cannot reach
    (lambda: scans.scan(scale=1.1, dpi=300), ["scan-scale@trang 1"]),                # cut off: more than the page shows
    (lambda: scans.scan(size=(189.0, 267.3)), ["scan-scale@trang 1"]),
    (lambda: scans.scan(size=(297.0, 210.0)), []),
    (lambda: scans.scan(turn=90), []),
    (lambda: scans.scan(turn=90, scale=0.9), ["scan-scale@trang 1"]),
    (lambda: scans.scan(turn=180, dpi=120), ["scan-dpi@trang 1"]),
    (lambda: scans.scan(shift=50), []),
    (lambda: scans.scan(shift=50, turn=270), []),
    (lambda: scans.scan(words="Da ky so"), []),                             # a line of another program on the picture
    (scans.strips, []),
    (lambda: scans.strips(150), ["scan-dpi@trang 1"]),
    (scans.layers, []),
], ids=["good", "150 dpi", "196 dpi", "grey", "bilevel", "grey and coarse", "90 %", "white edges", "110 %", "a small page",
        "landscape", "turned", "turned, 90 %", "upside down, coarse", "crop box", "crop box and turned", "words on it", "strips",
        "coarse strips", "layers"])
def test_each_fault_is_told_with_its_page(make: Callable[[], bytes], faults: list[str]) -> None:
    assert told(make()) == faults


def test_pages_are_judged_one_by_one() -> None:
    whole = pikepdf.new()
    for data in (scans.scan(), scans.scan(dpi=150), scans.scan(mode="L")):
        with pikepdf.open(io.BytesIO(data)) as one:
            whole.pages.extend(one.pages)
    assert told(scans.saved(whole)) == ["scan-dpi@trang 2", "scan-colour@trang 3"]


def test_a_page_that_is_no_scan_is_named() -> None:
    whole = pikepdf.open(io.BytesIO(scans.scan()))
    whole.add_blank_page(page_size=(595, 842))
    assert told(scans.saved(whole)) == ["scan-page@trang 2"]


@pytest.mark.parametrize(("size", "name"), [((297.0, 420.0), "A3"), ((148.0, 210.0), "A5"), ((210.0, 330.0), "F4")])
def test_paper_of_another_size_is_100_percent_where_that_is_said(size: tuple[float, float], name: str) -> None:
    pdf = scans.scan(size=size)
    assert told(pdf) == ["scan-scale@trang 1"]
    assert told(pdf, Wanted("SY", AGENCY, sizes=(SIZES[name],))) == []


def test_grey_stored_as_colour_is_worth_a_look_and_no_fault() -> None:
    grey = scans.picture(scans.page().convert("L").convert("RGB"), dpi=(200, 200))
    made = pipeline.copy_file([("quet.jpg", grey)], WANTED)
    assert (made.faults, [one.code for one in made.notices]) == ((), ["scan-colour-none"])


@pytest.mark.parametrize(("dpi", "turn"), [(200, 0), (300, 90), (72, 180)])
def test_dots_to_the_inch_are_those_on_the_paper(dpi: int, turn: int) -> None:
    found, = plates(scans.scan(dpi=dpi, turn=turn, shift=20), max_pages=1)
    assert found.dpi == pytest.approx(dpi, abs=0.5)
    assert (found.width_mm, found.height_mm) == pytest.approx(scans.A4, abs=0.1)
    assert (found.covered, found.letters) == (1.0, 0)


def test_a_document_that_was_never_paper_is_no_scan() -> None:
    pdf = pipeline.issue("cong_van", doctypes.get("cong_van").example()["data"]).pdf
    assert pdf is not None
    with pytest.raises(InputRefused) as refused:
        told(pdf)
    assert [one.code for one in refused.value.problems] == ["copy-not-scan"]
    assert "Điều 25 khoản 1 điểm c" in refused.value.problems[0].message
