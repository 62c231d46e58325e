"""Plain text → Seen."""

from __future__ import annotations

import pytest

from service.rules.see import label_of, see_text
from tests.shared import SHARED

LABELS = [
    ("I. MỤC ĐÍCH, YÊU CẦU", "muc", "I."), ("IV/ GIẢI PHÁP", "muc", "IV/"), ("V/v tổ chức hội nghị", "", ""),
    ("1. Mục đích", "khoan", "1."), ("1.1. Đối với tập thể", "khoan", "1.1."), ("2.1 Khen thưởng", "khoan", "2.1"),
    ("18.500.000 đồng", "", ""), ("3.5 km đường", "", ""), ("24/11/2025", "", ""), ("12 trường", "", ""),
    ("a) Về kinh phí", "diem", "a)"), ("đ) Thi đua", "diem", "đ)"), ("a. Về kinh phí", "diem", "a."),
    ("a/ Về kinh phí", "diem", "a/"),
    ("TM. ỦY BAN NHÂN DÂN", "", ""), ("Q. TRƯỞNG PHÒNG", "", ""), ("TP. Hồ Chí Minh", "", ""), ("ông Nguyễn Văn A", "", ""),
    ("- Như trên;", "gach", "-"), ("–\tNhư trên;", "gach", "–"), ("+ Mái dột", "cong", "+"), ("*** Đối với cá nhân**", "", ""),
    ("Điều 1. Phạm vi", "dieu", "Điều 1."), ("Điều 12", "dieu", "Điều 12"), ("Chương II", "chuong", "Chương II"),
    ("Mục 1", "muc_dieu", "Mục 1"), ("Tiểu mục 2", "tieu_muc", "Tiểu mục 2"), ("Phần thứ nhất", "phan", "Phần thứ nhất"),
    ("Điều 5 của Luật này", "", ""),
    ("Mục 2 Chương III quy định việc khen thưởng đối với tập thể, cá nhân trong ngành", "", ""),
    ("Điều 1\nPHẠM VI", "dieu", "Điều 1"), ("Chương I\nQUY ĐỊNH CHUNG", "chuong", "Chương I"),
    ("Điều 3 Hiệu lực", "dieu", "Điều 3"),
    ("Mục đích của kế hoạch", "", ""), ("Chương trình hành động", "", ""), ("Phần lớn các trường", "", ""),
    ("Điều kiện thi đua", "", ""),
]
HEADINGS = [
    # cells of a heading one after the other, as they are copied from Word
    "UBND QUẬN GÒ VẤP\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n_______\nSố: 15/KH-GDĐT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n_______________\nGò Vấp, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nTổ chức hội thi\n",
    # the country first
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nUBND QUẬN GÒ VẤP\n"
    "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n"
    "Số: 15/KH-GDĐT\nGò Vấp, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nTổ chức hội thi\n",
    # two columns with blanks, with tabs
    "UBND QUẬN GÒ VẤP                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\tĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 15/KH-GDĐT                     Gò Vấp, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nTổ chức hội thi\n",
]
HEADS = {
    "UBND QUẬN GÒ VẤP": "co_quan_chu_quan", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO": "co_quan_ban_hanh", "Số: 15/KH-GDĐT": "so_ky_hieu",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "quoc_hieu", "Độc lập - Tự do - Hạnh phúc": "tieu_ngu",
    "Gò Vấp, ngày 05 tháng 3 năm 2024": "dia_danh_ngay", "KẾ HOẠCH": "ten_loai", "Tổ chức hội thi": "trich_yeu",
}
ATTACHED = (
    "Số: 57/QĐ-THHPĐ; 30/10/2025; 09:12:45\nTRƯỜNG TIỂU HỌC HOA PHƯỢNG ĐỎ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nQUY ĐỊNH\nVề quản lý, sử dụng thư viện\n(Kèm theo Quyết định số của Hiệu trưởng)\n"
    "Điều 1. Phạm vi áp dụng\nQuy định này áp dụng đối với học sinh của trường./.\n")
CONFIRMED = (
    "TRƯỜNG TIỂU HỌC HOA PHƯỢNG ĐỎ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 14/GNP-THHPĐ\n"
    "Hạnh Thông, ngày 12 tháng 11 năm 2025\nGIẤY NGHỈ PHÉP\nXét Đơn đề nghị nghỉ phép của bà Ngô Bích Thủy, nhà trường cấp cho:\n"
    "Bà: Ngô Bích Thủy\nNơi nhận:\n- Bà Ngô Bích Thủy;\n- Lưu: VT, VP.\n"
    "Xác nhận của cơ quan (tổ chức) hoặc chính quyền\nđịa phương nơi nghỉ phép (nếu cần)\n")
BODY = "Căn cứ Kế hoạch số 2/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân quận;\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\n"


@pytest.mark.parametrize(("text", "level", "label"), LABELS)
def test_labels_are_told_from_words(text: str, level: str, label: str) -> None:
    assert label_of(text) == (level, label)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_read_in_any_order(heading: str) -> None:
    seen = see_text(heading + BODY)
    assert {part.text: part.component for part in seen.parts if part.text in HEADS} == HEADS
    assert [part.component for part in seen.parts[-3:]] == ["can_cu", "muc", "khoan"]
    assert seen.abbreviation == "KH"


BESIDE = (
    "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HẬU GIANG Độc lập - Tự do - Hạnh phúc\n\n"
    "Số: 454/UBND-NCTH Vị Thanh, ngày 06 tháng 4 năm 2021\nV/v tuyên truyền bầu chọn Vịnh Hạ Long\n\nKính gửi:\n- Sở Văn hóa;\n"
    "- Sở Thông tin.\nGiao các sở thực hiện./.\n"
)
BROKEN = (
    "ỦY BAN NHÂN DÂN\nTỈNH KIÊN GIANG\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 196/QĐ-UBND\n"
    "Kiên Giang, ngày 28 tháng 8 năm 2021\nQUYẾT ĐỊNH\n"
    "BAN HÀNH QUY CHẾ PHỐI HỢP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THEO CƠ CHẾ\nMỘT CỬA, MỘT CỬA LIÊN THÔNG\n"
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6\nnăm 2015;\n"
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế\n"
    "một cửa, một cửa liên thông trong giải quyết thủ tục hành\nchính;\n"
    "Theo đề nghị của Chánh Văn phòng tại Tờ trình số 12 ngày\n03/8/2021.\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp giải quyết thủ tục hành chính theo\ncơ chế một cửa.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\nCHỦ TỊCH\n\n\nPhạm Vũ Hồng\n"
)


UNUSUAL = [
    ("GIẤY MỜI\nỦy ban nhân dân trân trọng kính mời: Ông Nguyễn Văn An\nThời gian: 8 giờ 00", ["ten_loai", "doan", "doan"]),
    ("BIÊN BẢN\nHọp xét thi đua năm 2025\n\nHôm nay, ngày 05 tháng 3 năm 2026", ["ten_loai", "trich_yeu", "doan"]),
    ("HỢP ĐỒNG\nSố: 12/HĐ-VHXH\nCung cấp thiết bị", ["ten_loai", "so_ky_hieu", "trich_yeu"]),
    ("# KẾ HOẠCH\n**Tổ chức hội thi**\n## I. MỤC ĐÍCH\n**1.** Nâng cao chất lượng.", ["ten_loai", "trich_yeu", "muc", "khoan"]),
]


@pytest.mark.parametrize(("text", "components"), UNUSUAL)
def test_other_forms_are_read_too(text: str, components: list[str]) -> None:
    heading = "Số: 05/BB-VHXH\nHạnh Thông, ngày 05 tháng 3 năm 2026\n"
    assert [part.component for part in see_text(heading + text).parts][2:] == components


def test_both_columns_on_one_line_are_two_parts() -> None:
    seen = see_text(BESIDE)
    assert [(part.text, part.component) for part in seen.parts[:7]] == [
        ("ỦY BAN NHÂN DÂN", "co_quan_ban_hanh"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "quoc_hieu"),
        ("TỈNH HẬU GIANG", "co_quan_ban_hanh"), ("Độc lập - Tự do - Hạnh phúc", "tieu_ngu"),
        ("Số: 454/UBND-NCTH", "so_ky_hieu"), ("Vị Thanh, ngày 06 tháng 4 năm 2021", "dia_danh_ngay"),
        ("V/v tuyên truyền bầu chọn Vịnh Hạ Long", "trich_yeu_cong_van")]
    assert seen.abbreviation == ""


def test_a_text_broken_at_a_width_is_put_together() -> None:
    seen = see_text(BROKEN)
    assert [(part.line, part.component) for part in seen.parts] == [
        (1, "co_quan_ban_hanh"), (2, "co_quan_ban_hanh"), (3, "quoc_hieu"), (5, "tieu_ngu"), (6, "so_ky_hieu"),
        (7, "dia_danh_ngay"), (8, "ten_loai"), (9, "trich_yeu"), (10, "trich_yeu"),
        (11, "tham_quyen"), (12, "can_cu"), (14, "can_cu"), (17, "can_cu"),
        (19, "menh_lenh"), (20, "dieu"), (22, "dieu"), (23, "quyen_han"), (26, "ho_ten")]
    assert seen.parts[10].text.endswith("ngày 19 tháng 6 năm 2015;")


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "Đề nghị các trường:\n- báo cáo kết quả;\n- đăng ký thi đua.\nphòng sẽ tổng hợp.\nTrân trọng./.\n"
    assert [part.line for part in see_text(text).parts] == [1, 2, 3, 4, 5]


def test_lines_and_blank_lines_are_counted() -> None:
    seen = see_text("I. MỤC ĐÍCH\r\n\r\n\r\n1. Nâng cao chất lượng.\r\n_______\r\n2. Bảo đảm an toàn.")
    assert [(part.line, part.blank_before, part.label) for part in seen.parts] == [(1, 0, "I."), (4, 2, "1."), (6, 0, "2.")]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "Dear Sir,\n\nPlease find our offer enclosed.\n", "1\n2\n", "___\n--\n"])
def test_what_is_no_official_document_is_said_to_be_none(text: str) -> None:
    seen = see_text(text)
    assert (seen.outside, seen.abbreviation, seen.issued) == ("khong_ro", None, None)


@pytest.mark.skipif(SHARED is None, reason="the official corpora are not beside this checkout")
def test_the_seed_is_a_plan_of_2023_with_six_sections() -> None:
    assert SHARED
    seen = see_text((SHARED / "seed" / "ke-hoach-656.txt").read_text("utf-8"))
    assert (seen.abbreviation, str(seen.issued), seen.outside) == ("KH", "2023-06-16", "")
    assert [part.label for part in seen.of("muc")] == ["I.", "II.", "III.", "IV.", "V.", "VI."]
    assert [(part.component, part.line) for part in seen.parts if part.line in (3, 5, 7, 9, 11, 69, 136, 144, 146, 151)] == [
        ("so_ky_hieu", 3), ("dia_danh_ngay", 5), ("ten_loai", 7), ("trich_yeu", 9), ("can_cu", 11), ("diem", 69),
        ("khoan_tieu_de", 136), ("noi_nhan_tu", 144), ("noi_nhan", 146), ("ho_ten", 151)]
    assert not [part.text for part in seen.parts if part.confidence < 0.5 and part.line != 89]


def test_the_signature_of_an_attached_file_is_no_number_of_its_own() -> None:
    seen = see_text(ATTACHED)
    assert seen.parts[0].component == "ky_so"
    assert "so_ky_hieu" not in {part.component for part in seen.parts}


def test_what_others_confirm_is_no_recipient() -> None:
    named = {part.text: part.component for part in see_text(CONFIRMED).parts}
    assert named["Xác nhận của cơ quan (tổ chức) hoặc chính quyền"] == "xac_nhan"
    assert named["địa phương nơi nghỉ phép (nếu cần)"] != "noi_nhan"
