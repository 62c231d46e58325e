"""No row of the decree is lost: each is a rule or has its reason, and docs/conformance.md says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.rules.conformance import MARK, conformance, written
from service.rules.enforced import ENFORCED
from service.rules.registry import rules
from service.rules.rows import rows
from service.rules.uncheckable import UNCHECKABLE
from tests.shared import SHARED

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"


def test_every_row_is_a_rule_or_has_a_reason_and_never_both() -> None:
    assert set(rows()) == (set(rows()) & set(rules())) | set(ENFORCED) | set(UNCHECKABLE)
    assert not set(rules()) & set(UNCHECKABLE)


def test_what_is_no_row_says_so_by_its_code() -> None:
    assert not [code for code in rules().keys() - rows().keys() if not code.startswith("G-")]


def test_only_what_the_decree_says_in_words_is_a_fault() -> None:
    """A row of the prose may be milder where judging is not certain; one of the samples or of practice is never a lỗi."""
    said = {row.id for row in rows().values() if row.support == "A"}
    assert not {code for code, rule in rules().items() if rule.severity == "loi"} - said


def test_the_page_is_what_the_registry_says() -> None:
    now = PAGE.read_text("utf-8")
    assert now.startswith(conformance()), "python -m service.rules.conformance writes it anew"


def test_what_is_written_by_hand_is_kept() -> None:
    assert written(f"cũ\n{MARK}\nGhi chú tay.\n") == conformance() + "Ghi chú tay.\n"


def test_every_row_stands_on_the_page_once() -> None:
    found = re.findall(r"^\| ([A-Z]+-\d\d) \|", conformance(), re.MULTILINE)
    assert found == list(rows())


@pytest.mark.skipif(SHARED is None, reason="the decree's table is not beside the checkout")
def test_the_rows_are_those_of_the_decrees_table() -> None:
    assert SHARED is not None
    table = (SHARED / "decree" / "rules.md").read_text("utf-8")
    assert list(rows()) == re.findall(r"^\| ((?:PG|H|T|B|K|D|N|X|C|S|VH|E)-\d\d) \|", table, re.MULTILINE)
