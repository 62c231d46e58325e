"""What one caller may have made: batches open at once, documents of 24 hours. Who he is, is said by his key."""

from __future__ import annotations

import hashlib
from math import ceil
from typing import Final

from service.config.bulk import Bulk
from service.errors import LimitExceeded, QuotaExceeded, problem
from service.ledger.batches import Used

ANYONE: Final = "anyone"                         # callers of a server without keys; "" is the command line's
_OPEN_SECONDS: Final = 60                        # nobody knows when a batch will have ended: ask again then


def owner_of(key: str) -> str:
    """Whose a batch is: half of SHA-256 of an API key, in hex. The ledger holds no keys."""
    return hashlib.sha256(key.encode()).hexdigest()[:32] if key else ANYONE


def check_quotas(used: Used, limits: Bulk, rows: int = 1) -> None:
    """Whether so many documents more may be asked for; where their number is not known yet: one. `used` does not count them.

    Raises QuotaExceeded (quota-batches, quota-rows), which says when to ask again; LimitExceeded (limit-rows-day) where that
    would never help.
    """
    if rows > limits.quota_rows:
        raise LimitExceeded(problem("limit-rows-day", "Đợt có {so} văn bản, quá số được làm trong 24 giờ là {nhieu_nhat} "
                                    "(VANBAN_QUOTA_ROWS).", so=rows, nhieu_nhat=limits.quota_rows))
    if used.open_batches >= limits.quota_batches:
        raise QuotaExceeded(problem("quota-batches", "Đang có {so} đợt chưa xong, nhiều nhất được {nhieu_nhat} đợt cùng lúc "
                                    "(VANBAN_QUOTA_BATCHES); gửi lại khi một đợt đã xong.", so=used.open_batches,
                                    nhieu_nhat=limits.quota_batches), seconds=_OPEN_SECONDS)
    if used.rows + rows > limits.quota_rows:
        seconds = max(1, ceil(used.frees_in or 0))
        minutes = ceil(seconds / 60)
        raise QuotaExceeded(problem("quota-rows", "Trong 24 giờ qua đã nhận {da_nhan} văn bản, thêm {so} thì quá {nhieu_nhat} "
                                    "(VANBAN_QUOTA_ROWS); sớm nhất gửi lại được sau {gio} giờ {phut} phút.", so=rows,
                                    da_nhan=used.rows, nhieu_nhat=limits.quota_rows, gio=minutes // 60, phut=minutes % 60),
                            seconds=seconds)


def check_held(used: Used, limits: Bulk) -> None:
    """Whether one more upload may wait for somebody to go on with it. Raises QuotaExceeded (quota-held)."""
    if used.held >= limits.quota_batches:
        raise QuotaExceeded(problem("quota-held", "Đang có {so} sổ đã kiểm tra mà chưa làm, nhiều nhất được {nhieu_nhat}; hãy "
                                    "làm tiếp hoặc xóa bớt ở danh sách đợt.", so=used.held, nhieu_nhat=limits.quota_batches),
                            seconds=_OPEN_SECONDS)
