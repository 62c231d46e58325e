"""Lines: how text is measured, broken and spaced. Shared by the printers, so that they cannot disagree.

`cuts` text → units · `breaks` where lines break · `books` widths, kept · `ruler` styles → faces · `atoms` content → words ·
`tabs` · `overlong` · `fill` paragraph → lines · `plain` the same for text alone, quickly · `pitch` heights.
"""

from service.lines.fill import Notch, fill
from service.lines.line import Leap, Line
from service.lines.pitch import Pitch, natural_pt, pitch, spaced
from service.lines.ruler import Ruler, Shape

__all__ = ["Leap", "Line", "Notch", "Pitch", "Ruler", "Shape", "fill", "natural_pt", "pitch", "spaced"]
