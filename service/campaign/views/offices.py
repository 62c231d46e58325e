"""The order of offices in lists: heads, deputies, heads of groups, their deputies, all others."""

from __future__ import annotations

from typing import Final

# The first that fits. Who heads the trade union or a group heads no body.
_ORDER: Final = (
    (2, ("Tổ trưởng", "Trưởng bộ môn", "Trưởng khối", "Khối trưởng", "Chủ tịch Công đoàn", "Chủ tịch Ủy ban Mặt trận",
         "Bí thư Đoàn", "Bí thư Chi đoàn", "Kế toán trưởng", "Tổng phụ trách")),
    (3, ("Tổ phó", "Phó Tổ trưởng", "Phó Trưởng bộ môn", "Phó Chủ tịch Công đoàn", "Phó Bí thư")),
    (1, ("Phó ",)),
    (0, ("Chủ tịch", "Hiệu trưởng", "Giám đốc", "Trưởng phòng", "Trưởng ban", "Chủ nhiệm", "Thủ trưởng", "Chủ nhóm", "Quyền ",
         "Q. ")),
)
_OTHERS: Final = 4


def rank(office: str) -> int:
    """"Hiệu trưởng" → 0, "Phó Hiệu trưởng" → 1, "Tổ trưởng tổ Khối 5" → 2, "Giáo viên" → 4."""
    written = office.strip().lower()
    return next((place for place, starts in _ORDER if written.startswith(tuple(one.lower() for one in starts))), _OTHERS)
