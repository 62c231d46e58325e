"""Our own types, filled by docxtpl itself with the same values: the same text, the same canonical XML.

docxtpl knows nothing of our values, so it gets their WordprocessingML as what it calls rich text and sub-documents.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from service import doctypes
from service.fill import markup
from service.fill.drawing import place_run, rule_run
from service.fill.grid import grid_table
from service.values import Grid, Rich, Rule, SigningPlaces
from tests.examples import OFFICIAL, TODAY
from tests.fill.against_docxtpl import by_docxtpl, parts, text

_MARKS = re.compile(r"<\?bang-\w+\?>")           # ours between grids, gone after filling


class _Table(Markup):
    """A table's WordprocessingML, which the template also asks whether its last row keeps with what follows."""

    keep_next = False


def theirs(value: Any) -> Any:
    """A value of ours → what docxtpl prints for it."""
    if isinstance(value, Rich):
        return Markup(markup.run(value))
    if isinstance(value, (Rule, SigningPlaces)):
        drawn = rule_run(value) if isinstance(value, Rule) else "".join(map(place_run, value.places))
        return Markup(f'</w:t></w:r>{drawn}<w:r><w:t xml:space="preserve">')
    if isinstance(value, Grid):
        table = _Table(_MARKS.sub("", grid_table(value, markup.run)))
        table.keep_next = value.keep_next
        return table
    if isinstance(value, dict):
        return {name: theirs(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [theirs(part) for part in value]
    if is_dataclass(value) and not isinstance(value, str):
        names = [part.name for part in fields(value)]
        names += [name for name, part in vars(type(value)).items() if isinstance(part, property)]
        return SimpleNamespace(**{name: theirs(getattr(value, name)) for name in names})
    return value


@pytest.mark.parametrize("slug", OFFICIAL)                 # docxtpl knows no sheets
def test_a_type_is_filled_as_docxtpl_fills_it(slug: str) -> None:
    doctype = doctypes.get(slug)
    example = doctype.example()
    values = doctype.values(example["data"], campaign=example.get("campaign"), today=TODAY).context
    if "cac_phu_luc" in values:
        values["cac_phu_luc"] = []                         # docxtpl knows no sections
    ours, expected = doctype.prepared.fill(values), by_docxtpl(doctype.template, theirs(values))
    assert text(ours) == text(expected)
    assert parts(ours) == parts(expected)
