"""Fonts: the only home of uharfbuzz.

`faces` files → faces with their measures · `words` characters → glyphs, measured and kept · `programs` glyphs → what a PDF
embeds.
"""

from service.fonts.faces import Face, Faces, Found, faces
from service.fonts.words import glyph_missing

__all__ = ["Face", "Faces", "Found", "faces", "glyph_missing"]
