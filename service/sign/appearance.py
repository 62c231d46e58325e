"""What is seen in a signature's field: one page of PDF of exactly the field's size, set by the engine that sets documents. So its
fonts are ours, embedded, and the signed file stays PDF/A-3a and PDF/UA-1. `stamp` hands it to pyHanko."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Final

from pyhanko.stamp import StaticStampStyle

from service.errors import FontFault, SignatureRefused, problem
from service.fonts import faces, glyph_missing
from service.html import Html
from service.html.sheet import ASSET_SCHEME, pt
from service.lines import Ruler, pitch
from service.paper import ParagraphFormat, TextStyle
from service.pdf import to_pdf
from service.sign.images import Ink
from service.sign.stamp import style

_MM: Final = 72 / 25.4
_TEXT: Final = TextStyle(family="Times New Roman", size_pt=10.0)     # PL I, II.8b; Phần II, I.3: 10, upright, black
_OVER_PT: Final = 0.5                            # a field's corners are written rounded
_SPARE_PT: Final = 0.5                           # a line this much shorter than the box leaves it in no viewer

_Width = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A page of the field's size; `style()` is what pyHanko's PdfSigner takes as `stamp_style`, for one signature."""

    pdf: bytes = field(repr=False)
    width_pt: float
    height_pt: float

    def style(self, turn: int = 0) -> StaticStampStyle:
        """Placed without scaling, margin, border or veil; upright in a field that is turned (degrees, anticlockwise)."""
        return style(self.pdf, turn)


def signature(ink: Ink, width_pt: float, height_pt: float) -> Appearance:
    """The handwritten signature, as large as the box allows, in its middle."""
    share = min(width_pt / ink.width_mm, height_pt / ink.height_mm)
    return _image(ink.png, ink.width_mm * share, ink.height_mm * share, width_pt, height_pt)


def seal(ink: Ink, width_pt: float, height_pt: float) -> Appearance:
    """The seal in its real size in the middle of the box. Raises SignatureRefused (image-size) where it is larger."""
    wide, high = ink.width_mm * _MM, ink.height_mm * _MM
    if wide > width_pt + _OVER_PT or high > height_pt + _OVER_PT:
        raise SignatureRefused(problem("image-size", "Con dấu rộng {rong} mm, cao {cao} mm, lớn hơn chỗ đóng dấu {o_rong} ×"
                                       " {o_cao} mm; hãy dựng lại văn bản với dau_mm của con dấu.", rong=_mm(wide), cao=_mm(high),
                                       o_rong=_mm(width_pt), o_cao=_mm(height_pt)))
    return _image(ink.png, wide, high, width_pt, height_pt)


def needed_pt(line: str, width_pt: float) -> float:
    """How high a box of this width must be for `text` to take the line."""
    face = faces().find(_TEXT.family).face
    return _pitch_pt() * len(_filled(line, width_pt - 2 * _SPARE_PT, lambda words: face.width_em(words) * _TEXT.size_pt))


def text(lines: Sequence[str], width_pt: float, height_pt: float) -> Appearance:
    """Lines in Times New Roman 10 pt, regular, black, in the middle of the box; a line that is too long is broken behind `;`, or
    else between words where that takes less room, and nothing is cut. Raises SignatureRefused (field-small), FontFault."""
    ruler = Ruler(faces())
    shape = ruler.shape(_TEXT)
    joined = " ".join(lines)
    if missing := shape.face.missing(joined):
        raise FontFault(glyph_missing(missing[0], shape.face))

    def width(words: str) -> float:
        return shape.face.width_em(words) * _TEXT.size_pt

    room = width_pt - 2 * _SPARE_PT
    broken = [piece for line in lines for piece in _broken(line, room, width)]
    height = _pitch_pt()
    if len(broken) * height > height_pt + _OVER_PT:
        broken = [piece for line in lines for piece in _filled(line, room, width)]
    if max(map(width, broken), default=0.0) > room or len(broken) * height > height_pt + _OVER_PT:
        raise SignatureRefused(problem("field-small", "Chỗ ký {rong} × {cao} mm không đủ cho “{chu}” cỡ chữ 10: cần {so} dòng.",
                                       rong=_mm(width_pt), cao=_mm(height_pt), chu=joined, so=len(broken)))
    top = (height_pt - len(broken) * height) / 2
    css = f"left:0;width:{pt(width_pt)};text-align:center;font:{pt(_TEXT.size_pt)}/{pt(height)} {shape.face.css_family}"
    content = "".join(f'<p style="position:absolute;top:{pt(top + number * height)};{css}">{escape(line)}</p>'
                      for number, line in enumerate(broken))
    return Appearance(to_pdf(_page(content, width_pt, height_pt)), width_pt, height_pt)


def _pitch_pt() -> float:
    return pitch(Ruler(faces()).shape(_TEXT), ParagraphFormat()).height_pt


def _broken(line: str, room: float, width: _Width) -> list[str]:
    """A line's pieces: as many of its parts (“…;”) as fit go together; only a part that is too long is broken between words."""
    pieces: list[str] = []
    for part in line.replace("; ", ";\n").split("\n"):
        if pieces and width(f"{pieces[-1]} {part}") <= room:
            pieces[-1] += f" {part}"
        else:
            pieces += _filled(part, room, width)
    return pieces


def _filled(line: str, room: float, width: _Width) -> list[str]:
    """A line's pieces, each as full as words allow."""
    words = line.split()
    pieces = words[:1] or [""]
    for word in words[1:]:
        if width(f"{pieces[-1]} {word}") <= room:
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


@lru_cache(maxsize=16)
def _image(png: bytes, wide: float, high: float, width_pt: float, height_pt: float) -> Appearance:
    """One office signs much with few images: the page of an image does not depend on the document."""
    name = f"{hashlib.sha256(png).hexdigest()[:24]}.png"
    place = f"left:{pt((width_pt - wide) / 2)};top:{pt((height_pt - high) / 2)};width:{pt(wide)};height:{pt(high)}"
    image = f'<img style="position:absolute;{place}" src="{ASSET_SCHEME}{name}" alt=""/>'
    page = _page(image, width_pt, height_pt)
    return Appearance(to_pdf(Html(page.markup, {name: png})), width_pt, height_pt)


def _page(content: str, width_pt: float, height_pt: float) -> Html:
    rule = f"@page{{size:{pt(width_pt)} {pt(height_pt)};margin:0}}"
    return Html(f'<html lang="vi"><head><title></title><style>{rule}</style></head><body>{content}</body></html>')


def _mm(length_pt: float) -> str:
    return f"{length_pt / _MM:.1f}".removesuffix(".0").replace(".", ",")
