"""Types of documents by what they are for; slugs as in docs/catalogue.md."""

from __future__ import annotations

from typing import Final

PLAN, SCHOOL_PLAN, GUIDANCE, YEARLY = "ke_hoach_phong_trao", "ke_hoach_truong", "cong_van_huong_dan", "bao_cao_hang_nam"
COUNCIL, COUNCIL_INVITATION = "quyet_dinh_hoi_dong", "giay_moi_hoi_dong"
MERIT_COLLECTIVE, MERIT_PERSON, SUMMARY = "bao_cao_thanh_tich_tap_the", "bao_cao_thanh_tich_ca_nhan", "tom_tat_thanh_tich"
BALLOT, COUNTING, MINUTES = "phieu_bau", "bien_ban_kiem_phieu", "bien_ban_xet_khen_thuong"
LIST, SUBMISSION, APPRAISAL = "danh_sach_de_nghi", "to_trinh_khen_thuong", "bao_cao_tham_dinh"
DECISION, PAYMENT, NOTICE = "quyet_dinh_khen_thuong", "danh_sach_tien_thuong", "thong_bao_khen_thuong"
REVIEW, TOTAL = "bao_cao_so_ket", "bao_cao_tong_hop"
CONFERENCE_PLAN, INVITATION = "ke_hoach_hoi_nghi", "giay_moi_hoi_nghi"
PROGRAMME, SCRIPT = "chuong_trinh_hoi_nghi", "kich_ban_hoi_nghi"
NEXT_PLAN = "ke_hoach_giai_doan_2"
CERTIFICATES: Final = ("giay_khen", "bang_khen")
MERIT: Final = (MERIT_COLLECTIVE, MERIT_PERSON)
