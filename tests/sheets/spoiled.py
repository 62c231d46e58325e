"""Workbooks of many rows over five types with 40 cells wrong in known ways: for readiness, and for what is made of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from service.sheets import Readiness
from tests.sheets.filling import Book, example

Fault = tuple[str, str, int, str, Any, str]
# type, table, line of the table, column, what is typed there (None: taken away), code of the problem
FAULTS: list[Fault] = [
    ("giay_khen", "", 0, "/ky/ho_ten", None, "field-missing"),
    ("giay_khen", "", 0, "/ngay_ban_hanh", "31/02/2026", "date-invalid"),
    ("giay_khen", "", 0, "/ngay_ban_hanh", 46006, "cell-serial"),
    ("giay_khen", "", 0, "/quyet_dinh/loai", "", "field-missing"),
    ("giay_khen", "", 0, "/cach_in", "In thử", "choice-wrong"),
    ("giay_khen", "", 0, "/so_so_vang", datetime(2026, 1, 12), "cell-made-date"),
    ("giay_khen", "", 0, "/thanh_tich", "Đã có thành tích " * 14, "text-long"),
    ("giay_khen", "", 0, "/ho_ten", "W" * 79, "text-too-wide-for-box"),
    ("cong_van", "", 0, "/kinh_gui", None, "field-missing"),
    ("cong_van", "", 0, "/dien_thoai", 2838950001, "cell-made-number"),
    ("cong_van", "", 0, "/ky/quyen_han", "XX", "choice-wrong"),
    ("cong_van", "", 0, "/so", "mười hai", "number-wrong"),
    ("cong_van", "", 0, "/so", 0, "number-small"),
    ("cong_van", "", 0, "/noi_dung", "#### Quá sâu\n\nLời.", "heading-depth"),
    ("cong_van", "", 0, "/co_quan_ban_hanh/viet_tat", "G D", "abbreviation-invalid"),
    ("cong_van", "", 0, "/trich_yeu", "Về", "text-short"),
    ("to_trinh_khen_thuong", "ca_nhan", 1, "/ca_nhan/-/ho_ten", None, "field-missing"),
    ("to_trinh_khen_thuong", "ca_nhan", 0, "/ca_nhan/-/dong_y", "chín", "number-wrong"),
    ("to_trinh_khen_thuong", "ca_nhan", 0, "/ca_nhan/-/tien_thuong", "1.23.456", "number-wrong"),
    ("to_trinh_khen_thuong", "tap_the", 0, "/tap_the/-/ten", None, "field-missing"),
    ("to_trinh_khen_thuong", "tap_the", 0, "/tap_the/-/so_bang", datetime(2025, 1, 1), "cell-made-date"),
    ("to_trinh_khen_thuong", "", 0, "/ky/ho_ten", "NguyÔn V¨n An", "cell-encoding"),
    ("to_trinh_khen_thuong", "", 0, "/bien_ban/ngay", "ngày mai", "date-invalid"),
    ("to_trinh_khen_thuong", "", 0, "/luu/so_ban", "3 bản", "number-wrong"),
    ("giay_moi", "", 0, "/thoi_gian", "sáng thứ Hai", "time-invalid"),
    ("giay_moi", "", 0, "/thoi_gian", None, "field-missing"),
    ("giay_moi", "", 0, "/do_khan", "Rất khẩn", "choice-wrong"),
    ("giay_moi", "", 0, "/dia_diem", ("#REF!", "e"), "cell-error"),
    ("giay_moi", "", 0, "/chu_tri", "=A1", "formula-empty"),
    ("giay_moi", "", 0, "/toi_du", "Há»™i nghá»‹ sÆ¡ káº¿t", "encoding-broken"),
    ("giay_moi", "", 0, "/nguoi_moi", "1,2E+11", "cell-power"),
    ("giay_moi", "", 0, "/ky/ky_thay", "Chủ tịch" * 30, "text-long"),
    ("quyet_dinh_khen_thuong", "", 0, "/den_ngay", "2025-13-01", "date-invalid"),
    ("quyet_dinh_khen_thuong", "", 0, "/tham_quyen", None, "field-missing"),
    ("quyet_dinh_khen_thuong", "", 0, "/can_cu", "Luật Thi đua, khen thưởng,", "ground-comma"),
    ("quyet_dinh_khen_thuong", "", 0, "/co_quan_chi", "x" * 400, "text-long"),
    ("quyet_dinh_khen_thuong", "tap_the", 2, "/tap_the/-/dong_y", -1, "number-small"),
    ("quyet_dinh_khen_thuong", "ca_nhan", 0, "/ca_nhan/-/chuc_vu", None, "field-missing"),
    ("quyet_dinh_khen_thuong", "ca_nhan", 1, "/ca_nhan/-/so_bang", 20250000001, "cell-made-number"),
    ("quyet_dinh_khen_thuong", "", 0, "/ngay_ban_hanh", "5/12/25", "date-invalid"),
]
# The same, of types of one page and without lists: cheap to make.
SHORT: list[Fault] = [
    *(fault for fault in FAULTS if fault[0] in ("giay_khen", "cong_van", "giay_moi")),
    ("giay_gioi_thieu", "", 0, "/ho_ten", None, "field-missing"),
    ("giay_gioi_thieu", "", 0, "/so", "ba mươi", "number-wrong"),
    ("giay_gioi_thieu", "", 0, "/gia_tri_den", "30/02/2026", "date-invalid"),
    ("giay_gioi_thieu", "", 0, "/gia_tri_den", 46006, "cell-serial"),
    ("giay_gioi_thieu", "", 0, "/noi_den", ("#N/A", "e"), "cell-error"),
    ("giay_gioi_thieu", "", 0, "/ve_viec", "liªn hÖ c«ng t¸c", "cell-encoding"),
    ("giay_gioi_thieu", "", 0, "/ky/quyen_han", "XX", "choice-wrong"),
    ("giay_gioi_thieu", "", 0, "/chuc_vu", "=B2", "formula-empty"),
    ("quyet_dinh_ban_hanh", "", 0, "/tham_quyen", None, "field-missing"),
    ("quyet_dinh_ban_hanh", "", 0, "/van_ban_kem_theo", None, "field-missing"),
    ("quyet_dinh_ban_hanh", "", 0, "/cach", "Thử", "choice-wrong"),
    ("quyet_dinh_ban_hanh", "", 0, "/can_cu", "Luật Thi đua, khen thưởng,", "ground-comma"),
    ("quyet_dinh_ban_hanh", "", 0, "/ngay_ban_hanh", "5/12/25", "date-invalid"),
    ("quyet_dinh_ban_hanh", "", 0, "/luu/so_ban", "3 bản", "number-wrong"),
    ("quyet_dinh_ban_hanh", "", 0, "/so", 0, "number-small"),
    ("quyet_dinh_ban_hanh", "", 0, "/thi_hanh", "Há»™i nghá»‹ sÆ¡ káº¿t", "encoding-broken"),
]
_OWN = {"giay_khen": "/ho_ten"}                        # what differs from document to document; of the others their number

Wrong = set[tuple[str, str, str]]                      # (sheet, cell, code)


def documents(per_type: int, faults: Sequence[Fault]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for slug in dict.fromkeys(slug for slug, *_ in faults):
        data = example(slug)
        yield from ((slug, f"{number:04d}", data) for number in range(per_type))


def filled(per_type: int, faults: Sequence[Fault]) -> Book:
    """So many documents of each of the types, no two alike."""
    book = Book(*documents(per_type, faults))
    for slug in book.slugs:
        for number in range(per_type):
            pointer = _OWN.get(slug, "/so")
            cell = book.cell(slug, f"{number:04d}", pointer)
            cell.value = f"Lâm Thị Ngọc Diệp {number + 1}" if pointer == "/ho_ten" else number + 1
    return book


def spoiled(per_type: int, faults: Sequence[Fault] = FAULTS) -> tuple[bytes, Wrong]:
    """So many documents of each of five types, 40 cells of them wrong; and these cells."""
    book = filled(per_type, faults)
    wrong = set()
    for number, (slug, table, nth, pointer, value, code) in enumerate(faults):
        cell = book.cell(slug, f"{number * per_type // 40:04d}", pointer, table, nth)
        cell.number_format = "General"
        cell.value = value[0] if isinstance(value, tuple) else value
        if isinstance(value, tuple):
            cell.data_type = value[1]
        wrong.add((cell.parent.title, cell.coordinate, code))
    return book.bytes(), wrong


def cells(found: Readiness) -> Wrong:
    return {(fault.cell.sheet, fault.cell.address, fault.problem.code) for _, fault in found.every_fault()}
