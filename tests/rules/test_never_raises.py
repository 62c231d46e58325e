"""Whatever a text or a Word file holds: it is seen and checked, every rule has its verdict, and nothing is raised."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.paper import Block, Cell, Paper, Row, Table
from service.rules.check import check
from service.rules.registry import rules
from service.rules.reports import as_json
from service.rules.see import see_paper, see_text
from service.rules.seen import Seen
from tests.rules.strangers import CONG_VAN, QUYET_DINH_TAB, SAO_Y, TO_TRINH, Line, paper, paragraph

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = sorted({line.text for document in (CONG_VAN, QUYET_DINH_TAB, SAO_Y, TO_TRINH) for line in document})
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=60)
LINE = st.one_of(st.sampled_from(WORDS), ANYTHING, st.builds(str.__add__, st.sampled_from(WORDS), ANYTHING))
LOOKS = st.sampled_from(["", "BC14", "J", "IC13", "BI12", "11", "JB", "C"])
PARAGRAPH = st.builds(paragraph, LINE, LOOKS)


def tables(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    cells = st.lists(st.lists(inner, max_size=4), min_size=1, max_size=3)
    return st.lists(cells, max_size=3).map(_table)


def _table(rows: list[list[list[Block]]]) -> Block:
    return Table((100.0, 150.0, 50.0), tuple(
        Row(tuple(Cell(tuple(blocks), column) for column, blocks in enumerate(row))) for row in rows))


BLOCKS = st.lists(st.recursive(PARAGRAPH, tables, max_leaves=12), max_size=25)


def judged(seen: Seen) -> None:
    report = check(seen)
    assert set(report.verdicts) == set(rules())
    broken = {code for code, verdict in report.verdicts.items() if verdict == "loi"}
    assert {finding.code for finding in report.findings} == broken
    json.dumps(as_json(report))


@SOME
@given(st.lists(LINE, max_size=40))
def test_any_text_is_checked(written: list[str]) -> None:
    judged(see_text("\n".join(written)))


@SOME
@given(BLOCKS)
def test_any_document_is_checked(blocks: list[Block]) -> None:
    whole: Paper = paper([])
    judged(see_paper(replace(whole, sections=(replace(whole.sections[0], blocks=tuple(blocks)),))))


@pytest.mark.parametrize("tail", ["", "b"])
@pytest.mark.parametrize("run", [" ", "\t", ".", "…", "-", "(", "Nguyễn ", "\u00a0"])
@pytest.mark.parametrize("begin", ["KẾ HOẠCH", "Số: 1 /", "Gò Vấp, ngày", "Phụ lục", "Điều", "Kính gửi"])
def test_a_thousand_blanks_take_no_time(begin: str, run: str, tail: str) -> None:
    """A pattern that tries every one of them would not come back."""
    text = begin + run * 20_000 + tail
    assert see_text(text).parts
    assert see_paper(paper([Line("", "", text)])).parts
