"""Renews what the oracle says of every type's example, or of those named: `python -m tests.oracle.renew [SLUG…]` (it needs
LibreOffice).

What is stored carries the hash of the very DOCX, so that a test sees when it is of an older one. The same run makes sure that
LibreOffice opens each file whole: it finds every word that our reader finds, in the same order.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from service import doctypes
from service.paper import Block, Box, Float, Paper, Paragraph
from tests.examples import example_docx, issued_example
from tests.oracle.libreoffice import print_with_libreoffice, text_by_libreoffice
from tests.oracle.pdf_lines import Line, lines_of

DATA = Path(__file__).parent / "data"


def main(slugs: list[str]) -> int:
    DATA.mkdir(exist_ok=True)
    lost = 0
    for slug in slugs or doctypes.catalogue():
        docx = example_docx(slug)
        pages, lines = lines_of(print_with_libreoffice(docx))
        rows = [[line.page, round(line.baseline_pt, 3), round(line.left_pt, 2), line.words] for line in lines]
        head = f'{{"docx": "{hashlib.sha256(docx).hexdigest()}", "pages": {pages}, "lines": [\n'
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (DATA / f"{slug}.json").write_text(f"{head}{body}\n]}}\n", encoding="utf-8")
        same = _whole(docx, lines, list(texts(issued_example(slug).paper)))
        lost += not same
        print(f"{slug}: {pages} pages, {len(lines)} lines, text {'whole' if same else 'NOT WHOLE'}")
    return 1 if lost else 0


def _whole(docx: bytes, lines: list[Line], ours: list[str]) -> bool:
    """Every word, in order. The text that LibreOffice saves leaves out text boxes: these are looked for in what it prints."""
    if words(text_by_libreoffice(docx)) == words("\n".join(ours)):
        return True
    printed = "".join(line.words for line in lines)
    return all("".join(line.split()) in printed for text in ours for line in text.split("\n") if line)


def texts(paper: Paper) -> Iterator[str]:
    """The body's paragraphs, tables row by row, text boxes where they are anchored."""
    for section in paper.sections:
        yield from _texts(section.blocks)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
            for inline in block.inlines:
                if isinstance(inline, Float) and isinstance(inline.content, Box):
                    yield from _texts(inline.content.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _texts(cell.blocks)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
