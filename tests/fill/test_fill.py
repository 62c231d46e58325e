"""Our fill gives docxtpl's results, without its silent losses, and equal bytes for equal input."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis.strategies import text as text_of

from service.errors import InputRefused, TemplateFaulty
from service.fill import lint, prepare
from tests.fill import draw
from tests.fill.against_docxtpl import assert_equal, by_docxtpl, parts, text

_P, _T = draw.paragraphs, draw.table
_CASES: dict[str, tuple[bytes, Mapping[str, object]]] = {
    "kế hoạch": (draw.plan(rich=False, rules=False), draw.plan_values(rich=False)),
    "tờ trình có bảng 30 hàng": (draw.form(), draw.form_values()),
    "bảng 500 hàng": (draw.form(), draw.form_values(rows=500)),
    "thẻ bị Word cắt thành nhiều run": (
        draw.runs("{", "{ ho", "_ten }", "} và {% i", "f a %}A{% endif %", "}"),
        {"ho_ten": "An", "a": 1},
    ),
    "ký tự đặc biệt": (_P("[{{ x }}]"), {"x": "Phòng A & B, điểm <5, >3, “ngoặc” \"thẳng\" 'đơn', ₫ 𝄞"}),
    "xuống dòng, tab, đoạn, trang": (_P("đầu {{ x }} cuối", "{{ y }}"), {"x": "a\nb\tc\ad\fe", "y": "\t\t"}),
    "xuống dòng trong mẫu và dữ liệu": (_P("a\tb\nc {{ x }}"), {"x": "1\n2"}),
    "số": (_P("{{ n }} {{ f }} {{ n + 1 }} {{ '%.1f'|format(f) }}"), {"n": 5, "f": 2.5}),
    "bộ lọc và phép nối": (
        _P("{{ x|upper }} {{ ds|join(', ') }} {{ x ~ 1 }} {{ x|e }} {{ ds|length }}"),
        {"x": "a&b", "ds": ["á", "b"]},
    ),
    "chú thích": (_P("a{# bỏ #}b", "{#p cả đoạn này #}", "c"), {}),
    "điều kiện nối hai đoạn": (_P("{% if a %}một", "hai{% endif %}", "ba"), {"a": 1}),
    "điều kiện bỏ hai đoạn": (_P("{% if a %}một", "hai{% endif %}", "ba"), {"a": 0}),
    "vòng lặp có loop": (
        _P("{% for x in ds %}{{ loop.index }}{% if not loop.last %};{% endif %}{% else %}0{% endfor %}"),
        {"ds": [1, 2]},
    ),
    "đặt biến": (_P("{% set a = 1 %}{{ a + b }}"), {"b": 2}),
    "dấu ngoặc của docxtpl": (_P("{_{ x }_} {_% y %_} {{ x }}"), {"x": 1}),
    "dấu nháy kiểu Word trong thẻ": (_P("{{ x|default(“không”) }}", "{% if a == ‘b’ %}c{% endif %}"), {"a": "b"}),
    "cắt khoảng trắng": (_P("a {%- if b %} c {% endif -%} d"), {"b": 1}),
    "ô lặp theo cột": (
        _T([["{%tc for c in cot %}", "{{ c }}", "{%tc endfor %}", "x"], ["1", "2", "3", "4"]]),
        {"cot": list("abcdef")},
    ),
    "ô có điều kiện": (_T([["{%tc if c %}", "{{ c }}", "{%tc endif %}", "x"]]), {"c": 0}),
    "gộp ô ngang": (_T([["{% colspan n %}{{ x }}", "b"], ["c", "d"]]), {"n": 2, "x": "y"}),
    "nền ô": (_T([["{% cellbg mau %}{{ x }}", "b"]]), {"mau": "FF0000", "x": "y"}),
    "gộp ô dọc": (_T([["{%tr for i in ds %}", ""], ["{% vm %}chung", "{{ i }}"], ["{%tr endfor %}", ""]]), {"ds": [1, 2, 3]}),
    "tên là khóa của dict": (
        _P("{{ d.ten }} {{ d['ten'] }} {% for k, v in d.items() %}{{ k }}={{ v }}{% endfor %}"),
        {"d": {"ten": "A"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _CASES)
def test_fill_equals_docxtpl(name: str) -> None:
    template, values = _CASES[name]
    assert_equal(template, values)


_ANY = draw.runs("đầu ", "{{ x }}", " giữa {% if y %}", "{{ y }}{% endif %}", " cuối")


@settings(max_examples=60, deadline=None)
@given(text_of("aế &<>\"'{}%#\n\t\a\f\u00a0\u200b𝄞"), text_of("b{}\n\f\t"))
def test_any_text_comes_through_as_with_docxtpl(x: str, y: str) -> None:
    assert_equal(_ANY, {"x": x, "y": y})


def test_what_docxtpl_loses_in_silence_we_keep_or_refuse() -> None:
    # the defaults of docxtpl 0.20.2: measured in docxtpl itself, so that a better docxtpl shows here
    values = {"x": "Phòng A & B", "y": "Điểm <5"}
    template = draw.paragraphs("{{ x }}|{{ y }}")
    assert text(by_docxtpl(template, values, autoescape=False)) != "Phòng A & B|Điểm <5"
    assert text(prepare(template).fill(values)) == "Phòng A & B|Điểm <5"

    template = draw.paragraphs("Người ký: {{ ho_ten }}")
    assert text(by_docxtpl(template, {})) == "Người ký: "
    with pytest.raises(InputRefused) as refused:
        prepare(template).fill({})
    assert [(one.code, one.pointer, one.place) for one in refused.value.problems] == [("field-missing", "/ho_ten", "đoạn 1")]

    template = draw.paragraphs("{%p if a %}chữ mất", "b", "{%p endif %}")
    assert text(by_docxtpl(template, {"a": 1})) == "b"
    assert [one.code for one in lint(template)] == ["template-text-lost"]

    template = draw.table([["{% for d in ds %}{{ d }}", "x"], ["{%tr endfor %}", ""]])
    assert [one.code for one in lint(template)] == ["template-level"]


def test_the_same_input_gives_the_same_bytes_and_a_file_every_reader_opens() -> None:
    template, values = draw.plan(), draw.plan_values()
    prepared = prepare(template)
    first = prepared.fill(values)
    prepared.fill(draw.plan_values(number=7))
    assert prepared.fill(values) == first == prepare(template).fill(values)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
        assert [info.filename for info in infos[:2]] == ["[Content_Types].xml", "_rels/.rels"]
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(io.BytesIO(first)).paragraphs


def test_threads_do_not_see_each_others_records() -> None:
    prepared = prepare(draw.plan())
    expected = {number: prepared.fill(draw.plan_values(number=number)) for number in range(4)}
    wrong: list[int] = []

    def work(number: int) -> None:
        wrong.extend(number for _ in range(20) if prepared.fill(draw.plan_values(number=number)) != expected[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_headers_and_core_properties_are_filled_and_escaped_once() -> None:
    filled = prepare(draw.plan()).fill(draw.plan_values() | {"trich_yeu": "A & B <5", "so_ky_hieu": "1/KH-<Đ>"})
    document = docx.Document(io.BytesIO(filled))
    assert document.core_properties.title == "A & B <5"
    assert document.core_properties.author == "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"
    assert document.sections[0].header.paragraphs[0].text == "1/KH-<Đ>"


def test_names_are_those_that_the_data_must_bring() -> None:
    template = _P("{% for k in ds %}{{ k.a }}{{ loop.index }}{% endfor %}{% set z = y %}{{ z }}{{ range(2)|list|length }}")
    assert prepare(template).names == {"ds", "y"}
    assert {"trich_yeu", "so_ky_hieu", "co_quan_ban_hanh"} <= prepare(draw.plan()).names  # also in the header and the properties


def test_a_part_without_tags_stays_as_it_was() -> None:
    template = draw.paragraphs("không có thẻ")
    filled = prepare(template).fill({})
    assert parts(filled) == parts(template) | {name: xml for name, xml in parts(filled).items() if name == "word/document.xml"}
    assert text(filled) == "không có thẻ"


_MISSING: list[tuple[str, dict[str, Any], list[str]]] = [
    ("{{ a.b.c }}", {}, ["/a"]),
    ("{{ a.b }}", {"a": {}}, ["/a/b"]),
    ("{% for k in ds %}{{ k.chu }}{% endfor %}", {"ds": [{"chu": "1"}, {"so": 1}, {}]}, ["/ds/1/chu", "/ds/2/chu"]),
    ("{{ a.b }}", {"z": None, "a": None}, ["/a/b"]),
    ("{{ x }}{{ y }}{% if z %}{% endif %}{% for t in u %}{% endfor %}", {}, ["/x", "/y", "/z", "/u"]),
    ("{{ x + 1 }}", {}, ["/x"]),
    ("{% if x == 1 %}{% endif %}{% if 1 in y %}{% endif %}{{ x|upper }}", {}, ["/x", "/y"]),
]


@pytest.mark.parametrize(("template", "values", "pointers"), _MISSING, ids=[row[0] for row in _MISSING])
def test_every_missing_field_is_named_at_once(template: str, values: dict[str, Any], pointers: list[str]) -> None:
    with pytest.raises(InputRefused) as refused:
        prepare(draw.paragraphs(template)).fill(values)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [("field-missing", pointer) for pointer in pointers]


def test_asking_for_a_missing_field_is_no_use_of_it() -> None:
    template = draw.paragraphs("{{ x|default('không') }}{{ 'có' if y is defined else 'chưa' }}")
    assert text(prepare(template).fill({})) == "khôngchưa"


_REFUSED: list[tuple[str, dict[str, object], str, str]] = [
    ("{{ x }}", {"x": None}, "value-none", "/x"),
    ("{{ a.b }}", {"a": {"b": None}}, "value-none", "/a/b"),
    ("{{ x }}", {"x": True}, "value-not-text", "/x"),
    ("{{ x }}", {"x": ["a"]}, "value-not-text", "/x"),
    ("{{ x.items() }}", {"x": {}}, "value-not-text", ""),
    ("{{ x }}", {"x": "a\x00b"}, "value-illegal-char", "/x"),
    ("{% for k in x %}{{ k }}{% endfor %}", {"x": ["tốt", "a\ufffeb"]}, "value-illegal-char", "/x/1"),
    ("{{ x }}", {"x": "a\ud800b"}, "value-illegal-char", "/x"),
]


@pytest.mark.parametrize(("template", "values", "code", "pointer"), _REFUSED)
def test_an_unprintable_value_is_refused_by_name(template: str, values: dict[str, object], code: str, pointer: str) -> None:
    with pytest.raises(InputRefused) as refused:
        prepare(draw.paragraphs(template)).fill(values)
    assert [(one.code, one.pointer, one.place) for one in refused.value.problems] == [(code, pointer, "đoạn 1")]


def test_a_tag_that_cannot_do_with_these_values_names_its_place() -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        prepare(draw.table([["a", "b"], ["c", "{{ x + 1 }}"]])).fill({"x": "chữ"})
    assert [(one.code, one.place) for one in faulty.value.problems] == [("template-run", "bảng 1, hàng 2, ô 2")]
