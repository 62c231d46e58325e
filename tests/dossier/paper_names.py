"""Names of the small campaign's documents, and rows that seeded faults put into them."""

from __future__ import annotations

from datetime import date

TT, DS, QD = "to_trinh_khen_thuong", "danh_sach_de_nghi", "quyet_dinh_khen_thuong"
SCHOOL_TT, SCHOOL_DS = f"{TT}@th/giay_khen", f"{DS}@th/giay_khen"
WARD_TT, WARD_QD = f"{TT}@ht/giay_khen", f"{QD}@ht/giay_khen"
BB, KP = "bien_ban_xet_khen_thuong@th/giay_khen", "bien_ban_kiem_phieu@th/giay_khen"
PAID, GK1 = "danh_sach_tien_thuong@ht/giay_khen", "giay_khen@ht/giay_khen/cn1"
SK, TH, PLAN = "bao_cao_so_ket@th", "bao_cao_tong_hop@ht", "ke_hoach_truong@th"
MERIT = "bao_cao_thanh_tich_ca_nhan@th"
CN1, BK1 = f"{MERIT}/giay_khen/cn1", f"{MERIT}/bang_khen/bk1"

FORMER = {"ma": "cu", "ho_ten": "Võ Thị Bảy", "chuc_vu": "Phó Trưởng phòng", "co_quan": "pgd", "tu_ngay": "2015-01-01",
          "den_ngay": "2025-06-30"}
RULES = {"ma": "qc", "loai": "Quyết định", "so_ky_hieu": "8/QĐ-UBND", "ngay": "2025-07-01",
         "trich_yeu": "ban hành Quy chế làm việc"}
LAW_2003 = {"loai": "Luật", "ngay": date(2003, 11, 26), "trich_yeu": "Thi đua, khen thưởng"}
LAW_2022 = {"loai": "Luật", "ngay": date(2022, 6, 15), "trich_yeu": "Thi đua, khen thưởng"}
THRIFT = {"loai": "Luật", "ngay": date(2025, 12, 10), "trich_yeu": "Tiết kiệm, chống lãng phí"}
DECREE_98 = {"loai": "Nghị định", "so_ky_hieu": "98/2023/NĐ-CP", "ngay": date(2023, 12, 31), "co_quan": "Chính phủ",
             "trich_yeu": "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"}
