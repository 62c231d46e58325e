"""Words of manifest, report and print file that stand in more than one of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

from service import doctypes
from service.errors import TypeUnknown
from service.language import Language, translate_text
from service.ledger.values import Batch, PrintOrder, UnitState

VIETNAM: Final = timezone(timedelta(hours=7))


def state_word(state: UnitState, language: Language) -> str:
    """What people call a unit's state."""
    return translate_text({"faulty": "Dòng bị từ chối", "todo": "Chờ làm", "queued": "Chờ làm", "running": "Đang làm",
                           "done": "Đã làm", "failed": "Không làm được", "cancelled": "Đã hủy"}[state], language)


def verdict_word(verdict: str, language: Language) -> str:
    """What the checker says of a document; "" where it was not asked."""
    return translate_text({"dat": "Đạt", "loi": "Có lỗi thể thức"}[verdict], language) if verdict else ""


def severity_word(severity: str, language: Language) -> str:
    """How grave a finding is."""
    return translate_text({"loi": "Lỗi", "nhac": "Nhắc", "luu_y": "Lưu ý"}[severity], language)


def order_word(order: PrintOrder, language: Language) -> str:
    """How the documents of a print file follow each other."""
    return translate_text({"row": "Theo thứ tự trong danh sách", "unit": "Theo đơn vị", "type": "Theo loại văn bản",
                           "key": "Theo mã, vần tiếng Việt"}[order], language)


def batch_day(batch: Batch) -> date:
    """The day of its documents where it was asked for, else the day it came, in Việt Nam."""
    return batch.wish.today or datetime.fromtimestamp(batch.created, VIETNAM).date()


def number_text(number: int, language: Language) -> str:
    """1234 → "1.234" in Vietnamese, "1,234" in English."""
    return f"{number:,}".replace(",", "." if language == "vi" else ",")


def type_name(slug: str) -> str:
    """Of a type that was taken away since, its identifier."""
    try:
        return doctypes.get(slug).name
    except TypeUnknown:
        return slug
