"""Package → field codes that may not stay. An allow-list: an unknown field may read a file, call a server or start a program.

A code is judged whole: Word joins the text of all runs between `begin` and `separate`, so `INCLUDE` + `TEXT` in two runs is one
name (ECMA-376-1, 17.16.2). Fields nest; each is judged by itself, and one whose name or link comes out of another is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from service.errors import Problem, problem
from service.guard.links import link_problem, shortened
from service.guard.package import Package

# What these print comes from the document, its properties or the clock (ECMA-376-1, 17.16.5). MERGEFIELD shows its last result:
# the data source itself is refused in `active`. IF and COMPARE choose between texts that stand in the field, SHAPE frames
# drawings of Word 2003, PRIVATE keeps a converter's notes, = and EQ compute and stack characters.
_NUMBERS = """PAGE NUMPAGES SECTION SECTIONPAGES SEQ LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT REVNUM NUMCHARS NUMWORDS FILESIZE
              EDITTIME ="""
_PLACES = "TOC TC TOA TA INDEX XE HYPERLINK REF PAGEREF NOTEREF STYLEREF GOTOBUTTON BIBLIOGRAPHY CITATION"
_PROPERTIES = """DATE TIME CREATEDATE SAVEDATE PRINTDATE TITLE SUBJECT AUTHOR KEYWORDS COMMENTS LASTSAVEDBY FILENAME DOCPROPERTY
                 DOCVARIABLE INFO"""
_TEXTS = """FORMTEXT FORMCHECKBOX FORMDROPDOWN SYMBOL QUOTE SET EQ ADVANCE SHAPE PRIVATE BARCODE DISPLAYBARCODE
            MERGEFIELD MERGEREC MERGESEQ IF COMPARE"""
ALLOWED = frozenset(f"{_NUMBERS} {_PLACES} {_PROPERTIES} {_TEXTS}".split())
# Left out, with the reason: INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK RD DATABASE DATA read other files or servers; DDE
# DDEAUTO start programs; EMBED OCX CONTROL HTMLCONTROL ADDIN belong to objects; MACROBUTTON runs a macro; PRINT sends codes to
# the printer; ASK FILLIN stop for an answer; AUTOTEXT AUTOTEXTLIST GLOSSARY take text from the reader's own templates; USERNAME
# USERADDRESS USERINITIALS tell who reads.

_NESTED = "\x00"                                 # stands in a code for the result of a field inside it; no XML holds one
_NAME = re.compile(r"\s*(=|[A-Za-z]+(?=[\s\\\"“]|$))")
_ARGUMENT = re.compile(r"\"((?:\\.|[^\"\\])*)\"|“([^”]*)”|(\\\S)|([^\s\"\\]+(?:\\.[^\s\"\\]*)*)")
_TAKES_VALUE = frozenset({"\\l", "\\o", "\\t", "\\s", "\\*"})
_W = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_TAGS = tuple(f"{{{namespace}}}{name}" for namespace in _W
              for name in ("p", "fldChar", "instrText", "delInstrText", "t", "delText", "fldSimple"))


@dataclass(slots=True)
class _Open:
    """A field whose `end` has not come."""

    place: str
    code: list[str] = field(default_factory=list)
    in_code: bool = True


def field_problems(package: Package) -> list[Problem]:
    """Every field of every part of the document, also in headers, notes, comments and glossary, with its paragraph's number."""
    problems: list[Problem] = []
    for name, tree in package.trees.items():
        # parsed parts are UTF-8 and names cannot be escaped in XML, so the bytes tell where there is no field at all
        if b"fldChar" in package[name] or b"nstrText" in package[name] or b"fldSimple" in package[name]:
            for place, code in _codes(name, tree):
                problems += _judge(place, code)
    return problems


def _codes(part: str, tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Every field's code, joined, with its place. Text marked as code outside of any field's code counts as a code too."""
    opened: list[_Open] = []
    stray = _Open(part)
    paragraph = 0
    place = part
    for element in tree.iter(*_TAGS):
        name = str(element.tag).rpartition("}")[2]
        if name in ("p", "fldChar", "fldSimple") and stray.code:
            yield stray.place, "".join(stray.code)
            stray = _Open(part)
        if name == "p":
            paragraph += 1
            place = f"{part}, đoạn {paragraph}"
        elif name == "fldSimple":
            if opened and opened[-1].in_code:
                opened[-1].code.append(_NESTED)
            yield place, _attribute(element, "instr")
        elif name == "fldChar":
            kind = _attribute(element, "fldCharType")
            if kind == "begin":
                if opened and opened[-1].in_code:
                    opened[-1].code.append(_NESTED)
                opened.append(_Open(place))
            elif opened and kind == "separate":
                opened[-1].in_code = False
            elif opened and kind == "end":
                done = opened.pop()
                yield done.place, "".join(done.code)
        elif opened and opened[-1].in_code:
            opened[-1].code += map(str, element.itertext())
        elif name in ("instrText", "delInstrText"):
            stray.place = place
            stray.code += map(str, element.itertext())
    yield from ((left.place, "".join(left.code)) for left in (*opened, stray))


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _judge(place: str, code: str) -> Iterator[Problem]:
    if not code.strip():
        return                                   # Word itself leaves empty fields behind; they print nothing
    shown = shortened(code.replace(_NESTED, "{…}"))
    found = _NAME.match(code)
    if found is None and _NESTED in code.split(maxsplit=1)[0]:
        yield _computed(place, shown)
    elif found is None or found[1].upper() not in ALLOWED:
        yield problem("field-forbidden", "Trường “{ma}” không được phép; hãy thay bằng kết quả của nó (Ctrl+Shift+F9).",
                      place=place, ma=shown)
    elif found[1].upper() == "HYPERLINK":
        yield from _links(place, shown, code[found.end():])


def _computed(place: str, shown: str) -> Problem:
    return problem("field-computed", "Tên hoặc đích của trường “{ma}” do trường khác tạo ra nên không kiểm tra được.",
                   place=place, ma=shown)


def _links(place: str, shown: str, arguments: str) -> Iterator[Problem]:
    """Every argument that may be the target is judged, not the first only: readers differ in which one they take."""
    value_of_switch = False
    for quoted, curly, switch, plain in _ARGUMENT.findall(arguments):
        target = (quoted or curly or plain).replace("\\\\", "\\")
        if switch:
            value_of_switch = switch.lower() in _TAKES_VALUE
            continue
        if not value_of_switch and _NESTED in target:
            yield _computed(place, shown)
        elif not value_of_switch:
            unfit = link_problem(target, place)
            if unfit:
                yield unfit
        value_of_switch = False
