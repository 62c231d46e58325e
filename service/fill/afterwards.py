"""What docxtpl does to the rendered XML, done only where something calls for it: listings, tables, drawing ids."""

from __future__ import annotations

import re

from docxtpl import DocxTemplate
from lxml import etree

from service.fill.grid import END, START

_DOCXTPL = DocxTemplate("")  # only its pure steps on XML; no file is ever opened with it
_CONTROLS = re.compile("[\n\t\a\f]")
_ID = re.compile(r'\bid="[^"]*"')
FIRST_ID = 1001  # docxtpl numbers the drawings of the body from here
_EMPTY_PART = re.compile(r"^(<w:(?:hdr|ftr)\b[^>]*>)(</w:(?:hdr|ftr)>)$")
# a piece of a template that begins with one of ENDS and follows one that ends with one of HOLLOW makes something to refill
ENDS = ("</w:tc>", "</w:tbl>", "</w:hdr>", "</w:ftr>")
HOLLOW = ("</w:tcPr>", "<w:tc>", "</w:tbl>", "</w:tblGrid>", "<w:tblGrid/>")
_HOLLOW = re.compile(r"(?:</w:tcPr>|<w:tc>|</w:tbl>)</w:tc>|(?:</w:tblGrid>|<w:tblGrid/>)</w:tbl>|^<w:(?:hdr|ftr)\b[^>]*></w:")
_WITHIN_TAG = re.compile("<[^>\"']*$")
FIX_START, FIX_END = "<?bang-xet?>", "<?bang-xong?>"
_SPACER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def resolve_listing(xml: str) -> str:
    """Tab, new paragraph (\\a), new page (\\f), line break in `w:t` → their elements, with the properties of run and paragraph.
    docxtpl rewrites every paragraph; here only those that hold such a character, by docxtpl's own function."""
    if "<w:txbxContent" in xml:  # paragraphs inside paragraphs: docxtpl's reading of them depends on all that is before
        return str(_DOCXTPL.resolve_listing(xml))
    out: list[str] = []
    done = 0
    for match in _CONTROLS.finditer(xml):
        if match.start() < done:
            continue
        start = _paragraph_start(xml, done, match.start())
        end = xml.find("</w:p>", match.start())
        if start < 0 or end < 0 or xml.find("</w:p>", start, match.start()) >= 0:
            continue
        end += len("</w:p>")
        out += (xml[done:start], _DOCXTPL.resolve_listing(xml[start:end]))
        done = end
    return "".join((*out, xml[done:]))


def _paragraph_start(xml: str, low: int, high: int) -> int:
    while (high := xml.rfind("<w:p", low, high)) >= 0:
        if xml[high + 4] in " >":
            return high
    return -1


def fix_tables(xml: str, namespaces: str) -> str:
    """Column counts of the tables that were marked (mark_tables) → as many as their rows have, by docxtpl's own function.
    `namespaces` are the declarations of the root."""
    if FIX_START not in xml:
        return xml
    before, *marked = xml.split(FIX_START)
    out = [before]
    for piece in marked:
        table, _, after = piece.partition(FIX_END)
        tree = _DOCXTPL.fix_tables(f"<fix{namespaces}>{table}</fix>")
        fixed = etree.tostring(tree, encoding="unicode")
        out += (fixed[fixed.index(">") + 1 : fixed.rindex("</fix>")] if table else "", after)
    return "".join(out)


def mark_tables(source: str) -> str:
    """Marks the outermost tables of a patched source whose columns may not fit their grid, whatever is rendered."""
    out: list[str] = []
    at = 0
    for start, end in _outer_tables(source):
        table = source[start:end]
        out.append(source[at:start])
        out.append(table if _steady(table) else f"{FIX_START}{table}{FIX_END}")
        at = end
    return "".join((*out, source[at:]))


def _outer_tables(source: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer(r"<(/?)w:tbl(?:>| [^>]*>)", source):
        if not match[1]:
            start = start if depth else match.start()
            depth += 1
        else:
            depth -= 1
            if not depth:
                found.append((start, match.end()))
    return found


_JINJA = r"\{[{%][^\0]*?[}%]\}"
_BETWEEN_CELLS = re.compile(rf"(?:</w:tc>|</w:trPr>|<w:tr(?: [^>]*)?>)\s*{_JINJA}")


def _steady(table: str) -> bool:
    if table.count("<w:tbl>") + table.count("<w:tbl ") > 1 or "<w:tblGrid" not in table:
        return False
    rows = re.findall(r"<w:tr(?: [^>]*)?>.*?</w:tr>", table, re.DOTALL)
    columns = len(re.findall(r"<w:gridCol\b", table))
    for row in rows:
        if _BETWEEN_CELLS.search(row) or re.search(r'<w:gridSpan w:val="[^"\d]', row):
            return False
        cells = len(re.findall(r"<w:tc(?: [^>]*)?>", row))
        spans = sum(int(span) - 1 for span in re.findall(r'<w:gridSpan w:val="(\d+)"', row))
        if cells + spans != columns:
            return False
    return True


def number_drawings(xml: str, first: int) -> str:
    """Each `wp:docPr` of the part → its own id, from `first`."""
    before, *rest = xml.split("<wp:docPr ")
    return before + "".join(f"<wp:docPr {_renumbered(piece, number)}" for number, piece in enumerate(rest, first))


def _renumbered(piece: str, number: int) -> str:
    end = piece.index(">")
    return _ID.sub(f'id="{number}"', piece[:end], count=1) + piece[end:]


def part_tables(xml: str) -> str:
    """Takes away the marks of grids, and puts a paragraph where one would touch another table or end a cell
    (Word makes one table of two that touch, and a cell must end with a paragraph: ECMA-376 part 1, 17.4)."""
    above, *grids = xml.split(START)
    out = [above]
    for number, piece in enumerate(grids):
        grid, _, below = piece.partition(END)
        touches = above.endswith("</w:tbl>") or (number and not above)
        ends = _SPACER if below.startswith("<w:tbl") else "<w:p/>" if below.startswith("</w:tc>") else ""
        out += (_SPACER if touches else "", grid, ends, below)
        above = below
    return "".join(out)


def refill(xml: str) -> str:
    """What `{%p %}` and `{%tr %}` left empty: a table without rows goes; a cell, header or footer whose paragraphs were all taken
    away gets an empty one, as does a cell that would end with a table (ECMA-376 part 1, 17.4 and 17.10)."""
    while (end := _table_without_rows(xml)) >= 0:
        start = max(xml.rfind("<w:tbl>", 0, end), xml.rfind("<w:tbl ", 0, end))
        xml = xml[:start] + xml[xml.index("</w:tbl>", end) + len("</w:tbl>") :]
    xml = xml.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>").replace("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>")
    xml = xml.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")
    return _EMPTY_PART.sub(r"\1<w:p/>\2", xml)


def may_be_hollow(piece: str) -> bool:
    """Whether a fixed piece of a template shows something to refill by itself, or breaks off in a tag: then nobody can tell."""
    return bool(_HOLLOW.search(piece) or _WITHIN_TAG.search(piece))


def _table_without_rows(xml: str) -> int:
    return max(xml.find("</w:tblGrid></w:tbl>"), xml.find("<w:tblGrid/></w:tbl>"))
