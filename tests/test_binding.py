"""Word files bound into one PDF: in their order, what the press cannot set named and left out."""

from __future__ import annotations

from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from service import binding
from service.errors import FileUnreadable, InputRefused, VanbanError


def word(*paragraphs: str, columns: int = 1) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if columns > 1:
        asked = OxmlElement("w:cols")
        asked.set(qn("w:num"), str(columns))
        section = document.sections[0]._sectPr
        section.remove(section.find(qn("w:cols")))
        section.append(asked)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().strip() for page in document]


LETTER, REPORT, NEWSPAPER = word("Thư mời họp"), word("Báo cáo quý I"), word("Bản tin", columns=2)


@pytest.mark.parametrize(("files", "pages", "left_out"), [
    ([LETTER], ["Thư mời họp"], {}),
    ([LETTER, REPORT, LETTER], ["Thư mời họp", "Báo cáo quý I", "Thư mời họp"], {}),
    ([NEWSPAPER, LETTER, NEWSPAPER], ["Thư mời họp"], {0: ["press-columns"], 2: ["press-columns"]}),
])
def test_documents_follow_each_other(files: list[bytes], pages: list[str], left_out: dict[int, list[str]]) -> None:
    pieces: list[bytes] = []
    bound = binding.bind(files, "Tập văn bản", pieces.append)
    assert texts(b"".join(pieces)) == pages
    assert (bound.documents, bound.pages) == (len(pages), len(pages))
    assert {number: [one.code for one in why] for number, why in bound.left_out.items()} == left_out
    assert set(bound.constructs) == set(range(len(files))) - set(left_out)


@pytest.mark.parametrize(("files", "error", "codes"), [
    ([], InputRefused, ["volume-empty"]),
    ([NEWSPAPER], InputRefused, ["volume-empty", "press-columns"]),
    ([LETTER, b"no Word file"], FileUnreadable, ["file-not-docx"]),
])
def test_what_gives_no_volume_is_refused(files: list[bytes], error: type[VanbanError], codes: list[str]) -> None:
    with pytest.raises(error) as refused:
        binding.bind(files, "Tập văn bản", [].append)
    assert [one.code for one in refused.value.problems] == codes
