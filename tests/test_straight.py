"""The paper of a filled template, made without its file: always what `read` makes of that file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from service import doctypes
from service.fill.prepared import Filled
from service.read import read
from tests.examples import TODAY

SLUGS = tuple(doctypes.catalogue())
_SHOWN = re.compile(r'(?<=<w:t xml:space="preserve">)[^<]*(?=</w:t>)')
_BLOCK = re.compile(r"<w:p>(?:(?!<w:p>|<w:txbxContent|<w:sectPr).)*?</w:p>", re.DOTALL)
_ROW = re.compile(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", re.DOTALL)
# what a clerk types, and what the reader takes for more than letters
_WORDS = ("", " ", "Quận Gò Vấp", "  hai đầu có dấu cách  ", "Trường &amp; Phòng &lt;Giáo dục&gt;", "x", "ß ǆ ɡ",
          "“Tiếng Việt” – 7/3", "漢字", "\uf0b7 chấm", "a\tb\nc", "&#9;&#160;&quot;", "đ" * 300, "ạ–x0z", "1", "é" + "e\u0301")


@lru_cache(maxsize=64)
def filled(slug: str) -> Filled:
    doctype = doctypes.get(slug)
    example = doctype.example()
    values = doctype.values(example["data"], campaign=example.get("campaign"), today=TODAY)
    return doctype.prepared.filled(values.context)


def with_body(one: Filled, change: Callable[[str], str]) -> Filled:
    main = one.prepared.document
    return replace(one, parts={**one.parts, main: change(one.parts[main])})


def changes(rng: random.Random) -> Iterator[Callable[[str], str]]:
    """What happens to a document between two records, and worse."""
    yield lambda xml: _SHOWN.sub(lambda found: rng.choice(_WORDS) if rng.random() < 0.3 else found[0], xml)
    yield lambda xml: _SHOWN.sub(lambda found: f"{found[0][::-1]}!" if "&" not in found[0] else "khác", xml)
    yield lambda xml: _BLOCK.sub(lambda found: found[0] * rng.choice((0, 1, 1, 2)), _ending_cells(xml))
    yield lambda xml: _ROW.sub(lambda found: found[0] * rng.choice((1, 1, 2, 3)), xml)
    yield lambda xml: re.sub(r"(<w:tbl>)", r'<w:p><w:r><w:t>mới</w:t></w:r></w:p>\1', xml, count=rng.randrange(1, 3))
    yield lambda xml: xml.replace(' xml:space="preserve"', "", rng.randrange(1, 30))
    yield lambda xml: xml.replace('w:val="center"', 'w:val="right"', 1).replace("<w:b/>", "<w:i/>", 3)
    yield lambda xml: re.sub(r'w:right="\d+"', 'w:right="1000"', xml, count=1)


def _ending_cells(xml: str) -> str:
    return xml.replace("</w:tc>", '<w:p><w:r><w:t xml:space="preserve">cuối ô</w:t></w:r></w:p></w:tc>')


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_what_is_read_of_the_file(slug: str) -> None:
    one = filled(slug)
    assert one.paper == read(one.docx)
    rng = random.Random(slug)
    for change in changes(rng):
        other = with_body(one, change)
        assert other.paper == read(other.docx)
