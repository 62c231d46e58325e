"""Lines: how text is measured, broken and spaced. Shared by the printers, so that they cannot disagree.

`breaks` where lines break · `ruler` widths and faces · `atoms` content → words · `tabs` · `fill` paragraph → lines · `pitch`
heights.
"""

from service.lines.fill import Notch, fill
from service.lines.line import Leap, Line
from service.lines.pitch import Pitch, natural_pt, pitch, spaced
from service.lines.ruler import Ruler, Shape

__all__ = ["Leap", "Line", "Notch", "Pitch", "Ruler", "Shape", "fill", "natural_pt", "pitch", "spaced"]
