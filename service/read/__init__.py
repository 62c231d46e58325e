"""DOCX → Paper.

    package   the guard's package → parts, relationships, trees
    styles, table_styles, numbering, settings, theme      parts → what they define (kept between documents of one template)
    looks     layers of properties → TextStyle, ParagraphFormat (resolved once for each combination)
    document → sections, blocks, tables, cells, inlines, fields, notes      one pass over the tree
    drawings, shapes, vml, pictures      what is drawn
    straight        a filled template, by what was read of the documents before it (cut, kept, recipes, known_tables, pieces)
    constructs      what the paper does not carry, each reported with its place
"""

from __future__ import annotations

from service.guard import Package
from service.paper import Paper
from service.read.document import document
from service.read.package import Parts
from service.read.straight import Straight

__all__ = ["Straight", "read"]


def read(data: bytes | Package) -> Paper:
    """DOCX → Paper.

    `data`: the bytes of a file we drew ourselves, or the guard's package of a stranger's. Raises `FileUnreadable` where it is no
    Word document, `FileRefused` where its XML is broken. What the paper does not carry stands in `Paper.constructs`.
    """
    return document(Parts(data))
