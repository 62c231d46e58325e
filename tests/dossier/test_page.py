"""docs/campaign-rules.md says what the registry says."""

from __future__ import annotations

import re
from pathlib import Path

from service.dossier import across_rules
from service.dossier.page import campaign_rules
from service.rules.registry import rules

PAGE = Path(__file__).parents[2] / "docs" / "campaign-rules.md"
# Requirements on campaign papers by their groups: every one is a rule or has its reason.
ROWS = {"A": 13, "B": 13, "C": 7, "D": 8, "E": 7, "F": 9, "G": 16, "H": 9, "I": 5, "J": 4, "K": 1}


def test_the_page_is_what_the_registry_says() -> None:
    assert PAGE.read_text("utf-8") == campaign_rules(), "python -m service.dossier.page writes it anew"


def test_every_rule_stands_on_the_page_once() -> None:
    assert re.findall(r"^\| (TD-\w+) ", campaign_rules(), re.MULTILINE) == list(across_rules())


def test_every_requirement_is_a_rule_or_has_its_reason() -> None:
    aside = campaign_rules().partition("## What no rule here judges")[2]
    left = {f"{letter}{number}" for said in re.findall(r"^\| ([A-K][^|]*) \|", aside, re.MULTILINE) for one in said.split(", ")
            for letter, first, last in [re.fullmatch(r"([A-K])(\d+)(?:–[A-K](\d+))?", one).groups()]      # type: ignore[union-attr]
            for number in range(int(first), int(last or first) + 1)}
    judged = {re.fullmatch(r"TD-([A-K]\d+)[B-Z]?", code)[1] for code in across_rules()}                   # type: ignore[index]
    wanted = {f"{letter}{number}" for letter, most in ROWS.items() for number in range(1, most + 1)}
    assert wanted <= judged | left
    assert not judged & left


def test_no_code_or_name_is_one_of_the_decrees() -> None:
    decree = rules()
    assert not set(across_rules()) & set(decree)
    assert not {one.name for one in across_rules().values()} & {one.name for one in decree.values()}
