"""One smallest fault in a good PDF fires the rule of the printed page that it breaks, and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from service import doctypes
from service.rules import check
from service.rules.finding import Report, Verdict
from service.rules.see import see_paper
from service.rules.see.pdf import see_pdf
from service.rules.seen import Place, Seen
from tests.examples import issued_example

Change = Callable[[pikepdf.Pdf], None]


def good() -> bytes:
    pdf = issued_example("ke_hoach").pdf
    assert pdf is not None
    return pdf


def changed(change: Change) -> Report:
    out = BytesIO()
    with pikepdf.open(BytesIO(good())) as pdf:
        change(pdf)
        pdf.save(out)
    return check(see_pdf(out.getvalue()))


def typing(text: str, x: int, y: int, page: int = 0) -> Change:
    """Writes a line with a face of the reader's own."""

    def change(pdf: pikepdf.Pdf) -> None:
        sheet = pdf.pages[page]
        sheet.Resources.Font["/Times"] = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman"),
            Encoding=pikepdf.Name.WinAnsiEncoding))
        # what our printer draws has its own scale: the line starts from the page's own frame
        drawn = b"\n".join(part.read_bytes() for part in _contents(sheet))
        sheet.Contents = pdf.make_stream(b"q\n%b\nQ\nBT /Times 14 Tf %d %d Td (%b) Tj ET" % (drawn, x, y, text.encode()))

    return change


def _contents(sheet: pikepdf.Page) -> list[pikepdf.Object]:
    contents = sheet.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def without_fonts(pdf: pikepdf.Pdf) -> None:
    for descriptor in pdf.objects:
        if isinstance(descriptor, pikepdf.Dictionary) and descriptor.get("/Type") == pikepdf.Name.FontDescriptor:
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                if name in descriptor:
                    del descriptor[name]


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_our_own_pdf_breaks_no_rule_of_the_decree(slug: str) -> None:
    pdf = issued_example(slug).pdf
    assert pdf is not None
    findings = check(see_pdf(pdf)).findings
    assert not [finding for finding in findings if finding.severity == "loi" or finding.code.startswith("G-4")]


@pytest.mark.parametrize(("change", "expected"), [
    (typing("Con dau", 570, 300, page=2), {"G-41", "G-45"}),
    (typing("Ke hoach nay thay the Ke hoach cu", 140, 599), {"G-42", "G-45"}),
    (without_fonts, {"G-45"}),
], ids=["text leaves the page", "text over text", "fonts not embedded"])
def test_a_fault_of_the_print_is_found(change: Change, expected: set[str]) -> None:
    assert expected <= codes(changed(change))
    assert {code for code in codes(changed(change)) if code.startswith("G-4")} == expected


def seen() -> Seen:
    return see_pdf(good())


def torn(seen: Seen) -> Seen:
    """The name on a page of its own."""
    name = next(part for part in seen.parts if part.component == "ho_ten")
    assert name.place is not None
    moved = replace(name, place=replace(name.place, page=4, top_pt=60.0, bottom_pt=76.0))
    return replace(seen, parts=tuple(moved if part is name else part for part in seen.parts))


def broken_name(seen: Seen) -> Seen:
    """Quốc hiệu on two lines."""
    nation = seen.first("quoc_hieu")
    assert nation is not None
    lines = []
    for line in seen.lines:
        if line.part == nation.index:
            lines += [replace(line, text="CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), replace(line, text="VIỆT NAM", place=_below(line.place))]
        else:
            lines.append(line)
    return replace(seen, lines=tuple(lines))


def _below(place: Place) -> Place:
    return replace(place, top_pt=place.top_pt + 14, bottom_pt=place.bottom_pt + 14, right_pt=place.left_pt + 60)


def without_second_number(seen: Seen) -> Seen:
    return replace(seen, page_numbers=tuple(number for number in seen.page_numbers if number.page != 2))


def jumping(seen: Seen) -> Seen:
    numbers = (replace(number, text="5") if number.page == 3 else number for number in seen.page_numbers)
    return replace(seen, page_numbers=tuple(numbers))


@pytest.mark.parametrize(("change", "code", "name"), [
    (torn, "G-44", "signature-torn"),
    (broken_name, "G-43", "quoc-hieu-two-lines"),
    (without_second_number, "PG-11", "page-without-number"),
    (jumping, "PG-11", "page-number-jumps"),
], ids=["torn signature", "Quoc hieu on two lines", "a page without number", "a number that jumps"])
def test_a_fault_of_the_page_is_found(change: Callable[[Seen], Seen], code: str, name: str) -> None:
    found = [finding for finding in check(change(seen())).findings if finding.code == code]
    assert [finding.fault.problem.code for finding in found] == [name]
    assert found[0].fault.page is not None


def test_a_scan_is_told_once_and_nothing_else_is_judged() -> None:
    def scanned(pdf: pikepdf.Pdf) -> None:
        image = pikepdf.Stream(pdf, bytes(64 * 64), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=64,
                               ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)
        for page in pdf.pages:
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_indirect(image)))
            page.Contents = pdf.make_stream(b"q 595.3 0 0 841.9 0 0 cm /Im Do Q")

    report = changed(scanned)
    assert [finding.code for finding in report.findings] == ["G-46"]
    assert set(report.verdicts.values()) - {Verdict.KHONG_XAC_DINH} == {Verdict.LOI}


def test_a_word_file_is_not_held_to_a_printed_page() -> None:
    report = check(see_paper(issued_example("ke_hoach").paper))
    assert {report.verdicts[f"G-4{n}"] for n in range(1, 7)} <= {Verdict.KHONG_XAC_DINH, Verdict.KHONG_AP_DUNG}
