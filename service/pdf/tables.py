"""The ends of tables cut by a page, set right after layout.

Where WeasyPrint breaks a table earlier than it first meant to (what follows must not be parted from its last row), it takes rows
away and leaves the table as high as it was: the line that closes it hangs below the last row (find_earlier_page_break says so).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

_SAME_PX: Final = 0.01


def close_tables(document: Document) -> None:
    """Ends every table of the pages where its last row ends. Tables in cells do not break and are left alone."""
    for page in document.pages:
        for table in _tables(page._page_box):
            rows = [row for group in table.children for row in group.children]
            if rows:
                end = rows[-1].position_y + rows[-1].height
                if table.content_box_y() + table.height > end + _SAME_PX:
                    table.height = end - table.content_box_y()


def _tables(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TableBox):
            yield child
        elif isinstance(child, boxes.BlockBox):
            yield from _tables(child)
