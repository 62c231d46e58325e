"""What is seen in a signature's field, as one page of PDF of exactly the field's size, set by the engine that sets documents: so its
fonts are ours, embedded, and the signed file stays PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyhanko.stamp import StaticStampStyle

from service.sign.images import Ink


@dataclass(frozen=True, slots=True)
class Appearance:
    """A page of the field's size; `style()` is what pyHanko's PdfSigner takes as `stamp_style`."""

    pdf: bytes = field(repr=False)
    width_pt: float
    height_pt: float

    def style(self) -> StaticStampStyle:
        """Placed without scaling, margin, border or veil."""
        raise NotImplementedError


def signature(ink: Ink, width_pt: float, height_pt: float) -> Appearance:
    """The handwritten signature, as large as the box allows, in its middle."""
    raise NotImplementedError


def seal(ink: Ink, width_pt: float, height_pt: float) -> Appearance:
    """The seal in its real size in the middle of the box. Raises SignatureRefused (image-size) where it is larger."""
    raise NotImplementedError


def text(lines: Sequence[str], width_pt: float, height_pt: float) -> Appearance:
    """Lines in Times New Roman 10 pt, regular, black, broken between words. Raises SignatureRefused (field-small) where they do not fit."""
    raise NotImplementedError
