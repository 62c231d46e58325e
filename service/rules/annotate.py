"""DOCX bytes + findings → a copy with a Word comment at every place. Home of python-docx at run time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from typing import Final, cast
from zipfile import BadZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from service.errors import FileUnreadable, Problem, problem
from service.paper import Text
from service.rules.finding import SEVERITIES, Finding, Report
from service.rules.seen import Seen

AUTHOR: Final = "vanban"
_INITIALS: Final = "VB"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ASIDE: Final = frozenset((*map(qn, ("w:txbxContent", "w:del", "w:moveFrom")), _FALLBACK))
_WORDLESS: Final = re.compile(r"\W+")


def annotate(
    data: bytes, seen: Seen, report: Report, say: Callable[[Problem], str] | None = None, *, numbered: bool = False
) -> bytes:
    """A Word file and what was found in it → its copy with comments; what has no place stands at the first paragraph.

    `data` has passed the guard and `seen` was made of it. `say` gives messages in the reader's language (Vietnamese without it);
    `numbered`: each begins with its number in the report.
    The words, looks and parts of the file are not touched. Raises FileUnreadable where the file cannot be written again.
    """
    try:
        document = Document(BytesIO(data))
    except (BadZipFile, KeyError, ValueError) as error:
        raise FileUnreadable(problem("annotate-unreadable", "Không ghi nhận xét vào tệp Word này được.")) from error
    body = list(_paragraphs(document.element.body))
    if not body:
        body = [document.add_paragraph()._p]
    places = _matched(body, seen)
    for number, finding in enumerate(report.findings, start=1):
        paragraph = Paragraph(places.get(finding.fault.paragraph or 0, body[0]), document._body)
        runs = paragraph.runs or [paragraph.add_run()]
        comment = document.add_comment(runs, comment_text(finding, say, number if numbered else None), AUTHOR, _INITIALS)
        del comment._comment_elm.attrib[qn("w:date")]                 # the same findings give the same comments
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def comment_text(finding: Finding, say: Callable[[Problem], str] | None = None, number: int | None = None) -> str:
    """What a comment says: rule, message, suggestion, clause."""
    fault = finding.fault
    told = say(fault.problem) if say else finding.message
    lines = [f"{f'{number}. ' if number else ''}[{finding.code}, {SEVERITIES[finding.severity]}] {told}"]
    if fault.suggestion:
        lines.append(f"→ {fault.suggestion}")
    lines.append(f"({finding.clause})")
    return "\n".join(lines)


def _paragraphs(body: CT_P) -> Iterator[CT_P]:
    """The body's paragraphs in order, those in cells included, those in boxes and in what was deleted not."""
    for element in cast(Iterator[CT_P], body.iter(qn("w:p"))):
        if not any(above.tag in _ASIDE for above in element.iterancestors()):
            yield element


def _matched(body: Sequence[CT_P], seen: Seen) -> dict[int, CT_P]:
    """Number of a paragraph → its element. They are matched by their words: what the reader leaves out (cells covered by a merge,
    hidden ends) would shift a count."""
    parts = [part for part in seen.parts if part.number is not None and part.paragraph is not None]
    theirs = [_bare("".join(text.text or "" for text in element.iter(qn("w:t")))) for element in body]
    ours = [_bare("".join(one.text for one in (part.paragraph.inlines if part.paragraph else ()) if isinstance(one, Text)))
            for part in parts]
    found: dict[int, CT_P] = {}
    for _, low, high, begin, end in SequenceMatcher(None, ours, theirs).get_opcodes():
        for offset in range(high - low):
            if begin < end or begin:                      # what has no counterpart stands at the nearest one above
                found[parts[low + offset].number or 0] = body[min(begin + offset, max(end - 1, 0), len(body) - 1)]
    return found


def _bare(text: str) -> str:
    return _WORDLESS.sub("", text)
