"""What is no Word document is refused with its reason; real files come through whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from service.errors import FileUnreadable, VanbanError
from service.guard import inspect, unpack
from service.paper import Block, Box, Float, Paragraph, Text
from service.read import read
from service.read.names import NAMESPACES, Element, W, q
from tests.read.drawn import docx, p, r, style
from tests.shared import SHARED

FILES = sorted((SHARED / "corpus").glob("d*/*.docx")) if SHARED else []
NOT_READ = frozenset((W + "del", W + "moveFrom", q("mc:Fallback")))


@pytest.mark.parametrize("data", [b"", b"x" * 40, b"PK\x03\x04" + b"x" * 40, docx(p("a"))[:200]])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read(data)


def test_broken_xml_is_refused_with_its_part() -> None:
    with pytest.raises(VanbanError) as caught:
        read(docx("<w:p>"))
    assert caught.value.problems[0].place == "word/document.xml"


def test_bytes_and_the_guards_package_read_alike() -> None:
    data = docx(p(r("Kế hoạch", "<w:b/>")), styles=style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True))
    assert read(data) == read(unpack(data)) == read(inspect(data))


def test_strict_namespaces_read_as_transitional_ones() -> None:
    data = docx(p("Kế hoạch", '<w:jc w:val="center"/>'), styles=style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True))
    package = dict(unpack(data))
    for name in ("word/document.xml", "word/styles.xml"):
        package[name] = package[name].replace(NAMESPACES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    block = read(type(unpack(data))(package)).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.text, block.format.alignment, block.mark.size_pt) == ("Kế hoạch", "center", 14.0)


def test_core_properties_are_kept() -> None:
    package = dict(unpack(docx(p("a"))))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package["_rels/.rels"] = package["_rels/.rels"].replace(
        b"</Relationships>", f'<Relationship Id="r2" Type="{kind}" Target="docProps/core.xml"/></Relationships>'.encode()
    )
    package["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}" xmlns:dcterms="{NAMESPACES["dcterms"]}">'
        "<dc:title>Kế hoạch</dc:title><dc:creator>UBND</dc:creator><dcterms:created>2026-01-02T03:04:05Z</dcterms:created>"
        "</cp:coreProperties>"
    ).encode()
    found = read(type(unpack(docx(p("a"))))(package)).properties
    assert (found.title, found.author, found.created) == ("Kế hoạch", "UBND", "2026-01-02T03:04:05Z")


# ---------------------------------------------------------------- nothing is lost


def printed(blocks: Iterable[Block]) -> Iterator[str]:
    """All characters of the blocks, boxes in their place."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                if isinstance(inline, Text):
                    yield inline.text
                elif isinstance(inline, Float) and isinstance(inline.content, Box):
                    yield from printed(inline.content.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from printed(cell.blocks)


def written(element: Element) -> Iterator[str]:
    """Every `w:t` that is not deleted, and not said twice."""
    for child in element:
        if child.tag in NOT_READ:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        else:
            yield from written(child)


def plain(text: str) -> str:
    """Letters alone: caps are applied by the reader, blanks at a run's ends are not always text, hyphens are elements."""
    return "".join(text.upper().replace("\u2011", "").replace("\u00ad", "").split())


@pytest.mark.skipif(SHARED is None, reason="the corpora are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_letter_of_a_real_file_comes_through_in_order(path: Path) -> None:
    data = path.read_bytes()
    found, package = read(data), unpack(data)
    shown = "".join(text for section in found.sections for text in printed(section.blocks))
    assert plain(shown) == plain("".join(written(package.xml(package.main))))


@pytest.mark.skipif(SHARED is None, reason="the corpora are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_header_letters_of_a_real_file_come_through(path: Path) -> None:
    data = path.read_bytes()
    found, package = read(data), unpack(data)
    shown = {
        plain("".join(printed(blocks)))
        for section in found.sections
        for part in (section.headers, section.footers)
        for blocks in (part.default, part.first, part.even)
        if blocks is not None
    }
    parts = [name for kind in ("header", "footer") for name in package.related(package.main, kind)]
    # the saved number of a page field is not printed: its own number is
    texts = {plain("".join(written(package.xml(name)))).strip("0123456789") for name in parts}
    assert {text.strip("0123456789") for text in shown} <= texts
    assert not parts or shown, "a file with headers shows none"
