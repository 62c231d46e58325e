"""Paper → PDF by our own typesetter (docs/press.md): `accepts(paper)` names what it cannot set, `to_pdf(paper, faces)` sets it.

`typesetter` what a document shares · `strips`, `paragraphs` lines · `entries`, `columns`, `sheets`, `heads`, `notes` pages
· `tables`, `rows` · `floats`, `pictures` · `paint`, `drawing`, `marks` content and its tags · `body`, `tree`, `outline`,
`document`, `volume` the file · `objects`, `typefaces` its notation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.blocks.roles import title_of
from service.blocks.tree import Node
from service.fonts import Faces
from service.paper import Construct, Paper, Properties
from service.pdfa import Attachment
from service.press.accepts import accepts
from service.press.document import write
from service.press.setting import SetPage
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from service.press.volume import Volume

__all__ = ["Attachment", "Pressed", "Volume", "accepts", "add", "to_pdf"]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A paper on pages, and what of it the print does not honour."""

    pdf: bytes
    pages: int
    constructs: tuple[Construct, ...]


def to_pdf(paper: Paper, faces: Faces, *, foreign: bool = False, attachment: Attachment | None = None) -> Pressed:
    """A paper that `accepts` names nothing of → PDF/A-3a and PDF/UA-1, the same bytes for the same paper.

    `foreign`: a stranger's file, where a character that its font lacks is taken from another font and reported. Raises FontFault
    with every character that has no glyph, AssetMissing where a picture cannot be read, SignatureRefused where two places of
    signatures have one name.
    """
    setter = Typesetter(paper, faces, foreign)
    root, laid = _laid(setter)
    return Pressed(write(laid, root, _properties(paper), attachment), len(laid), setter.constructs)


def add(
    volume: Volume, paper: Paper, faces: Faces, *, place: int | None = None, foreign: bool = False
) -> tuple[int, tuple[Construct, ...]]:
    """Sets a paper into a volume, at this place among its documents → its pages, and what of it is not honoured. Raises as
    `to_pdf`."""
    setter = Typesetter(paper, faces, foreign)
    root, laid = _laid(setter)
    volume.add(laid, root, _properties(paper).title, place)
    return len(laid), setter.constructs


def _laid(setter: Typesetter) -> tuple[Node, list[SetPage]]:
    root = Node("Document", None)
    laid = pages(setter, root)
    setter.raise_faults()
    return root, laid


def _properties(paper: Paper) -> Properties:
    """Those of the paper; without a title it is called by its first heading or words."""
    own = paper.properties
    title = own.title.strip() or title_of([block for section in paper.sections for block in section.blocks])
    return own if title == own.title else replace(own, title=title)
