"""What templates are compiled to gives what Jinja's own compiler gives, and knows where something was left empty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import docx
import pytest

from service.errors import InputRefused, TemplateFaulty
from service.fill import prepare
from service.fill.afterwards import refill
from service.values import Grid, GridColumn, GridRow, Rich
from tests.fill import draw
from tests.fill.against_docxtpl import text


@dataclass(frozen=True, slots=True)
class _Item:
    ten: str

    @property
    def hoa(self) -> str:
        return self.ten.upper()

    def keo_dai(self, lan: int) -> str:
        return self.ten * lan


class _Named(str):
    """A string with a part, as fields print them."""

    ngan = "k"


_ATTRIBUTES: dict[str, tuple[str, object, str]] = {
    "a key of a dict": ("{{ x.ten }}", {"ten": "A"}, "A"),
    "a key that a method hides": ("{{ x['items'] }}{{ x.items()|length }}", {"items": "A"}, "A1"),
    "a key that Python does not say": ("{{ x.class }}{{ x.from }}", {"class": "A", "from": "B"}, "AB"),
    "a key in Vietnamese": ("{{ x.tên }}", {"tên": "A"}, "A"),
    "a key that is not there": ("{{ x.khong|default('-') }}{{ 'B' if x.khong is defined }}", {"ten": "A"}, "-"),
    "a key of a key": ("{{ x.a.b.c }}", {"a": {"b": {"c": "A"}}}, "A"),
    "a field of a dataclass": ("{{ x.ten }}", _Item("a"), "a"),
    "a property of a dataclass": ("{{ x.hoa }}", _Item("a"), "A"),
    "a method of a dataclass": ("{{ x.keo_dai(3) }}", _Item("a"), "aaa"),
    "an attribute that is not there": ("{{ x.khong|default('-') }}", _Item("a"), "-"),
    "a part of a string": ("{{ x }}{{ x.ngan }}{{ x.upper() }}", _Named("a"), "akA"),
    "kinds by turns": ("{% for y in x %}{{ y.ten }}{{ y.hoa|default('-') }};{% endfor %}",
                       [_Item("a"), {"ten": "b"}, _Item("c"), {"ten": "d", "hoa": "e"}], "aA;b-;cC;de;"),
    "within an expression": ("{{ x.a.ten ~ (x.b.ten if x.b.hoa == 'B' else x.a.hoa) }}",
                             {"a": _Item("a"), "b": _Item("b")}, "ab"),
    "in the test of a loop": ("{% for y in x if y.ten != 'a' %}{{ loop.index }}{{ y.ten }}{% endfor %}",
                              [_Item("a"), _Item("b")], "1b"),
}  # fmt: skip


@pytest.mark.parametrize("name", _ATTRIBUTES)
def test_an_attribute_is_what_it_is_in_jinja(name: str) -> None:
    template, value, expected = _ATTRIBUTES[name]
    prepared = prepare(draw.paragraphs(template))
    assert text(prepared.fill({"x": value})) == text(prepared.fill({"x": value})) == expected


@pytest.mark.parametrize("template", ["{{ x.__class__ }}", "{{ x.__slots__ }}", "{{ x._rieng }}", "{{ x.keo_dai.__globals__ }}"])
def test_what_is_no_data_stays_shut(template: str) -> None:
    with pytest.raises((TemplateFaulty, InputRefused)) as refused:
        prepare(draw.paragraphs(template)).fill({"x": _Item("a")})
    assert {one.code for one in refused.value.problems} <= {"template-unsafe", "field-missing"}


def test_names_that_a_template_sets_hold_from_there_on() -> None:
    template = "{{ a }}{% set a = 'B' %}{{ a }}{% for y in [1, 2] %}{% set b = a ~ y %}{{ b }}{{ a }}{% endfor %}{{ b }}"
    assert text(prepare(draw.paragraphs(template)).fill({"a": "A", "b": "C"})) == "ABB1BB2BC"


_ROWS = ("{%tr for h in hang %}", "{{ h }}", "{%tr endfor %}")
_GRID = Grid((GridColumn(Rich.of("TT"), 1),), (GridRow((Rich.of("1"),)),), 100.0)
_GIVEN = list(product((True, False), ("có", ""), ((), ("1", "2")), ("", _GRID)))


def _template() -> bytes:
    """Cells whose paragraphs, tables and rows can all be left out, and a header that can."""
    document = docx.Document()
    outer = document.add_table(1, 4)
    for cell, name in zip(outer.rows[0].cells, "abc", strict=False):
        cell.text = f"{{%p if {name} %}}"
        cell.add_paragraph("chữ")
        cell.add_paragraph("{%p endif %}")
    inner = outer.cell(0, 2).add_table(3, 1)
    outer.cell(0, 3).text = "{{p bang }}"
    rows = document.add_table(3, 1)
    for number, tag in enumerate(_ROWS):
        inner.cell(number, 0).text = rows.cell(number, 0).text = tag
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p if a %}"
    header.add_paragraph("{{ b }}")
    header.add_paragraph("{%p endif %}")
    return draw.saved(document)


@pytest.mark.parametrize(("a", "b", "hang", "bang"), _GIVEN)
def test_nothing_that_a_template_leaves_empty_is_overlooked(a: bool, b: str, hang: tuple[str, ...], bang: object) -> None:
    values: Mapping[str, object] = {"a": a, "b": b, "c": not a, "hang": hang, "bang": bang}
    with zipfile.ZipFile(io.BytesIO(prepare(_template()).fill(values))) as archive:
        for name in ("word/document.xml", "word/header1.xml"):
            xml = archive.read(name).decode().partition("?>\n")[2]
            assert refill(xml) == xml
            assert "<w:p/>" in xml or a
