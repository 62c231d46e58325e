"""Every rule finds its own fault, and finds nothing else in an otherwise good document."""

from __future__ import annotations

from functools import lru_cache

import pytest

from service.rules.registry import rules
from tests.breaks.bases import BASES, EXAMPLES, good
from tests.breaks.judged import codes, pdf_report, printed_report, report
from tests.breaks.mutate import changed
from tests.breaks.pdfs import PDFS
from tests.breaks.table import BREAKS, PRINTED, UNSEEN


@lru_cache(maxsize=32)
def known_on_page(base: str) -> frozenset[str]:
    """What is found on the print of a good document: an address below the last line may come to page 2."""
    return frozenset(codes(printed_report(good(base))))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_found_on_the_print_of_an_example(name: str) -> None:
    assert known_on_page(name) == set()


@pytest.mark.parametrize("name", BASES)
def test_the_good_documents_are_good(name: str) -> None:
    assert not [(one.code, one.message, one.fault.place) for one in report(good(name)).findings]


def test_every_rule_has_a_fault_of_its_own() -> None:
    made = {*BREAKS, *PRINTED, *PDFS}
    assert set(rules()) - made == set(), "rules without a fault"
    assert made - set(rules()) == set(), "faults of no rule"


@pytest.mark.parametrize("code", BREAKS)
def test_a_fault_fires_its_rule_and_no_other(code: str) -> None:
    one = BREAKS[code]
    found = report(changed(good(one.base), one.change))
    assert [(finding.code, finding.message) for finding in found.findings if finding.code != code] == []
    assert codes(found)[code] == 1


@pytest.mark.parametrize("code", [code for code in BREAKS if code not in UNSEEN])
def test_a_fault_that_shows_is_found_on_the_printed_page(code: str) -> None:
    one = BREAKS[code]
    found = codes(printed_report(changed(good(one.base), one.change)))
    assert found[code]
    assert not found.keys() - {code} - known_on_page(one.base)


@pytest.mark.parametrize("code", PRINTED)
def test_a_fault_of_the_page_alone_fires_its_rule_and_no_other(code: str) -> None:
    one = PRINTED[code]
    found = printed_report(changed(good(one.base), one.change))
    known = known_on_page(one.base)
    assert [(finding.code, finding.message) for finding in found.findings if finding.code not in {code, *known}] == []
    assert codes(found)[code]


@pytest.mark.parametrize("code", PDFS)
def test_a_pdf_that_is_no_good_file_fires_its_rule_and_no_other(code: str) -> None:
    assert codes(pdf_report(PDFS[code]())).keys() == {code}
