"""The decree as data with clauses, and the check of a document against it.

    layout     the numbers of layout            types      names and abbreviations of documents
    see        whatever comes in → Seen         seen       what rules see
    looks, words, printed      the rules; importing this package registers all of them
    registry   the rules by their code          catalogue  a rule by its code, as people and machines read it
    check      Seen → Report                    finding, reports      what a check says
"""

from __future__ import annotations

from service.rules import looks, printed, words
from service.rules.check import check
from service.rules.finding import Fault, Finding, Report, Severity, Verdict
from service.rules.registry import Rule, rules

__all__ = ["Fault", "Finding", "Report", "Rule", "Severity", "Verdict", "check", "looks", "printed", "rules", "words"]
