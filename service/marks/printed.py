"""What is seen of a Word file → where its own print has it. The print sets the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from service.marks.letters import Letters, bare
from service.paper import Block, Paragraph, Section
from service.rules.seen import Part, Seen


def printed(seen: Seen, letters: Letters) -> dict[int, list[int]]:
    """Index of a part → its letters in the print, as `Letters` counts them; a part that is not found there is left out.

    Parts are looked for one behind the other. One that is not found moves nothing, so that it cannot lead the others astray.
    """
    found: dict[int, list[int]] = {}
    start = 0
    for part in seen.parts:
        own = letters.find(bare(part.text), start)
        if own:
            found[part.index] = own
            start = _end(part, own)
    return found


def _end(part: Part, own: list[int]) -> int:
    """Where the next part begins. A cell that goes on overleaf lets its neighbours begin on this page."""
    if part.in_table:
        gap = next((at for at in range(1, len(own)) if own[at] != own[at - 1] + 1), len(own))
        return own[gap - 1] + 1
    return own[-1] + 1


def sections(seen: Seen) -> dict[int, int]:
    """Place of a section in the paper → index of its first part."""
    found: dict[int, int] = {}
    for number, section in enumerate(seen.paper.sections if seen.paper else ()):
        own = {id(paragraph) for paragraph in _paragraphs(section)}
        first = next((part.index for part in seen.parts if id(part.paragraph) in own), None)
        if first is not None:
            found[number] = first
    return found


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    waiting: list[Block] = list(section.blocks)
    for block in waiting:
        if isinstance(block, Paragraph):
            yield block
        else:
            waiting += [inner for row in block.rows for cell in row.cells for inner in cell.blocks]
