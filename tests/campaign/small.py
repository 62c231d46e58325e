"""A campaign small enough to check by hand: two wards after 01/7/2025, the district before, four schools, eight nominees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from service.campaign.frame import Frame
from service.campaign.law import built_in
from service.campaign.scope import Issuer, Scope
from service.campaign.snapshot import Snapshot
from service.campaign.tables import MODELS, Tables

Rows = list[dict[str, Any]]
BEFORE, AFTER, AUTUMN = date(2025, 6, 30), date(2025, 7, 1), date(2025, 11, 28)

FRAME: dict[str, Any] = {
    "ten": "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí",
    "ten_goi_tat": "Phong trào thi đua", "tu_nam": 2022, "den_nam": 2030,
    "dot": {"giai_doan": "2022 - 2025", "tu_ngay": "2022-01-01", "den_ngay": "2025-12-31", "so_lieu_den_ngay": "2025-09-30",
            "han_nop": "2025-10-31"},
    "hoi_nghi": {"ten": "Hội nghị sơ kết Phong trào thi đua", "bat_dau": "2025-12-18T08:00", "dia_diem": "Hội trường phường"},
    "cau_hinh": {"nguong_phieu": 80},
    "mau_so": {"bao_cao_thanh_tich_tap_the": "Mẫu số 02"},
}

ORGANS: Rows = [
    {"ma": "tp", "ten": "Ủy ban nhân dân\nThành phố Hồ Chí Minh", "viet_tat": "UBND", "loai": "ubnd_tp",
     "dia_danh": "Thành phố Hồ Chí Minh"},
    {"ma": "quan", "ten": "Ủy ban nhân dân quận Gò Vấp", "viet_tat": "UBND", "loai": "ubnd_quan", "dia_danh": "Gò Vấp",
     "den_ngay": "2025-06-30", "ke_thua": "ht; an"},
    {"ma": "pgd", "ten": "Phòng Giáo dục và Đào tạo", "ten_day_du": "Phòng Giáo dục và Đào tạo quận Gò Vấp", "viet_tat": "GDĐT",
     "loai": "phong_quan", "chu_quan": "quan", "den_ngay": "2025-06-30", "ke_thua": "ht; an"},
    *({"ma": ma, "ten": f"Ủy ban nhân dân\nphường {ten}", "viet_tat": "UBND", "loai": "ubnd_phuong", "dia_danh": ten,
       "don_vi_soan_thao": "VHXH", "tu_ngay": "2025-07-01"} for ma, ten in (("ht", "Hạnh Thông"), ("an", "An Nhơn"))),
    *({"ma": f"vhxh_{ma}", "ten": "Phòng Văn hóa - Xã hội", "ten_day_du": f"Phòng Văn hóa - Xã hội phường {ten}",
       "viet_tat": "VHXH", "loai": "phong_phuong", "chu_quan": ma, "tu_ngay": "2025-07-01"}
      for ma, ten in (("ht", "Hạnh Thông"), ("an", "An Nhơn"))),
    {"ma": "th_ll", "ten": "Trường Tiểu học Lê Lợi", "viet_tat": "THLL", "loai": "truong", "khoi": "tieu_hoc", "cong_lap": "có",
     "dia_danh": "Hạnh Thông", "dia_chi": "số 5 đường số 1, phường Hạnh Thông", "tong_so": 50, "nu": 40},
    {"ma": "mn_hm", "ten": "Trường Mầm non Hoa Mai", "viet_tat": "MNHM", "loai": "truong", "khoi": "mam_non", "cong_lap": "không",
     "dia_danh": "Hạnh Thông"},
    {"ma": "thcs_nd", "ten": "Trường Trung học cơ sở Nguyễn Du", "viet_tat": "THCSND", "loai": "truong", "khoi": "thcs",
     "cong_lap": "có", "dia_danh": "Hạnh Thông"},
    {"ma": "th_tp", "ten": "Trường Tiểu học Trần Phú", "viet_tat": "THTP", "loai": "truong", "khoi": "tieu_hoc", "cong_lap": "có",
     "dia_danh": "An Nhơn"},
]
SUPERIORS: Rows = [row for school, before, after in (("th_ll", "quan", "ht"), ("mn_hm", "pgd", "ht"), ("thcs_nd", "quan", "ht"),
                                                     ("th_tp", "quan", "an"))
                   for row in ({"don_vi": school, "chu_quan": before, "den_ngay": "2025-06-30"},
                               {"don_vi": school, "chu_quan": after, "tu_ngay": "2025-07-01"})]
PEOPLE: Rows = [
    {"ma": "ct_tp", "ho_ten": "Vũ Thị Chín", "chuc_vu": "Chủ tịch", "co_quan": "tp", "ky": "có"},
    {"ma": "ct_quan", "ho_ten": "Phan Văn Sáu", "chuc_vu": "Chủ tịch", "co_quan": "quan", "ky": "có", "den_ngay": "2025-06-30"},
    {"ma": "tp_gd", "ho_ten": "Võ Thị Bảy", "chuc_vu": "Trưởng phòng", "co_quan": "pgd", "ky": "có", "den_ngay": "2025-06-30"},
    {"ma": "ct_ht", "ho_ten": "Nguyễn Văn An", "chuc_vu": "Chủ tịch", "co_quan": "ht", "ky": "có", "gioi_tinh": "Nam",
     "tu_ngay": "2025-07-01"},
    {"ma": "mt_ht", "ho_ten": "Lý Thị Lan", "chuc_vu": "Chủ tịch Ủy ban Mặt trận Tổ quốc", "co_quan": "ht"},
    {"ma": "pct_an", "ho_ten": "Lê Thị Cúc", "chuc_vu": "Phó Chủ tịch", "co_quan": "an", "ky": "có", "quyen_han": "KT.",
     "ky_thay": "Chủ tịch", "tu_ngay": "2025-07-01"},
    {"ma": "tp_ht", "ho_ten": "Phạm Văn Dũng", "chuc_vu": "Trưởng phòng", "co_quan": "vhxh_ht", "ky": "có",
     "tu_ngay": "2025-07-01"},
    {"ma": "ht_ll", "ho_ten": "Trần Thị Bình", "chuc_vu": "Hiệu trưởng", "co_quan": "th_ll", "ky": "có", "gioi_tinh": "Nữ",
     "ngay_sinh": "1975-03-08", "dan_toc": "Kinh", "que_quan": "Bến Tre"},
    {"ma": "pht_ll", "ho_ten": "Hồ Văn Minh", "chuc_vu": "Phó Hiệu trưởng", "co_quan": "th_ll", "gioi_tinh": "Nam",
     "ngay_sinh": "1980-01-02"},
    {"ma": "kt_ll", "ho_ten": "Đỗ Thị Ánh", "chuc_vu": "Kế toán", "co_quan": "th_ll", "gioi_tinh": "Nữ"},
    {"ma": "gv_ll1", "ho_ten": "Nguyễn Thị Yến", "chuc_vu": "Giáo viên", "co_quan": "th_ll", "gioi_tinh": "Nữ",
     "ngay_sinh": "1990-05-05"},
    {"ma": "gv_ll2", "ho_ten": "Trương Văn Ân", "chuc_vu": "Giáo viên", "co_quan": "th_ll", "gioi_tinh": "Nam",
     "ngay_sinh": "1985-06-06"},
    {"ma": "ht_hm", "ho_ten": "Bùi Thị Đào", "chuc_vu": "Hiệu trưởng", "co_quan": "mn_hm", "ky": "có", "gioi_tinh": "Nữ"},
    {"ma": "ht_nd", "ho_ten": "Đặng Văn Ngọc", "chuc_vu": "Hiệu trưởng", "co_quan": "thcs_nd", "ky": "có", "gioi_tinh": "Nam"},
    {"ma": "ht_tp", "ho_ten": "Mai Văn Khoa", "chuc_vu": "Hiệu trưởng", "co_quan": "th_tp", "ky": "có", "gioi_tinh": "Nam"},
]
COUNCILS: Rows = [
    {"ma": "hd_ll", "co_quan": "th_ll", "so_quyet_dinh": "45/QĐ-THLL", "ngay_quyet_dinh": "2025-09-15"},
    {"ma": "hd_ht", "co_quan": "ht", "so_quyet_dinh": "621/QĐ-UBND", "ngay_quyet_dinh": "2025-08-12"},
]
MEMBERS: Rows = [
    {"hoi_dong": "hd_ll", "nguoi": "gv_ll1", "vai_tro": "thu_ky"}, {"hoi_dong": "hd_ll", "nguoi": "kt_ll", "vai_tro": "uy_vien"},
    {"hoi_dong": "hd_ll", "nguoi": "ht_ll", "vai_tro": "chu_tich"},
    {"hoi_dong": "hd_ll", "nguoi": "pht_ll", "vai_tro": "pho_chu_tich"},
    {"hoi_dong": "hd_ll", "nguoi": "gv_ll2", "vai_tro": "uy_vien"},
    {"hoi_dong": "hd_ht", "nguoi": "ct_ht", "vai_tro": "chu_tich"}, {"hoi_dong": "hd_ht", "nguoi": "tp_ht", "vai_tro": "thu_ky"},
    {"hoi_dong": "hd_ht", "ho_ten": "Cao Văn Tám", "chuc_vu": "Chủ tịch Công đoàn phường", "vai_tro": "uy_vien"},
]
MEETINGS: Rows = [
    {"ma": "hop_ll", "hoi_dong": "hd_ll", "so": 7, "bat_dau": "2025-10-20T08:00", "ket_thuc": "2025-10-20T09:30",
     "dia_diem": "Phòng họp", "chu_toa": "ht_ll", "thu_ky": "gv_ll1", "vang": "gv_ll2", "ly_do_vang": "Đi công tác",
     "kiem_phieu": "pht_ll; kt_ll; gv_ll1", "phieu_phat_ra": 4, "phieu_thu_ve": 4, "phieu_hop_le": 4, "phieu_khong_hop_le": 0},
    {"ma": "hop_ht", "hoi_dong": "hd_ht", "bat_dau": "2025-11-18T08:00", "ket_thuc": "2025-11-18T09:00",
     "dia_diem": "UBND phường", "chu_toa": "ct_ht", "thu_ky": "tp_ht"},
]
ACHIEVED = {"tu_ngay": "2022-01-01", "den_ngay": "2025-09-30", "khong_vi_pham": "có"}


def nominee(ma: str, don_vi: str, hinh_thuc: str, **more: str) -> dict[str, Any]:
    kind = "ca_nhan" if "nguoi" in more else "tap_the"
    return {"ma": ma, "loai": kind, "don_vi": don_vi, "hinh_thuc": hinh_thuc, "thanh_tich": "Có thành tích xuất sắc",
            "tom_tat": "Tiết kiệm điện, nước, giấy in.", **ACHIEVED, **more}


NOMINEES: Rows = [
    nominee("ll1", "th_ll", "giay_khen", nguoi="gv_ll1"), nominee("ll2", "th_ll", "giay_khen", nguoi="gv_ll2"),
    nominee("ll3", "th_ll", "giay_khen", nguoi="pht_ll"), nominee("ll4", "th_ll", "giay_khen", ten="Tổ Khối 5"),
    nominee("ll5", "th_ll", "bang_khen"), nominee("hm1", "mn_hm", "giay_khen", nguoi="ht_hm"),
    nominee("hm2", "mn_hm", "giay_khen"), nominee("tp1", "th_tp", "giay_khen", nguoi="ht_tp"),
]
VOTES: Rows = [
    *({"hop": "hop_ll", "de_nghi": ma, "dong_y": yes, "khong_dong_y": 4 - yes}
      for ma, yes in (("ll1", 4), ("ll2", 3), ("ll3", 4), ("ll4", 4), ("ll5", 4))),          # of five members 80 % are four
    *({"hop": "hop_ht", "de_nghi": ma, "dong_y": yes, "khong_dong_y": 3 - yes}
      for ma, yes in (("ll1", 3), ("ll3", 2), ("ll4", 3), ("hm1", 3), ("hm2", 3), ("ll5", 3))),
]
INDICATORS: Rows = [
    {"ma": "dien", "ten": "Điện tiêu thụ", "dvt": "kWh", "nhom": "tiet_kiem"},
    {"ma": "so_hoa", "ten": "Hồ sơ điện tử", "dvt": "%", "nhom": "chung", "gop": "cuoi_ky", "so_le": 1},
    {"ma": "von", "ten": "Vốn sửa chữa", "dvt": "triệu đồng", "nhom": "ha_tang"},
]
RESULTS: Rows = [
    *({"don_vi": "th_ll", "chi_tieu": "dien", "nam": nam, "gia_tri": kwh} for nam, kwh in
      ((2022, "10.000"), (2023, "9.500"), (2024, "9.000"), (2025, "8.000"))),
    *({"don_vi": "th_ll", "chi_tieu": "so_hoa", "nam": nam, "gia_tri": share} for nam, share in
      ((2022, "40"), (2023, "55,5"), (2024, "70"), (2025, "90"))),
    *({"don_vi": "th_ll", "chi_tieu": "von", "nam": nam, "gia_tri": 100} for nam in (2022, 2023, 2024, 2025)),
    {"don_vi": "mn_hm", "chi_tieu": "dien", "nam": 2022, "ly_do": "chưa có công tơ riêng"},
    {"don_vi": "mn_hm", "chi_tieu": "dien", "nam": 2023, "ly_do": "chưa có công tơ riêng"},
    {"don_vi": "mn_hm", "chi_tieu": "dien", "nam": 2024, "gia_tri": "2.000"},
    {"don_vi": "mn_hm", "chi_tieu": "dien", "nam": 2025, "gia_tri": "1.500"},
    *({"don_vi": "mn_hm", "chi_tieu": "so_hoa", "nam": nam, "gia_tri": 80} for nam in (2022, 2023, 2024, 2025)),
    {"don_vi": "thcs_nd", "chi_tieu": "von", "nam": 2022, "gia_tri": 999},                  # its report is not registered
]
AWARDS_HAD: Rows = [
    {"don_vi": "th_ll", "loai": "danh_hieu", "ten": "Tập thể Lao động tiên tiến", "nam": 2023, "so_quyet_dinh": "1344/QĐ-UBND",
     "ngay_quyet_dinh": "2023-07-14", "co_quan": "Chủ tịch Ủy ban nhân dân quận Gò Vấp"},
    {"don_vi": "th_ll", "loai": "hinh_thuc", "ten": "Giấy khen", "nam": 2024, "so_quyet_dinh": "12/QĐ-UBND",
     "ngay_quyet_dinh": "2024-06-05", "co_quan": "Chủ tịch Ủy ban nhân dân quận Gò Vấp"},
    {"nguoi": "gv_ll1", "loai": "hinh_thuc", "ten": "Bằng khen", "nam": 2024, "so_quyet_dinh": "99/QĐ-UBND",
     "ngay_quyet_dinh": "2024-10-20", "co_quan": "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"},
]
TEXTS: Rows = [
    {"ma": "kh_2268", "loai": "Kế hoạch", "so_ky_hieu": "2268/KH-UBND", "ngay": "2023-05-31",
     "co_quan": "Ủy ban nhân dân quận Gò Vấp", "trich_yeu": "về tổ chức Phong trào thi đua",
     "hieu_luc_den": "2025-06-30", "dung_cho": "ke_hoach_truong"},
]
REGISTER: Rows = [
    {"don_vi": "ht", "loai": "ke_hoach_phong_trao", "so": 588, "ngay": "2025-07-31"},
    {"don_vi": "th_ll", "loai": "to_trinh_khen_thuong", "hinh_thuc": "giay_khen", "so": 9, "ngay": "2025-10-28"},
    {"don_vi": "ht", "loai": "to_trinh_khen_thuong", "hinh_thuc": "giay_khen", "so": 910, "ngay": "2025-11-24"},
    {"don_vi": "ht", "loai": "quyet_dinh_khen_thuong", "hinh_thuc": "giay_khen", "so": 918, "ngay": "2025-11-27"},
    {"don_vi": "th_ll", "loai": "bao_cao_so_ket", "so": 31, "ngay": "2025-10-30"},
    {"don_vi": "mn_hm", "loai": "bao_cao_so_ket", "so": 4, "ngay": "2025-10-31"},
    {"don_vi": "thcs_nd", "loai": "bao_cao_so_ket", "so": 77, "ngay": "2026-01-15"},       # too late for a document of 2025
]
GUESTS: Rows = [
    {"ma": "km1", "phuong": "ht", "ho_ten": "Tạ Thị Hoa", "danh_xung": "Bà", "chuc_vu": "Bí thư", "don_vi": "Đảng ủy phường"},
    {"ma": "km2", "phuong": "ht", "don_vi": "Sở Nội vụ Thành phố Hồ Chí Minh"},
]
APPRAISED: Rows = [{"de_nghi": "ll1", "dung_doi_tuong": "có", "du_tieu_chuan": "có", "du_ho_so": "không", "dung_thu_tuc": "có",
                    "ly_do": "Thiếu báo cáo", "de_xuat": "bo_sung"}]

TABLES: dict[str, Rows] = {
    "co_quan": ORGANS, "truc_thuoc": SUPERIORS, "nguoi": PEOPLE, "hoi_dong": COUNCILS, "thanh_vien": MEMBERS, "hop": MEETINGS,
    "de_nghi": NOMINEES, "phieu": VOTES, "chi_tieu": INDICATORS, "ket_qua": RESULTS, "khen_thuong": AWARDS_HAD, "van_ban": TEXTS,
    "van_ban_di": REGISTER, "khach_moi": GUESTS, "tham_dinh": APPRAISED,
}


def snapshot(frame: Mapping[str, Any] | None = None, particular: Mapping[tuple[str, str, str], Mapping[str, Any]] | None = None,
             **tables: Rows) -> Snapshot:
    """The campaign with some tables, or parts of the frame, replaced; the law's own rows stand before the campaign's."""
    law = built_in()
    own = {**TABLES, **tables}
    every = {name: [*law.get(name, []), *own.get(name, [])] for name in {**law, **own}}
    read = {name: tuple(MODELS[name].model_validate(row) for row in rows) for name, rows in every.items()}
    return Snapshot(Frame.model_validate({**FRAME, **(frame or {})}), Tables(**cast("dict[str, Any]", read)), particular or {})


def scope(slug: str, unit: str, day: date = AUTUMN, *, award: str = "", subject: str = "", issuer: Issuer = "unit",
          of: Snapshot | None = None) -> Scope:
    return Scope(of or SMALL, slug, unit, day, award, subject, issuer)


SMALL = snapshot()
