"""Tools that change one thing of the page: margins, its number, drawn lines. Each returns a `Change`, as those of `mutate` do."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.breaks.word import TWIPS_PER_MM, Change, Word, child, filled, found, lettered, parent, put, qualified


def margin(side: str, mm: float) -> Change:
    """`top`, `right`, `bottom`, `left`, `header`."""
    def change(word: Word) -> None:
        put(word.section, "w:pgMar", **{side: round(mm * TWIPS_PER_MM)})

    return change


def paper(width_mm: float, height_mm: float) -> Change:
    def change(word: Word) -> None:
        put(word.section, "w:pgSz", w=round(width_mm * TWIPS_PER_MM), h=round(height_mm * TWIPS_PER_MM))

    return change


def counted(**attributes: object) -> Change:
    """How the last section counts its pages: `start`, `fmt`; nothing: as it comes."""
    def change(word: Word) -> None:
        for number in found(word.section, "w:pgNumType"):
            word.section.remove(number)
        if attributes:
            put(word.section, "w:pgNumType", **attributes)

    return change


def unboxed() -> Change:
    """The heading's table dissolved: its paragraphs one below the other."""
    def change(word: Word) -> None:
        table = found(word.body, "w:tbl")[0]
        for one in found(table, ".//w:p"):
            table.addprevious(one)
        word.body.remove(table)

    return change


def page_number(**letters: object) -> Change:
    """The header's number: `size` in points, `bold`, `italic`, `align`."""
    def change(word: Word) -> None:
        name = _number_part(word)
        root = word.part(name)
        for properties in lettered(found(root, ".//w:p")):
            if "size" in letters:
                put(properties, "w:sz", val=round(float(str(letters["size"])) * 2))
            for key, tag in (("bold", "w:b"), ("italic", "w:i")):
                if key in letters:
                    put(properties, tag, val=int(bool(letters[key])))
        if "align" in letters:
            put(child(found(root, "w:p")[0], "w:pPr"), "w:jc", val=letters["align"])
        word.store(name, root)

    return change


def decorated_number(before: str, after: str = "") -> Change:
    """Words around the header's number."""
    def change(word: Word) -> None:
        name = _number_part(word)
        root = word.part(name)
        for text, at in ((before, 1), (after, len(found(root, "w:p")[0]) + 1)):
            run = etree.Element(qualified("w:r"))
            filled(run, text)
            if text:
                found(root, "w:p")[0].insert(at, run)
        word.store(name, root)

    return change


def without_page_number() -> Change:
    def change(word: Word) -> None:
        name = _number_part(word)
        root = word.part(name)
        for field in found(root, ".//w:fldSimple"):
            parent(field).remove(field)
        word.store(name, root)

    return change


def number_on_first_page() -> Change:
    def change(word: Word) -> None:
        for title in found(word.section, "w:titlePg"):
            word.section.remove(title)

    return change


def number_in_footer() -> Change:
    """The part of the header becomes the footer's: only its root and how it is referred to differ."""
    def change(word: Word) -> None:
        name = _number_part(word)
        word.parts[name] = word.parts[name].replace(b"<w:hdr", b"<w:ftr").replace(b"</w:hdr", b"</w:ftr")
        types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
        root = word.part(types)
        for override in root:
            if override.get("PartName") == f"/{name}":
                override.set("ContentType", override.get("ContentType", "").replace("header+", "footer+"))
        word.store(types, root)
        root = word.part(relations)
        for relation in root:
            if f"word/{relation.get('Target')}" == name:
                relation.set("Type", relation.get("Type", "").replace("/header", "/footer"))
                reference = found(word.section, f"w:headerReference[@r:id='{relation.get('Id')}']")[0]
                reference.tag = qualified("w:footerReference")
        word.store(relations, root)

    return change


def _number_part(word: Word) -> str:
    return next(name for name, data in word.parts.items() if b" PAGE " in data and name != "word/document.xml")


def undrawn(component: str, nth: int = -1) -> Change:
    """Without the line under a component."""
    def change(word: Word) -> None:
        line = _line(word, component, nth)
        parent(line).remove(line)

    return change


def ruled(component: str, share: float, nth: int = -1) -> Change:
    """The line under a component so many times as long."""
    def change(word: Word) -> None:
        line = _line(word, component, nth)
        for extent in found(line, ".//wp:extent | .//a:ext[@cx]"):
            extent.set("cx", str(round(int(extent.get("cx", "0")) * share)))
        for fallback in found(line, ".//mc:Fallback"):
            parent(fallback).remove(fallback)

    return change


def typed_line(component: str, signs: int, nth: int = -1) -> Change:
    """Underscores instead of the line under a component, in letters of its own."""
    def change(word: Word) -> None:
        line = _line(word, component, nth)
        filled(etree.SubElement(line, qualified("w:r")), "_" * signs)
        for drawing in found(line, ".//mc:AlternateContent"):
            parent(drawing).remove(drawing)

    return change


def drawn_under(component: str, like: str, nth: int = -1) -> Change:
    """One more line, a copy of the one under another component."""
    def change(word: Word) -> None:
        word.paragraph(component, nth).addnext(deepcopy(_line(word, like, -1)))

    return change


def line_copied(component: str) -> Change:
    """At the end of the body a copy of the line under a component."""
    def change(word: Word) -> None:
        word.section.addprevious(deepcopy(_line(word, component, -1)))

    return change


def _line(word: Word, component: str, nth: int) -> etree._Element:
    following = word.paragraph(component, nth).getnext()
    assert following is not None
    assert found(following, "w:pPr/w:pStyle[@w:val='duong_ke']"), f"no line under {component}"
    return following
