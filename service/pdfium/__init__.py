"""PDF bytes → what stands on its pages. Only home of pypdfium2.

    document   bytes → open document        damaged and locked files are told apart
    sheets     document → Sheet a page      letters, drawn lines, pictures: points from the top left, as the page is shown
    written    document → Written a page    its characters and their boxes, nothing else
    scanned    document → Plate a page      what is a scan of it: pixels to the inch, colour, how much of the page it covers
    ink        page → ink in places         what is printed or drawn there, whatever it is made of
    faces      a font's name → Face         family, weight, slope
    drawn      a path → lines               also thin filled rectangles: most printers draw a line so
"""

from __future__ import annotations

from service.pdfium.document import opened
from service.pdfium.faces import Face
from service.pdfium.ink import ink
from service.pdfium.scanned import Plate, plates
from service.pdfium.sheets import Drawn, Letter, Sheet, sheets
from service.pdfium.written import Rectangle, Written, written

__all__ = ["Drawn", "Face", "Letter", "Plate", "Rectangle", "Sheet", "Written", "ink", "opened", "plates", "sheets", "written"]
