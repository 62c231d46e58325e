"""The page number: in the header, in the middle, upright, not on page 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from service.fix.draft import Draft
from service.fix.file import Element, R, W, child, put, q, remove
from service.fix.letters import Made, nearest, set_size
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, FONT
from service.rules.looks.judge import number

_ROW: Final = COMPONENTS["so_trang"]
_HEADER: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    f'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    f'<w:sz w:val="{_ROW.size_pt.chosen * 2:.0f}"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>').encode()
_HEADER_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def letters(draft: Draft, fault: Fault) -> Made:
    """Size, weight and slope."""
    for paragraph in _numbers(draft, "header", "footer"):
        for run in paragraph.iter(q("r")):
            properties = child(run, "rPr")
            put(properties, "b", val=0)
            put(properties, "i", val=0)
            if fault.problem.code == "size-wrong":
                set_size(properties, nearest(float(fault.found.replace(",", ".")), _ROW.size_pt))
        yield fault.place, fault.found, fault.required if fault.problem.code != "size-wrong" else number(
            nearest(float(fault.found.replace(",", ".")), _ROW.size_pt))


def place(draft: Draft, fault: Fault) -> Made:
    """In the middle of the header. A number in the footer gives way to one in the header, where both hold nothing else."""
    for paragraph in _numbers(draft, "header"):
        if not _tabbed(paragraph):
            put(child(paragraph, "pPr"), "jc", val="center")
            for part in ("ind", "framePr"):
                for one in child(paragraph, "pPr").findall(q(part)):
                    remove(one)
            yield fault.place, fault.found, fault.required
    below = list(_numbers(draft, "footer"))
    references = [one for section in draft.file.sections() for one in _references(section, "footer", "default")]
    if below and references and all(_alone(draft, one) for one in references) and not list(_numbers(draft, "header")):
        for reference in references:
            remove(reference)
        yield from missing(draft, fault)


def missing(draft: Draft, fault: Fault) -> Made:
    """A header with the number, where the document has none. Its first page shows none."""
    sections = draft.file.sections()
    headers = [one for section in sections for one in _references(section, "header", "default", "even")]
    if not sections or not all(_bare(draft, one) for one in headers):
        return
    for one in headers:
        remove(one)
    identifier = draft.file.add("header_so_trang.xml", _HEADER, "header", _HEADER_TYPE)
    reference = etree.Element(q("headerReference"))
    reference.set(q("type"), "default")
    reference.set(f"{{{R}}}id", identifier)
    sections[0].insert(0, reference)
    put(sections[0], "titlePg")
    yield fault.place, fault.found or "không có", fault.required


def not_on_first_page(draft: Draft, fault: Fault) -> Made:
    """The first page has a header of its own, which is empty. Left alone where that would take other words from it."""
    section = draft.file.sections()[0]
    shown = _references(section, "header", "default") + _references(section, "footer", "default")
    own = _references(section, "header", "first") + _references(section, "footer", "first")
    if section.find(q("titlePg")) is None:
        if all(_alone(draft, one) for one in shown) and all(_bare(draft, one) for one in own):
            put(section, "titlePg")
            yield fault.place, fault.found, fault.required
        return
    if own and all(_alone(draft, one) for one in own):
        for one in own:
            remove(one)
        yield fault.place, fault.found, fault.required


def _references(section: Element, kind: str, *types: str) -> list[Element]:
    return [one for one in section.findall(q(f"{kind}Reference")) if one.get(q("type"), "default") in types]


def _tree(draft: Draft, reference: Element) -> Element | None:
    part = draft.file.related(reference.get(f"{{{R}}}id", ""))
    return draft.file.tree(part) if part else None


def _numbers(draft: Draft, *kinds: str) -> Iterator[Element]:
    """The paragraphs that show the number in these headers or footers, each once."""
    told: set[str] = set()
    for section in draft.file.sections():
        for kind in kinds:
            for reference in _references(section, kind, "default", "first", "even"):
                relation = reference.get(f"{{{R}}}id", "")
                tree = _tree(draft, reference)
                if relation not in told and tree is not None:
                    yield from (one for one in tree.iter(q("p")) if _counts(one))
                told.add(relation)


def _counts(paragraph: Element) -> bool:
    fields = [one.get(q("instr"), "") for one in paragraph.iter(q("fldSimple"))]
    fields += [one.text or "" for one in paragraph.iter(q("instrText"))]
    return any(code.split()[:1] == ["PAGE"] for code in fields)


def _alone(draft: Draft, reference: Element) -> bool:
    """Whether a header holds the number and nothing else: no words, no drawing, no table."""
    tree = _tree(draft, reference)
    if tree is None:
        return True
    words = "".join(one.text or "" for paragraph in tree.iter(q("p")) for one in paragraph.iter(q("t")))
    drawn = any(next(tree.iter(q(name)), None) is not None for name in ("drawing", "pict", "tbl", "object"))
    return not drawn and not any(letter.isalpha() for letter in words)


def _bare(draft: Draft, reference: Element) -> bool:
    """Whether a header is empty."""
    tree = _tree(draft, reference)
    return tree is None or (_alone(draft, reference) and not any(_counts(one) for one in tree.iter(q("p"))))


def _tabbed(paragraph: Element) -> bool:
    """Whether it is brought to its place by a tab."""
    return any(run.find(q("tab")) is not None for run in paragraph.iter(q("r")))
