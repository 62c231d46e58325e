"""Every type's example, and the corpus where it is: what a screen reader reads is what stands in the Word file, in its order."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from service import doctypes
from service.paper import Paper
from tests.corpus.printing import corpus, printed
from tests.corpus.renew import WITHOUT_GLYPHS
from tests.examples import issued_example
from tests.pdf.reading import reading
from tests.pdf.tagged import Tag, Tagged, tagged

SLUGS = sorted(doctypes.catalogue())
STRANGERS = [path for folder in ("decree", "docxtpl") for path in corpus(folder) if path.name not in WITHOUT_GLYPHS]


@lru_cache(maxsize=64)
def example(slug: str) -> tuple[Paper, Tagged]:
    issued = issued_example(slug)
    assert issued.pdf is not None
    return issued.paper, tagged(issued.pdf)


def words(texts: Sequence[str]) -> list[str]:
    """Without the places where a word may be parted, letters composed."""
    return unicodedata.normalize("NFC", " ".join(texts)).replace("\N{SOFT HYPHEN}", "").split()


def told(paper: Paper, found: Tagged) -> None:
    assert words(found.texts) == words(reading(paper))
    assert not found.loose
    headings = [int(tag.role[1]) for tag in found.document.all("H[1-6]")]
    assert all(level <= before + 1 for before, level in zip([0, *headings], headings, strict=False))
    assert all(tag.alt for tag in found.document.all("Figure"))


@pytest.mark.parametrize("slug", SLUGS)
def test_tags_say_what_the_word_file_says_in_its_order(slug: str) -> None:
    told(*example(slug))


@pytest.mark.parametrize("slug", SLUGS)
def test_artifacts_are_page_numbers_repeated_headings_and_lines(slug: str) -> None:
    _, found = example(slug)
    heads = [(page, text) for page, kind, text in found.artifacts if kind == "Pagination/Header"]
    assert all(re.fullmatch(r"\d+", text) for _, text in heads)
    assert len({page for page, _ in heads}) == len(heads)
    again: dict[int, str] = defaultdict(str)
    for page, kind, text in found.artifacts:
        again[page] += bare(text) if kind == "Pagination" else ""
    assert set(again.values()) - {""} <= {bare(tag.text) for tag in found.document.all("THead")}
    assert not any(text.strip(" .") for _, kind, text in found.artifacts if kind in ("", "Layout"))


def bare(text: str) -> str:
    return "".join(text.split())


def roles(tag: Tag) -> list[str]:
    return [kid.role for kid in tag.kids if isinstance(kid, Tag)]


def test_the_structure_of_a_plan() -> None:
    _, found = example("ke_hoach_phong_trao")
    top = roles(found.document)
    assert top[:8] == ["Div", "H1", "P", "P", "P", "H2", "H3", "L"]
    assert top[-2:] == ["P", "Div"]
    heading_block, signature_block = (tag for tag in found.document.kids if isinstance(tag, Tag) and tag.role == "Div")
    assert heading_block.outline == ("Div", [("Div", ["P", "P"]), ("Div", ["P", "P"]), ("Div", ["P"]), ("Div", ["P"])])
    recipients, signer = (kid for kid in signature_block.kids if isinstance(kid, Tag))
    assert recipients.outline == ("Div", ["P", ("L", [("LI", ["Lbl", "LBody"])] * 3)])
    assert [tag.text for tag in signer.all("P") if tag.text] == ["TRƯỞNG PHÒNG", "Trịnh Vĩnh Thanh"]
    nested = [tag for tag in found.document.all("LBody") if "L" in roles(tag)]
    assert [tag.text.split("- ")[0] for tag in nested] == [
        "Về đẩy mạnh phát triển kết cấu hạ tầng:", "Về thực hành tiết kiệm, chống lãng phí:", "Hình thức khen thưởng",
        "Hình thức khen thưởng",
    ]  # fmt: skip


def test_the_structure_of_a_decision_with_its_list() -> None:
    _, found = example("quyet_dinh_khen_thuong")
    assert next(tag.text for tag in found.document.all("H1")).startswith("QUYẾT ĐỊNH Về việc tặng Giấy khen")
    (table,) = found.document.all("Table")
    assert roles(table) == ["THead", "TBody"]
    head, body = (kid for kid in table.kids if isinstance(kid, Tag))
    assert head.outline == ("THead", [("TR", ["TH"] * 4)])
    assert [roles(row) for row in body.all("TR")] == [["TH"], *[["TD"] * 4] * 3, ["TH"], *[["TD"] * 4] * 4]
    names = {tag.name: tag.text for tag in table.all("TH")}
    last = list(body.all("TD"))[-1]
    assert [names[str(name)] for name in last.attributes["Headers"]] == ["Số bằng", "II. CÁ NHÂN"]


def test_the_structure_of_a_report_whose_tables_go_over_pages() -> None:
    _, found = example("bao_cao_tong_hop")
    assert {tuple(roles(table)) for table in found.document.all("Table")} == {("THead", "TBody")}
    whole = [tag for tag in found.document.all("Table") if len(pages(tag)) > 1]
    assert len(whole) == 3
    assert [tag.text.split()[0] for tag in found.document.all("H1")] == ["BÁO", *["Phụ"] * 6]


def pages(tag: Tag) -> set[int]:
    return {page for one in tag.all() for page in one.pages}


@pytest.mark.parametrize("path", STRANGERS, ids=lambda path: path.stem)
def test_the_tags_of_a_strangers_file_say_what_it_says_in_its_order(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        paper, _, pdf = printed(path)
    told(paper, tagged(pdf))
    assert not [record for record in caplog.records if "alt" in record.message or "lang" in record.message]
