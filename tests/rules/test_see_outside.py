"""What the decree does not govern, and what is no official document: said so, and nothing is sure enough to be reported."""

from __future__ import annotations

import pytest

from service.read import read
from service.rules.see import see_paper, see_text
from service.rules.seen import Outside
from tests.rules.strangers import CONG_VAN, QUYET_DINH_TAB, TO_TRINH, Line, paper
from tests.shared import SHARED

STATUTE = [line._replace(text=line.text.replace("15/QĐ-UBND", "15/2026/QĐ-UBND")) for line in QUYET_DINH_TAB]
DECREE = [line._replace(text=line.text.replace("QUYẾT ĐỊNH", "NGHỊ ĐỊNH")) for line in QUYET_DINH_TAB]
PARTY = [line._replace(text="ĐẢNG CỘNG SẢN VIỆT NAM") if line.component == "quoc_hieu" else line for line in TO_TRINH]
OLD = [line._replace(text=line.text.replace("05 tháng 3 năm 2024", "04 tháng 3 năm 2020")) for line in TO_TRINH]
UNENDED = [line for line in TO_TRINH if line.component not in ("noi_nhan", "ho_ten", "noi_nhan_tu", "quyen_han")]
LETTER = [Line("", "J", "Dear Sir,"), Line("", "J", "Please find enclosed our offer of 12 March.")]
APPENDIX = [Line("", "BC", "Phụ lục II"), Line("", "BC", "BIÊN BẢN MẪU"), *TO_TRINH]

CERTIFICATE = [
    Line("", "BC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Line("", "BC", "Độc lập - Tự do - Hạnh phúc"),
    Line("", "BC", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG"), Line("", "BC", "TẶNG"), Line("", "BC", "BẰNG KHEN"),
    Line("", "BC", "Ông Đỗ Văn Khải"), Line("", "C", "Đã có thành tích xuất sắc trong phong trào thi đua"),
    Line("", "", "Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026"), Line("", "C", "Hạnh Thông, ngày 05 tháng 3 năm 2026"),
    Line("", "BC", "CHỦ TỊCH"), Line("", "BC", "Đặng Quốc Huy"),
]
FILES = [
    ("quy_pham_phap_luat", STATUTE), ("quy_pham_phap_luat", DECREE), ("van_ban_dang", PARTY), ("truoc_nghi_dinh", OLD),
    ("nhieu_van_ban", [*UNENDED, *UNENDED]), ("khong_ro", LETTER), ("khong_ro", APPENDIX), ("khong_ro", []),
    ("khen_thuong", CERTIFICATE), ("khen_thuong", [line for line in CERTIFICATE if line.text != "TẶNG"]),
]
OFFICIAL = [
    ("30_2020_ND_CP", "quy_pham_phap_luat"), *((f"Phuluc{number}", "khong_ro") for number in range(1, 7)),
]


@pytest.mark.parametrize(("outside", "written"), FILES)
def test_a_file_outside_the_decree_is_told(outside: Outside, written: list[Line]) -> None:
    seen = see_paper(paper(written))
    assert (seen.outside, seen.abbreviation) == (outside, None)
    assert not list(seen.of(*{part.component for part in seen.parts}))


def test_a_list_with_a_column_of_certificates_is_no_certificate() -> None:
    listed = [Line("T", "", "GIẤY KHEN | BẰNG KHEN"), Line("T", "", "12 | 3")]
    seen = see_paper(paper([*TO_TRINH[:3], *listed, *TO_TRINH[3:]]))
    assert seen.outside == ""


def test_a_plan_with_a_year_in_its_number_is_still_a_plan() -> None:
    seen = see_text("Số: 15/2026/KH-UBND\nTân Hiệp, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTổ chức hội thi\nI. MỤC ĐÍCH\n")
    assert (seen.abbreviation, seen.outside) == ("KH", "")


def test_an_attached_form_is_not_judged_with_the_document_before_it() -> None:
    seen = see_paper(paper([*CONG_VAN[:-4], Line("", "", ""), *TO_TRINH]))
    assert (seen.abbreviation, seen.outside) == ("", "")
    assert [part.text for part in seen.of("so_ky_hieu")] == ["Số:      /VHXH-TĐKT"]
    assert [part.text for part in seen.of("ten_loai")] == []


@pytest.mark.skipif(SHARED is None, reason="the official corpora are not beside this checkout")
@pytest.mark.parametrize(("name", "outside"), OFFICIAL)
def test_the_decrees_own_files_are_no_administrative_documents(name: str, outside: Outside) -> None:
    assert SHARED
    seen = see_paper(read((SHARED / "corpus" / "decree" / f"{name}.docx").read_bytes()))
    assert (seen.outside, seen.abbreviation) == (outside, None)
    assert max(part.confidence for part in seen.parts) < 0.5


PRESCRIBED = [
    ("BÁO CÁO THÀNH TÍCH", {"so_ky_hieu", "noi_nhan_tu"}), ("TÓM TẮT THÀNH TÍCH", {"so_ky_hieu", "noi_nhan_tu"}),
    ("DANH SÁCH", {"so_ky_hieu", "noi_nhan_tu", "dia_danh_ngay"}), ("BÁO CÁO", set()), ("TỜ TRÌNH", set()),
]


@pytest.mark.parametrize(("title", "lacks"), PRESCRIBED, ids=[row[0] for row in PRESCRIBED])
def test_a_form_that_other_law_prescribes_lacks_what_it_has_not(title: str, lacks: set[str]) -> None:
    written = [line._replace(text=title) if line.component == "ten_loai" else line for line in TO_TRINH]
    assert see_paper(paper(written)).lacks == lacks
