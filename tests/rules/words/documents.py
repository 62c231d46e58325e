"""Good documents in which one thing is said otherwise, and what the rules on words then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.rules import looks, words
from service.rules.check import check
from service.rules.finding import Finding
from service.rules.seen import Seen
from tests.rules.seeing import adding, good, part, saying, without

assert looks
assert words  # importing them registers the rules

KE_HOACH = good("ke_hoach", source="text")
CONG_VAN = good("cong_van", source="text")
QUYET_DINH = replace(good("quyet_dinh", source="text"), issued=date(2025, 12, 15))
TO_TRINH = replace(good("to_trinh", source="text"), issued=date(2025, 12, 10))
QUY_CHE = good("quy_che", source="text")
WITH_APPENDIX = good("ke_hoach", source="text", appendix=True)
ALL = {
    "ke_hoach": KE_HOACH,
    "cong_van": CONG_VAN,
    "quyet_dinh": QUYET_DINH,
    "to_trinh": TO_TRINH,
    "quy_che": QUY_CHE,
    "phu_luc": WITH_APPENDIX,
}


def found(seen: Seen) -> list[Finding]:
    return list(check(seen).findings)


def codes(seen: Seen) -> list[str]:
    """The codes of what is found, each once, in order."""
    return list(dict.fromkeys(finding.code for finding in found(seen)))


def ke_hoach(component: str, text: str, nth: int = 0) -> Seen:
    return saying(KE_HOACH, component, text, nth)


def cong_van(component: str, text: str, nth: int = 0) -> Seen:
    return saying(CONG_VAN, component, text, nth)


def quyet_dinh(component: str, text: str, nth: int = 0) -> Seen:
    return saying(QUYET_DINH, component, text, nth)


def with_text(text: str, component: str = "doan") -> Seen:
    """The plan with one more paragraph below "1. Thời gian …"."""
    return adding(KE_HOACH, part(component, text, looks=None), after="khoan")


def signed(*lines: str, seen: Seen = KE_HOACH) -> Seen:
    """Other lines of quyền hạn, chức vụ."""
    bare = without(seen, "quyen_han")
    for line in lines:
        bare = adding(bare, part("quyen_han", line, looks=None), before="ho_ten")
    return bare


def issued_by(name: str, seen: Seen = KE_HOACH) -> Seen:
    return saying(seen, "co_quan_ban_hanh", name)


def dated(year: int, month: int, day: int, seen: Seen = KE_HOACH) -> Seen:
    """The document of another day: in its heading, and as the rules are told."""
    number = f"{month:02d}" if month < 3 else str(month)
    written = saying(seen, "dia_danh_ngay", f"Hạnh Thông, ngày {day:02d} tháng {number} năm {year}")
    return replace(written, issued=date(year, month, day))
