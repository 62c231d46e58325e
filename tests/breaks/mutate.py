"""Tools that change one thing in a good document: letters, paragraphs, words. Each returns a `Change`: what is done to a `Word`.
The page and its drawn lines are changed by `page`.

    size("quoc_hieu", 15)       the letters of a component (every paragraph of it; `nth` one of them)
    saying("so_ky_hieu", "…")   its words
    both(one, other)            two changes that are one fault
"""

from __future__ import annotations

from lxml import etree

from tests.breaks.word import TWIPS_PER_MM, Change, Word, child, filled, found, lettered, parent, put, qualified, words, written


def changed(data: bytes, *changes: Change) -> bytes:
    """A document with these changes."""
    word = Word.opened(data)
    for change in changes:
        change(word)
    return word.saved()


def both(*changes: Change) -> Change:
    def change(word: Word) -> None:
        for one in changes:
            one(word)

    return change


# ---------------------------------------------------------------- letters

def size(component: str, points: float, nth: int | None = None) -> Change:
    def change(word: Word) -> None:
        for properties in lettered(_some(word, component, nth)):
            put(properties, "w:sz", val=round(points * 2))
            put(properties, "w:szCs", val=round(points * 2))

    return change


def weight(component: str, bold: bool, nth: int | None = None) -> Change:
    return _switch(component, "w:b", bold, nth)


def slope(component: str, italic: bool, nth: int | None = None) -> Change:
    return _switch(component, "w:i", italic, nth)


def underlined(component: str, nth: int | None = None) -> Change:
    return _letters(component, "w:u", "single", nth)


def color(component: str, value: str, nth: int | None = None) -> Change:
    return _letters(component, "w:color", value, nth)


def font(component: str, family: str, nth: int | None = None) -> Change:
    def change(word: Word) -> None:
        for properties in lettered(_some(word, component, nth)):
            put(properties, "w:rFonts", ascii=family, hAnsi=family, cs=family, eastAsia=family)

    return change


def _switch(component: str, name: str, on: bool, nth: int | None) -> Change:
    return _letters(component, name, "1" if on else "0", nth)


def _letters(component: str, name: str, value: str, nth: int | None) -> Change:
    def change(word: Word) -> None:
        for properties in lettered(_some(word, component, nth)):
            put(properties, name, val=value)

    return change


# ---------------------------------------------------------------- paragraphs

def align(component: str, alignment: str, nth: int | None = None) -> Change:
    """`left`, `center`, `right`, `both`."""
    return _format(component, "w:jc", nth, val=alignment)


def indent(component: str, first_mm: float, nth: int | None = None, left_mm: float = 0) -> Change:
    return _format(component, "w:ind", nth, firstLine=round(first_mm * TWIPS_PER_MM), left=round(left_mm * TWIPS_PER_MM))


def spacing(component: str, lines: float, nth: int | None = None) -> Change:
    return _format(component, "w:spacing", nth, line=round(lines * 240), lineRule="auto")


def exact(component: str, points: float, nth: int | None = None) -> Change:
    """Lines exactly so far apart."""
    return _format(component, "w:spacing", nth, line=round(points * 20), lineRule="exact")


def torn(*components: str) -> Change:
    """Nothing holds the paragraphs of these components, and the rows of tables, together any more."""
    def change(word: Word) -> None:
        for row in found(word.body, ".//w:cantSplit"):
            parent(row).remove(row)
        for component in components:
            _format(component, "w:keepNext", None, val="0")(word)

    return change


def gap(component: str, before_pt: float, after_pt: float = 0, nth: int | None = None) -> Change:
    return _format(component, "w:spacing", nth, before=round(before_pt * 20), after=round(after_pt * 20))


def _format(component: str, name: str, nth: int | None, **attributes: object) -> Change:
    def change(word: Word) -> None:
        for paragraph in _some(word, component, nth):
            put(child(paragraph, "w:pPr"), name, **attributes)

    return change


# ---------------------------------------------------------------- words

def saying(component: str, text: str, nth: int = 0) -> Change:
    def change(word: Word) -> None:
        written(word.paragraph(component, nth), text)

    return change


def replacing(old: str, new: str, component: str = "", nth: int = 0) -> Change:
    """Words in a paragraph; without a component the first paragraph that has them."""
    def change(word: Word) -> None:
        paragraphs = [word.paragraph(component, nth)] if component else found(word.body, ".//w:p")
        paragraph = next(one for one in paragraphs if old in words(one))
        written(paragraph, words(paragraph).replace(old, new, 1))

    return change


def ending(component: str, nth: int, old: str, new: str) -> Change:
    """The last characters of a paragraph."""
    def change(word: Word) -> None:
        paragraph = word.paragraph(component, nth)
        text = words(paragraph)
        assert text.endswith(old)
        written(paragraph, text[:len(text) - len(old)] + new)

    return change


def everywhere(old: str, new: str) -> Change:
    """Words in every paragraph that has them."""
    def change(word: Word) -> None:
        for paragraph in [one for one in found(word.body, ".//w:p") if old in words(one)]:
            written(paragraph, words(paragraph).replace(old, new))

    return change


def without(component: str, nth: int | None = None) -> Change:
    def change(word: Word) -> None:
        for paragraph in _some(word, component, nth):
            parent(paragraph).remove(paragraph)

    return change


def adding(component: str, text: str, *, after: str = "", before: str = "", nth: int = -1) -> Change:
    """One paragraph more, in this style of ours; at the end of the body where no neighbour is named."""
    def change(word: Word) -> None:
        made = paragraph(component, text)
        if before:
            word.paragraph(before, nth).addprevious(made)
        elif after:
            word.paragraph(after, nth).addnext(made)
        else:
            word.section.addprevious(made)

    return change


def moving(component: str, *, before: str = "", after: str = "", nth: int = 0) -> Change:
    """A paragraph to another place."""
    def change(word: Word) -> None:
        moved = word.paragraph(component, nth)
        if before:
            word.paragraph(before).addprevious(moved)
        else:
            word.paragraph(after, -1).addnext(moved)

    return change


def restyled(component: str, other: str, nth: int = 0) -> Change:
    """A paragraph in another style of ours."""
    def change(word: Word) -> None:
        put(child(word.paragraph(component, nth), "w:pPr"), "w:pStyle", val=other)

    return change


def paragraph(component: str, text: str) -> etree._Element:
    made = etree.Element(qualified("w:p"))
    put(child(made, "w:pPr"), "w:pStyle", val=component)
    if text:
        filled(etree.SubElement(made, qualified("w:r")), text)
    return made


# ---------------------------------------------------------------- inside

def _some(word: Word, component: str, nth: int | None) -> list[etree._Element]:
    paragraphs = word.paragraphs(component)
    assert paragraphs, f"no {component} in this document"
    return paragraphs if nth is None else [paragraphs[nth]]
