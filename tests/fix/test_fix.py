"""The repair sets what is layout, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from itertools import count

import pytest

from service.fix import Fixed, fix, mendable
from service.rules.finding import Report
from tests.breaks.bases import BASES, good
from tests.breaks.judged import report
from tests.breaks.mutate import both, changed, font, gap, indent, saying, size, spacing, torn, weight, without
from tests.breaks.page import margin, number_in_footer, number_on_first_page, paper, ruled, undrawn, without_page_number
from tests.breaks.table import BREAKS
from tests.breaks.variety import Mutated, mutated
from tests.breaks.word import Change, Word, found, qualified, words

DOCUMENTS = 100
# The faults of the table that are layout and certain; all others are a matter of words, or of what stands where.
LAYOUT = (
    "PG-01", "PG-02", "PG-03", "PG-04", "PG-05", "PG-06", "PG-09", "PG-10", "PG-11", "PG-12", "PG-13", "PG-14", "PG-16",
    "PG-17", "PG-18", "H-01", "H-03", "H-04", "H-05", "H-06", "H-07", "H-08", "H-10", "H-13", "H-14", "T-01", "T-02", "T-03",
    "T-04", "B-04", "B-09", "B-10", "B-11", "B-12", "B-13", "B-15", "B-19", "B-20", "B-21", "B-22", "B-25", "B-26", "N-01",
    "N-06", "K-01", "K-02", "K-03", "X-03", "X-04", "X-05", "X-07", "X-13", "X-14", "X-15", "X-17", "X-18", "X-19", "X-20",
)


def told(judged: Report) -> set[tuple[str, str]]:
    return {(one.code, one.fault.problem.code) for one in judged.findings}


def layout(judged: Report) -> set[tuple[str, str]]:
    """What a repair is to set right."""
    return {(one.code, one.fault.problem.code) for one in judged.findings if mendable(one)}


def letters(docx: bytes) -> list[bytes]:
    """The words of every paragraph that has some, as bytes, in order; so are the other parts' texts."""
    word = Word.opened(docx)
    return [words(one).encode() for one in found(word.body, ".//w:p") if words(one)]


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def renamed(docx: bytes) -> bytes:
    """The document as a stranger's: its styles have other names and identifiers."""
    word, number = Word.opened(docx), count()
    names: dict[str, str] = {}
    styles = word.part("word/styles.xml")
    for style in found(styles, "w:style[@w:customStyle]"):
        names[style.get(qualified("w:styleId"), "")] = new = f"Kieu{next(number)}"
        style.set(qualified("w:styleId"), new)
        for name in found(style, "w:name"):
            name.set(qualified("w:val"), new)
    word.store("word/styles.xml", styles)
    for part in [name for name in word.parts if re.fullmatch(r"word/header\d*\.xml", name)]:
        root = word.part(part)
        for used in found(root, ".//w:pStyle"):
            used.set(qualified("w:val"), names[used.get(qualified("w:val"), "")])
        word.store(part, root)
    for used in found(word.root, ".//w:pStyle | .//w:rStyle | .//w:tblStyle"):
        value = used.get(qualified("w:val"), "")
        used.set(qualified("w:val"), names.get(value, value))
    return word.saved()


@lru_cache(maxsize=1)
def documents() -> list[tuple[Mutated, Fixed]]:
    made = [mutated(seed) for seed in range(1000, 1000 + DOCUMENTS)]
    return [(one, fix(one.docx)) for one in made]


@lru_cache(maxsize=1)
def before() -> list[set[tuple[str, str]]]:
    return [told(report(one.docx)) for one, _ in documents()]


@lru_cache(maxsize=1)
def after() -> list[Report]:
    return [report(fixed.docx) for _, fixed in documents()]


@pytest.mark.parametrize("name", BASES)
def test_a_good_document_is_returned_as_it_came(name: str) -> None:
    fixed = fix(good(name))
    assert fixed.docx == good(name)
    assert fixed.changes == ()


@pytest.mark.parametrize("code", LAYOUT)
def test_each_fault_of_layout_is_gone_and_told(code: str) -> None:
    one = BREAKS[code]
    broken = changed(good(one.base), one.change)
    fixed = fix(broken)
    assert told(report(fixed.docx)) == set()
    assert {change.code for change in fixed.changes} == {code}
    assert all(change.place or change.found for change in fixed.changes)
    assert letters(fixed.docx) == letters(broken)


@pytest.mark.parametrize("code", sorted(BREAKS.keys() - set(LAYOUT)))
def test_a_fault_of_words_or_order_is_left_alone(code: str) -> None:
    one = BREAKS[code]
    broken = changed(good(one.base), one.change)
    fixed = fix(broken)
    assert fixed.docx == broken
    assert not layout(fixed.report)


def test_words_of_mutated_documents_are_the_same_byte_by_byte() -> None:
    assert all(letters(fixed.docx) == letters(one.docx) for one, fixed in documents())


def test_faults_of_layout_are_gone_from_mutated_documents() -> None:
    assert not [layout(now) for now in after() if layout(now)]


def test_nothing_is_found_in_a_repaired_document_that_was_not_found_before() -> None:
    assert not [told(now) - known for known, now in zip(before(), after(), strict=True) if told(now) - known]


def test_a_rule_that_a_repair_claims_finds_nothing_any_more() -> None:
    for (_, fixed), now in zip(documents(), after(), strict=True):
        assert not {(change.code, change.fault) for change in fixed.changes} & told(now)
        assert told(now) == told(fixed.report)


def test_parts_that_are_not_changed_keep_their_bytes() -> None:
    for one, fixed in documents():
        old, new = parts(one.docx), parts(fixed.docx)
        assert {name for name in new if new[name] != old.get(name)} <= {"word/document.xml", "word/header1.xml"}
        assert list(old) == list(new)


def test_what_is_repaired_has_nothing_left_to_repair() -> None:
    for _, fixed in documents()[:20]:
        assert fix(fixed.docx).docx == fixed.docx


SEVERAL: dict[str, Change] = {
    "everything in Arial 12": both(*(both(font(one, "Arial"), size(one, 12)) for one in ("doan", "khoan", "diem"))),
    "the page": both(paper(216, 279), margin("left", 20), margin("right", 30), margin("top", 12), margin("header", 20)),
    "the body": both(indent("doan", 5), indent("khoan", 0), spacing("diem", 2), gap("khoan", 0)),
    "the heading": both(weight("quoc_hieu", False), size("tieu_ngu", 16), ruled("tieu_ngu", 0.3), undrawn("co_quan_ban_hanh")),
    "the page number below": number_in_footer(),
    "signature and recipients": both(size("quyen_han", 12), size("ho_ten", 12), size("noi_nhan", 13), torn("quyen_han")),
}


@pytest.mark.parametrize("change", SEVERAL.values(), ids=SEVERAL)
@pytest.mark.parametrize("whose", [bytes, renamed], ids=["in our styles", "a stranger's"])
def test_several_faults_at_once_are_gone(change: Change, whose: type[bytes]) -> None:
    broken = whose(changed(good("cong_van"), change))
    fixed = fix(broken)
    assert layout(report(broken))
    assert told(fixed.report) == set()
    assert letters(fixed.docx) == letters(broken)


@pytest.mark.parametrize("whose", [bytes, renamed], ids=["in our styles", "a stranger's"])
def test_a_page_number_on_page_1_is_gone(whose: type[bytes]) -> None:
    fixed = fix(whose(changed(good("ke_hoach"), number_on_first_page())))
    assert [change.code for change in fixed.changes] == ["PG-14"]
    assert told(fixed.report) == set()


def test_a_plan_without_page_numbers_gets_them() -> None:
    broken = changed(good("ke_hoach_phong_trao"), without_page_number())
    fixed = fix(broken)
    assert [change.code for change in fixed.changes] == ["PG-11"]
    assert "PG-11" not in {code for code, _ in told(fixed.report)}


def test_a_document_the_decree_does_not_govern_is_returned_as_it_came() -> None:
    statute = changed(good("quyet_dinh"), both(saying("ten_loai", "NGHỊ ĐỊNH"), margin("left", 10), without("menh_lenh")))
    assert fix(statute).docx == statute
