"""The body's XML as text → its sections and blocks as texts, by a linear search for where each ends.

Only what lies plainly in the body is cut: paragraphs, tables, section properties. All else is `Unusual`: the document is read as
a tree. A piece cut wrongly (a comment that holds `</w:p>`) is no XML by itself, so that nobody takes it for a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PARAGRAPHS = re.compile(r"<(/?)w:p(?: [^>]*?)?(/?)>")
_TABLES = re.compile(r"<(/?)w:tbl(?: [^>]*?)?(/?)>")
_MARKS = ("<w:bookmarkEnd ", "<w:proofErr ")
_SECTION, _SECTION_END = "<w:sectPr", "</w:sectPr>"


class Unusual(Exception):
    """The document, or a part of it, is to be read as a tree."""


@dataclass(slots=True)
class Stretch:
    """A section: the texts of its blocks, and of the properties that end it (None: a body without)."""

    blocks: list[str] = field(default_factory=list)
    properties: str | None = None


def stretches(xml: str, start: int, stop: int) -> list[Stretch]:
    """What stands in xml[start:stop], the content of `w:body`. Raises Unusual."""
    found: list[Stretch] = []
    current = Stretch()
    add, next_section, at = current.blocks.append, xml.find(_SECTION, start, stop), start
    while at < stop:
        lead = xml[at:at + 5]
        if lead == "<w:p>":
            end = xml.find("</w:p>", at) + 6
            block = xml[at:end]
            if "<w:txbxContent" in block:
                end = _end(xml, at, _PARAGRAPHS)
                block = xml[at:end]
        elif lead in ("<w:p ", "<w:p/"):
            end = _end(xml, at, _PARAGRAPHS)
            block = xml[at:end]
        elif lead == "<w:tb" and xml[at + 5] == "l" and xml[at + 6] in " >":
            end = xml.find("</w:tbl>", at) + 8
            block = xml[at:end]
            if "<w:tbl>" in block[1:] or "<w:tbl " in block[1:]:
                end = _end(xml, at, _TABLES)
                block = xml[at:end]
        elif lead == "<w:se":
            current.properties, end = _properties(xml, at, stop)
            found.append(current)
            current = Stretch()
            add, next_section, at = current.blocks.append, xml.find(_SECTION, end, stop), end
            continue
        else:
            at = _passed(xml, at)
            continue
        if end <= at or end > stop:
            raise Unusual
        add(block)
        if at < next_section < end:
            if lead[3] != "p":
                raise Unusual
            current.properties, _ = _properties(xml, next_section, end)
            found.append(current)
            current = Stretch()
            add, next_section = current.blocks.append, xml.find(_SECTION, end, stop)
        at = end
    if current.blocks or not found:
        found.append(current)
    return found


def _end(xml: str, start: int, elements: re.Pattern[str]) -> int:
    """Where the element that begins at `start` ends, those of its own name inside it counted."""
    depth = 0
    for match in elements.finditer(xml, start):
        if match[1]:
            depth -= 1
        elif not match[2]:
            depth += 1
        if not depth:
            return match.end()
    raise Unusual


def _properties(xml: str, start: int, stop: int) -> tuple[str, int]:
    """`w:sectPr` at `start`, and where it ends."""
    mark = xml.find(">", start, stop)
    if xml[start + len(_SECTION)] not in " />" or mark < 0:
        raise Unusual
    end = mark + 1 if xml[mark - 1] == "/" else xml.find(_SECTION_END, start, stop) + len(_SECTION_END)
    text = xml[start:end]
    if end <= start or _SECTION in text[1:]:               # its former state (w:sectPrChange)
        raise Unusual
    return text, end


def _passed(xml: str, at: int) -> int:
    """Behind blanks and marks that print nothing."""
    if xml[at] in " \r\n\t":
        return at + 1
    if xml.startswith(_MARKS, at):
        end = xml.find(">", at)
        if xml[end - 1] == "/":
            return end + 1
    raise Unusual
