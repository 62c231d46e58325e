"""The structure tree as objects, and the way back to it from marks and annotations (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from service.blocks.tree import Annotation, Mark, Node
from service.press.objects import references, text

_KEPT: Final = frozenset({"Document", "TR", "TH", "TD"})     # stay though empty: a table keeps its shape


class Written(NamedTuple):
    """`bodies`: the elements, numbered from `first` on, the root's before all. `marks`: for each page the elements' numbers by
    mark; `touched`: those of the annotations. `names`: IDs and the numbers of those that have them."""

    first: int
    bodies: list[bytes]
    marks: list[list[int]]
    touched: list[int]
    names: dict[str, int]


def write(
    root: Node, first: int, parent: int, pages: Sequence[int], marks: Sequence[int], touched: Sequence[int], prefix: str = ""
) -> Written:
    """The elements of a tree, numbered from `first` on; `parent`: the number of the structure's root.

    `pages` and `touched` are the numbers of pages and annotations, `marks` counts those of each page. `prefix` begins every ID.
    """
    bodies: list[bytes] = []
    nodes, parents = [root], [parent]            # grows: the elements level by level
    back = [[0] * count for count in marks]
    areas = [0] * len(touched)
    names: dict[str, int] = {}
    notes = 0
    for number, node in enumerate(nodes, first):
        above = parents[number - first]
        kids = node.kids
        if len(kids) == 1 and type(kids[0]) is Mark and not node.attributes and node.tag != "Note":
            page, mark = kids[0]
            back[page][mark] = number
            bodies.append(_leaf(node.tag) % (above, pages[page], mark))
            continue
        own = next((kid.page for kid in kids if type(kid) is not Node), None)        # type: ignore[union-attr]
        parts: list[bytes] = []
        for kid in kids:
            if type(kid) is Node:
                if _holds(kid):
                    parts.append(b"%d 0 R" % (first + len(nodes)))
                    nodes.append(kid)
                    parents.append(number)
            elif type(kid) is Mark:
                back[kid.page][kid.number] = number
                parts.append(b"%d" % kid.number if kid.page == own
                             else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid.page], kid.number))
            else:
                assert type(kid) is Annotation
                areas[kid.dictionary] = number
                parts.append(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (touched[kid.dictionary], pages[kid.page]))
        if node.tag == "Note":                   # each must have an ID (ISO 14289-1, 7.9)
            notes += 1
            node.attributes.setdefault("ID", f"note{notes}")
        if isinstance(named := node.attributes.get("ID"), str):
            names[prefix + named] = number
        bodies.append(b"<</S/%b/P %d 0 R%b%b%b>>" % (
            node.tag.encode(), above, b"" if own is None else b"/Pg %d 0 R" % pages[own],
            b"/K[%b]" % b" ".join(parts) if parts else b"", _attributes(node.attributes, prefix) if node.attributes else b""))
    return Written(first, bodies, back, areas, names)


def parent_tree(written: Written, key: int = 0) -> list[bytes]:
    """The entries of the number tree, from `key` on: first the pages', then the annotations'."""
    out = [b"%d[%b]" % (place, references(numbers)) for place, numbers in enumerate(written.marks, key)]
    out += [b"%d %d 0 R" % (place, number) for place, number in enumerate(written.touched, key + len(out))]
    return out


def id_tree(names: Mapping[str, int]) -> bytes:
    """A name tree; its names are sorted as bytes (7.9.6)."""
    lines = sorted((text(name), number) for name, number in names.items())
    return b"<</Names[%b]>>" % b" ".join(b"%b %d 0 R" % line for line in lines)


def _holds(node: Node) -> bool:
    """Whether an element shows anything; what does not is left out."""
    return node.tag in _KEPT or any(type(kid) is not Node or _holds(kid) for kid in node.kids)


@cache
def _leaf(tag: str) -> bytes:
    """An element of one mark; the tags are few."""
    return b"<</S/%b/P %%d 0 R/Pg %%d 0 R/K %%d>>" % tag.encode()


def _attributes(given: Mapping[str, Any], prefix: str) -> bytes:
    """ID, text and attributes (14.8.5) of an element."""
    out, table = b"", b""
    if "ID" in given:
        out += b"/ID%b" % text(prefix + given["ID"])
    if "Alt" in given:
        out += b"/Alt%b" % text(given["Alt"])
    if "BBox" in given:
        out += b"/A<</O/Layout/Placement/Inline/BBox[%.3f %.3f %.3f %.3f]>>" % given["BBox"]
    for name in ("ColSpan", "RowSpan"):
        if name in given:
            table += b"/%b %d" % (name.encode(), given[name])
    if "Scope" in given:
        table += b"/Scope/%b" % given["Scope"].encode()
    if given.get("Headers"):
        table += b"/Headers[%b]" % b"".join(text(prefix + name) for name in given["Headers"])
    return out + (b"/A<</O/Table%b>>" % table if table else b"")
