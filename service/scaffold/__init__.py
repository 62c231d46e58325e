"""The decree's numbers → a template's first `template.docx`. From then on an office may edit that file in Word.

Only home of writing Word templates.

    form.py         what a type shows
    blocks.py       from top to bottom: heading.py, content.py, signatures.py, the appendices
    columns.py      rows of columns without borders
    tags.py         docxtpl's commands
    styles.py       a style for every component
    package.py      the parts of the file
"""

from __future__ import annotations

from service.rules.layout import RARE
from service.scaffold.blocks import body, contacts, section
from service.scaffold.form import PLACED, Form
from service.scaffold.package import FIRST_FOOTER_ID, FIRST_HEADER_ID, HEADER_ID, pack
from service.scaffold.styles import styles
from service.scaffold.xml import W, paragraph, run, serialise, w

__all__ = ["PLACED", "Form", "draw"]


def draw(form: Form) -> bytes:
    """What a type shows → `template.docx`, with the styles of every component and the tags of `docs/templates.md`."""
    parts = body(form)
    last = section(HEADER_ID, FIRST_HEADER_ID, FIRST_FOOTER_ID if form.contacts else "", landscape=form.landscape)
    document = w("document", w("body", *parts, last))
    used = {style.get(f"{{{W}}}val") for style in document.iter(f"{{{W}}}pStyle")}
    page = paragraph("so_trang", w("fldSimple", run("2"), instr=" PAGE "))
    return pack(
        document=serialise(document),
        styles=styles(RARE & used),
        header=serialise(w("hdr", page)),
        first_header=serialise(w("hdr", paragraph("so_trang"))),   # I.7: page 1 shows no number
        first_footer=serialise(w("ftr", *contacts())) if form.contacts else b"",
    )
