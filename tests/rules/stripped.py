"""A paper without its styles' names: what is left is what a stranger's file has."""

from __future__ import annotations

from dataclasses import replace

from service.paper import Block, Paper, Paragraph


def stripped(paper: Paper) -> Paper:
    return replace(paper, sections=tuple(replace(one, blocks=_blocks(one.blocks)) for one in paper.sections))


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(block, style_id="", style_name="") if isinstance(block, Paragraph)
        else replace(block, rows=tuple(replace(row, cells=tuple(replace(cell, blocks=_blocks(cell.blocks)) for cell in row.cells))
                                       for row in block.rows))
        for block in blocks)
