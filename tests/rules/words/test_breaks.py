"""The smallest fault of each rule on words, made in a good document: that rule speaks, and no other.

Over 300 lines because it is one table, a line a fault.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.rules.registry import rules
from service.rules.seen import Seen
from tests.rules.seeing import adding, ordered, part, saying, without
from tests.rules.words.documents import (
    ALL,
    CONG_VAN,
    KE_HOACH,
    QUY_CHE,
    QUYET_DINH,
    TO_TRINH,
    WITH_APPENDIX,
    codes,
    cong_van,
    dated,
    found,
    issued_by,
    ke_hoach,
    quyet_dinh,
    signed,
    with_text,
)

LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"
DECREE = "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền"


def grounds(*lines: str, seen: Seen = KE_HOACH) -> Seen:
    bare = without(seen, "can_cu")
    for line in lines:
        bare = adding(bare, part("can_cu", line, looks=None), before="doan")
    return bare


def appendices(*names: str) -> Seen:
    """As many appendices as names."""
    line = "(Kèm theo Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)"
    seen = without(without(WITH_APPENDIX, "phu_luc"), "phu_luc_kem_theo")
    seen = without(seen, "phu_luc_ten")
    for name in names:
        for component, text in (("phu_luc", name), ("phu_luc_ten", "DANH SÁCH"), ("phu_luc_kem_theo", line)):
            seen = adding(seen, part(component, text, looks=None))
    return seen


def copied(form: str, number: str) -> Seen:
    seen = adding(KE_HOACH, part("", form, looks=None, confidence=0.9))
    return adding(seen, part("so_ky_hieu", number, looks=None))


def _unreferred() -> Seen:
    """The appendix without the sentence that speaks of it."""
    return ordered(WITH_APPENDIX, [one for one in WITH_APPENDIX.parts if "nêu tại Phụ lục" not in one.text])


BREAKS: list[tuple[str, str, Seen]] = [
    ("H-01", "quoc-hieu-wrong", ke_hoach("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN")),
    ("H-02", "tieu-ngu-wrong", ke_hoach("tieu_ngu", "Độc Lập - Tự Do - Hạnh Phúc")),
    ("H-02", "tieu-ngu-hyphens", ke_hoach("tieu_ngu", "Độc lập – Tự do – Hạnh phúc")),
    ("H-02", "tieu-ngu-hyphens", ke_hoach("tieu_ngu", "Độc lập-Tự do-Hạnh phúc")),
    ("H-10", "so-word", ke_hoach("so_ky_hieu", "Số 128/KH-UBND")),
    ("H-10", "so-word", ke_hoach("so_ky_hieu", "số: 128/KH-UBND")),
    ("H-11", "so-leading-zero", ke_hoach("so_ky_hieu", "Số: 8/KH-UBND")),
    ("H-12", "ky-hieu-signs", ke_hoach("so_ky_hieu", "Số: 128/KH - UBND")),
    ("H-12", "ky-hieu-signs", ke_hoach("so_ky_hieu", "Số: 128/KH–UBND")),
    ("H-12", "ky-hieu-signs", ke_hoach("so_ky_hieu", "Số: 128 /KH-UBND")),
    ("H-12", "ky-hieu-signs", ke_hoach("so_ky_hieu", "Số: 128/ KH-UBND")),
    ("H-12", "ky-hieu-signs", saying(TO_TRINH, "so_ky_hieu", "Số: 61/TTR-VHXH")),
    ("H-12", "ky-hieu-small", ke_hoach("so_ky_hieu", "Số: 128/KH-ubnd")),
    ("S-01", "ky-hieu-type-missing", ke_hoach("so_ky_hieu", "Số: 656/GDĐT-TĐ")),
    ("S-01", "ky-hieu-other-type", ke_hoach("so_ky_hieu", "Số: 128/QĐ-UBND")),
    ("S-01", "ky-hieu-d-lost", quyet_dinh("so_ky_hieu", "Số: 312/QD-UBND")),
    ("S-01", "ky-hieu-body-missing", ke_hoach("so_ky_hieu", "Số: 128/KH")),
    (
        "S-06",
        "ky-hieu-other-type",
        replace(saying(ke_hoach("so_ky_hieu", "Số: 128/KH-UBND"), "ten_loai", "GIẤY MỜI"), abbreviation="GM"),
    ),
    ("S-02", "cong-van-with-type", cong_van("so_ky_hieu", "Số: 45/KH-VHXH")),
    ("S-07", "copy-symbol-other", copied("SAO Y", "Số: 07/SL-UBND")),
    ("C-01", "copy-form-wrong", copied("SAO Y BẢN CHÍNH", "Số: 07/SY-UBND")),
    ("S-14", "so-with-year", ke_hoach("so_ky_hieu", "Số: 128/2025/KH-UBND")),
    ("S-14", "ky-hieu-with-cv", cong_van("so_ky_hieu", "Số: 45/CV-VHXH")),
    ("G-24", "d-lost-in-symbol", ke_hoach("so_ky_hieu", "Số: 656/KH-GDDT")),
    ("G-24", "d-lost-in-citation", with_text("Thực hiện Quyết định số 1478/QD-TTg ngày 28 tháng 11 năm 2022 của Thủ tướng.")),
    ("H-14", "dia-danh-comma", ke_hoach("dia_danh_ngay", "Hạnh Thông ngày 05 tháng 11 năm 2025")),
    ("H-14", "dia-danh-small", ke_hoach("dia_danh_ngay", "hạnh Thông, ngày 05 tháng 11 năm 2025")),
    ("H-17", "dia-danh-ho-chi-minh", ke_hoach("dia_danh_ngay", "TP. Hồ Chí Minh, ngày 05 tháng 11 năm 2025")),
    ("H-17", "dia-danh-ho-chi-minh", ke_hoach("dia_danh_ngay", "Hồ Chí Minh, ngày 05 tháng 11 năm 2025")),
    ("H-17", "dia-danh-short", ke_hoach("dia_danh_ngay", "P.3, ngày 05 tháng 11 năm 2025")),
    ("H-18", "day-leading-zero", ke_hoach("dia_danh_ngay", "Hạnh Thông, ngày 5 tháng 11 năm 2025")),
    ("H-18", "month-zero-missing", ke_hoach("dia_danh_ngay", "Hạnh Thông, ngày 05 tháng 1 năm 2025")),
    ("H-18", "day-impossible", ke_hoach("dia_danh_ngay", "Hạnh Thông, ngày 31 tháng 11 năm 2025")),
    ("H-18", "date-short", ke_hoach("dia_danh_ngay", "Hạnh Thông, 05/11/2025")),
    ("G-10", "month-zero-extra", ke_hoach("dia_danh_ngay", "Hạnh Thông, ngày 05 tháng 06 năm 2025")),
    ("T-04", "v-v-missing", cong_van("trich_yeu_cong_van", "Về việc báo cáo sơ kết Phong trào thi đua")),
    ("T-04", "v-v-missing", cong_van("trich_yeu_cong_van", "V/v: báo cáo sơ kết Phong trào thi đua")),
    ("T-05", "v-v-extra", ke_hoach("trich_yeu", "V/v tổ chức Hội nghị sơ kết")),
    ("T-05", "v-v-extra", quyet_dinh("trich_yeu", "Về việc V/v thành lập Tổ công tác")),
    ("B-01", "can-cu-law-number", grounds("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022.")),
    (
        "B-01",
        "can-cu-date-missing",
        grounds("Căn cứ Nghị định số 150/2025/NĐ-CP của Chính phủ quy định tổ chức các cơ quan chuyên môn."),
    ),
    ("B-01", "can-cu-number-missing", grounds("Căn cứ Nghị định của Chính phủ về công tác văn thư.")),
    ("B-01", "can-cu-issuer-and-subject-missing", grounds("Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2025.")),
    ("B-01", "can-cu-issuer-missing", grounds("Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2025 về sơ kết.")),
    ("B-02", "can-cu-last-sign", grounds(f"Căn cứ {DECREE},")),
    ("B-02", "can-cu-last-sign", grounds(LAW)),
    ("B-02", "can-cu-sign", grounds(LAW.replace(";", ","), f"Căn cứ {DECREE}.")),
    ("B-02", "can-cu-one-line", grounds(f"{LAW} Căn cứ {DECREE}.")),
    ("B-03", "theo-de-nghi-early", grounds("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội;", f"Căn cứ {DECREE}.")),
    ("B-05", "citation-short", with_text("Thực hiện Kế hoạch số 2268/KH-UBND của Ủy ban nhân dân Thành phố về thi đua.")),
    ("B-06", "citation-long", with_text(f"Thực hiện {DECREE}. Triển khai {DECREE} trên địa bàn phường.")),
    (
        "G-11",
        "can-cu-replaced",
        grounds(
            "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết một số điều của Luật."
        ),
    ),
    (
        "G-11",
        "can-cu-not-yet",
        grounds("Căn cứ Luật Tiết kiệm, chống lãng phí ngày 10 tháng 12 năm 2025.", seen=dated(2026, 3, 2)),
    ),
    (
        "G-12",
        "can-cu-after-document",
        grounds("Căn cứ Kế hoạch số 12/KH-UBND ngày 06 tháng 11 năm 2025 của Ủy ban nhân dân Thành phố về sơ kết."),
    ),
    ("B-07", "muc-inside-khoan", replace(QUY_CHE, parts=())),  # made below
    ("B-09", "numbering-not-roman", saying(QUY_CHE, "chuong", "Chương 1")),
    ("B-09", "numbering-start", saying(QUY_CHE, "chuong", "Chương II")),
    ("B-11", "numbering-not-arabic", saying(QUY_CHE, "muc_dieu", "Mục I")),
    ("B-13", "numbering-gap", quyet_dinh("dieu_tieu_de", "Điều 3. Hiệu lực thi hành", 1)),
    ("B-13", "numbering-repeat", quyet_dinh("dieu_tieu_de", "Điều 1. Hiệu lực thi hành", 1)),
    ("B-13", "numbering-sign", quyet_dinh("dieu_tieu_de", "Điều 2: Hiệu lực thi hành", 1)),
    ("B-14", "numbering-start", ke_hoach("khoan", "2. Thời gian: 01 buổi.")),
    ("B-14", "numbering-gap", ke_hoach("khoan", "3. Thành phần gồm:", 1)),
    ("B-14", "numbering-repeat", ke_hoach("khoan", "1. Thành phần gồm:", 1)),
    ("B-14", "numbering-sign", ke_hoach("khoan", "2) Thành phần gồm:", 1)),
    ("B-16", "numbering-start", without(KE_HOACH, "diem", 0)),
    ("B-16", "numbering-gap", ke_hoach("diem", "c) Thành viên Hội đồng Thi đua - Khen thưởng phường.", 1)),
    ("B-16", "numbering-sign", ke_hoach("diem", "b. Thành viên Hội đồng Thi đua - Khen thưởng phường.", 1)),
    ("B-18", "numbering-gap", ke_hoach("muc", "III. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", 1)),
    ("B-18", "numbering-start", ke_hoach("muc", "II. MỤC ĐÍCH, YÊU CẦU")),
    ("B-18", "numbering-sign", ke_hoach("muc", "II/ THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", 1)),
    ("B-23", "numbering-three-levels", with_text("1.1.1. Công tác chuẩn bị", "khoan")),
    (
        "N-01",
        "kinh-gui-extra",
        adding(KE_HOACH, part("kinh_gui", "Kính gửi: Hiệu trưởng các trường học", looks=None), after="trich_yeu"),
    ),
    ("N-01", "kinh-gui-missing", without(without(CONG_VAN, "kinh_gui"), "kinh_gui_dong")),
    ("N-01", "kinh-gui-colon", saying(TO_TRINH, "kinh_gui", "Kính gửi Ủy ban nhân dân phường Hạnh Thông")),
    ("N-02", "kinh-gui-single", saying(without(CONG_VAN, "kinh_gui_dong", 0), "kinh_gui_dong", "- Phòng Kinh tế.")),
    ("N-03", "kinh-gui-sign", cong_van("kinh_gui_dong", "- Hiệu trưởng các trường học trên địa bàn phường,")),
    ("N-03", "kinh-gui-last-sign", cong_van("kinh_gui_dong", "- Phòng Kinh tế, Hạ tầng và Đô thị;", 1)),
    ("N-03", "kinh-gui-several", cong_van("kinh_gui", "Kính gửi: - Sở Tài chính;")),
    ("N-08", "nhu-tren-extra", ke_hoach("noi_nhan", "- Như trên;")),
    ("N-08", "nhu-tren-missing", without(CONG_VAN, "noi_nhan", 0)),
    ("N-09", "nhu-dieu-missing", without(QUYET_DINH, "noi_nhan", 0)),
    ("N-09", "nhu-dieu-unknown", quyet_dinh("noi_nhan", "- Như Điều 5;")),
    ("N-05", "noi-nhan-words", ke_hoach("noi_nhan_tu", "Nơi nhận")),
    ("N-06", "noi-nhan-sign", ke_hoach("noi_nhan", "- Ủy ban nhân dân Thành phố,")),
    ("N-06", "noi-nhan-dash", ke_hoach("noi_nhan", "Ủy ban nhân dân Thành phố;")),
    ("N-07", "luu-missing", without(KE_HOACH, "noi_nhan", -1)),
    ("N-07", "luu-vt-missing", ke_hoach("noi_nhan", "- Lưu: VHXH.", -1)),
    ("N-07", "luu-full-stop", ke_hoach("noi_nhan", "- Lưu: VT, VHXH (2)", -1)),
    ("N-07", "luu-words", ke_hoach("noi_nhan", "- Lưu VT, VHXH.", -1)),
    ("K-05", "tm-before-post", signed("TM. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("K-06", "q-before-deputy", signed("Q. PHÓ GIÁM ĐỐC")),
    ("K-07", "kt-before-deputy", signed("KT. PHÓ GIÁM ĐỐC")),
    ("K-07", "deputy-without-kt", signed("PHÓ TRƯỞNG PHÒNG")),
    ("G-25", "kt-post-missing", signed("KT. GIÁM ĐỐC")),
    ("K-08", "tl-not-before-post", signed("TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG")),
    ("K-09", "tuq-not-before-post", signed("TUQ. PHÓ CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
    ("K-10", "tm-without-kt", signed("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")),
    ("K-10", "tm-below-kt", signed("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")),
    ("K-11", "quyen-han-sign", signed("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("K-11", "quyen-han-sign", signed("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("K-11", "quyen-han-sign", signed("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
    ("K-14", "ho-ten-with-degree", ke_hoach("ho_ten", "ThS. Lê Thị Cúc")),
    ("B-24", "end-mark-missing", ke_hoach("doan", "Đề nghị các đơn vị triển khai thực hiện.", -1)),
    ("B-24", "end-mark-missing", ke_hoach("doan", "Đề nghị các đơn vị triển khai thực hiện././.", -1)),
    ("X-01", "phu-luc-not-mentioned", _unreferred()),
    ("X-02", "phu-luc-number-wrong", appendices("Phụ lục 1", "Phụ lục 2")),
    ("X-02", "phu-luc-number-wrong", appendices("Phụ lục I", "Phụ lục III")),
    ("X-05", "kem-theo-missing", without(WITH_APPENDIX, "phu_luc_kem_theo")),
    (
        "X-05",
        "kem-theo-incomplete",
        saying(WITH_APPENDIX, "phu_luc_kem_theo", "(Kèm theo Kế hoạch của Ủy ban nhân dân phường)"),
    ),
    (
        "X-05",
        "kem-theo-other-number",
        saying(
            WITH_APPENDIX,
            "phu_luc_kem_theo",
            "(Kèm theo Kế hoạch số 129/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)",
        ),
    ),
    ("G-13", "body-ceased", issued_by("ỦY BAN NHÂN DÂN\nQUẬN GÒ VẤP")),
    ("G-13", "body-ceased", ke_hoach("noi_nhan", "- Phòng GD&ĐT;")),
    ("G-13", "body-ceased", ke_hoach("dia_danh_ngay", "Quận Gò Vấp, ngày 05 tháng 11 năm 2025")),
    ("G-13", "body-ceased", with_text("Ủy ban nhân dân quận Gò Vấp tổ chức sơ kết, đánh giá, rút kinh nghiệm.")),
    ("E-10", "encoding-tcvn3", with_text("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp Tù do H¹nh phóc")),
    ("E-10", "encoding-vni", with_text("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp Töï do Haïnh phuùc")),
    ("E-10", "encoding-broken", with_text("PhÃ²ng VÄƒn hÃ³a cá»§a phÆ°á»\u009dng thá»±c hiá»‡n.")),
    ("E-10", "letter-look-alike", with_text("Các đơn vị triển khаi thực hiện.")),
    ("E-10", "letter-look-alike", with_text("Ðơn vị triển khai thực hiện.")),
    ("E-10", "encoding-vni", with_text("Theo Keá hoaïch soá 12, caùc ñôn vò thöïc hieän nghieâm tuùc.")),
    ("G-26", "tone-marks-two-ways", with_text("Ủy ban Mặt trận Tổ quốc phường; bãi bỏ, huỷ bỏ đăng ký cũ.")),
    ("G-27", "amount-in-words-other", with_text("Kinh phí: 18.500.000 đồng (Bằng chữ: Mười tám triệu đồng).")),
    ("G-14", "letters-decomposed", with_text("Các đơn vị triển khai thực hie\u0323\u0302n.")),
    ("G-15", "template-tag", with_text("Giao {{ don_vi }} chủ trì thực hiện.")),
    ("G-16", "markdown-sign", with_text("**Đối với cá nhân**")),
    ("G-16", "markdown-sign", with_text("*** Đối với cá nhân**")),
    ("G-17", "placeholder-left", with_text("Giao [tên đơn vị] chủ trì thực hiện.")),
    ("G-17", "placeholder-left", with_text("Kinh phí thực hiện: …………… đồng.")),
    ("G-18", "blank-double", with_text("Các đơn vị  triển khai thực hiện.")),
    ("G-18", "blank-before-sign", with_text("Các đơn vị , trường học triển khai thực hiện.")),
    ("G-19", "sentence-cut", with_text("thúc đẩy phong trào tại cơ sở.")),  # made below
    (
        "G-20",
        "sentence-repeated",
        with_text(
            "Thực hiện công khai, minh bạch thông tin và xây dựng cơ chế giám sát để các tầng lớp Nhân dân tham gia giám sát. "
            "Thực hiện công khai, minh bạch thông tin và xây dựng cơ chế giám sát để các tầng lớp Nhân dân tham gia giám sát."
        ),
    ),
    ("G-21", "dashes-two-ways", with_text("Phong trào thi đua giai đoạn 2026–2030 được phát động sau Hội nghị.")),
    ("G-22", "quotes-two-ways", with_text('Phong trào “Dạy tốt” và phong trào "Học tốt" được đẩy mạnh.')),
    ("G-22", "quotes-unpaired", with_text("Phong trào “Dạy tốt được đẩy mạnh.")),
    ("VH-01", "capital-after-stop", with_text("Báo cáo gửi trước hạn. các đơn vị thực hiện nghiêm túc.")),
    ("VH-01", "capital-at-line", with_text("- nâng cao chất lượng hoạt động.", "gach")),
    ("VH-06", "capital-wrong", with_text("Các đơn vị của Tỉnh Nam Định thực hiện.")),
    ("VH-07", "capital-wrong", with_text("Các trường học tại phường 3, xã Đông Thạnh thực hiện.")),
    ("VH-08", "capital-wrong", with_text("Các đơn vị của thành phố Hồ Chí Minh thực hiện.")),
    ("VH-11", "capital-wrong", with_text("Các tỉnh vùng tây nguyên thực hiện.")),
    ("VH-13", "capital-wrong", with_text("Trình Hội đồng Nhân dân phường xem xét.")),
    ("VH-15", "capital-wrong", with_text("Chương trình của Liên Hợp Quốc tại Việt Nam.")),
    ("VH-16", "capital-wrong", with_text("Hội nghị các nước Asean tại Hà Nội.")),
    ("VH-18", "capital-wrong", with_text("Đề nghị tặng huân chương lao động hạng Ba.")),
    ("VH-21", "capital-wrong", with_text("Chào mừng ngày Quốc Khánh 2-9.")),
    ("VH-22", "capital-wrong", with_text("Thực hiện nghị định số 150/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ.")),
    ("VH-23", "capital-wrong", with_text("Thực hiện theo điểm a khoản 2 điều 103 của Bộ luật Hình sự.")),
    ("VH-23", "capital-wrong", with_text("Thực hiện theo điểm a Khoản 2 Điều 103 của Bộ luật Hình sự.")),
    ("VH-25", "capital-wrong", with_text("Thăm hỏi nhân dịp tết Nguyên Đán.")),
    ("VH-26", "capital-wrong", with_text("Họp vào ngày 19 tháng 12 năm 2025 (thứ sáu).")),
    ("VH-27", "capital-wrong", with_text("Kỷ niệm Cách mạng tháng 8 và ngày Quốc khánh.")),
]


def _inverted() -> Seen:
    seen = KE_HOACH
    for component in ("muc", "khoan_tieu_de", "gach", "khoan"):
        seen = without(seen, component)
    for text in ("1. Mục đích", "I. NỘI DUNG", "II. CÁCH LÀM", "2. Yêu cầu", "I. CHUNG", "II. RIÊNG"):
        seen = adding(seen, part("khoan" if text[0].isdigit() else "muc", text, looks=None), before="diem")
    return seen


def _cut() -> Seen:
    seen = with_text("tâm thúc đẩy đổi mới sáng tạo tại cơ sở.")
    return saying(seen, "khoan", "1. Thời gian: từ năm 2025, lấy các trường học trên địa bàn phường làm trọng")


BREAKS = [(code, name, _inverted() if code == "B-07" else _cut() if code == "G-19" else seen) for code, name, seen in BREAKS]


@pytest.mark.parametrize("name", ALL)
def test_a_good_document_is_not_reproached(name: str) -> None:
    assert found(ALL[name]) == []


@pytest.mark.parametrize(
    ("code", "name", "seen"), BREAKS, ids=[f"{code}-{index}-{name}" for index, (code, name, _) in enumerate(BREAKS)]
)
def test_the_smallest_fault_fires_its_rule_and_no_other(code: str, name: str, seen: Seen) -> None:
    assert codes(seen) == [code]
    assert name in {finding.fault.problem.code for finding in found(seen)}


def test_every_rule_on_words_has_its_break() -> None:
    own = {code for code, one in rules().items() if one.check.__module__.startswith("service.rules.words")}
    assert own - {code for code, _, _ in BREAKS} == set()


@pytest.mark.parametrize(("code", "name", "seen"), BREAKS, ids=[f"{code}-{index}" for index, (code, _, _) in enumerate(BREAKS)])
def test_a_fault_says_where_it_is(code: str, name: str, seen: Seen) -> None:
    fault = next(finding.fault for finding in found(seen) if finding.code == code)
    assert fault.line is not None
    assert fault.place
    assert fault.problem.message
    assert "{" not in fault.problem.message or name in {"template-tag"}
