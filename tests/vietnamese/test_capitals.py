from __future__ import annotations

import unicodedata

import pytest

from service.vietnamese.capitals import capitals


@pytest.mark.parametrize(("text", "printed"), [
    ("Phòng Giáo dục và Đào tạo", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
    ("đường Đỗ Ý, ngõ ưỡn ẹo", "ĐƯỜNG ĐỖ Ý, NGÕ ƯỠN ẸO"),
    (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "ỦY BAN NHÂN DÂN"),
    ("Thực hiện Quyết định số 15/QyĐ-UBND", "THỰC HIỆN QUYẾT ĐỊNH SỐ 15/QyĐ-UBND"),
    ("Theo Quyết định 36/2018/QĐ-TTg và/hoặc", "THEO QUYẾT ĐỊNH 36/2018/QĐ-TTg VÀ/HOẶC"),
    ("Làm 30 km đường, 5 m² sàn", "LÀM 30 km ĐƯỜNG, 5 m² SÀN"),
    ("Năm 2026 mở rộng", "NĂM 2026 MỞ RỘNG"),
])
def test_capitals_keep_symbols_and_units(text: str, printed: str) -> None:
    assert capitals(text) == printed
