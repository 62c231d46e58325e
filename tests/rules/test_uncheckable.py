"""Every row of the decree's rule table is a rule, or says why it is none."""

from __future__ import annotations

import re
from typing import Final

import pytest

import service.rules.looks as looks_rules
import service.rules.words as words_rules
from service.rules.registry import rules
from service.rules.uncheckable import UNCHECKABLE
from tests.shared import SHARED

_ROW: Final = re.compile(r"^\| ([A-Z]{1,2}-\d+) \|", re.MULTILINE)
_OURS: Final = "G-"                               # rules of good order that no row has


def test_the_rules_are_there() -> None:
    assert looks_rules.__all__
    assert words_rules.__all__


def test_a_row_is_a_rule_or_listed_and_never_both() -> None:
    assert not set(rules()) & set(UNCHECKABLE)


def test_a_reason_is_a_sentence() -> None:
    assert [row for row, reason in UNCHECKABLE.items() if len(reason) < 20 or not reason.endswith(".")] == []


@pytest.mark.skipif(SHARED is None, reason="the decree's rule table is not beside the checkout")
def test_no_row_of_the_table_is_lost() -> None:
    assert SHARED
    rows = set(_ROW.findall((SHARED / "decree/rules.md").read_text("utf-8")))
    known = {code for code in rules() if not code.startswith(_OURS)} | set(UNCHECKABLE)
    assert rows == known
