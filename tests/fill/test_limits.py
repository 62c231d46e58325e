"""A template can neither escape its sandbox nor eat time and memory: a clear error says which limit."""

from __future__ import annotations

import pytest

from service.errors import InputRefused, LimitExceeded, TemplateFaulty
from service.fill import prepare
from tests.fill import draw
from tests.fill.against_docxtpl import text

_VALUES = {"x": "X", "n": 5, "ds": ["1"], "d": {"k": "v"}}

_LIMITED: list[tuple[str, str]] = [
    ("{{ 'a'*10**9 }}", "limit-chars"),
    ("{{ 10**9*'a' }}", "limit-chars"),
    ("{{ 'a'|center(10**9) }}", "limit-chars"),
    ("{{ 'a'.center(10**9) }}", "limit-chars"),
    ("{{ x.zfill(10**9) }}", "limit-chars"),
    ("{{ '%1000000000d' % 1 }}", "limit-chars"),
    ("{{ '%*d'|format(10**9, 1) }}", "limit-chars"),
    ("{{ '{:1000000000}'.format(1) }}", "limit-chars"),
    ("{% set s = '{:{w}' ~ '}' %}{{ s.format(1, w=10**9) }}", "limit-chars"),
    ("{{ 'a'|indent(10**9, true) }}", "limit-chars"),
    ("{{ range(9999)|join('a'*100000) }}", "limit-chars"),
    ("{{ ('a'*1000).replace('a', 'b'*10000) }}", "limit-chars"),
    ("{{ ('a'*1000)|replace('a', 'b'*10000) }}", "limit-chars"),
    ("{% set ns = namespace(s='aa') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}", "limit-chars"),
    ("{% set ns = namespace(s='aa') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", "limit-chars"),
    ("{% for i in range(9999) %}{% for j in range(9999) %}aaaaaaaaaa{% endfor %}{% endfor %}", "limit-chars"),
    ("{{ range(10**9) }}", "limit-loop"),
    ("{% for i in range(10**9) %}{% endfor %}", "limit-loop"),
    ("{{ [1]*10**9 }}", "limit-loop"),
    ("{{ [1]|batch(10**9)|list }}", "limit-loop"),
    ("{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}", "limit-loop"),
    ("{% set ns = namespace(n=3) %}{% for i in range(60) %}{% set ns.n = ns.n * ns.n %}{% endfor %}", "limit-number"),
    ("{{ 10**(10**10) }}", "limit-number"),
    ("{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}", "limit-seconds"),
    ("{% for i in range(9999) %}{% for j in range(9999) if false %}{% endfor %}{% endfor %}", "limit-seconds"),
]


@pytest.mark.parametrize(("template", "code"), _LIMITED)
def test_what_grows_without_end_breaks_a_named_limit(template: str, code: str) -> None:
    seconds = 0.2 if code == "limit-seconds" else 20.0     # on a busy machine too, no limit but the one named comes first
    with pytest.raises(LimitExceeded) as exceeded:
        prepare(draw.paragraphs(template)).fill(_VALUES, max_chars=2_000_000, max_seconds=seconds)
    assert [(one.code, one.place) for one in exceeded.value.problems] == [(code, "đoạn 1")]


_ESCAPES = [
    "{{ x[('__cla'~'ss__')] }}",
    "{{ x[('_'*2) + 'class' + ('_'*2)] }}",
    "{{ ds|map(attribute='__class__')|first }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{x.__class__}'.format_map({'x': n}) }}",
    "{{ ds.append(1) }}",
    "{{ d.clear() }}",
    "{{ d.update({}) }}",
    "{{ x.encode() }}",
    "{{ n.to_bytes(10**9, 'big') }}",
    "{{ namespace.mro() }}",
]


@pytest.mark.parametrize("template", _ESCAPES)
def test_a_way_out_of_the_sandbox_is_shut(template: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        prepare(draw.paragraphs(template)).fill(_VALUES)
    assert [(one.code, one.place) for one in faulty.value.problems] == [("template-unsafe", "đoạn 1")]


@pytest.mark.parametrize("name", ["cycler", "joiner", "lipsum", "open", "os", "__builtins__", "environment", "context"])
def test_no_global_but_the_few_harmless_ones(name: str) -> None:
    with pytest.raises(InputRefused) as refused:
        prepare(draw.paragraphs(f"{{{{ {name} }}}}")).fill({})
    assert [one.code for one in refused.value.problems] == ["field-missing"]


def test_a_long_document_is_within_the_limits() -> None:
    template = draw.paragraphs("{%p for x in ds %}", "{{ x }}", "{%p endfor %}")
    filled = prepare(template).fill({"ds": ["đoạn văn dài " * 200] * 2000})
    assert len(text(filled)) > 5_000_000
