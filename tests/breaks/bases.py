"""Good documents: the types' examples, and what they are made into for rules on parts that no example has.

Nothing is wrong in any of them (`test_breaks.py` holds that), in words as in looks.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Final

from tests.breaks.mutate import adding, align, both, changed, paragraph, saying, size, weight, without
from tests.breaks.page import line_copied
from tests.breaks.word import Change, Word, child, found, put
from tests.examples import example_docx


def _section_break(*, restart: bool) -> Change:
    """The document's last section ends here; what is added behind it has one of its own, counted anew."""
    def change(word: Word) -> None:
        section = word.section
        closed = deepcopy(section)
        last = paragraph("cuoi", "")
        child(last, "w:pPr").append(closed)
        ending = section.getprevious()
        if ending is not None and found(ending, "w:pPr/w:pStyle[@w:val='cuoi']") and not found(ending, "w:pPr/w:sectPr"):
            child(ending, "w:pPr").append(closed)
        else:
            section.addprevious(last)
        if restart:
            put(section, "w:pgNumType", start=1)

    return change


def _appendix(number: str, title: str) -> Change:
    words = "(Kèm theo Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)"
    return both(
        _section_break(restart=True), adding("phu_luc", f"Phụ lục {number}"), adding("phu_luc_ten", title),
        adding("phu_luc_kem_theo", words), line_copied("trich_yeu"),
        adding("doan", f"Nội dung của Phụ lục {number} gồm số liệu của 12 trường học trên địa bàn phường."))


def _stamped(words: str) -> Change:
    return both(
        adding("do_khan", words, after="trich_yeu_cong_van"), adding("luu_hanh", "LƯU HÀNH NỘI BỘ", after="do_khan"),
        adding("nguoi_soan", "TTB.(25)", after="noi_nhan"),
        adding("dia_chi", "Địa chỉ: số 332 đường Quang Trung, phường Hạnh Thông, Thành phố Hồ Chí Minh"),
        adding("ky_so", "Phòng Văn hóa - Xã hội; thời gian ký: 07.11.2025 08:30:00 +07:00"))


_ARTICLES: Final = both(
    adding("phan", "Phần I", before="dieu", nth=0), adding("phan_tieu_de", "QUY ĐỊNH CHUNG", before="dieu", nth=0),
    adding("chuong", "Chương I", before="dieu", nth=0), adding("chuong_tieu_de", "TỔ CÔNG TÁC", before="dieu", nth=0),
    adding("muc_dieu", "Mục 1", before="dieu", nth=0), adding("muc_dieu_tieu_de", "THÀNH PHẦN", before="dieu", nth=0),
    adding("tieu_muc", "Tiểu mục 1", before="dieu", nth=0), adding("tieu_muc_tieu_de", "THÀNH VIÊN", before="dieu", nth=0),
    adding("dieu_tieu_de", "Điều 4. Hiệu lực thi hành", after="dieu", nth=3), without("dieu", 3),
    adding("doan", "Quyết định này có hiệu lực kể từ ngày ký.", after="dieu_tieu_de"))
_ATTACHED: Final = both(
    *(without(one) for one in ("so_ky_hieu", "dia_danh_ngay", "tham_quyen", "can_cu", "menh_lenh", "dieu", "khoan", "diem",
                               "noi_nhan_tu", "noi_nhan", "quyen_han", "ho_ten")),
    saying("ten_loai", "QUY CHẾ"),
    *(adding(component, words, before="cuoi") for component, words in (
        ("dieu_tieu_de", "Điều 1. Nguyên tắc làm việc"),
        ("doan", "Tổ công tác làm việc theo chế độ kiêm nhiệm, tập trung dân chủ."),
        ("dieu_tieu_de", "Điều 2. Chế độ họp"), ("doan", "Tổ công tác họp định kỳ mỗi quý một lần./."))),
    adding("phu_luc_kem_theo", "(Kèm theo Quyết định số 312/QĐ-UBND ngày 15 tháng 12 năm 2025 của Ủy ban nhân dân phường)",
           after="trich_yeu"))
_COPY: Final = both(
    adding("hinh_thuc_sao", "SAO Y"), weight("hinh_thuc_sao", True), size("hinh_thuc_sao", 14), align("hinh_thuc_sao", "center"),
    adding("so_ky_hieu", "Số: 07/SY-UBND"), adding("dia_danh_ngay", "Hạnh Thông, ngày 10 tháng 11 năm 2025"))
_MADE: Final[dict[str, tuple[str, Change]]] = {
    "phu_luc": ("ke_hoach", both(
        adding("doan", "Số liệu chi tiết tại Phụ lục I và Phụ lục II kèm theo Kế hoạch này.", before="muc", nth=4),
        _appendix("I", "DANH SÁCH ĐƠN VỊ"), _appendix("II", "BIỂU TỔNG HỢP"))),
    "bo_cuc_dieu": ("quyet_dinh", _ARTICLES),
    "hoa_toc": ("cong_van", _stamped("HỎA TỐC")),
    "thuong_khan": ("cong_van", _stamped("THƯỢNG KHẨN")),
    "khan": ("cong_van", _stamped("KHẨN")),
    "giay_gioi_thieu": ("ke_hoach", both(
        saying("ten_loai", "GIẤY GIỚI THIỆU"), saying("so_ky_hieu", "Số: 12/GGT-UBND"), without("trich_yeu"))),
    "chuc_vu_khac": ("quyet_dinh", adding("chuc_vu_khac", "TRƯỞNG BAN CHỈ ĐẠO", before="ho_ten")),
    "thua_lenh": ("cong_van", both(saying("quyen_han", "TL. TRƯỞNG PHÒNG"), saying("quyen_han", "TỔ TRƯỞNG", 1))),
    "thua_uy_quyen": ("cong_van", both(saying("quyen_han", "TUQ. TRƯỞNG PHÒNG"), saying("quyen_han", "TỔ TRƯỞNG", 1))),
    "quyen": ("cong_van", both(saying("quyen_han", "Q. TRƯỞNG PHÒNG"), without("quyen_han", 1))),
    "ban_sao": ("cong_van", _COPY),
    "kem_theo": ("quyet_dinh", _ATTACHED),
}
EXAMPLES: Final = ("cong_van", "ke_hoach", "quyet_dinh")
BASES: Final = (*EXAMPLES, *_MADE)


@lru_cache(maxsize=32)
def good(name: str) -> bytes:
    """A good document as a Word file: an example by its slug, or one of those made of them."""
    if name not in _MADE:
        return example_docx(name)
    example, change = _MADE[name]
    return changed(example_docx(example), change)
