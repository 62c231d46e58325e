"""The pages of one document and their tags, as objects of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.blocks.tree import Node
from service.errors import SignatureRefused, problem
from service.paper import Picture
from service.press import shapes, tree
from service.press.marks import Hanger, Spot, Touched, spots
from service.press.objects import Objects, references
from service.press.outline import Heading, headings
from service.press.paint import paint
from service.press.pictures import raster
from service.press.setting import SetPage, Use
from service.press.shapes import shape
from service.press.typefaces import FONTS

_PAGE: Final = (
    b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.3f %.3f]/Contents %d 0 R/Resources %d 0 R/StructParents %d/Tabs/S%b>>"
)
_SEAL: Final = b"/Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources<<>>"


class Body:
    """Draws the pages; then `put_streams`, `number`, and `bodies`. Raises AssetMissing, and
    SignatureRefused where two places have one name: names of fields are unique."""

    def __init__(self, pages: Sequence[SetPage], root: Node, *, fields: bool = True) -> None:
        self._pages, self._root = pages, root
        self._painted = [paint(page) for page in pages]
        self._spots = spots(pages)
        self._fields = fields
        # the documents of a volume have no fields, and no two of them the same numbers: nothing would come again
        self._shape = shape(root, pages, self._painted) if fields else None
        self._touched = self._shape.touched if self._shape is not None else self._hung()
        _refuse_same_names(self._touched)
        self.uses: frozenset[Use] = frozenset().union(*[one.uses for one in self._painted])
        self._pictures: dict[str, int] = {}
        self._contents = self._seals = self._first = 0
        self.kept = shapes.Kept(tree.Written(0, 0, [], [], [], {}), [])

    def _hung(self) -> list[Touched]:
        """Hangs the marks on the tree."""
        hanger = Hanger(self._root, self._spots, fields=self._fields)
        for number, (page, painted) in enumerate(zip(self._pages, self._painted, strict=True)):
            hanger.page(number, page, painted)
        return hanger.touched

    # ------------------------------------------------------------ streams

    def put_streams(self, objects: Objects, pictures: dict[str, int]) -> None:
        """Writes contents, pictures that the file has not yet (`pictures`: names and numbers; it grows), and appearances."""
        self._contents = objects.reserve(len(self._painted))
        for number, painted in enumerate(self._painted, self._contents):
            objects.stream(number, b"/Filter/FlateDecode", painted.content, painted.digest)
            for picture in painted.pictures:
                name = raster(picture).name
                self._pictures[name] = pictures[name] = pictures.get(name) or _put_picture(objects, picture)
        slots = [one for one in self._touched if one.slot is not None]
        self._seals = objects.reserve(len(slots))
        for number, (_, (left, low, right, high), *_) in enumerate(slots, self._seals):
            # every annotation of PDF/A has an appearance (ISO 19005-3, 6.3.3): here nothing, of the box's size
            objects.stream(number, _SEAL % (right - left, high - low), b"")

    # ------------------------------------------------------------ other objects

    def number(self, first: int, structure: int, prefix: str = "") -> tree.Written:
        """Numbers its pages, resources and annotations from `first` on, behind them the elements → these. `structure`: their
        root; `prefix`: what begins their IDs."""
        self._first = first
        self.kept = self._known(range(self._annotations, self._annotations + len(self._touched)), structure, prefix)
        return self.kept.tree

    def said(self) -> tuple[object, ...]:
        """What `bodies` hang on besides the numbers, and the shape of a tree that has one."""
        return self._contents, self._seals, [page.frame for page in self._pages], self._touched, self._pictures

    def bodies(self, *, parent: int, shared: int = 1, key: int = 0) -> list[bytes]:
        """Its pages, resources and annotations, from `first` on. `parent`: the node of the tree of pages; `shared`: the first of
        the objects of `typefaces`; `key`: of its first page in the parent tree."""
        first, count, own = self._first, len(self._pages), bool(self._pictures)
        resources = first + count if own else shared
        numbers = range(self._annotations, self._annotations + len(self._touched))
        own_areas: dict[int, list[int]] = {}
        for number, one in zip(numbers, self._touched, strict=True):
            own_areas.setdefault(one.page, []).append(number)
        out = [self._page(number, parent, resources, key, own_areas.get(number, ())) for number in range(count)]
        if own:
            named = b"".join(b"/I%b %d 0 R" % (name.encode(), number) for name, number in self._pictures.items())
            out.append(b"<</Font %d 0 R/XObject<<%b>>>>" % (shared + FONTS, named))
        seal = self._seals
        for place, one in enumerate(self._touched):
            more = b""
            if one.slot is not None:
                more, seal = b"/AP<</N %d 0 R>>" % seal, seal + 1
            elif one.to is not None:
                more = b"/Dest%b" % self._spot(one.to)
            out.append(b"<</Type/Annot%b/F 4/Rect[%.3f %.3f %.3f %.3f]/P %d 0 R/StructParent %d%b>>" % (
                one.entries, *one.area, first + one.page, key + count + place, more))
        return out

    def _known(self, annotations: range, structure: int, prefix: str) -> shapes.Kept:
        """The elements, numbered behind the annotations."""
        numbers, like = (annotations, structure, self._first), self._shape
        found = shapes.known(like, numbers) if like is not None else None
        if found is None:
            if like is not None:
                self._hung()
            marks = [one.mark_count for one in self._painted]
            made = tree.write(self._root, annotations.stop, structure, self.page_numbers, marks, annotations, prefix)
            found = shapes.keep(like, numbers, made) if like is not None else shapes.Kept(made, [])
        for node in like.nodes if like is not None else ():
            node.parent = None                   # the tree has served: no circle of it waits for the collector
        return found

    def _page(self, number: int, parent: int, resources: int, key: int, areas: Sequence[int]) -> bytes:
        frame = self._pages[number].frame
        return _PAGE % (
            parent, frame.page_width_pt, frame.page_height_pt, self._contents + number, resources, key + number,
            b"/Annots[%b]" % references(areas) if areas else b"")

    def _spot(self, spot: Spot) -> bytes:
        return b"[%d 0 R/XYZ 0 %.3f 0]" % (self._first + spot.page, spot.y_pt)

    # ------------------------------------------------------------ what the catalog says of it

    @property
    def size(self) -> int:
        """How many `bodies` it has."""
        return self._annotations - self._first + len(self._touched)

    @property
    def page_numbers(self) -> range:
        return range(self._first, self._first + len(self._pages))

    @property
    def fields(self) -> list[int]:
        """The numbers of the fields of signatures."""
        return [self._annotations + place for place, one in enumerate(self._touched) if one.slot is not None]

    @property
    def _annotations(self) -> int:
        return self._first + len(self._pages) + bool(self._pictures)

    @property
    def headings(self) -> tuple[Heading, ...]:
        return headings(self._pages, self.page_numbers)

    @property
    def destinations(self) -> dict[str, bytes]:
        """Bookmarks of the file and where they are."""
        return {name: self._spot(spot) for name, spot in self._spots.items()}


def _put_picture(objects: Objects, picture: Picture) -> int:
    found = raster(picture)
    number, entries = objects.reserve(), found.entries
    if found.mask is not None:
        mask = objects.reserve()
        objects.stream(mask, *found.mask)
        entries += b"/SMask %d 0 R" % mask
    objects.stream(number, entries, found.data)
    return number


def _refuse_same_names(touched: Sequence[Touched]) -> None:
    seen: set[str] = set()
    twice: list[tuple[str, int]] = []
    for one in touched:
        if one.slot is not None:
            if one.slot.name in seen:
                twice.append((one.slot.name, one.page + 1))
            seen.add(one.slot.name)
    SignatureRefused.raise_any(
        problem("slot-twice", "Có hai chỗ ký cùng tên “{ten}”; mỗi chỗ ký cần một tên riêng.", place=f"trang {page}", ten=name)
        for name, page in twice
    )
