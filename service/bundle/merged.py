"""Many PDFs → one for a printer: only what is seen of each page goes over. Only home of pikepdf, which reads them.

Fields of signatures, tags, files inside, links and bookmarks of the single documents stay behind: none of them is on paper,
and the bookmarks here are one for each document. Faces are shared (`typefaces`), and so is every object that two pages have.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import IO, Final

import pikepdf

from service.bundle.objects import Objects, text
from service.bundle.typefaces import Typefaces
from service.errors import FileUnreadable, problem

Size = tuple[float, float]                       # width and height in points, as a page is looked at
_BRANCH: Final = 250                             # pages that hang on one node of the tree
_SEEN: Final = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
_BEHIND: Final = frozenset(("/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/Parent"))


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`page` from 0; those of a group have it above them."""

    title: str
    page: int
    under: tuple[Bookmark, ...] = ()


class Merged:
    """A file whose pages are put in at their places (from 0) in any order; at the end each place must have one."""

    def __init__(self, out: IO[bytes]) -> None:
        self._objects = Objects(out)
        self._faces = Typefaces(self._objects)
        self._pages = array("Q")
        self._root = self._objects.reserve()
        self._branches: list[int] = []

    def put(self, data: bytes, at: int, *, duplex: bool = False) -> list[Size]:
        """All pages of a PDF from this place on → the sizes of what now stands there. With `duplex`, when `at` is a front side,
        no sheet has pages of two papers and what follows is on a front side again, behind blank backs. Raises FileUnreadable."""
        sizes: list[Size] = []
        try:
            with pikepdf.open(BytesIO(data)) as pdf:
                copier = _Copier(self._objects, self._faces)
                for page in pdf.pages:           # what pages inherit stands in each of them then (qpdf)
                    entries: dict[str, object] = {
                        name: value for name in _SEEN if (value := page.obj.get(name)) is not None}
                    size = _size(entries)
                    if duplex and len(sizes) % 2 and sorted(size) != sorted(sizes[-1]):
                        self._blank_back(at, sizes)
                    self._page(at + len(sizes),
                               b" ".join(_name(name) + b" " + copier.value(one) for name, one in entries.items()))
                    sizes.append(size)
        except pikepdf.PdfError as error:
            raise FileUnreadable(problem("pdf-unreadable", "Không đọc được tệp PDF.")) from error
        if duplex and len(sizes) % 2:
            self._blank_back(at, sizes)
        return sizes

    def _blank_back(self, at: int, sizes: list[Size]) -> None:
        wide, high = sizes[-1]
        self._page(at + len(sizes), b"/MediaBox [0 0 %s %s] /Resources <<>>" % (_number(wide), _number(high)))
        sizes.append(sizes[-1])

    def close(self, title: str, bookmarks: Sequence[Bookmark], *, duplex: bool) -> None:
        """Writes the rest. `duplex`: what the print dialogue proposes; the paper follows the pages, and nothing is scaled."""
        assert all(self._pages), "a place without a page"
        self._faces.close()
        for number, branch in enumerate(self._branches):
            kids = self._pages[number * _BRANCH:(number + 1) * _BRANCH]
            self._objects.add(b"<</Type /Pages /Parent %d 0 R /Count %d /Kids [%s]>>"
                              % (self._root, len(kids), _references(kids)), branch)
        self._objects.add(b"<</Type /Pages /Count %d /Kids [%s]>>"
                          % (len(self._pages), _references(self._branches)), self._root)
        outlines = self._objects.reserve()
        first, last = self._bookmarks(bookmarks, outlines)
        self._objects.add(b"<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>"
                          % (first, last, len(bookmarks)), outlines)
        sides = b"/DuplexFlipLongEdge" if duplex else b"/Simplex"
        root = self._objects.add(b"<</Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (vi) "
                                 b"/ViewerPreferences <</DisplayDocTitle true /PrintScaling /None /PickTrayByPDFSize true "
                                 b"/Duplex %s>>>>" % (self._root, outlines, sides))
        self._objects.close(root, self._objects.add(b"<</Title %s /Producer (vanban)>>" % text(title)))

    def _page(self, place: int, entries: bytes) -> None:
        self._pages.extend([0] * (place + 1 - len(self._pages)))
        while len(self._branches) <= place // _BRANCH:
            self._branches.append(self._objects.reserve())
        self._pages[place] = self._objects.add(b"<</Type /Page /Parent %d 0 R %s>>" % (self._branches[place // _BRANCH], entries))

    def _bookmarks(self, level: Sequence[Bookmark], parent: int) -> tuple[int, int]:
        """Writes one level and those below it, closed (table 153) → the numbers of its first and its last."""
        numbers = [self._objects.reserve() for _ in level]
        for place, (number, one) in enumerate(zip(numbers, level, strict=True)):
            links = [(b"Parent", parent)]
            links += [(b"Prev", numbers[place - 1])] if place else []
            links += [(b"Next", numbers[place + 1])] if place + 1 < len(numbers) else []
            links += list(zip((b"First", b"Last"), self._bookmarks(one.under, number), strict=True)) if one.under else []
            closed = b"/Count -%d " % len(one.under) if one.under else b""
            self._objects.add(b"<</Title %s /Dest [%d 0 R /Fit] %s%s>>" % (
                text(one.title), self._pages[one.page], closed, b" ".join(b"/%s %d 0 R" % link for link in links)), number)
        return numbers[0], numbers[-1]


class _Copier:
    """Writes objects of one document under numbers of the whole."""

    def __init__(self, objects: Objects, faces: Typefaces) -> None:
        self._objects, self._faces = objects, faces
        self._numbers: dict[tuple[int, int], int | None] = {}

    def value(self, one: object) -> bytes:
        """A value in PDF notation, what it refers to written before it."""
        if isinstance(one, pikepdf.Object):
            if one.is_indirect:
                return b"%d 0 R" % self._number(one)
            if isinstance(one, pikepdf.Dictionary):
                return self._dictionary(one)
            if isinstance(one, pikepdf.Array):
                return b"[" + b" ".join(map(self.value, one)) + b"]"
            return one.unparse()
        if isinstance(one, bool):
            return b"true" if one else b"false"
        return _number(one) if isinstance(one, (int, Decimal)) else b"null"

    def _number(self, one: pikepdf.Object) -> int:
        key = one.objgen
        if key not in self._numbers:
            self._numbers[key] = None
            self._numbers[key] = self._written(one)
        number = self._numbers[key]
        if number is None:                       # our engine writes no resource that holds itself
            raise ValueError("a circle of objects in the resources of a page")
        return number

    def _written(self, one: pikepdf.Object) -> int:
        if isinstance(one, pikepdf.Stream):
            return self._objects.once(self._entries(one, ("/Length",)), one.read_raw_bytes())
        if isinstance(one, pikepdf.Dictionary):
            return self._objects.once(self._dictionary(one))
        if isinstance(one, pikepdf.Array):
            return self._objects.once(b"[" + b" ".join(map(self.value, one)) + b"]")
        return self._objects.once(one.unparse(resolved=True))

    def _dictionary(self, one: pikepdf.Object) -> bytes:
        if one.get("/Subtype") == "/Type0" and (shared := self._faces.take(one)):
            name, number = shared
            return b"<<%s /BaseFont /%s /DescendantFonts [%d 0 R]>>" % (
                self._entries(one, ("/BaseFont", "/DescendantFonts")), name.encode(), number)
        return b"<<" + self._entries(one, ()) + b">>"

    def _entries(self, one: pikepdf.Object, without: tuple[str, ...]) -> bytes:
        return b" ".join(_name(key) + b" " + self.value(value) for key, value in one.items()
                         if key not in _BEHIND and key not in without)


@lru_cache(maxsize=1000)
def _name(key: str) -> bytes:
    return pikepdf.Name(key).unparse()


def _number(value: float | Decimal) -> bytes:
    """A number without an exponent."""
    return f"{value:.5f}".rstrip("0").rstrip(".").encode() if isinstance(value, float) else f"{value:f}".encode()


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % one for one in numbers)


def _size(entries: dict[str, object]) -> Size:
    box = entries.get("/CropBox") or entries["/MediaBox"]
    left, bottom, right, top = (float(one) for one in box)      # type: ignore[attr-defined]
    wide, high = abs(right - left), abs(top - bottom)
    turned = int(str(entries.get("/Rotate") or 0)) % 180 == 90
    return (high, wide) if turned else (wide, high)
