"""The table: rule → the good document and the one smallest fault in it. `test_breaks.py` holds it equal to the registry."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from tests.breaks.mutate import (
    adding,
    align,
    both,
    color,
    ending,
    exact,
    font,
    gap,
    indent,
    moving,
    replacing,
    saying,
    size,
    slope,
    spacing,
    torn,
    weight,
    without,
)
from tests.breaks.page import (
    counted,
    decorated_number,
    margin,
    number_on_first_page,
    page_number,
    paper,
    ruled,
    typed_line,
    unboxed,
    undrawn,
)
from tests.breaks.word import Change


@dataclass(frozen=True, slots=True)
class Break:
    """`base` is a name in `bases`."""

    base: str
    change: Change


def _sentence(words: str) -> Change:
    """One paragraph more below the first of the text."""
    return adding("doan", words, after="doan", nth=0)


_LETTER, _PLAN, _ORDER = "cong_van", "ke_hoach", "quyet_dinh"
_APPENDIX, _ARTICLES, _COPY = "phu_luc", "bo_cuc_dieu", "ban_sao"
_REPEATED: Final = ("Các cơ quan, đơn vị, trường học trên địa bàn phường chủ động rà soát, tổng hợp số liệu, gửi báo cáo về"
                    " cơ quan thường trực đúng thời hạn nêu trên.")

BREAKS: Final[dict[str, Break]] = {
    # -- the page
    "PG-01": Break(_LETTER, paper(216, 279)),
    "PG-02": Break(_LETTER, paper(297, 210)),
    "PG-03": Break(_LETTER, margin("top", 15)),
    "PG-04": Break(_LETTER, margin("bottom", 15)),
    "PG-05": Break(_LETTER, margin("left", 25)),
    "PG-06": Break(_LETTER, margin("right", 25)),
    "PG-09": Break(_LETTER, font("doan", "Arial", 0)),
    "PG-10": Break(_LETTER, color("doan", "FF0000", 0)),
    "PG-11": Break(_LETTER, counted(fmt="upperRoman")),
    "PG-12": Break(_PLAN, page_number(bold=True)),
    "PG-13": Break(_PLAN, page_number(align="right")),
    "PG-14": Break(_PLAN, number_on_first_page()),
    "PG-15": Break(_PLAN, decorated_number("- ", " -")),
    "PG-16": Break(_APPENDIX, counted()),
    "PG-17": Break(_LETTER, margin("header", 18)),
    "PG-18": Break(_LETTER, size("tieu_ngu", 14)),
    # -- the heading
    "H-01": Break(_LETTER, weight("quoc_hieu", False)),
    "H-02": Break(_LETTER, saying("tieu_ngu", "Độc lập - Tự do - hạnh phúc")),
    "H-03": Break(_LETTER, ruled("tieu_ngu", 0.5)),
    "H-04": Break(_LETTER, spacing("tieu_ngu", 1.5)),
    "H-05": Break(_LETTER, weight("co_quan_chu_quan", True)),
    "H-06": Break(_LETTER, weight("co_quan_ban_hanh", False)),
    "H-07": Break(_LETTER, undrawn("co_quan_ban_hanh")),
    "H-08": Break(_LETTER, spacing("co_quan_ban_hanh", 1.5)),
    "H-10": Break(_LETTER, size("so_ky_hieu", 14)),
    "H-11": Break(_LETTER, saying("so_ky_hieu", "Số: 5/VHXH-TĐKT")),
    "H-12": Break(_LETTER, saying("so_ky_hieu", "Số: 45/VHXH - TĐKT")),
    "H-13": Break(_LETTER, align("so_ky_hieu", "left")),
    "H-14": Break(_LETTER, slope("dia_danh_ngay", False)),
    "H-17": Break(_LETTER, replacing("Hạnh Thông", "TP. Hồ Chí Minh", "dia_danh_ngay")),
    "H-18": Break(_LETTER, replacing("07", "7", "dia_danh_ngay")),
    "H-20": Break(_LETTER, unboxed()),
    "G-10": Break(_LETTER, replacing("tháng 11", "tháng 09", "dia_danh_ngay")),
    "G-30": Break(_LETTER, typed_line("tieu_ngu", 25)),
    "S-01": Break(_PLAN, saying("so_ky_hieu", "Số: 128/UBND-VX")),
    "S-02": Break(_LETTER, saying("so_ky_hieu", "Số: 45/TTr-VHXH")),
    "S-06": Break("giay_gioi_thieu", saying("so_ky_hieu", "Số: 12/UBND-VX")),
    "S-15": Break("kem_theo", adding("dia_danh_ngay", "Hạnh Thông, ngày 15 tháng 12 năm 2025", before="ten_loai")),
    "S-14": Break(_LETTER, saying("so_ky_hieu", "Số: 45/CV-VHXH")),
    "G-24": Break(_LETTER, saying("so_ky_hieu", "Số: 45/VHXH-TDKT")),
    # -- the title
    "T-01": Break(_PLAN, weight("ten_loai", False)),
    "T-02": Break(_PLAN, both(weight("trich_yeu", False), slope("trich_yeu", True))),
    "T-03": Break(_PLAN, undrawn("trich_yeu")),
    "T-04": Break(_LETTER, size("trich_yeu_cong_van", 14)),
    "T-05": Break(_ORDER, replacing("Về việc", "V/v", "trich_yeu")),
    "T-06": Break("giay_gioi_thieu", adding("trich_yeu", "Giới thiệu cán bộ đến liên hệ công tác", after="ten_loai")),
    # -- grounds
    "B-01": Break(_ORDER, replacing("khen thưởng ngày", "khen thưởng số 06/2022/QH15 ngày", "can_cu", 1)),
    "B-02": Break(_PLAN, replacing(";", ",", "can_cu", 0)),
    "B-03": Break(_ORDER, both(moving("can_cu", before="can_cu", nth=4), ending("can_cu", 0, ".", ";"),
                               ending("can_cu", 4, ";", "."))),
    "B-04": Break(_PLAN, indent("can_cu", 20, 0)),
    "G-11": Break(_PLAN, replacing("15 tháng 6 năm 2022", "26 tháng 11 năm 2003", "can_cu", 1)),
    "G-12": Break(_PLAN, replacing("ngày 28 tháng 11 năm 2022", "ngày 28 tháng 11 năm 2025", "can_cu", 3)),
    # -- the text
    "B-05": Break(_LETTER, _sentence("Việc xét khen thưởng thực hiện theo Hướng dẫn số 12/HD-UBND, bảo đảm công khai.")),
    "B-06": Break(_LETTER, _sentence("Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường là căn cứ.")),
    "B-07": Break(_LETTER, adding("muc", "I. KẾT QUẢ THỰC HIỆN", before="diem", nth=0)),
    "B-08": Break(_ARTICLES, without("chuong_tieu_de")),
    "B-09": Break(_ARTICLES, weight("chuong", False)),
    "B-10": Break(_ARTICLES, weight("chuong_tieu_de", False)),
    "B-11": Break(_ARTICLES, weight("muc_dieu", False)),
    "B-12": Break(_ARTICLES, weight("muc_dieu_tieu_de", False)),
    "B-13": Break(_ARTICLES, weight("dieu_tieu_de", False)),
    "B-14": Break(_LETTER, replacing("3. ", "4. ", "khoan", 2)),
    "B-15": Break(_PLAN, weight("khoan_tieu_de", False, 0)),
    "B-16": Break(_LETTER, replacing("c) ", "đ) ", "diem", 2)),
    "B-18": Break(_PLAN, replacing("VI. ", "VII. ", "muc", 5)),
    "B-19": Break(_LETTER, slope("doan", True, 0)),
    "B-20": Break(_LETTER, indent("doan", 20, 0)),
    "B-21": Break(_LETTER, gap("khoan", 1, 0, 1)),
    "B-22": Break(_LETTER, spacing("khoan", 2, 1)),
    "B-23": Break(_PLAN, adding("khoan", "1.1.1. Làm rõ kết quả đạt được của từng trường học.", after="khoan_tieu_de", nth=0)),
    "B-24": Break(_LETTER, replacing("./.", ".", "doan", -1)),
    "B-25": Break(_ORDER, weight("menh_lenh", False)),
    "B-26": Break(_ORDER, weight("tham_quyen", False)),
    # -- Kính gửi, Nơi nhận
    "N-01": Break(_LETTER, slope("kinh_gui_dong", True)),
    "N-02": Break(_LETTER, both(without("kinh_gui_dong", 0), without("kinh_gui_dong", 0))),
    "N-03": Break(_LETTER, replacing(";", ",", "kinh_gui_dong", 1)),
    "N-04": Break(_LETTER, align("kinh_gui", "right")),
    "N-05": Break(_LETTER, saying("noi_nhan_tu", "Nơi nhận")),
    "N-06": Break(_LETTER, size("noi_nhan", 13)),
    "N-07": Break(_LETTER, replacing("Lưu: VT, TĐKT (2)", "Lưu: TĐKT (2)", "noi_nhan", 3)),
    "N-08": Break(_LETTER, without("noi_nhan", 0)),
    "N-09": Break(_ORDER, replacing("Điều 5", "Điều 9", "noi_nhan", 0)),
    # -- the signature
    "K-01": Break(_LETTER, size("quyen_han", 12)),
    "K-02": Break(_LETTER, weight("ho_ten", False)),
    "K-03": Break("chuc_vu_khac", weight("chuc_vu_khac", False)),
    "K-04": Break(_LETTER, moving("ho_ten", before="quyen_han")),
    "K-05": Break(_ORDER, saying("quyen_han", "TM. CHỦ TỊCH")),
    "K-06": Break("quyen", saying("quyen_han", "Q. PHÓ TRƯỞNG PHÒNG")),
    "K-07": Break(_LETTER, saying("quyen_han", "KT. PHÓ TRƯỞNG PHÒNG")),
    "K-08": Break("thua_lenh", saying("quyen_han", "TL. PHÓ TRƯỞNG PHÒNG")),
    "K-09": Break("thua_uy_quyen", saying("quyen_han", "TUQ. PHÓ TRƯỞNG PHÒNG")),
    "K-10": Break(_ORDER, without("quyen_han", 1)),
    "K-11": Break(_ORDER, saying("quyen_han", "T/M ỦY BAN NHÂN DÂN")),
    "K-14": Break(_LETTER, saying("ho_ten", "ThS. Trần Thị Bình")),
    "G-25": Break(_LETTER, without("quyen_han", 1)),
    # -- others: phụ lục, stamps, copies
    "X-01": Break(_APPENDIX, replacing("tại Phụ lục I và Phụ lục II kèm theo Kế hoạch này", "do Sở Nội vụ tổng hợp")),
    "X-02": Break(_APPENDIX, saying("phu_luc", "Phụ lục 2", 1)),
    "X-03": Break(_APPENDIX, size("phu_luc", 13)),
    "X-04": Break(_APPENDIX, weight("phu_luc_ten", False)),
    "X-05": Break(_APPENDIX, slope("phu_luc_kem_theo", False)),
    "X-07": Break(_APPENDIX, undrawn("phu_luc_kem_theo")),
    "X-13": Break("hoa_toc", weight("do_khan", False)),
    "X-14": Break("thuong_khan", weight("do_khan", False)),
    "X-15": Break("khan", weight("do_khan", False)),
    "X-17": Break("khan", weight("luu_hanh", False)),
    "X-18": Break("khan", size("nguoi_soan", 14)),
    "X-19": Break("khan", size("dia_chi", 14)),
    "X-20": Break("khan", size("ky_so", 14)),
    "C-01": Break(_COPY, saying("hinh_thuc_sao", "SAO LUC")),
    "C-05": Break(_COPY, size("hinh_thuc_sao", 16)),
    "S-07": Break(_COPY, saying("so_ky_hieu", "Số: 07/SL-UBND", 1)),
    # -- capitals
    "VH-01": Break(_LETTER, _sentence("Các trường học cử đại biểu dự họp. thời gian cụ thể sẽ thông báo sau.")),
    "VH-06": Break(_LETTER, _sentence("Đoàn công tác của Tỉnh Nam Định dự họp và trao đổi kinh nghiệm.")),
    "VH-07": Break(_LETTER, _sentence("Các trường học trên địa bàn phường 3, gửi báo cáo đúng thời hạn.")),
    "VH-08": Break(_LETTER, _sentence("Các trường học của thành phố Hồ Chí Minh gửi báo cáo đúng thời hạn.")),
    "VH-11": Break(_LETTER, _sentence("Các trường học của vùng nam bộ gửi báo cáo đúng thời hạn.")),
    "VH-13": Break(_LETTER, _sentence("Ủy Ban Nhân Dân phường tổng hợp báo cáo của các trường học.")),
    "VH-15": Break(_LETTER, _sentence("Đại diện của Liên Hợp Quốc dự họp và trao đổi kinh nghiệm.")),
    "VH-16": Break(_LETTER, _sentence("Đại diện của Unesco dự họp và trao đổi kinh nghiệm.")),
    "VH-18": Break(_LETTER, _sentence("Cá nhân được tặng huân chương lao động gửi bản sao quyết định.")),
    "VH-21": Break(_LETTER, _sentence("Báo cáo gửi trước ngày quốc khánh để kịp tổng hợp.")),
    "VH-22": Break(_LETTER, _sentence("Báo cáo thực hiện theo kế hoạch số 128/KH-UBND của phường.")),
    "VH-23": Break(_LETTER, _sentence("Hồ sơ thực hiện theo quy định tại khoản 2 điều 5 của Luật này.")),
    "VH-25": Break(_LETTER, _sentence("Báo cáo gửi trước tết Nguyên Đán để kịp tổng hợp.")),
    "VH-26": Break(_LETTER, _sentence("Báo cáo gửi trước ngày 24 tháng 11 năm 2025 (thứ hai) để kịp tổng hợp.")),
    "VH-27": Break(_LETTER, _sentence("Các trường học tổ chức kỷ niệm Cách mạng Tháng 8 thiết thực, tiết kiệm.")),
    # -- hygiene
    "E-10": Break(_LETTER, replacing("các", "сác", "doan", -1)),                          # a Cyrillic с
    "G-13": Break(_LETTER, saying("noi_nhan", "- UBND huyện Hóc Môn;", 1)),
    "G-14": Break(_LETTER, replacing("chỉ đạo", unicodedata.normalize("NFD", "chỉ đạo"), "doan", -1)),
    "G-15": Break(_LETTER, replacing("chỉ đạo", "{{ chi_dao }}", "doan", -1)),
    "G-16": Break(_LETTER, replacing("chỉ đạo", "**chỉ đạo**", "doan", -1)),
    "G-17": Break(_LETTER, replacing("chỉ đạo", "………", "doan", -1)),
    "G-18": Break(_LETTER, replacing("chỉ đạo", "chỉ  đạo", "doan", -1)),
    "G-19": Break(_LETTER, both(
        adding("doan", "các trường học gửi báo cáo đúng thời hạn nêu trên.", after="doan", nth=0),
        adding("doan", "Để kịp thời tổng hợp, báo cáo Ủy ban nhân dân phường theo quy định", after="doan", nth=0))),
    "G-20": Break(_LETTER, both(_sentence(_REPEATED), adding("doan", _REPEATED, before="doan", nth=-1))),
    "G-21": Break(_LETTER, _sentence("Báo cáo nêu kết quả giai đoạn 2022 - 2025, nhiệm vụ giai đoạn 2026-2030.")),
    "G-22": Break(_LETTER, replacing("chỉ đạo", '"chỉ đạo"', "doan", -1)),
    "G-26": Break(_LETTER, _sentence("Các trường học huỷ bỏ đăng ký cũ và gửi đăng ký mới đúng thời hạn.")),
    "G-27": Break(_LETTER, _sentence("Kinh phí thực hiện là 18.500.000 đồng (Bằng chữ: Mười tám triệu đồng).")),
}

# What only a page shows: the fault is made in the Word file and seen on its print.
PRINTED: Final[dict[str, Break]] = {
    "G-41": Break(_LETTER, indent("noi_nhan", 0, 1, left_mm=-40)),
    "G-42": Break(_LETTER, exact("kinh_gui_dong", 4, 0)),
    "G-43": Break(_LETTER, both(saying("tieu_ngu", "Độc lập - Tự do -\nHạnh phúc"), ruled("tieu_ngu", 0.6))),
    "G-44": Break(_ORDER, both(torn("quyen_han", "noi_nhan_tu", "noi_nhan"), gap("khoan", 220, 0, -1))),
}

# What a page does not show (how it was set, how it is encoded, where a paragraph ends), or shows as another rule's fault:
# a second post without weight is a post, a date on a line of its own is no longer level with the number.
UNSEEN: Final = frozenset((
    "PG-02", "PG-04", "PG-11", "PG-16", "PG-17", "H-04", "H-08", "H-20", "N-04", "K-03", "K-04", "S-15", "VH-01", "G-14", "G-18",
    "G-19"))
