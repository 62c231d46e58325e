"""What a check says: findings, each with its clause, and one verdict for every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, Protocol

from service.errors import Problem
from service.frozen import value

# lỗi: the decree's prose, or a law, says so (A); nhắc: its samples, or practice (S, P, K); lưu ý: to know, nothing is wrong
Severity = Literal["loi", "nhac", "luu_y"]
SEVERITIES: Final[Mapping[Severity, str]] = {"loi": "lỗi", "nhac": "nhắc", "luu_y": "lưu ý"}      # for people


class Verdict(StrEnum):
    """What is known about one rule and one document. What cannot be judged is neither passed nor a fault."""

    DAT = "dat"
    LOI = "loi"
    KHONG_AP_DUNG = "khong_ap_dung"
    KHONG_XAC_DINH = "khong_xac_dinh"


class Requirement(Protocol):
    """What reports tell of a rule, whichever registry it stands in."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def requirement(self) -> str: ...
    @property
    def source(self) -> str: ...


@value
class Fault:
    """What a rule's function yields: the message and where. The registry makes the `Finding` of it."""

    problem: Problem                              # text in Vietnamese: what is there and what should be there
    component: str = ""                           # identifier as in layout.COMPONENTS
    page: int | None = None
    paragraph: int | None = None                  # 1-based, body paragraphs in reading order, cells included
    line: int | None = None                       # 1-based line of a plain text input
    place: str = ""                               # for people: "đoạn 12", "bảng 1, hàng 2, ô 3"
    found: str = ""
    required: str = ""
    suggestion: str = ""                          # only where it is certain


@value
class Finding:
    """A fault with the rule it breaks."""

    code: str
    name: str
    clause: str
    severity: Severity
    fault: Fault

    @property
    def message(self) -> str:
        return self.fault.problem.message


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in reading order, and the verdict of every rule by its code."""

    findings: tuple[Finding, ...]
    verdicts: dict[str, Verdict]

    @property
    def sign_ready(self) -> bool:
        """No rule that the decree itself states is broken."""
        return not any(finding.severity == "loi" for finding in self.findings)
