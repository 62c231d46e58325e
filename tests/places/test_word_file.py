"""The same places in the Word file: a shape that shows nothing in a bookmark of its name, which moves no line and survives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

import pytest
from lxml import etree

from service import doctypes, pipeline
from service.components.signature import Signed
from service.fonts import faces
from service.html import to_html
from service.paper import Block, Box, Float, Paper, Paragraph, Slot
from service.pdf import to_pdf
from service.read import read
from service.values import Stage
from tests.examples import TODAY, issued_example
from tests.oracle.pdf_lines import lines_of
from tests.places.marks import fields

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# one signer, two, three; an optional one; the agency alone; a certificate
FEW = ("ke_hoach", "bien_ban", "danh_sach_tien_thuong", "bao_cao_thanh_tich_tap_the", "phu_luc_dien_tu", "giay_khen")


def document(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def slots(paper: Paper) -> list[str]:
    found = [one.content for section in paper.sections for one in _floats(section.blocks)]
    return [one.name for one in found if isinstance(one, Slot)]


def _floats(blocks: tuple[Block, ...]) -> Iterator[Float]:
    for block in blocks:
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                if isinstance(inline, Float):
                    yield inline
                    yield from _floats(inline.content.blocks) if isinstance(inline.content, Box) else ()
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _floats(cell.blocks)


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_each_field_is_a_shape_in_a_bookmark_of_its_name(slug: str) -> None:
    made = issued_example(slug)
    assert made.pdf
    names = [one.name for one in fields(made.pdf)]
    body = document(made.docx)
    starts = list(body.iter(f"{W}bookmarkStart"))
    held = {start.get(f"{W}name"): start for start in starts}
    assert slots(made.paper) == names == list(held)
    ids = [start.get(f"{W}id") for start in starts]
    assert ids == [end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd")]
    assert len(set(ids)) == len(ids)
    for name, start in held.items():
        run, end = islice(start.itersiblings(), 2)
        shape, = run.iter(f"{WP}docPr")
        assert (shape.get("name"), end.tag, end.get(f"{W}id")) == (name, f"{W}bookmarkEnd", start.get(f"{W}id"))
        assert shape.get("descr")
        assert not list(run.iter(f"{W}t"))
    drawn = [shape.get("id") for shape in body.iter(f"{WP}docPr")]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("slug", FEW)
def test_no_line_moves_for_it(slug: str) -> None:
    doctype = doctypes.get(slug)
    example = doctype.example()
    values = doctype.values(example["data"], campaign=example.get("campaign"), today=TODAY).context
    (names, *shown), (no_names, *bare) = printed(slug, values), printed(slug, without(values))
    assert names
    assert not no_names
    assert shown == bare


def printed(slug: str, values: Mapping[str, object]) -> tuple[list[str], int, list[object]]:
    """Names of the fields, pages, lines."""
    paper = read(doctypes.get(slug).prepared.fill(values))
    pdf = to_pdf(to_html(paper, faces()), paper.properties)
    pages, found = lines_of(pdf)
    return [one.name for one in fields(pdf)], pages, [(one.page, round(one.baseline_pt, 2), one.words) for one in found]


def without(values: Mapping[str, object]) -> dict[str, object]:
    bare = {name: replaced(value) for name, value in values.items()}
    return bare | ({"cho_ky_co_quan": ""} if "cho_ky_co_quan" in bare else {})


def replaced(value: object) -> object:
    if isinstance(value, Signed):
        return replace(value, cho_ky="")
    if isinstance(value, list):
        return [replace(one, places=()) if isinstance(one, Stage) else one for one in value]
    return value


@pytest.mark.parametrize("slug", FEW)
def test_strangers_doors_take_it_as_it_is(slug: str) -> None:
    made = issued_example(slug)
    assert made.pdf
    again = pipeline.print_docx(made.docx)
    assert (again.constructs, fields(again.pdf)) == ((), fields(made.pdf))
    assert slots(read(pipeline.fix_docx(made.docx).docx)) == slots(made.paper)
    word, own = (pipeline.check_file(made.docx).report, made.report)
    assert [found.code for found in word.findings] == [found.code for found in own.findings]
