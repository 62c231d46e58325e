"""The examples of docs/body.md and docs/campaign.md are what the code takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from service import campaign
from service.body import markdown, tree
from service.body.number import Rules, number

DOCS = Path(__file__).parents[2] / "docs"


def example(file: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (DOCS / file).read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", ["json", "markdown"])
def test_the_example_of_a_body_is_a_body(language: str) -> None:
    text = example("body.md", language)
    parts, problems = (markdown.parts(text) if language == "markdown"
                       else tree.parts(TypeAdapter(list[tree.Node]).validate_python(json.loads(text))))
    items, found = number(parts, Rules("muc", sub_khoan=True))
    assert [*problems, *found] == []
    assert len(items) > 4


def test_the_example_of_a_campaign_is_a_campaign() -> None:
    assert campaign.load(json.loads(example("campaign.md", "json"))).look_up("co_quan_ban_hanh.viet_tat") == "GDĐT"
