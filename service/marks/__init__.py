"""Findings → where they stand on the pages: page and box in mm, or honestly no place.

    values    Box, PageSize, Mark, Marked
    letters   a PDF's letters in order; where in them a text stands
    printed   the parts of a Word file in its own print
    place     finding → mark

A Word file has no pages until it is printed; its print is read back and its words are followed in order. So no document carries
anything for the sake of marks: recipes and bytes stay as they are.
"""

from __future__ import annotations

from service.marks.place import marked
from service.marks.values import Box, Mark, Marked, PageSize

__all__ = ["Box", "Mark", "Marked", "PageSize", "marked"]
