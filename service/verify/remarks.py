"""The sentences of verifying, each with what it makes of the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from service.errors import Problem, problem
from service.trust import Standing
from service.verify.found import Finding, Verdict
from service.vietnamese.clock import VIETNAM

_REASONS: Final[Mapping[str, Problem]] = {        # RFC 5280, 5.3.1
    "key_compromise": problem("reason-key", "lộ khóa"),
    "ca_compromise": problem("reason-authority", "tổ chức cấp chứng thư bị lộ khóa"),
    "affiliation_changed": problem("reason-affiliation", "thay đổi nơi công tác"),
    "superseded": problem("reason-superseded", "đã cấp chứng thư khác"),
    "cessation_of_operation": problem("reason-cessation", "ngừng sử dụng"),
    "certificate_hold": problem("reason-hold", "tạm dừng"),
    "privilege_withdrawn": problem("reason-withdrawn", "không còn thẩm quyền"),
}
_OWN: Final = problem("whose-own", "Chứng thư")
_ABOVE: Final = problem("whose-issuer", "Chứng thư của nơi cấp")
_NO_REASON: Final = problem("reason-none", "không nêu lý do")


def day(moment: datetime) -> str:
    """ISO 8601 with Vietnam's offset, to the second."""
    return moment.astimezone(VIETNAM).isoformat(sep=" ", timespec="seconds")


def reason(name: str) -> str:
    return _REASONS.get(name, _NO_REASON).text


def whose(state: Standing) -> str:
    """The certificate itself, or one above it."""
    return (_ABOVE if state.above else _OWN).text


def invalid(one: Problem) -> Finding:
    return Finding(one, Verdict.KHONG_HOP_LE)


def unclear(one: Problem) -> Finding:
    return Finding(one, Verdict.KHONG_XAC_DINH)


def told(one: Problem) -> Finding:
    return Finding(one, Verdict.HOP_LE)
