"""What the decree allows, or does not speak of, is not reproached: a false alarm is worse than a miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from service.rules.seen import Seen
from tests.rules.seeing import adding, ordered, part, saying, without
from tests.rules.words.documents import (
    CONG_VAN,
    KE_HOACH,
    QUYET_DINH,
    TO_TRINH,
    codes,
    cong_van,
    dated,
    issued_by,
    ke_hoach,
    signed,
    with_text,
)


def typed(abbreviation: str, title: str, number: str) -> Seen:
    return replace(saying(ke_hoach("so_ky_hieu", number), "ten_loai", title), abbreviation=abbreviation)


NUMBERS = [
    saying(QUYET_DINH, "so_ky_hieu", "Số: 15/QĐ-BNV"),
    typed("CĐ", "CÔNG ĐIỆN", "Số: 07/CĐ-TTg"),
    typed("QyĐ", "QUY ĐỊNH", "Số: 07/QyĐ-UBND"),
    typed("CTr", "CHƯƠNG TRÌNH", "Số: 07/CTr-UBND"),
    typed("KH", "KẾ HOẠCH", "Số:      /KH-UBND"),
    typed("KH", "KẾ HOẠCH", "Số: …/KH-…"),
    typed("KH", "KẾ HOẠCH", "Số: 56/KH-SGD&ĐT"),
    typed("KH", "KẾ HOẠCH", "Số: 12/KH-HĐTĐKT"),
    typed("HĐ", "HỢP ĐỒNG", "Số: 12/HĐ-UBND"),
    typed("KH", "KẾ HOẠCH", "Số: 1234/KH-THCS"),
    cong_van("so_ky_hieu", "Số: 05/BNV-VP"),
    cong_van("so_ky_hieu", "Số: 12/UBND-VX"),
    cong_van("so_ky_hieu", "Số: 12/VHXH"),
    cong_van("so_ky_hieu", "Số: 12/HĐTĐ-KT"),
    cong_van("so_ky_hieu", "Số: 3284/SGDĐT-GDPT"),
    saying(QUYET_DINH, "so_ky_hieu", "Số: 12/2025/QĐ-UBND"),
]
HEADINGS = [
    ke_hoach("quoc_hieu", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ke_hoach("tieu_ngu", "Độc lập - Tự do - Hạnh phúc "),
    ke_hoach("dia_danh_ngay", "Hà Nội, ngày      tháng 11 năm 2025"),
    ke_hoach("dia_danh_ngay", "Hạnh Thông, ngày … tháng … năm …"),
    ke_hoach("dia_danh_ngay", "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2025"),
    ke_hoach("dia_danh_ngay", "Phường 3, ngày 12 tháng 3 năm 2025"),
    ke_hoach("trich_yeu", "Về việc tổ chức Hội nghị sơ kết"),
    cong_van("trich_yeu_cong_van", "V/v nâng bậc lương năm 2019"),
]


def grounds(*lines: str, issued: date = date(2025, 11, 5)) -> Seen:
    bare = without(dated(issued.year, issued.month, issued.day), "can_cu")
    for line in lines:
        bare = adding(bare, part("can_cu", line, looks=None), before="doan")
    return bare


GROUNDS = [
    adding(
        grounds("Căn cứ chức năng, nhiệm vụ được giao;"),
        part("doan", "Thực hiện Kế hoạch số 12/KH-UBND ngày 06 tháng 02 năm 2025 của Sở Nội vụ về sơ kết.", looks=None),
        after="can_cu",
    ),
    grounds(
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026.",
        issued=date(2026, 11, 2),
    ),
    grounds("Căn cứ chức năng, nhiệm vụ được giao;", "Căn cứ tình hình thực tế của đơn vị."),
    grounds("Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ phường lần thứ I, nhiệm kỳ 2025 - 2030."),
    grounds(
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết.", issued=date(2025, 9, 3)
    ),
    grounds("Căn cứ Quyết định số …/QĐ-UBND ngày … tháng … năm … của Ủy ban nhân dân phường."),
    grounds(
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n"
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 06/02/2025 của Ủy ban nhân dân Thành phố về thi đua."
    ),
    grounds(
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 06 tháng 02 năm 2025 của Sở Nội vụ về sơ kết, Phòng xây dựng kế hoạch như sau:"
    ),
]
SENTENCES = [
    "Căn cứ kết quả thực hiện, các đơn vị biểu dương, khen thưởng kịp thời.",
    "Ủy ban nhân dân phường phối hợp với Hội đồng nhân dân phường.",
    "Thực hiện Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân quận Gò Vấp về phong trào.",
    "Phòng Giáo dục và Đào tạo trước đây đã bàn giao hồ sơ.",
    "Theo điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự.",
    "Hội nghị lần thứ hai, ngày 05 tháng 11 năm 2025.",
    "Mỗi phường 3 người, mỗi xã 2 người; tập trung bộ phận chuyên môn.",
    "Kinh phí 18.500.000 đồng, trong đó 6,5% chi cho truyền thông v.v. và công tác khác.",
    "Thời gian: từ 8 giờ 00 … đến 11 giờ 30.",
    "Tổng số 3.5 km đường; năm 2025. Các đơn vị thực hiện.",
    "Gửi về địa chỉ vhxh@hanhthong.gov.vn trước hạn.",
    "Phong trào thi đua “Dạy tốt, học tốt” và phong trào “Xây dựng trường học thân thiện”.",
    "Quán cà phê, Citroën, São Paulo, Müller và Đà Nẵng.",
    "Chủ tịch Quốc hội và Thủ tướng Chính phủ dự lễ; các cơ quan nhà nước thực hiện.",
    "Hàm f(x) và khoảng 2 - 5 ngày, tỷ lệ 3/4.",
    # cited before it is registered (Điều 15 khoản 2): room for the pen
    "Kết quả đã được đánh giá tại Báo cáo số       /BC-UBND ngày      tháng      năm 2025 của Ủy ban nhân dân phường Hạnh Thông.",
    # parallel sentences about two things (PL I, II.6đ; II.7b), no repetition
    "Từ “Phần”, “Chương” và số thứ tự của phần, chương được trình bày trên một dòng riêng, canh giữa, chữ in thường, cỡ chữ "
    "từ 13 đến 14, kiểu chữ đứng, đậm. Từ “Mục”, “Tiểu mục” và số thứ tự của mục, tiểu mục được trình bày trên một dòng riêng, "
    "canh giữa, chữ in thường, cỡ chữ từ 13 đến 14, kiểu chữ đứng, đậm.",
    "NGHỊ QUYẾT SỐ 12 VÀ ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH.",
]
SIGNATURES = [
    signed("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signed("CHỦ TỊCH"),
    signed("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
    signed("Q. GIÁM ĐỐC"),
    signed("TL. BỘ TRƯỞNG", "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
    signed("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    signed("TUQ. CHỦ TỊCH", "GIÁM ĐỐC"),
    signed("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
    signed("TRƯỞNG PHÒNG"),
    signed("TM. BAN CHẤP HÀNH", "PHÓ CHỦ TỊCH"),
    signed("TMĐT GIÁM ĐỐC"),
    issued_by("TRƯỜNG TIỂU HỌC HẠNH THÔNG", ke_hoach("ho_ten", "ThS. Lê Thị Cúc")),
    ke_hoach("ho_ten", "Thạch Thị Tiến"),
]
RECIPIENTS = [
    ke_hoach("noi_nhan", "- Lưu: VT.", -1),
    ke_hoach("noi_nhan", "- Lưu: VT, TCCB.", -1),
    ke_hoach("noi_nhan", "- Lưu: VT, Hồ sơ.", -1),
    ke_hoach("noi_nhan", "- Lưu: VT, NVĐP (2). PL.(300)", -1),
    ke_hoach("noi_nhan", "- Lưu: VT, VHXH (02b).", -1),
    ke_hoach("noi_nhan", "- Các trường học trên địa bàn phường (để thực hiện);"),
    cong_van("noi_nhan", "- Như Kính gửi;"),
    saying(TO_TRINH, "kinh_gui", "Kính gửi: Sở Nội vụ."),
    saying(CONG_VAN, "kinh_gui_dong", "- Phòng Kinh tế, Hạ tầng và Đô thị;\n- Trạm Y tế phường.", 1),
]
DOCUMENTS = [*NUMBERS, *HEADINGS, *GROUNDS, *SIGNATURES, *RECIPIENTS]


@pytest.mark.parametrize("seen", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_a_legal_variant_is_spared(seen: Seen) -> None:
    assert codes(seen) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sound_sentence_is_spared(sentence: str) -> None:
    assert codes(with_text(sentence)) == []


@pytest.mark.parametrize(
    "labels",
    [
        "I. 1. 2. II. 1. a) b) c) d) đ) e) g) h) i) k) l) m) n) o) p) q) r) s) t) u) v) x) y) 2.",
        "1. 2. a) b) 3. 4. a) b) 5.",
        "I. II. 1. 1.1. 1.2. 2. 2.1. 2.2. III.",
        "I. 1. 2. II. 3. 4. III. 5. 6.",
        "A. I. 1. 2. II. B. I. 1. C. I. II.",
        "a) b) c)",
        "Điều-1. 1. 2. a) b) Điều-2. 1. 2. Điều-3.",
        "Phần-I Chương-I Điều-1. Chương-II Điều-2. Phần-II Chương-III Điều-3.",
        "Phần-I Chương-I Điều-1. Phần-II Chương-I Điều-2.",
        "1. i) ii) iii) iv) v) 2.",
        "I. 1. : a) b) : a) b) 2.",
    ],
)
def test_an_order_of_labels_is_spared(labels: str) -> None:
    assert order(labels) == []


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ("I. III.", "B-18"),
        ("II. III.", "B-18"),
        ("I. I.", "B-18"),
        ("1. 3.", "B-14"),
        ("I. 1. 2. II. 2.", "B-14"),
        ("I. 1. 2. 2. II. 1.", "B-14"),
        ("a) b) d)", "B-16"),
        ("a) b) c) d) e)", "B-16"),
        ("a) b) c) d) đ) e) f)", "B-16"),
        ("1. b)", "B-16"),
        ("1. a) c) 2. a)", "B-16"),
        ("1. 1.1. 1.3.", "B-14"),
        ("1. 2. 1.", "B-14"),
        ("Điều-1. Điều-2. Điều-4.", "B-13"),
        ("Chương-I Điều-1. Chương-III Điều-2.", "B-09"),
        ("1. 2. 2.1. 2.1.1. 2.1.2. 3.", "B-23"),
        ("I. II- III.", "B-18"),
        ("a) b/ c)", "B-16"),
    ],
)
def test_an_order_of_labels_is_reproached(labels: str, code: str) -> None:
    assert order(labels) == [code]


def order(labels: str) -> list[str]:
    """What is said of a plan with these labels; ":" is a line that opens a list."""
    kept = [one for one in KE_HOACH.parts if one.component not in {"muc", "khoan", "khoan_tieu_de", "diem", "gach", "doan"}]
    seen = ordered(KE_HOACH, kept)
    for label in labels.split():
        own = label.replace("-", " ", 1) if label[0] in "ĐPC" else label
        text = "Đối với các đơn vị trường học trên địa bàn:" if label == ":" else f"{own} Nội dung {own}"
        seen = adding(seen, part("doan", text, looks=None), before="noi_nhan_tu")
    return codes(adding(seen, part("doan", "Trên đây là Kế hoạch./.", looks=None), before="noi_nhan_tu"))


def test_an_attached_text_is_numbered_for_itself() -> None:
    seen = QUYET_DINH
    for component, text in (
        ("ten_loai", "QUY CHẾ"),
        ("trich_yeu", "Tiếp công dân của Ủy ban nhân dân phường"),
        ("chuong", "Chương I"),
        ("chuong_tieu_de", "QUY ĐỊNH CHUNG"),
        ("dieu_tieu_de", "Điều 1. Phạm vi điều chỉnh"),
        ("khoan", "1. Quy chế này quy định việc tiếp công dân."),
        ("doan", "Mục 2 của Quy chế này không áp dụng đối với cơ quan báo chí."),
        ("dieu_tieu_de", "Điều 2. Đối tượng"),
    ):
        seen = adding(seen, part(component, text, looks=None))
    assert codes(seen) == []
