"""The order in which a paper is read: paragraphs, cells row by row, drawn boxes behind their anchor, notes behind their sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.paper import Block, Box, Break, Field, Float, NoteMark, Paper, Paragraph, Tab, Table, Text


def reading(paper: Paper) -> list[str]:
    """The words of each paragraph that shows any, blanks made one."""
    blocks = [block for section in paper.sections for block in section.blocks]
    blocks += [block for note in paper.notes if note.kind == "endnote" for block in note.blocks]
    return [words for words in (" ".join(text.split()) for text in _texts(blocks, paper)) if words]


def _texts(blocks: Sequence[Block], paper: Paper) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _texts(cell.blocks, paper)
            continue
        yield _text(block)
        for inline in block.inlines:
            if isinstance(inline, Float) and isinstance(inline.content, Box):
                yield from _texts(inline.content.blocks, paper)
            elif isinstance(inline, NoteMark):
                for note in paper.notes:
                    if note.note_id == inline.note_id and note.kind == "footnote":
                        yield from _texts(note.blocks, paper)


def _text(paragraph: Paragraph) -> str:
    label = f"{paragraph.label.text} " if paragraph.label else ""
    return label + "".join(map(_shown, paragraph.inlines))


def _shown(inline: object) -> str:
    match inline:
        case Text():
            return inline.text
        case Tab() | Break():
            return " "
        case NoteMark():
            return inline.label
        case Field():
            return "\N{REPLACEMENT CHARACTER}"   # a number known only on the page
    return ""
