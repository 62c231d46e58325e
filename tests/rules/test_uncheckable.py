"""Every row of the decree's rule table is a rule, or held by another step, or says why it is neither."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import service.rules.looks as looks_rules
import service.rules.words as words_rules
from service.rules.enforced import ENFORCED
from service.rules.registry import rules
from service.rules.uncheckable import UNCHECKABLE
from tests.shared import SHARED

_ROW: Final = re.compile(r"^\| ([A-Z]{1,2}-\d+) \|", re.MULTILINE)
SERVICE: Final = Path(__file__).parents[2] / "service"
_OURS: Final = "G-"                               # rules of good order that no row has


def test_the_rules_are_there() -> None:
    assert looks_rules.__all__
    assert words_rules.__all__


def test_a_row_is_a_rule_or_listed_and_never_twice() -> None:
    assert not set(rules()) & set(UNCHECKABLE)
    assert not set(ENFORCED) & {*rules(), *UNCHECKABLE}


@pytest.mark.parametrize("row", ENFORCED)
def test_what_holds_a_row_refuses_with_the_codes_it_names(row: str) -> None:
    """Each code is a problem in the sources of one of the commands, of what it calls."""
    held = ENFORCED[row]
    assert held.what.endswith(".")
    folders = {"sign": ("sign",), "verify": ("verify",), "copy": ("copies", "sign")}
    sources = "".join(path.read_text("utf-8") for command in held.commands for folder in folders[command]
                      for path in (SERVICE / folder).rglob("*.py"))
    assert [code for code in held.codes if f'"{code}"' not in sources] == []


def test_a_reason_is_a_sentence() -> None:
    assert [row for row, reason in UNCHECKABLE.items() if len(reason) < 20 or not reason.endswith(".")] == []


@pytest.mark.skipif(SHARED is None, reason="the decree's rule table is not beside the checkout")
def test_no_row_of_the_table_is_lost() -> None:
    assert SHARED
    rows = set(_ROW.findall((SHARED / "decree/rules.md").read_text("utf-8")))
    known = {code for code in rules() if not code.startswith(_OURS)} | set(ENFORCED) | set(UNCHECKABLE)
    assert rows == known
