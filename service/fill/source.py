"""A part's XML → the text Jinja compiles: docxtpl's patching, with each tag's place carried through it.

docxtpl's `patch_xml` moves, doubles and drops tags, so their order says nothing about their places. Each tag therefore carries
its number through the patching in blanks that nobody types (U+2000 to U+2009, one for each digit); Jinja's grammar takes them
as white space. Afterwards every tag gets exactly one line break, so a line number of Jinja's is the number of a tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docxtpl import DocxTemplate

from service.fill.parts import Part
from service.fill.places import Tag
from service.fill.scan import Scan

_TAG = re.compile(r"(\{\{|\{%|\{#)(.*?)([-+]?(?:\}\}|%\}|#\}))", re.DOTALL)
_MARKS = re.compile("[\u2000-\u2009]+")
_DIGITS = {ord(str(digit)): 0x2000 + digit for digit in range(10)}
_CELL = re.compile(r"\s*(?:vm|hm|colspan|cellbg)\b")  # patching resolves these
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")  # as patching does
# stands for line breaks of the template itself while Jinja counts lines; a noncharacter, so no text holds it (Unicode 23.7)
NEWLINE = "\ufdd0"


@dataclass(frozen=True, slots=True)
class Line:
    """A tag as Jinja will see it, and as it was written (None: inside an attribute, where nobody writes by hand)."""

    kind: str
    inner: str
    tag: Tag | None
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """Jinja source; line n (from 1) of it is `lines[n - 1]`."""

    text: str
    lines: tuple[Line, ...]

    def place(self, line: int) -> str:
        return self.lines[min(max(line, 1), len(self.lines)) - 1].place if self.lines else ""


def patch(part: Part, scanned: Scan) -> Source:
    """Part → Source. docxtpl's own patching does the work; a part without tags goes through it too, as with docxtpl."""
    marked = _mark(part.source, scanned.tags).replace("\n", NEWLINE)
    patched: str = DocxTemplate("").patch_xml(marked)
    lines: list[Line] = []
    out: list[str] = []
    at = 0
    raw = False
    for match in _TAG.finditer(patched):
        out.append(patched[at : match.start()])
        at = match.end()
        opening, inner, closing = match.groups()
        number = _MARKS.search(inner)
        tag = scanned.tags[int("".join(str(ord(mark) - 0x2000) for mark in number[0]))] if number else None
        inner = _MARKS.sub("", inner)
        word = inner.strip(" -+")
        if raw and word != "endraw":
            out.append(f"{opening}{inner}{closing}")
            continue
        if opening == "{#":
            continue
        raw = word == "raw"
        inner = inner.replace(NEWLINE, " ").replace("&amp;", "&")
        place = tag.place if tag else (lines[-1].place if lines else part.label)
        lines.append(Line(opening, inner, tag, place))
        out.append(f"{opening}{inner}\n{closing}")
    out.append(patched[at:])
    return Source("".join(out), tuple(lines))


def as_written(scanned: Scan) -> Source:
    """The tags before any patching, for a part whose mistakes patching would spread. There is no text to compile."""
    lines = []
    for tag in scanned.tags:
        inner = _MARKS.sub("", tag.inner).translate(_STRAIGHT).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        inner = inner[:-1] if inner[-1:] in ("-", "+") else inner
        if tag.kind != "{#" and not _CELL.match(inner):
            lines.append(Line(tag.kind, inner, tag, tag.place))
    return Source("", tuple(lines))


def _mark(xml: str, tags: list[Tag]) -> str:
    pieces: list[str] = []
    at = 0
    for end, number in sorted((tag.end, number) for number, tag in enumerate(tags) if tag.kind != "{#"):
        trimming = tags[number].inner[-1:] in ("-", "+")
        if trimming and xml[end - 1] not in "-+":
            continue  # Word split the mark itself; the tag then takes its neighbour's place
        cut = end - trimming
        pieces += (xml[at:cut], str(number).translate(_DIGITS))
        at = cut
    return "".join(pieces) + xml[at:]
