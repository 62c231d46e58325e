"""The decree's numbers → a template's first `template.docx`. From then on an office edits that file in Word; nothing redraws it.

Only home of writing Word templates.
"""

from __future__ import annotations

from service.scaffold.blocks import Form, body, section
from service.scaffold.package import FIRST_HEADER_ID, HEADER_ID, pack
from service.scaffold.styles import styles
from service.scaffold.xml import paragraph, run, serialise, w

__all__ = ["Form", "draw"]


def draw(form: Form) -> bytes:
    """What a type shows → `template.docx`, with the styles of every component and the tags of `docs/templates.md`."""
    document = w("document", w("body", *body(form), section(HEADER_ID, FIRST_HEADER_ID)))
    page = paragraph("so_trang", w("fldSimple", run("2"), instr=" PAGE "))
    return pack(
        document=serialise(document),
        styles=styles(),
        header=serialise(w("hdr", page)),
        first_header=serialise(w("hdr", paragraph("so_trang"))),   # I.7: page 1 shows no number
    )
