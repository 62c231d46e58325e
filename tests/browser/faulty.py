"""A Word file with faults that the decree knows: a letter of ours, spoilt as people spoil them."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.shared import Mm, Pt

from service import doctypes, pipeline


def faulty_letter() -> bytes:
    """Margins too narrow, paragraphs of 11 pt."""
    example = doctypes.get("cong_van").example()
    letter = pipeline.issue("cong_van", example["data"], campaign=example.get("campaign"), formats=("docx",))
    document = docx.Document(BytesIO(letter.docx))
    for section in document.sections:
        section.left_margin, section.top_margin = Mm(15), Mm(10)
    for paragraph in document.paragraphs[2:5]:
        for run in paragraph.runs:
            run.font.size = Pt(11)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
