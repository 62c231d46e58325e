"""Documents of a template, of which some paragraphs stay with the next in one and not in another: they are what `read` makes."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from service import doctypes
from service.fill.prepared import Filled
from service.read import read
from tests.examples import TODAY

_STYLED = re.compile(r"<w:pPr><w:pStyle [^>]*/>(?!<w:keepNext/>)")
_SHOWN = re.compile(r'(?<=<w:t xml:space="preserve">)[^<&]+(?=</w:t>)')
_LENGTH = re.compile(r'(?<=<wp:extent cx=")\d+(?=")')


def changed(one: Filled, keeping: tuple[int, ...], length: str, words: str) -> Filled:
    """Other words in all paragraphs, those of these numbers kept with the next, and all lines drawn as long as that."""
    main, number = one.prepared.document, iter(range(10_000))
    xml = _STYLED.sub(lambda found: found[0] + "<w:keepNext/>" * (next(number) in keeping), one.parts[main])
    xml = _SHOWN.sub(lambda found: f"{found[0]} {words}", xml)
    return replace(one, parts={**one.parts, main: _LENGTH.sub(length, xml) if length else xml})


@pytest.mark.parametrize("slug", ["ke_hoach", "cong_van", "quyet_dinh", "giay_moi", "to_trinh"])
def test_paragraphs_that_differ_in_more_than_words_are_what_is_read_of_the_file(slug: str) -> None:
    doctype, rng = doctypes.get(slug), random.Random(slug)
    example = doctype.example()
    first = doctype.prepared.filled(doctype.values(example["data"], campaign=example.get("campaign"), today=TODAY).context)
    marks = len(_STYLED.findall(first.parts[first.prepared.document]))
    kinds = [(), *[(marks * part // 8,) for part in (3, 4, 5)], (marks // 2, marks - 1), (marks - 1,)]
    for count in range(40):
        other = changed(first, rng.choice(kinds), rng.choice(("", "1000000")), f"lần {count}")
        assert other.paper == read(other.docx)
