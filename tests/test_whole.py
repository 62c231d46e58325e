"""What goes in comes out whole: in the Word file, read by python-docx, and in the PDF, read back from its characters."""

from __future__ import annotations

import io
import re
import unicodedata
from copy import deepcopy
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from service import doctypes, pipeline
from service.config import settings
from tests.examples import OFFICIAL, TODAY, issued_example
from tests.oracle.renew import texts, words


def plan(**changes: Any) -> dict[str, Any]:
    return deepcopy(doctypes.get("ke_hoach").example()["data"]) | changes


def word_text(docx: bytes) -> str:
    """Every paragraph that python-docx finds, tables row by row."""
    def inside(parent: Any) -> list[str]:
        found: list[str] = []
        for block in parent.iter_inner_content():
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Table):
                cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}     # a merged cell comes once a column
                found += [text for cell in cells.values() for text in inside(cell)]
        return found
    return "\n".join(inside(Document(io.BytesIO(docx))))


def pdf_text(pdf: bytes) -> str:
    """The characters in their order; PDFium gives a hyphen at the end of a line as U+FFFE or U+0002."""
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return text.replace("\ufffe", "-").replace("\x02", "-")


def bare(text: str) -> str:
    """Without blanks: a PDF has none where a line ends."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("slug", OFFICIAL)                 # python-docx knows no text boxes
def test_python_docx_finds_every_word_of_a_document_in_order(slug: str) -> None:
    issued = issued_example(slug)
    assert words(word_text(issued.docx)) == words("\n".join(texts(issued.paper)))


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_python_docx_saves_a_document_without_losing_a_word(slug: str) -> None:
    issued, saved = issued_example(slug), io.BytesIO()
    Document(io.BytesIO(issued.docx)).save(saved)
    assert word_text(saved.getvalue()) == word_text(issued.docx)


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_the_pdf_holds_every_paragraph(slug: str) -> None:
    issued = issued_example(slug)
    assert issued.pdf is not None
    printed = bare(pdf_text(issued.pdf))
    # a paragraph that crosses a page has the page number between its lines: its halves are looked for
    for text in filter(None, map(bare, texts(issued.paper))):
        assert any(text[:cut] in printed and text[cut:] in printed for cut in range(len(text), -1, -1)), text


@pytest.mark.parametrize(
    "text",
    [
        "Phòng A & B phối hợp với Công ty C&D",
        "Điểm <5 hoặc >9, x<y",
        "Ngoặc “kép” và ‘đơn’, gạch – dài, ba chấm…",
        "{{ khong_phai_the }} và {% if %} chỉ là chữ",
        "dấu \\ và & lt; &lt; &#65; <w:t>",
        unicodedata.normalize("NFD", "Đề nghị Ủy ban nhân dân phường Hạnh Thông"),
        "Tiền 1.234.567 đồng, tỷ lệ 12,5%, m² và 30°C",
    ],
)
def test_signs_come_through_in_word_and_pdf(text: str) -> None:
    issued = pipeline.issue("ke_hoach", plan(noi_dung=[{"doan": escaped(text)}], trich_yeu="Kiểm tra: " + text), today=TODAY)
    assert issued.pdf is not None
    whole = unicodedata.normalize("NFC", text)
    assert word_text(issued.docx).count(whole) == 2
    assert bare(pdf_text(issued.pdf)).count(bare(text)) == 2


def escaped(text: str) -> str:
    """Light Markdown takes a sign after a backslash literally."""
    return re.sub(r"([\\*^~])", r"\\\1", text)


def test_a_table_of_500_rows_comes_through_whole() -> None:
    rows = [[str(n), f"Trường Tiểu học số {n} & cơ sở <{n}>", f"{n}.000.000"] for n in range(1, 501)]
    columns = ["TT", {"ten": "Đơn vị", "rong": 4}, {"ten": "Số tiền", "can": "phai"}]
    body = [{"muc": "Danh sách"}, {"bang": {"ten": "Danh sách", "cot": columns, "hang": rows}}, {"doan": "Hết."}]
    issued = pipeline.issue("ke_hoach", plan(noi_dung=body), today=TODAY)
    assert issued.pdf is not None
    printed = bare(pdf_text(issued.pdf))
    assert all(bare(row[1]) in printed for row in rows)
    (drawn,) = [t for t in Document(io.BytesIO(issued.docx)).tables if len(t.rows) > 100]
    assert [[cell.text for cell in row.cells] for row in drawn.rows[1:]] == rows


def test_two_hundred_pages_come_through_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_MAX_SECONDS", "600")        # a busy machine is not what is tested here
    settings.cache_clear()
    sentence = "nội dung của kế hoạch được triển khai thực hiện đồng bộ, hiệu quả. "
    body = [{"doan": f"Đoạn thứ {n}: {sentence * 12}"} for n in range(1, 1101)]
    issued = pipeline.issue("ke_hoach", plan(noi_dung=body), today=TODAY)
    assert issued.pdf is not None
    assert issued.pages is not None
    settings.cache_clear()
    assert issued.pages >= 200
    printed = bare(pdf_text(issued.pdf))
    assert all(f"Đoạnthứ{n}:" in printed for n in range(1, 1101))
