"""Many documents in one PDF: written as they come, faces and pictures once, each document with its tags, headings and links.

It is for reading and printing: places of signatures are no fields in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from service.blocks.tree import Node
from service.paper import Properties
from service.press.body import Body
from service.press.document import catalog_of, information_of, put_metadata
from service.press.objects import Objects, packs_of_forms, references, text
from service.press.outline import outline
from service.press.setting import SetPage, Use
from service.press.tree import id_tree, parent_tree
from service.press.typefaces import INTENT, SHARED, put

_BRANCH: Final = 100                             # documents that hang on one node of the tree of pages
_ROOTS: Final = 7                                # catalog, information, pages, structure, parent tree, IDs, outlines
_PARTS: Final = 3                                # of a document: its node in the tree of pages, its leaves of parent tree and IDs


class _Part(NamedTuple):
    """A document that was written: numbers of its objects; `ids`: the number of its leaf of the IDs, 0 where it has none."""

    title: str
    parts: int
    element: int
    ids: int
    mark: int
    headings: bytes
    heading_count: int
    page_count: int
    first_page: int
    height_pt: float


class Volume:
    """A PDF that grows by documents; `put_piece` takes its pieces. Of the documents it keeps a few numbers each."""

    def __init__(self, put_piece: Callable[[bytes], object]) -> None:
        self._objects = objects = Objects(put_piece)
        self._catalog = objects.reserve(_ROOTS)
        self._shared = objects.reserve(SHARED)
        self._parts: dict[int, _Part] = {}
        self._branches: dict[int, int] = {}
        self._uses: set[Use] = set()
        self._pictures: dict[str, int] = {}
        self._key = 0                            # of the next page in the parent tree

    def add(self, pages: Sequence[SetPage], root: Node, title: str, place: int | None = None) -> None:
        """Writes a document; `place` (from 0) among the others where it is not the next. Raises AssetMissing."""
        place = len(self._parts) if place is None else place
        assert place not in self._parts, "a place with two documents"
        objects = self._objects
        body = Body(pages, root, fields=False)
        self._uses |= body.uses
        body.put_streams(objects, self._pictures)
        branch = self._branches.get(place // _BRANCH) or self._branches.setdefault(place // _BRANCH, objects.reserve())
        mark = objects.reserve()
        headings = sum([len(page.bookmarks) for page in pages])
        parts = objects.reserve(_PARTS + headings)
        tree = body.number(objects.reserve(0), self._catalog + 3, f"d{place:07}-")
        own = body.bodies(parent=parts, shared=self._shared, key=self._key)
        lines, ends = outline(body.headings, parts + _PARTS, mark)
        back = parent_tree(tree, self._key)
        leaf = b"<</Limits[%d %d]/Nums[%b]>>" % (self._key, self._key + len(back) - 1, b" ".join(back))
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (branch, len(pages), references(body.page_numbers))
        objects.reserve(len(own) + tree.size)
        objects.pack(parts, [node, leaf, id_tree(tree.names, limits=True), *lines, *own])
        objects.put_packs(packs_of_forms(tree.first, tree.forms))
        self._key += len(back)
        self._parts[place] = _Part(title, parts, tree.first, parts + 2 if tree.names else 0, mark, ends, headings, len(pages),
                                   body.page_numbers.start, pages[0].frame.page_height_pt)

    def close(self, properties: Properties) -> None:
        """Writes the rest. `properties` have a title; every place has its document."""
        objects, catalog = self._objects, self._catalog
        found = [self._parts[place] for place in range(len(self._parts))]
        information, pages, structure, parents, ids, outlines = range(catalog + 1, catalog + _ROOTS)
        put(objects, self._shared, self._uses)
        metadata = put_metadata(objects, properties)
        entries = b"/Outlines %d 0 R/PageMode/UseOutlines" % outlines if found else b""
        roots = [
            catalog_of(pages, metadata, self._shared + INTENT, structure, properties.language, entries),
            information_of(properties),
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (
                sum([one.page_count for one in found]), references([self._branches[at] for at in sorted(self._branches)])),
            b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d/IDTree %d 0 R>>" % (
                references([one.element for one in found]), parents, self._key, ids),
            b"<</Kids[%b]>>" % references(sorted([one.parts + 1 for one in found])),
            b"<</Kids[%b]>>" % references([one.ids for one in found if one.ids]),
            b"<</Type/Outlines/Count %d%b>>" % (len(found), _ends(found)),
        ]
        objects.pack(catalog, roots)
        objects.pack_scattered([*self._nodes(pages), *self._marks(found, outlines)])
        objects.close(catalog, information)

    def _nodes(self, pages: int) -> Iterable[tuple[int, bytes]]:
        """The branches of the tree of pages."""
        for at, number in self._branches.items():
            own = [self._parts[place] for place in range(at * _BRANCH, min((at + 1) * _BRANCH, len(self._parts)))]
            count, kids = sum([one.page_count for one in own]), references([one.parts for one in own])
            yield number, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (pages, count, kids)

    def _marks(self, found: Sequence[_Part], parent: int) -> Iterable[tuple[int, bytes]]:
        """A bookmark for each document, its headings closed."""
        for at, one in enumerate(found):
            links = b"/Prev %d 0 R" % found[at - 1].mark if at else b""
            links += b"/Next %d 0 R" % found[at + 1].mark if at + 1 < len(found) else b""
            links += b"/Count -%d%b" % (one.heading_count, one.headings) if one.heading_count else b""
            yield one.mark, b"<</Title%b/Parent %d 0 R%b/Dest[%d 0 R/XYZ 0 %.3f 0]>>" % (
                text(one.title), parent, links, one.first_page, one.height_pt)


def _ends(found: Sequence[_Part]) -> bytes:
    return b"/First %d 0 R/Last %d 0 R" % (found[0].mark, found[-1].mark) if found else b""
