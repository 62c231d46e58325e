"""The index of a print file: lines, pages, leaders."""

from __future__ import annotations

import re

import pytest

from service.bundle.front import cover, index, index_lines
from tests.bundle.papers import texts

LONG = "Trường Trung học cơ sở Nguyễn Văn Trỗi, phân hiệu hai, địa điểm cũ của Trường Trung học cơ sở Hoa Phượng Đỏ"


def test_a_page_has_45_lines_and_the_first_a_title() -> None:
    pages = index_lines([f"GK-{number} · Giấy khen" for number in range(200)], {})
    assert [len(page) for page in pages] == [45, 45, 45, 45, 23]
    assert [line.document for page in pages for line in page if line.words] == list(range(200))


@pytest.mark.parametrize("before", range(36, 46))
def test_no_heading_stands_alone_and_no_document_on_two_pages(before: int) -> None:
    pages = index_lines([*["GK"] * before, f"{LONG}; {LONG}", "GK"], {0: "Giấy khen", before: "Bằng khen"})
    for page in pages:
        assert len(page) <= 45
        assert page[-1].document >= 0
        assert page[0].words or page is pages[0]
    lines = [(number, line) for number, page in enumerate(pages) for line in page if line.document == before]
    assert len({number for number, _ in lines}) == 1
    assert [line.last for _, line in lines] == [False] * (len(lines) - 1) + [True]
    assert " ".join(line.words for _, line in lines) == f"{LONG}; {LONG}"


def test_twenty_pages_are_laid_out_at_a_time() -> None:
    names = [f"Văn bản {number}" for number in range(1000)]
    pages = index_lines(names, {})
    parts = list(index(pages, [7 * number for number in range(1000)], 3, "vi"))
    assert len(parts) == 2
    words = [page for part in parts for page in texts(part)]
    assert len(words) == len(pages) == 23
    assert [int(page.split()[-1]) for page in words] == list(range(3, 26))
    listed = re.findall(r"(Văn bản \d+) \.+ (\d+)", " ".join(words))
    assert listed == [(name, str(7 * number)) for number, name in enumerate(names)]


def test_a_sign_without_a_glyph_and_a_word_without_an_end_stay_on_the_page() -> None:
    (page,) = index_lines(["khen 😀 <b>&", "x" * 400], {})
    assert page[3].words == "khen ? <b>&"
    assert len(page) > 6
    (pdf,) = index([page], [5, 7], 3, "vi")
    assert "khen ? <b>& ..." in texts(pdf)[0]


def test_the_cover_is_one_page_whatever_the_name() -> None:
    assert len(texts(cover("Danh sách " * 25, [("Ngày", "22/11/2026"), ("Số tờ giấy", "9 (A4: 9) " * 9)], "vi"))) == 1
