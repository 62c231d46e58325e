"""Members of the archive → `Package`: what a part is, what it points to (ECMA-376-2, 6.2 and 6.5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from lxml import etree

from service.errors import FileRefused, Problem, problem
from service.guard.markup import is_xml, parse_xml, to_utf8

# A tree costs ~120 bytes a node: a part of nothing but `<a/>` would take 30 times its size. The decree's Phụ lục I has 53,000
# marks on 20 pages, so that 500 such pages stay below.
MAX_MARKS = 4_000_000
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}|[^/]*\\", re.IGNORECASE)
_RELS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: `target` is a part's name, or what the file says where it is `external` or a place ("#name")."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, the same in transitional and strict files: `image`, `header`, `hyperlink`."""
        return self.type.rsplit("/", 1)[-1]


class Package(Mapping[str, bytes]):
    """Part name (no leading slash) → bytes. Read-only; names are found regardless of case, as the packaging standard has it.

    Trees from `xml` are kept and shared: whoever wants to change one copies it first. A part that was parsed is UTF-8 from then
    on, whatever the file had.
    """

    __slots__ = ("_content_types", "_defaults", "_lower", "_members", "_rels", "_trees")

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._members = dict(members)
        self._lower = {name.lower(): name for name in members}
        self._trees: dict[str, etree._Element] = {}
        self._rels: dict[str, Mapping[str, Relationship]] = {}
        self._content_types: dict[str, str] | None = None
        self._defaults: dict[str, str] = {}

    def __getitem__(self, part: str) -> bytes:
        return self._members[part] if part in self._members else self._members[self._lower[part.lower()]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and part.lower() in self._lower

    def __repr__(self) -> str:
        return f"<Package of {len(self)} parts>"

    def xml(self, part: str) -> etree._Element:
        """The root element of a part, parsed once. Raises KeyError: no such part, FileRefused: it is no XML."""
        name = part if part in self._members else self._lower[part.lower()]
        if name not in self._trees:
            if not is_xml(name, self._members[name]):
                raise FileRefused(problem("xml-malformed", "Phần này không phải XML đúng cú pháp (dòng {dong}, cột {cot}).",
                                          place=name, dong=1, cot=1))
            self._members[name] = to_utf8(self._members[name], name)
            self._trees[name] = parse_xml(self._members[name], name)
        return self._trees[name]

    def changed(self, parts: Mapping[str, bytes]) -> Package:
        """The package with these parts instead of its own, or beside them; what was parsed of the others is shared."""
        made = Package.__new__(Package)
        made._members = {**self._members, **parts}
        made._lower = self._lower if len(made) == len(self) else {name.lower(): name for name in made._members}
        made._trees = {name: tree for name, tree in self._trees.items() if name not in parts}
        made._rels = {} if any(name.endswith(".rels") for name in parts) else self._rels
        made._content_types, made._defaults = None, {}
        return made

    @property
    def trees(self) -> Mapping[str, etree._Element]:
        """The trees parsed so far; after `inspect` those of all XML parts."""
        return MappingProxyType(self._trees)

    def parse_all(self) -> list[Problem]:
        """Parses every XML part; what cannot be parsed, or holds more marks than a document has, is told."""
        problems: list[Problem] = []
        marks = 0
        for name, content in self._members.items():
            if not is_xml(name, content):
                continue
            marks += content.count(b"<") + content.count(b"=")
            if marks > MAX_MARKS:
                problems.append(problem("xml-too-many-marks", "Nội dung có quá nhiều thẻ và thuộc tính (hơn {toi_da}).",
                                        place=name, toi_da=MAX_MARKS))
                break
            try:
                self.xml(name)
            except FileRefused as refused:
                problems += refused.problems
        return problems

    def content_type(self, part: str) -> str:
        """The media type from [Content_Types].xml: the part's own, else its extension's, else ""."""
        if self._content_types is None:
            self._content_types, self._defaults = {}, {}
            for element in self.xml("[Content_Types].xml") if "[Content_Types].xml" in self else ():
                kind = element.get("ContentType", "")
                if local_name(element) == "Override":
                    self._content_types[element.get("PartName", "").lstrip("/").lower()] = kind
                elif local_name(element) == "Default":
                    self._defaults[element.get("Extension", "").lower()] = kind
        name = part.lower()
        return self._content_types.get(name) or self._defaults.get(posixpath.basename(name).rpartition(".")[2], "")

    def rels(self, part: str = "") -> Mapping[str, Relationship]:
        """The relationships of a part by their id; those of the package for ""."""
        if part not in self._rels:
            folder, base = posixpath.split(part)
            name = posixpath.join(folder, "_rels", f"{base}.rels")
            found = relationships(part, self.xml(name)) if name in self else ()
            self._rels[part] = MappingProxyType({rel.id: rel for rel in found})
        return self._rels[part]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts that `part` points to by relationships of this kind (`styles`, `numbering`, …) and that are there."""
        internal = (rel for rel in self.rels(part).values() if not rel.external)
        return tuple(rel.target for rel in internal if rel.kind == kind and rel.target in self)

    @property
    def main(self) -> str:
        """The name of the main part, or "" where there is none."""
        return next(iter(self.related("", "officeDocument")), "")


def relationships(source: str, tree: etree._Element) -> list[Relationship]:
    """Every relationship of a `.rels` tree, in order, also those with the same id: a judge looks at all of them."""
    return [_resolved(source, element) for element in tree if local_name(element) == "Relationship"]


def source_of(name: str) -> str | None:
    """The part whose relationships this part holds ("" is the package), or None where it holds none."""
    found = _RELS.fullmatch(name)
    return posixpath.join(found[1] or "", found[2]) if found else None


def local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _resolved(source: str, element: etree._Element) -> Relationship:
    target = element.get("Target", "").strip()
    # a URL or UNC path without TargetMode="External" is still one: Word and LibreOffice follow it
    external = element.get("TargetMode", "").lower() == "external" or _ELSEWHERE.match(target) is not None
    if not external and not target.startswith("#"):
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target))).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)
