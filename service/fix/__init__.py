"""A Word file → the same file with its layout set right, rule by rule, and old fonts' letters in Unicode.

    draft      what the rules see, side by side with the file's elements      file      its parts, the rest kept byte by byte
    old_letters      text in fonts of TCVN3 and VNI → Unicode, before anything else can be read
    page, number, letters, paragraphs, lines      one thing each that is set   mend      findings → changes, until none is left
"""

from __future__ import annotations

from service.fix.change import Change, Fixed
from service.fix.mend import fix, mendable

__all__ = ["Change", "Fixed", "fix", "mendable"]
