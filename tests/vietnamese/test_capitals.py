from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from service.vietnamese.capitals import capitals, sentence, sentence_case, small, title_name


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


# All 134 letters with a mark, small and capital: a table apart from str.upper, as the standard TCVN 6909:2001 lists them.
SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LARGE = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_letter_keeps_its_marks(form: Literal["NFC", "NFD"]) -> None:
    assert len(SMALL) == len(LARGE) == 67
    assert capitals(unicodedata.normalize(form, SMALL)) == LARGE
    assert small(unicodedata.normalize(form, LARGE)) == SMALL


@pytest.mark.parametrize(("text", "printed"), [
    ("KẾ HOẠCH TỔ CHỨC HỘI NGHỊ", "kế hoạch tổ chức hội nghị"), ("QUYẾT ĐỊNH SỐ 15/QyĐ-UBND", "quyết định số 15/QyĐ-UBND"),
    ("LÀM 30 km ĐƯỜNG", "làm 30 km đường"), ("ỦY BAN", "ủy ban"), ("", ""),
])
def test_small_letters_keep_symbols_and_units(text: str, printed: str) -> None:
    assert small(text) == printed


@pytest.mark.parametrize(("text", "printed"), [
    ("KẾ HOẠCH TỔ CHỨC HỘI NGHỊ", "Kế hoạch tổ chức hội nghị"), ("ỨNG DỤNG CÔNG NGHỆ", "Ứng dụng công nghệ"),
    (unicodedata.normalize("NFD", "ỦY BAN NHÂN DÂN"), "Ủy ban nhân dân"), ("ĐIỀU 1. PHẠM VI", "Điều 1. phạm vi"), ("", ""),
])
def test_a_line_in_capitals_becomes_a_sentence(text: str, printed: str) -> None:
    assert sentence(text) == printed


def test_the_case_of_a_sentence_leaves_the_rest() -> None:
    assert sentence_case("ủy ban nhân dân TP. Hồ Chí Minh") == "Ủy ban nhân dân TP. Hồ Chí Minh"


@pytest.mark.parametrize(("name", "printed"), [
    ("NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh"), ("trần văn ơn", "Trần Văn Ơn"), ("ĐỖ Ý", "Đỗ Ý"), ("Lê Ưng", "Lê Ưng"),
    ("H'HEN NIÊ", "H'Hen Niê"), ("h’hen niê", "H’Hen Niê"), ("Y MOAN ÊÑUÔL", "Y Moan Êñuôl"), ("K'BRÊU", "K'Brêu"),
    ("NGUYỄN HOÀNG BẢO-TRÂN", "Nguyễn Hoàng Bảo-Trân"), (unicodedata.normalize("NFD", "ĐẶNG THÙY TRÂM"), "Đặng Thùy Trâm"),
    ("PHẠM THỊ LAN (A)", "Phạm Thị Lan (A)"), ("công tằng tôn nữ bích hà", "Công Tằng Tôn Nữ Bích Hà"), ("", ""),
    ("nguyễn đức ưu", "Nguyễn Đức Ưu"),
])
def test_every_word_of_a_name_begins_with_a_capital(name: str, printed: str) -> None:
    assert title_name(name) == printed
