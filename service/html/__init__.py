"""Paper → HTML for WeasyPrint: `to_html(paper, faces) -> Html`.

Lines are broken by `service.lines`, not by the engine; the engine sets them, breaks pages and draws. `sheet` what the document
gathers ·
`page` sections · `flow` gaps and order · `paragraph` · `inline` · `look` · `table` · `drawing` · `notes` ·
`roles` what blocks are, for the tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from service.blocks.roles import title_of
from service.fonts import Faces
from service.html.flow import Shared
from service.html.page import Printer
from service.html.sheet import BASE, Sheet
from service.lines import Ruler
from service.lines.ruler import substitution
from service.paper import Construct, Paper

__all__ = ["BASE", "Html", "to_html"]


@dataclass(frozen=True, slots=True)
class Html:
    """Well-formed markup, the bytes its `vb-asset:` addresses stand for, and what this printer could not honour; `title`: the
    document's own, else its first heading or words."""

    markup: str
    assets: Mapping[str, bytes] = field(default_factory=dict)
    constructs: tuple[Construct, ...] = ()
    title: str = ""


def to_html(paper: Paper, faces: Faces, *, foreign: bool = False) -> Html:
    """Paper → HTML. The same paper gives the same text.

    `foreign`: a stranger's file, where a character that its font lacks is taken from another font and reported. Raises
    FontFault with every character that has no glyph, and the place of each.
    """
    sheet, ruler = Sheet(), Ruler(faces, foreign=foreign)
    body = Printer(Shared(paper, ruler, sheet)).write()
    ruler.raise_faults()
    for family, used in ruler.substituted.items():
        sheet.report("w:rFonts", substitution(family, used), lost=False)
    for said in ruler.borrowed.values():
        sheet.report("w:rFonts", said, lost=False)
    title = paper.properties.title.strip() or title_of([block for section in paper.sections for block in section.blocks])
    language = paper.properties.language.split("-")[0] or "vi"
    head = f'<head><meta charset="utf-8"/><title>{escape(title)}</title><style>{sheet.css()}</style></head>'
    markup = f'<html lang="{escape(language)}">{head}<body>{body}</body></html>'
    return Html(markup, sheet.assets, sheet.constructs, title)
