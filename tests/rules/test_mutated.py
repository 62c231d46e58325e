"""Random combinations of one to five faults on random types: what is found of them, and what is found besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import pytest

from service.paper import Paper
from service.read import read
from service.rules.check import check
from service.rules.see import see_paper
from tests.breaks.bases import good
from tests.breaks.judged import codes
from tests.breaks.variety import TYPES, Mutated, mutated
from tests.rules.stripped import stripped

DOCUMENTS: Final = 240


@lru_cache(maxsize=1)
def documents() -> list[Mutated]:
    return [mutated(seed) for seed in range(DOCUMENTS)]


def ours(paper: Paper) -> Paper:
    return paper


@pytest.mark.parametrize(("whose", "least_recall", "least_precision"), [(ours, 0.98, 0.98), (stripped, 0.96, 0.98)],
                         ids=["in our styles", "without the names of styles"])
def test_faults_by_chance_are_found_and_nothing_else_is(
    whose: Callable[[Paper], Paper], least_recall: float, least_precision: float, capsys: pytest.CaptureFixture[str]
) -> None:
    def found_in(docx: bytes) -> set[str]:
        return set(codes(check(see_paper(whose(read(docx))))))

    known = {kind: found_in(good(kind)) for kind in TYPES}
    hits, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for one in documents():
        found = found_in(one.docx) - known[one.type]
        hits.update(found & one.expected)
        missed.update(one.expected - found)
        false.update(found - one.expected)
    recall, precision = hits.total() / (hits + missed).total(), hits.total() / (hits + false).total()
    with capsys.disabled():
        print(f"\n{DOCUMENTS} documents, {(hits + missed).total()} faults of {len(hits + missed)} rules:"
              f" recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= least_recall, missed
    assert precision >= least_precision, false
