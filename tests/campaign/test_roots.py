"""Types, views and docs/campaign.md name the same paths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service import doctypes
from service.campaign.views.roots import ROOTS

TEXT = (Path(__file__).parents[2] / "docs/campaign.md").read_text("utf-8").split("## What a document takes", 1)[1]


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_a_type_asks_only_for_what_a_campaign_answers(slug: str) -> None:
    fields = doctypes.get(slug).schema.fields
    assert {spec.source for spec in fields.values() if spec.source and spec.source.split(".")[0] not in ROOTS} == set()


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_every_path_is_in_the_docs(root: str) -> None:
    assert re.search(rf"`{root}(\.…)?`", TEXT), root
