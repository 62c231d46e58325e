"""A document → what the rules say of it."""

from __future__ import annotations

from collections import Counter

from service import pipeline
from service.read import read
from service.rules.check import check
from service.rules.finding import Report
from service.rules.see import see_paper
from service.rules.see.pdf import see_pdf


def report(docx: bytes) -> Report:
    """A Word file judged."""
    return check(see_paper(read(docx)))


def printed_report(docx: bytes) -> Report:
    """A Word file printed, and the print judged as a stranger's PDF."""
    return check(see_pdf(pipeline.print_docx(docx).pdf))


def pdf_report(pdf: bytes) -> Report:
    """A PDF judged."""
    return check(see_pdf(pdf))


def codes(judged: Report) -> Counter[str]:
    """How often each rule found something."""
    return Counter(finding.code for finding in judged.findings)
