"""The structure tree as objects, and the way back to it from marks and annotations (ISO 32000-1, 14.7).

Elements are made as forms and values, filled in only where the same was not packed before: papers of one kind have the same tree,
whatever their words are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from service.blocks.tree import Mark, Node
from service.press.objects import PACKED, Forms, references, text
from service.press.setting import Line

_KEPT: Final = frozenset({"Document", "TR", "TH", "TD"})     # stay though empty: a table keeps its shape
_FORMED: Final = 12                              # kids of an element that has a form ready


class Written(NamedTuple):
    """`forms`: the elements, `size` of them, numbered from `first` on, the root's before all. `marks`: for each page the
    elements' numbers by mark; `touched`: those of the annotations. `names`: IDs and the numbers of those that have them."""

    first: int
    size: int
    forms: list[Forms]
    marks: list[list[int]]
    touched: list[int]
    names: dict[str, int]


def write(
    root: Node, first: int, parent: int, pages: Sequence[int], marks: Sequence[int], touched: Sequence[int], prefix: str = ""
) -> Written:
    """The elements of a tree, numbered from `first` on; `parent`: the number of the structure's root.

    `pages` and `touched` are the numbers of pages and annotations, `marks` counts those of each page. `prefix` begins every ID.
    """
    forms: list[bytes] = []
    values: list[int] = []
    packs: list[Forms] = [Forms(forms, values)]
    nodes, parents = [root], [parent]            # grows: the elements level by level
    back = [[0] * count for count in marks]
    areas = [0] * len(touched)
    names: dict[str, int] = {}
    notes = 0
    number, free = first, first + 1              # of the element at hand; the next that no element has
    for node, above in zip(nodes, parents, strict=False):
        own_number = number
        if type(node) is Line and not node.kids:
            size = 1 + len(node.shown)
            if len(forms) + size > PACKED:
                forms, values = [], []
                packs.append(Forms(forms, values))
            _row(node, number, above, pages, back, forms, values)
            number += size
            continue
        if len(forms) == PACKED:
            forms, values = [], []
            packs.append(Forms(forms, values))
        number += 1
        if node.tag == "Note":                   # each must have an ID (ISO 14289-1, 7.9)
            notes += 1
            node.attributes.setdefault("ID", f"note{notes}")
        kids, attributes = node.kids, node.given
        if len(kids) == 1 and not attributes and type(kids[0]) is Mark:
            page, mark = kids[0]
            back[page][mark] = own_number
            forms.append(_leaf(node.tag))
            values += (above, pages[page], mark)
            continue
        if node.tag == "LBody":                  # its text is marked when the lists in it are there already
            kids = sorted(kids, key=_is_list)
        own, parts = -1, []
        numbers: list[int] = []
        for kid in kids:
            if isinstance(kid, Node):
                inner = kid.kids
                while inner and isinstance(inner[0], Node):
                    inner = inner[0].kids
                if inner or _holds(kid):         # nearly always what stands first in it shows something
                    nodes.append(kid)
                    parents.append(own_number)
                    numbers.append(free)
                    if own >= 0:
                        parts.append(b"%d 0 R" % free)
                    free += 1 + len(kid.shown) if type(kid) is Line and not kid.kids else 1
                continue
            page, piece = kid
            if own < 0:
                own, parts = page, [references(numbers)] if numbers else []
            if type(kid) is Mark:
                back[page][piece] = own_number
                parts.append(b"%d" % piece if page == own else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], piece))
            else:
                areas[piece] = own_number
                parts.append(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (touched[piece], pages[page]))
        if attributes and "ID" in attributes:
            names[prefix + str(attributes["ID"])] = own_number
        if own < 0 and not attributes and len(numbers) <= _FORMED:
            forms.append(_holder(node.tag, len(numbers)))
            values += (above, *numbers)
            continue
        # a single kid stands without brackets: so it has been since PDF 1.3, and readers look for a form's field there
        inside = b" ".join(parts) if own >= 0 else references(numbers)
        inside = b" %b" % inside if len(parts) == 1 else b"[%b]" % inside
        where = b"/Pg %d 0 R" % pages[own] if own >= 0 else b""
        made = b"<</S/%b/P %d 0 R%b/K%b%b>>" % (node.tag.encode(), above, where, inside, _attributes(attributes, prefix))
        forms.append(made.replace(b"%", b"%%"))
    return Written(first, number - first, packs, back, areas, names)


def _row(
    line: Line, number: int, above: int, pages: Sequence[int], back: list[list[int]], forms: list[bytes], values: list[int]
) -> None:
    """A row that speaks for its cells, whose numbers follow its own."""
    count, mark = len(line.shown), line.mark
    cells = range(number + 1, number + 1 + count)
    forms += _row_forms(line.shown)
    values.append(above)
    values += cells
    page = pages[line.page] if mark >= 0 else 0
    if all(line.shown):                          # most rows
        own = [number, page, 0] * count
        own[2::3] = range(mark, mark + count)
        values += own
        back[line.page][mark : mark + count] = cells
        return
    for cell, shown in zip(cells, line.shown, strict=True):
        if shown:
            values += (number, page, mark)
            back[line.page][mark] = cell
            mark += 1
        else:
            values.append(number)


@lru_cache(maxsize=256)
def _row_forms(shown: tuple[bool, ...]) -> tuple[bytes, ...]:
    """The forms of a row and of its cells; `shown`: those with a mark."""
    return _holder("TR", len(shown)), *[_leaf("TD") if one else _holder("TD", 0) for one in shown]


def parent_tree(written: Written, key: int = 0) -> list[bytes]:
    """The entries of the number tree, from `key` on: first the pages', then the annotations'."""
    out = [b"%d[%b]" % (place, references(numbers)) for place, numbers in enumerate(written.marks, key)]
    out += [b"%d %d 0 R" % (place, number) for place, number in enumerate(written.touched, key + len(out))]
    return out


def id_tree(names: Mapping[str, int], *, limits: bool = False) -> bytes:
    """A name tree, or with `limits` a leaf of one; its names are sorted as bytes (7.9.6)."""
    lines = sorted((text(name), number) for name, number in names.items())
    ends = b"/Limits[%b%b]" % (lines[0][0], lines[-1][0]) if limits and lines else b""
    return b"<<%b/Names[%b]>>" % (ends, b" ".join(b"%b %d 0 R" % line for line in lines))


def _is_list(kid: object) -> bool:
    return isinstance(kid, Node) and kid.tag == "L"


def _holds(node: Node) -> bool:
    """Whether an element shows anything; what does not is left out."""
    return node.tag in _KEPT or any(not isinstance(kid, Node) or _holds(kid) for kid in node.kids)


@cache
def _leaf(tag: str) -> bytes:
    """The form of an element of one mark; the tags are few."""
    return b"<</S/%b/P %%d 0 R/Pg %%d 0 R/K %%d>>" % tag.encode()


@cache
def _holder(tag: str, count: int) -> bytes:
    """The form of an element of so many others."""
    return b"<</S/%b/P %%d 0 R/K[%b]>>" % (tag.encode(), b" ".join([b"%d 0 R"] * count))


def _attributes(given: Mapping[str, Any] | None, prefix: str) -> bytes:
    """ID, text and attributes (14.8.5) of an element."""
    if not given:
        return b""
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
