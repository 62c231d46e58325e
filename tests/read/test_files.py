"""What is no Word document is refused with its reason; real files come through whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from service.errors import FileUnreadable, VanbanError
from service.guard import inspect, unpack
from service.paper import Block, Box, Float, Paper, Paragraph, Text
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
        b"</Relationships>", f'<Relationship Id="r2" Type="{kind}" Target="docProps/core.xml"/></Relationships>'.encode())
    package["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}" xmlns:dcterms="{NAMESPACES["dcterms"]}">'
        "<dc:title>Kế hoạch</dc:title><dc:creator>UBND</dc:creator><dcterms:created>2026-01-02T03:04:05Z</dcterms:created>"
        "</cp:coreProperties>").encode()
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


def letters_of(paper: Paper) -> Counter[str]:
    shown = [blocks for section in paper.sections for blocks in (
        section.blocks, section.headers.default, section.footers.default)]
    notes = [note.blocks for note in paper.notes]
    return Counter("".join(text for blocks in (*shown, *notes) for text in printed(blocks or ()))
                   .upper().replace(" ", "").replace("\u00ad", ""))


def written(element: Element) -> Iterator[str]:
    """Every `w:t` that is not deleted, and not said twice."""
    for child in element:
        if child.tag in NOT_READ:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        else:
            yield from written(child)


@pytest.mark.skipif(SHARED is None, reason="the corpora are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_character_of_a_real_file_is_lost_without_a_word(path) -> None:  # type: ignore[no-untyped-def]  # pytest's parameter
    data = path.read_bytes()
    paper, package = read(data), unpack(data)
    body = package.xml(package.main)
    missing = Counter("".join(written(body)).upper().replace(" ", "").replace("\t", "").replace("\n", "")) - letters_of(paper)
    told = {construct.name for construct in paper.constructs}
    allowed = "".join("0123456789" if "PAGE" in "".join(e.text or "" for e in body.iter(W + "instrText")) else "")
    assert not "".join(missing.elements()).strip(allowed) or told & {"w:vanish", "w:vMerge", "w:hMerge", "wpg:wgp", "v:group"}
