"""Many PDFs in one: papers of two sizes, faces that are shared or not."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import ImageChops

from service.bundle.merged import Bookmark, Merged
from service.errors import FileUnreadable
from tests.bundle.papers import faults, merged, one_page_each, pictures, sizes, texts

A4, A3, ACROSS = (595, 842), (842, 1191), (842, 595)


@pytest.mark.parametrize(("papers", "wanted"), [
    (["A4"], [A4, A4]), (["A4", "A4"], [A4, A4]), (["A4", "A4", "A4"], [A4, A4, A4, A4]),
    (["A4 landscape"], [ACROSS, ACROSS]),
    (["A4", "A4 landscape"], [A4, ACROSS]),                    # one sheet of paper, turned
    (["A4", "A3"], [A4, A4, A3, A3]),                          # a sheet has one size
    (["A4", "A3", "A3", "A4"], [A4, A4, A3, A3, A4, A4]),
])
def test_a_sheet_has_one_paper_and_the_next_document_a_front(papers: list[str], wanted: list[tuple[int, int]]) -> None:
    whole = merged([one_page_each(*papers), one_page_each("A4")], duplex=True)
    assert sizes(whole) == [*wanted, A4, A4]
    assert texts(whole)[len(wanted)] == "Trang 1"
    assert [words for words in texts(whole)[:len(wanted)] if words] == [f"Trang {n}" for n in range(1, len(papers) + 1)]


def programs(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(isinstance(one, pikepdf.Stream) and "/Length1" in one for one in document.objects)


def test_documents_of_one_face_share_it() -> None:
    one, two = one_page_each("A4", words="Hoàng Mây"), one_page_each("A4", words="Đặng Ước")
    whole = merged([one, two])
    assert (programs(whole), faults(whole)) == (1, [])
    assert texts(whole) == ["Hoàng Mây 1", "Đặng Ước 1"]
    for own, page in zip([*pictures(one), *pictures(two)], pictures(whole), strict=True):
        assert ImageChops.difference(own, page).getbbox() is None


def test_of_another_drawing_of_a_letter_each_keeps_its_own() -> None:
    """A face of the same name whose letter looks otherwise: an office's own font at another machine."""
    one = one_page_each("A4")
    with pikepdf.open(io.BytesIO(one)) as document:
        (program,) = (each for each in document.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each)
        data = bytearray(program.read_bytes())
        entry = data.index(b"glyf")                            # in the list of tables, where its place follows
        at = int.from_bytes(data[entry + 8:entry + 12], "big")
        data[at + 3] ^= 8                                      # a corner of the first glyph's box
        program.write(bytes(data))
        out = io.BytesIO()
        document.save(out)
    whole = merged([one, out.getvalue(), one])
    assert (programs(whole), faults(whole)) == (2, [])
    assert texts(whole) == ["Trang 1"] * 3


def test_equal_pages_cost_little() -> None:
    one = one_page_each("A4")
    assert len(merged([one] * 50)) - len(merged([one])) < 50 * 700


def test_seven_hundred_pages_stand_in_order() -> None:
    """More than one branch of the tree of pages, and of objects in a stream."""
    out = io.BytesIO()
    file = Merged(out)
    for at in reversed(range(700)):
        file.put(BLANK[at % 2], at)
    file.close("Thử", [Bookmark("x", 699)], duplex=False)
    assert faults(out.getvalue()) == []
    assert sizes(out.getvalue()) == [A4, A3] * 350


def blank(wide: int, high: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(wide, high))
        document.save(out)
    return out.getvalue()


BLANK = blank(*A4), blank(*A3)


def test_what_a_page_inherits_goes_with_it() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(BLANK[1])) as document:
        page = document.pages[0].obj
        del page["/MediaBox"]
        document.Root.Pages.MediaBox = pikepdf.Array([10, 10, 310, 210])
        document.Root.Pages.Rotate = 90
        document.save(out)
    assert sizes(merged([out.getvalue()])) == [(200, 300)]


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(FileUnreadable):
        merged([b"%PDF-1.7 nothing"])
