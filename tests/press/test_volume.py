"""Many documents in one file: each with its pages, tags, headings and links, as it is in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from service import press
from service.fonts import faces
from service.paper import Paper, Properties
from service.press import Volume
from tests.conformance import second, verapdf
from tests.html.printing import paper, paragraph
from tests.pdf.tagged import tagged
from tests.press.test_document import everything

ABOUT = Properties(title="Tập văn bản của đợt", language="vi-VN", created="2026-01-05T08:00:00Z")


def letter(number: int) -> Paper:
    return paper(paragraph(f"Thư mời số {number}", outline_level=0), paragraph("Kính gửi các trường học."),
                 properties=Properties(title=f"Thư mời {number}"))


def bound(papers: Sequence[Paper], places: Sequence[int] | None = None) -> bytes:
    pieces: list[bytes] = []
    volume = Volume(pieces.append)
    for number, value in enumerate(papers):
        press.add(volume, value, faces(), place=places[number] if places else None)
    volume.close(ABOUT)
    return b"".join(pieces)


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def shape(element: Any) -> object:
    """Roles alone, as `Tag.outline`."""
    kids = element.get("/K", pikepdf.Array())
    inner = [shape(kid) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
             if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return (str(element.S)[1:], inner) if inner else str(element.S)[1:]


@pytest.fixture(scope="module")
def five() -> tuple[list[Paper], bytes]:
    papers = [letter(1), everything(), letter(2), everything(), letter(3)]
    return papers, bound(papers)


def test_both_judges_pass_it(five: tuple[list[Paper], bytes]) -> None:
    data = five[1]
    assert verapdf.judge(data) == {"3a": (), "ua1": ()}
    assert second.judge(data) == {"3a": (), "ua1": ()}


def test_each_document_has_its_pages_in_order(five: tuple[list[Paper], bytes]) -> None:
    papers, data = five
    assert texts(data) == [text for value in papers for text in texts(press.to_pdf(value, faces()).pdf)]


def test_each_document_has_its_tags_but_for_places_of_signatures(five: tuple[list[Paper], bytes]) -> None:
    papers, data = five
    with pikepdf.open(BytesIO(data)) as document:
        found = [shape(element) for element in document.Root.StructTreeRoot.K]
        assert "/AcroForm" not in document.Root
    alone = [tagged(press.to_pdf(value, faces()).pdf).document.outline for value in papers]
    assert [repr(one) for one in found] == [repr(one).replace("('P', ['Form'])", "'P'") for one in alone]


def test_the_way_back_to_the_tags_is_whole(five: tuple[list[Paper], bytes]) -> None:
    with pikepdf.open(BytesIO(five[1]), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []
        root = document.Root.StructTreeRoot
        back: dict[int, Any] = {}
        for leaf in root.ParentTree.Kids:
            numbers = list(leaf.Nums)
            assert [int(one) for one in leaf.Limits] == [numbers[0], numbers[-2]]
            back |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        assert list(back) == list(range(int(root.ParentTreeNextKey)))
        for page in document.pages:
            elements = back[int(page.obj.StructParents)]
            for number, element in enumerate(elements):
                kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                assert any(kid == number for kid in kids if isinstance(kid, int))
            for one in page.obj.get("/Annots", []):
                assert any(kid.get("/Obj") == one for kid in back[int(one.StructParent)].K if isinstance(kid, pikepdf.Dictionary))
        names = [str(name) for leaf in root.IDTree.Kids for name in list(leaf.Names)[::2]]
        assert names == sorted(set(names))
        assert len(names) == 2 * 5                # of each: three columns, a group, a note


def test_every_document_has_a_bookmark_with_its_headings_in_it(five: tuple[list[Paper], bytes]) -> None:
    with pikepdf.open(BytesIO(five[1])) as document, document.open_outline() as outline:
        pages_ = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        found = []
        for item in outline.root:
            spot: Any = item.destination
            found.append((item.title, pages_[spot[0].objgen], item.is_closed, len(item.children)))
    assert found == [("Thư mời 1", 0, True, 1), ("Quyết định (số 12)", 1, True, 1), ("Thư mời 2", 3, True, 1),
                     ("Quyết định (số 12)", 4, True, 1), ("Thư mời 3", 6, True, 1)]


def test_documents_stand_where_they_are_told_to() -> None:
    values = [letter(number) for number in range(5)]
    data = bound(values, [3, 0, 4, 2, 1])
    assert [text.split("\r")[0] for text in texts(data)] == [f"Thư mời số {number}" for number in (1, 4, 3, 0, 2)]
    assert verapdf.judge(data) == {"3a": (), "ua1": ()}


def test_faces_and_pictures_are_there_once() -> None:
    one, many = bound([everything()]), bound([everything() for _ in range(12)])
    with pikepdf.open(BytesIO(many)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        assert sum("/Length1" in one for one in streams) == 2
        assert sum(one.get("/Subtype") == "/Image" for one in streams) == 1
    assert len(many) - len(one) < 11 * 0.25 * len(one)


def test_a_volume_without_documents_is_a_file() -> None:
    with pikepdf.open(BytesIO(bound([])), attempt_recovery=False) as document:
        assert len(document.pages) == 0
