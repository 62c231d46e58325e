"""Dossier → Report: every rule across documents is asked. Importing it registers the rules."""

from __future__ import annotations

from typing import Final

from service.dossier import rules
from service.dossier.judged import Dossier
from service.dossier.registry import Across, across_rules
from service.rules.finding import Fault, Finding, Report, Verdict
from service.rules.registry import UNDETERMINED

RULE_MODULES: Final = rules.MODULES               # what is imported is registered


def check_dossier(dossier: Dossier) -> Report:
    """One document with its snapshot, or a whole set → what does not agree, in the order of the rules, and every verdict.

    A rule about documents that are not there is KHONG_AP_DUNG; one that would need more to tell is KHONG_XAC_DINH. Nothing is
    raised by what the data lacks.
    """
    findings: list[Finding] = []
    verdicts: dict[str, Verdict] = {}
    for one in across_rules().values():
        verdicts[one.code], faults = _asked(one, dossier)
        findings += [Finding(one.code, one.name, one.clause, one.severity, fault) for fault in faults]
    return Report(tuple(findings), verdicts)


def _asked(one: Across, dossier: Dossier) -> tuple[Verdict, list[Fault]]:
    """Faults count before anything else a rule says; "cannot be told" before "does not apply"."""
    if one.slugs and not dossier.has(one.slugs):
        return Verdict.KHONG_AP_DUNG, []
    told = list(one.check(dossier))
    faults = [said for said in told if isinstance(said, Fault)]
    if faults:
        return Verdict.LOI, faults
    if UNDETERMINED in told:
        return Verdict.KHONG_XAC_DINH, []
    return (Verdict.KHONG_AP_DUNG if told else Verdict.DAT), []
