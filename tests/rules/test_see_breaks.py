"""Faults in files whose styles say nothing: found as in our own, and nothing else is found."""

from __future__ import annotations

import pytest

from service.read import read
from service.rules.check import check
from service.rules.see import see_paper
from tests.breaks.bases import BASES, good
from tests.breaks.mutate import changed
from tests.breaks.table import BREAKS
from tests.rules.stripped import stripped


def found(docx: bytes) -> set[str]:
    return {finding.code for finding in check(see_paper(stripped(read(docx)))).findings}


@pytest.mark.parametrize("name", BASES)
def test_a_good_document_without_our_styles_is_good(name: str) -> None:
    assert found(good(name)) == set()


def test_nearly_every_fault_is_found_without_our_styles_and_no_other() -> None:
    seen = {code: found(changed(good(one.base), one.change)) for code, one in BREAKS.items()}
    assert {code: codes - {code} for code, codes in seen.items() if codes - {code}} == {}
    missed = [code for code, codes in seen.items() if code not in codes]
    assert len(missed) <= 0.02 * len(seen), missed
