"""A tagged PDF as a screen reader meets it: its structure tree with the text of each element, read from the marks in the pages'
content; what is artifact; and what is neither."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_SHOWS = {"Tj", "TJ", "'", '"'}
_PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", *_SHOWS}
_READ = " ".join(sorted({"BDC", "BMC", "EMC", "Tf", *_PAINTS}))
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_BLOCKS = re.compile(r"P|H[1-6]|LI|TD|TH|Note")


@dataclass
class Tag:
    """A structure element. `kids`: its elements and its own pieces of text, in order."""

    role: str
    kids: list[Tag | str] = field(default_factory=list)
    alt: str = ""
    name: str = ""                               # /ID
    attributes: dict[str, Any] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    annotations: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it, nothing added between its parts."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def all(self, role: str = "") -> Iterator[Tag]:
        """This element and those in it of this role, in order."""
        if not role or re.fullmatch(role, self.role):
            yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.all(role)

    @property
    def outline(self) -> object:
        """Roles alone, for comparing: "P", or ("L", [...])."""
        kids = [kid.outline for kid in self.kids if isinstance(kid, Tag)]
        return (self.role, kids) if kids else self.role


@dataclass
class Tagged:
    """`artifacts`: (page, its kind as "Pagination" or "Pagination/Header", its text); `loose`: what is drawn outside of both;
    `drawn`: the text of each mark in the order of the pages' content."""

    document: Tag
    artifacts: list[tuple[int, str, str]]
    loose: list[tuple[int, str]]
    language: str
    drawn: list[str]

    @property
    def texts(self) -> list[str]:
        """The text of each block in order of the tags, blanks made one: paragraphs, headings, items, cells, notes."""
        return [words for words in map(" ".join, map(str.split, _texts(self.document))) if words]


def tagged(pdf: bytes) -> Tagged:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        content = _Content(file)
        root = file.Root.StructTreeRoot
        back = _numbers(root.ParentTree)
        pages = {page.objgen: number for number, page in enumerate(file.pages)}
        reader = _Tree(content, pages, back)
        (top,) = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
        document = reader.element(top, root)
        unused = set(content.marked) - reader.used
        assert not unused, f"marks that no element has: {sorted(unused)}"
        content.loose += [(page, "annotation") for page, one in enumerate(file.pages) for a in one.get("/Annots", [])
                          if a.objgen not in reader.annotations]
        return Tagged(document, content.artifacts, content.loose, str(file.Root.get("/Lang", "")),
                      list(content.marked.values()))


def _texts(tag: Tag) -> Iterator[str]:
    """A block's own text, then what stands in it: a list in an item, the paragraphs of a cell."""
    own = ""
    inner: list[Tag] = []
    for kid in tag.kids:
        if isinstance(kid, str):
            own += kid
        elif any(True for one in kid.kids if isinstance(one, Tag) and one.all(_BLOCKS.pattern)) or _BLOCKS.fullmatch(kid.role):
            inner.append(kid)
        else:
            own += kid.text
    yield own
    for one in inner:
        yield from _texts(one)


class _Content:
    """The marks of all pages: their text by (page, number)."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.marked: dict[tuple[int, int], str] = {}
        self.artifacts: list[tuple[int, str, str]] = []
        self.loose: list[tuple[int, str]] = []
        self._maps: dict[Any, dict[int, str]] = {}
        for number, page in enumerate(file.pages):
            self._page(number, page)

    def _page(self, number: int, page: pikepdf.Page) -> None:
        fonts = {name: self._map(font) for name, font in page.resources.get("/Font", {}).items()}
        open_: list[tuple[str, int | None]] = []     # kinds of the marks around, with the number where there is one
        texts: dict[int, str] = {}
        said: dict[int, str] = {}                    # instead of what is shown
        font: dict[int, str] = {}
        shown = ""
        for instruction in pikepdf.parse_content_stream(page, _READ):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                given: Any = operands[1] if name == "BDC" else {}
                assert not (open_ and open_[-1][0] == "artifact"), "a mark within an artifact"
                if str(operands[0]) == "/Artifact":
                    kind = "/".join(str(given[key])[1:] for key in ("/Type", "/Subtype") if key in given)
                    open_.append(("artifact", None))
                    self.artifacts.append((number, kind, ""))
                else:
                    open_.append(("mark", int(given["/MCID"])))
                    assert int(given["/MCID"]) not in texts
                    texts[int(given["/MCID"])] = ""
                    if "/ActualText" in given:
                        said[int(given["/MCID"])] = str(given["/ActualText"])
            elif name == "EMC":
                open_.pop()
            elif name == "Tf":
                font = fonts[str(operands[0])]
            elif name in _PAINTS:
                shown = "".join(font[code] for code in _codes(operands)) if name in _SHOWS else ""
                if not open_:
                    self.loose.append((number, shown or name))
                elif open_[-1][1] is None:
                    page_, kind, before = self.artifacts[-1]
                    self.artifacts[-1] = (page_, kind, before + shown)
                else:
                    texts[open_[-1][1]] += shown
        assert not open_
        self.marked |= {(number, mark): text for mark, text in (texts | said).items()}

    def _map(self, font: Any) -> dict[int, str]:
        if font.objgen not in self._maps:
            found: dict[int, str] = {}
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL):
                codes = [bytes.fromhex(code.decode()) for code in _HEX.findall(block)]
                pairs = zip(codes[::2], codes[1::2], strict=True)
                found |= {int.from_bytes(code, "big"): text.decode("utf-16-be") for code, text in pairs}
            self._maps[font.objgen] = found
        return self._maps[font.objgen]


def _codes(operands: Any) -> Iterator[int]:
    strings = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    for one in strings:
        if isinstance(one, pikepdf.String):
            data = bytes(one)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def _numbers(tree: Any) -> dict[int, Any]:
    numbers = list(tree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


class _Tree:
    """Reads elements, and holds the way back from marks and annotations against the way there."""

    def __init__(self, content: _Content, pages: dict[Any, int], back: dict[int, Any]) -> None:
        self._content, self._pages, self._back = content, pages, back
        self.used: set[tuple[int, int]] = set()
        self.annotations: set[Any] = set()

    def element(self, found: Any, parent: Any) -> Tag:
        assert found.P.objgen == parent.objgen
        attributes = found.get("/A", {})
        tag = Tag(str(found.S)[1:], alt=str(found.get("/Alt", "")), name=str(found.get("/ID", "")),
                  attributes={key[1:]: value for key, value in attributes.items()})
        kids = found.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._kid(kid, found, tag)
        return tag

    def _kid(self, kid: Any, element: Any, tag: Tag) -> None:
        if isinstance(kid, int):
            self._mark(self._pages[element.Pg.objgen], kid, element, tag)
        elif kid.get("/Type") == "/MCR":
            self._mark(self._pages[kid.Pg.objgen], int(kid.MCID), element, tag)
        elif kid.get("/Type") == "/OBJR":
            assert self._back[int(kid.Obj.StructParent)].objgen == element.objgen
            self.annotations.add(kid.Obj.objgen)
            tag.annotations.append({key[1:]: str(value) for key, value in kid.Obj.items() if key in ("/Contents", "/T", "/TU")})
        else:
            tag.kids.append(self.element(kid, element))

    def _mark(self, page: int, number: int, element: Any, tag: Tag) -> None:
        assert self._back[page][number].objgen == element.objgen
        assert (page, number) not in self.used
        self.used.add((page, number))
        tag.pages.add(page)
        tag.kids.append(self._content.marked[page, number])
