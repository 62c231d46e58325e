"""A mark lies on the words that it speaks of: read back from the page by another reader than the one that placed it."""

from __future__ import annotations

from collections import Counter

import pytest

from service import pipeline
from service.errors import problem
from service.marks import Box, Mark, Marked
from service.pipeline import Checked
from service.rules import Fault, Finding, Report
from service.rules.seen import Part, Seen
from tests.examples import issued_example
from tests.marks.faulty import FAULTS, bare, word, words_in
from tests.shared import SHARED
from tests.uploads import LETTER

# One page, several, tables over pages, landscape appendices, two columns of signatures.
OWN = ("cong_van", "to_trinh", "quyet_dinh", "ke_hoach_phong_trao", "bien_ban_xet_khen_thuong", "danh_sach_de_nghi", "phu_luc")


def at(part: Part, code: str = "G-99") -> Finding:
    told = problem("test-mark", "Thử.")
    return Finding(code, "thu", "-", "nhac", Fault(told, part.component, paragraph=part.number))


def all_parts(seen: Seen) -> tuple[list[Part], Report]:
    """Every part with words; of several in one paragraph (boxes of a drawing) none: a finding does not tell them apart."""
    numbers = Counter(part.number for part in seen.parts)
    parts = [part for part in seen.parts if bare(part.text) and numbers[part.number] == 1]
    return parts, Report(tuple(map(at, parts)), {})


def checked(data: bytes, name: str) -> tuple[Checked, bytes, Marked]:
    """A file, the PDF that its marks are on, and the marks."""
    found = pipeline.check_file(data, name=name)
    on_paper = pipeline.printed(found)
    pdf = on_paper.pdf if on_paper else data
    return found, pdf, pipeline.marked(found.report, found.seen, pdf)


def of(marked: Marked, code: str, words: str | None, pdf: bytes) -> list[str | None]:
    """What stands under the marks of a rule."""
    return [words_in(pdf, mark.page, mark.box) if mark.page and mark.box and words is not None else None
            for mark in marked.marks if mark.code == code]


@pytest.mark.parametrize("slug", OWN)
def test_every_part_of_our_documents_is_found_and_nothing_else_stands_under_its_mark(slug: str) -> None:
    document = issued_example(slug)
    assert document.pdf
    parts, report = all_parts(document.seen)
    marks = pipeline.marked(report, document.seen, document.pdf).marks
    assert [mark.number for mark in marks] == list(range(1, len(parts) + 1))
    broken = 0
    for part, mark in zip(parts, marks, strict=True):
        assert mark.page, part.text
        assert mark.box, part.text
        under = words_in(document.pdf, mark.page, mark.box)
        whole = bare(part.text)
        # a part that goes on overleaf is marked where it begins; capitals by a style are printed so
        assert under, part.text
        assert whole.startswith(under), part.text
        broken += under != whole
    assert broken <= len(marked_pages(marks)), "only what crosses the end of a page is cut"


def marked_pages(marks: tuple[Mark, ...]) -> set[int | None]:
    return {mark.page for mark in marks}


def test_the_words_of_a_strangers_word_file_lie_under_its_marks() -> None:
    _, pdf, marked = checked(word(), "ke_hoach.docx")
    for code, page, words in FAULTS:
        own = [mark for mark in marked.marks if mark.code == code]
        assert page in {mark.page for mark in own}, code
        assert all(mark.box for mark in own), code
        if words is not None:
            assert bare(words) in of(marked, code, words, pdf), (code, of(marked, code, words, pdf))


def test_the_same_words_lie_under_the_marks_of_its_pdf() -> None:
    _, pdf, _ = checked(word(), "ke_hoach.docx")
    found, _, marked = checked(pdf, "ke_hoach.pdf")
    assert found.kind == "pdf"
    for code in ("H-02", "H-18", "B-01", "B-14", "B-18", "G-27", "K-11"):
        words = next(words for known, _, words in FAULTS if known == code)
        under = of(marked, code, words, pdf)
        assert bare(words or "?") in under, (code, under)


@pytest.mark.parametrize(("code", "box"), [("PG-03", Box(0, 0, 210, 15)), ("PG-05", Box(0, 0, 20, 297))])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_margin_is_the_strip_between_edge_and_text(code: str, box: Box, kind: str) -> None:
    _, pdf, marked = checked(word(), "ke_hoach.docx")
    if kind == "pdf":
        _, _, marked = checked(pdf, "ke_hoach.pdf")
    own = next(mark for mark in marked.marks if mark.code == code)
    assert own.page == 1
    assert own.box
    sides = zip(vars_of(own.box), vars_of(box), strict=True)
    assert all(abs(one - other) < 0.3 for one, other in sides), own.box


def vars_of(box: Box) -> tuple[float, float, float, float]:
    return box.x_mm, box.y_mm, box.width_mm, box.height_mm


def test_what_is_missing_has_no_place_and_is_told_of_the_whole() -> None:
    _, _, marked = checked(word(), "ke_hoach.docx")
    assert "PG-11" in {mark.code for mark in marked.nowhere}, "no page has a number: there is no place to show"
    assert all(mark.box is None for mark in marked.nowhere)
    assert len(marked.marks) == len(marked.nowhere) + sum(len(marked.on(page.number)) for page in marked.pages)


def test_a_plain_text_has_lines_and_no_pages() -> None:
    found = pipeline.check_file(LETTER.encode(), name="thu.txt")
    marked = pipeline.marked(found.report, found.seen, None)
    assert found.report.findings
    assert marked.pages == ()
    assert len(marked.nowhere) == len(found.report.findings)


def test_a_page_number_is_marked_where_it_stands() -> None:
    document = issued_example("ke_hoach_phong_trao")
    assert document.pdf
    told = Finding("PG-11", "so", "I.7", "loi", Fault(problem("test-mark", "Thử."), "so_trang"))
    mark, = pipeline.marked(Report((told,), {}), document.seen, document.pdf).marks
    assert mark.page == 2
    assert mark.box
    assert words_in(document.pdf, mark.page, mark.box) == "2"


def test_documents_and_their_marks_are_the_same_whoever_asks_first() -> None:
    """Marks read a finished PDF: nothing is put into it for their sake."""
    document = issued_example("cong_van")
    before = document.pdf
    assert document.marked.pages[0].width_mm == pytest.approx(210, abs=0.1)
    assert document.pdf is before


@pytest.mark.skipif(SHARED is None, reason="the material beside the checkout is not there")
@pytest.mark.parametrize("name", ["Phuluc2.docx", "Phuluc6.docx"])
def test_nearly_every_part_of_the_decrees_own_files_is_found(name: str) -> None:
    assert SHARED
    found, pdf, _ = checked((SHARED / "corpus" / "decree" / name).read_bytes(), name)
    parts, report = all_parts(found.seen)
    marks = pipeline.marked(report, found.seen, pdf).marks
    right = Counter(_on(part, mark, pdf) for part, mark in zip(parts, marks, strict=True))
    assert right[True] >= 0.97 * len(parts), right


def _on(part: Part, mark: Mark, pdf: bytes) -> bool:
    under = words_in(pdf, mark.page, mark.box) if mark.page and mark.box else ""
    return bool(under) and bare(part.text).startswith(under)
