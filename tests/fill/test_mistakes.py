"""Mistakes of a template are found when it is prepared, all at once, each with its place."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from service.errors import TemplateFaulty
from service.fill import lint, prepare
from tests.fill import draw

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_Found = list[tuple[str, str]]

_IN_PARAGRAPHS: list[tuple[tuple[str, ...], _Found]] = [
    (("a", "{% for x in y %}", "b"), [("template-unclosed", "đoạn 2")]),
    (("{% if a %}", "{% endfor %}"), [("template-unclosed", "đoạn 2"), ("template-unclosed", "đoạn 1")]),
    (("{% endif %}",), [("template-unclosed", "đoạn 1")]),
    (("{% for a in b %}{% if a %}{% endfor %}{% endif %}",), [("template-unclosed", "đoạn 1")] * 2),
    (("{% else %}",), [("template-unclosed", "đoạn 1")]),
    (("{{ x|viethoa }}",), [("template-unknown-filter", "đoạn 1")]),
    (("{{ x is lon }}",), [("template-unknown-filter", "đoạn 1")]),
    (("{{ x y }}", "tốt {{ z }}", "{{ 1 + }}"), [("template-syntax", "đoạn 1"), ("template-syntax", "đoạn 3")]),
    (("{{ }}",), [("template-syntax", "đoạn 1")]),
    (("{% if %}{% endif %}",), [("template-syntax", "đoạn 1")]),
    (("{{ x|default(«a») }}",), [("template-syntax", "đoạn 1")]),
    (("{%p for x in y %}", "{{ x }}", "{%p endfr %}"), [("template-unknown-tag", "đoạn 3")]),
    (("{% foo %}",), [("template-unknown-tag", "đoạn 1")]),
    (("{% p if a %}", "{% p endif %}"), [("template-unknown-tag", "đoạn 1"), ("template-unknown-tag", "đoạn 2")]),
    (("{%p if a % 2 %}", "x", "{%p endif %}"), [("template-unknown-tag", "đoạn 1")]),
    (("{%tr for x in y %}", "{%tr endfor %}"), [("template-level", "đoạn 1"), ("template-level", "đoạn 2")]),
    (("{% vm %}",), [("template-level", "đoạn 1")]),
    (("{%p if a %} chữ mất", "b", "{%p endif %}"), [("template-text-lost", "đoạn 1")]),
    (("{%p if a %}{%p endif %}",), [("template-text-lost", "đoạn 1")]),
    (("{ { x }}",), [("template-broken-brace", "đoạn 1")]),
    (("{{ x } }",), [("template-unclosed", "đoạn 1")]),
    (("{{ a }", "{{ b }}", "{{ c|sai }}"), [("template-unclosed", "đoạn 1"), ("template-unknown-filter", "đoạn 3")]),
    (("x }} y",), [("template-broken-brace", "đoạn 1")]),
    (("Kính gửi: { ten }",), [("template-broken-brace", "đoạn 1")]),
    (("{% macro a() %}x{% endmacro %}",), [("template-unsupported", "đoạn 1")]),
    (("{% include 'x' %}",), [("template-unsupported", "đoạn 1")]),
    (("{% set a %}x{% endset %}",), [("template-unsupported", "đoạn 1")]),
    (("{% for x in y recursive %}{{ x }}{% endfor %}",), [("template-unsupported", "đoạn 1")]),
    (("{% for k in ds %}{{ k }}{% endfor %}", "{{ k }}"), [("template-scope", "đoạn 2")]),
    (("{% for k in ds %}{{ k }}{% endfor %}", "{{ loop.index }}"), [("template-scope", "đoạn 2")]),
    (("{{ k }}{% for k in ds %}{{ k }}{% endfor %}{{ k }}",), []),
    (("{% for k in ds %}{{ k }}{% endfor %}{% for k in ks %}{{ k }}{% endfor %}",), []),
    (("{% set k = 1 %}{% for k in ds %}{{ k }}{% endfor %}{{ k }}",), []),
    (("{{ x.__class__ }}",), [("template-unsafe", "đoạn 1")]),
    (("{{ cycler.__init__.__globals__.os.popen('id').read() }}",), [("template-unsafe", "đoạn 1")] * 2),
    (("{{ x['__class__'] }}",), [("template-unsafe", "đoạn 1")]),
    (("{{ x|attr('__class__') }}",), [("template-unknown-filter", "đoạn 1")]),
]


@pytest.mark.parametrize(("texts", "found"), _IN_PARAGRAPHS, ids=["/".join(row[0]) for row in _IN_PARAGRAPHS])
def test_a_mistake_in_a_paragraph_is_found_with_its_place(texts: tuple[str, ...], found: _Found) -> None:
    assert _found(draw.paragraphs(*texts)) == found


_IN_TABLES: list[tuple[list[list[str]], _Found]] = [
    ([["{%tr for a in b %}", "mất"], ["{{ a }}", ""], ["{%tr endfor %}", ""]], [("template-text-lost", "bảng 1, hàng 1, ô 1")]),
    ([["{% for a in b %}", ""], ["{{ a }}", ""], ["{%tr endfor %}", ""]], [("template-level", "bảng 1, hàng 3, ô 1")]),
    ([["{%tr for a in b %}", ""], ["{{ a }}", "{% endfor %}"]], [("template-level", "bảng 1, hàng 2, ô 2")]),
    ([["a", "b"], ["c", "{{ x|sai }}"]], [("template-unknown-filter", "bảng 1, hàng 2, ô 2")]),
    ([["{%tr if a %}{%tr endif %}", ""]], [("template-text-lost", "bảng 1, hàng 1, ô 1")]),
    ([["{{tr x }}"]], [("template-unsupported", "bảng 1, hàng 1, ô 1")]),
    ([["{%p if a %}", "{{ x }}"], ["{%p endif %}", ""]], [("template-unbalanced", "bảng 1, hàng 1, ô 1 ({%p if a %})")]),
    ([["{% for a in b %}x", "y{% endfor %}"]], [("template-unbalanced", "bảng 1, hàng 1, ô 1 ({% for a in b %})")]),
]


@pytest.mark.parametrize(("rows", "found"), _IN_TABLES)
def test_a_mistake_in_a_table_is_found_with_row_and_cell(rows: list[list[str]], found: _Found) -> None:
    assert _found(draw.table(rows)) == found


def test_headers_nested_tables_and_properties_have_places_too() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ a|sai }}"
    cell = document.add_table(1, 1).cell(0, 0)
    cell.add_paragraph("{{ b|sai }}")
    cell.add_table(1, 2).cell(0, 1).text = "{{ c|sai }}"
    document.core_properties.title = "{{ d|sai }}"
    assert [place for _, place in _found(draw.saved(document))] == [
        "bảng 1, hàng 1, ô 1, đoạn 2",
        "bảng 1, hàng 1, ô 1, bảng 1, hàng 1, ô 2",
        "đầu trang 1, đoạn 1",
        "thuộc tính tệp",
    ]


def test_a_page_break_beside_a_paragraph_tag_is_a_loss_too() -> None:
    document = docx.Document()
    document.add_paragraph("{%p if a %}").runs[0].add_break(docx.enum.text.WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}")
    assert _found(draw.saved(document)) == [("template-text-lost", "đoạn 1")]


def test_a_block_of_rows_stays_in_its_table_and_a_block_of_cells_in_its_row() -> None:
    document = docx.Document()
    for tag in ("{%tr for a in b %}", "{%tr endfor %}"):
        document.add_table(2, 1).cell(0, 0).text = tag
        document.add_paragraph("giữa")
    assert _found(draw.saved(document)) == [("template-unbalanced", "bảng 1, hàng 1, ô 1 ({%tr for a in b %})")]
    assert _found(draw.table([["{%tc for a in b %}", "{{ a }}"], ["{%tc endfor %}", ""]])) == [
        ("template-unbalanced", "bảng 1, hàng 1, ô 1 ({%tc for a in b %})")
    ]


def test_a_tag_beside_a_tracked_deletion_is_found() -> None:
    document = docx.Document()
    run = document.add_paragraph("{{ x }}").add_run("cũ")._r
    run.find(f"{_W}t").tag = f"{_W}delText"
    assert _found(draw.saved(document)) == [("template-tracked", "đoạn 1")]


def test_a_tag_in_a_part_that_nothing_fills_is_found() -> None:
    out = io.BytesIO(draw.paragraphs("a"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/charts/chart1.xml", "<c><t>{{ x }}</t></c>")
    assert _found(out.getvalue()) == [("template-tag-elsewhere", "word/charts/chart1.xml")]


def test_prepare_raises_all_mistakes_in_vietnamese() -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        prepare(draw.paragraphs("{{ x|viethoa }}", "{%p for a in b %}", "{%p endfr %}"))
    assert [str(one) for one in faulty.value.problems] == [
        "đoạn 1: Thẻ “{{ x|viethoa }}” dùng bộ lọc không có: “viethoa”.",
        "đoạn 3: Không có thẻ “{%p endfr %}”; có phải là “endfor”?",
    ]


@pytest.mark.parametrize("data", [b"", b"khong phai zip", draw.paragraphs("a")[:-60]], ids=["rỗng", "chữ", "cụt"])
def test_what_is_no_docx_is_no_template(data: bytes) -> None:
    assert [one.code for one in lint(data)] == ["template-unreadable"]


def _found(template: bytes) -> _Found:
    return [(one.code, one.place) for one in lint(template)]
