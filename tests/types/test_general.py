"""The general types against the samples of Phụ lục III: what each shows, in the sample's order."""

from __future__ import annotations

import pytest

from service.paper import Paper
from tests.examples import issued_example
from tests.oracle.renew import texts

_HEADING = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
# slug → the sample, what stands in it from top to bottom
SAMPLES = {
    "nghi_quyet": ("1.1", [
        "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG HẠNH THÔNG", *_HEADING, "Số: 27/NQ-HĐND", "Hạnh Thông, ngày 12 tháng 12 năm 2025",
        "NGHỊ QUYẾT",
        "Về Chương trình giám sát năm 2026 của Hội đồng nhân dân phường", "HỘI ĐỒNG NHÂN DÂN PHƯỜNG HẠNH THÔNG", "Căn cứ Luật",
        "QUYẾT NGHỊ:", "Điều 1. ", "./.", "Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, HĐND (3).", "CHỦ TỊCH",
        "Nguyễn Thành Nhân"]),
    "quyet_dinh_ban_hanh": ("1.3", [
        "Số: 318/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế", "ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG", "Căn cứ Luật",
        "Theo đề nghị của",
        "QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo Quyết định này Quy chế", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "chịu trách nhiệm thi hành Quyết định này./.", "Nơi nhận:", "- Như Điều 3;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    "quy_che": ("1.3", [
        "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG", *_HEADING, "QUY CHẾ", "Tiếp nhận, xử lý hồ sơ đề nghị khen thưởng",
        "(Kèm theo Quyết định số 318/QĐ-UBND ngày 18 tháng 12 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)", "Chương I",
        "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng", "./."]),
    "quy_dinh": ("1.3", [
        "Số: 57/QĐ-THHPĐ; 30/10/2025; 09:12:45", "UBND PHƯỜNG HẠNH THÔNG", "TRƯỜNG TIỂU HỌC\nHOA PHƯỢNG ĐỎ",
        *_HEADING, "QUY ĐỊNH",
        "(Kèm theo Quyết định số", "của Trường Tiểu học Hoa Phượng Đỏ)", "Điều 1. ", "./."]),
    "thong_bao": ("1.4", ["Số: 204/TB-UBND", "THÔNG BÁO", "Kết luận của", "I. ĐÁNH GIÁ CHUNG", "./.", "Nơi nhận:",
        "TL. CHỦ TỊCH"]),
    "bao_cao": ("1.4", ["Số: 112/BC-THHPĐ", "BÁO CÁO", "Kính gửi:", "./.", "Nơi nhận:", "- Như trên;", "HIỆU TRƯỞNG"]),
    "to_trinh": ("1.4", ["/TTr-THHPĐ", "TỜ TRÌNH", "Kính gửi: Ủy ban nhân dân phường Hạnh Thông", "Căn cứ", "./.",
        "- Như trên;",
                         "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Phụ lục", "(Kèm theo Tờ trình số", "./."]),
    "cong_van": ("1.5", ["Số: 45/VHXH-TĐKT", "V/v báo cáo", "Kính gửi:", "./.", "Nơi nhận:", "- Như trên;",
        "- Lưu: VT, TĐKT (2)."]),
    "cong_dien": ("1.6", [
        "Số: 03/CĐ-UBND", "HỎA TỐC", "CÔNG ĐIỆN", "Về việc bảo đảm an toàn", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông điện:",
        "- Trưởng Phòng Kinh tế, Hạ tầng và Đô thị;", "trung học cơ sở.", "./.", "Nơi nhận:", "- Lưu: VT, VP.", "CHỦ TỊCH"]),
    "giay_moi": ("1.7", [
        "Số: 96/GM-UBND", "GIẤY MỜI", "Họp rà soát", "trân trọng kính mời:", "Tới dự", "Chủ trì:", "Thời gian:", "Địa điểm:",
        "./.",
        "Nơi nhận:", "- Lưu: VT, VP (1).", "CHÁNH VĂN PHÒNG"]),
    "giay_gioi_thieu": ("1.8", [
        "Số: 31/GGT-THHPĐ", "GIẤY GIỚI THIỆU", "Trường Tiểu học Hoa Phượng Đỏ trân trọng giới thiệu:", "Ông: Đỗ Quang Vinh",
        "Chức vụ:",
        "Được cử đến:", "Về việc:",
        "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
        "Giấy này có giá trị đến hết ngày 28 tháng 11 năm 2025./.", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "HIỆU TRƯỞNG"]),
    "bien_ban": ("1.9", [
        "Số: 08/BB-THHPĐ", "BIÊN BẢN", "Họp đánh giá kết quả", "Thời gian bắt đầu:", "Địa điểm:", "Thành phần tham dự:",
        "Chủ trì (chủ tọa):", "Thư ký (người ghi biên bản):", "Nội dung (theo diễn biến cuộc họp):",
        "Cuộc họp kết thúc vào 16 giờ 15, ngày 29 tháng 10 năm 2025./.", "THƯ KÝ", "CHỦ TỌA", "Đỗ Quang Vinh", "HIỆU TRƯỞNG",
        "Phan Thị Mỹ Duyên", "Nơi nhận:", "- Lưu: VT, Hồ sơ."]),
    "giay_nghi_phep": ("1.10", [
        "Số: 14/GNP-THHPĐ", "GIẤY NGHỈ PHÉP", "Xét Đơn đề nghị nghỉ phép ngày 10 tháng 11 năm 2025 của bà Ngô Bích Thủy",
        "cấp cho:",
        "Bà: Ngô Bích Thủy", "Chức vụ:", "Được nghỉ phép trong thời gian", "kể từ ngày", "đến hết ngày", " tại ",
        "Số ngày nghỉ phép nêu trên được tính vào thời gian", "./.", "Nơi nhận:", "- Bà Ngô Bích Thủy;", "- Lưu: VT, VP.",
        "HIỆU TRƯỞNG",
        "Xác nhận của cơ quan (tổ chức) hoặc chính quyền", "địa phương nơi nghỉ phép (nếu cần)", "(Chữ ký, dấu)"]),
    "phu_luc": ("2.1", ["Phụ lục II", "PHÂN CÔNG NHIỆM VỤ",
        "(Kèm theo Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025 của", "./."]),
    "phu_luc_dien_tu": ("2.2", ["Phụ lục", "DANH MỤC", "(Kèm theo Tờ trình số", "./."]),     # not signed yet: no frame
    "ban_sao_dien_tu": ("3.2", []),
    "ban_sao": ("3.1", ["TRƯỜNG TIỂU HỌC\nHOA PHƯỢNG ĐỎ", "SAO Y", "Số: 19/SY-THHPĐ",
        "Hạnh Thông, ngày 12 tháng 11 năm 2025", "Nơi nhận:",
                        "- Lưu: VT.", "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Lâm Thị Ngọc Ánh"]),
}
# what the sample does not have
WITHOUT = {
    "bien_ban": ["Hạnh Thông, ngày"], "giay_gioi_thieu": ["Kính gửi"], "giay_moi": ["Kính gửi"], "thong_bao": ["Kính gửi"],
    "quy_che": ["Số:", "Nơi nhận", "Hạnh Thông, ngày"], "quy_dinh": ["Nơi nhận", "Hạnh Thông, ngày"],
    "phu_luc": ["CỘNG HÒA", "Nơi nhận"], "phu_luc_dien_tu": ["CỘNG HÒA", "Nơi nhận"], "ban_sao": ["CỘNG HÒA", "./."],
}


def text(paper: Paper) -> str:
    return "\n".join(texts(paper))


@pytest.mark.parametrize("slug", SAMPLES)
def test_the_parts_of_the_sample_stand_in_its_order(slug: str) -> None:
    sample, parts = SAMPLES[slug]
    issued = issued_example(slug)
    assert issued.type.form == sample
    rest = text(issued.paper)
    for part in parts:
        assert part in rest, f"{slug}: {part!r}"
        rest = rest[rest.index(part) + len(part):]


@pytest.mark.parametrize("slug", WITHOUT)
def test_what_the_sample_does_not_have_is_not_there(slug: str) -> None:
    whole = text(issued_example(slug).paper)
    assert not [part for part in WITHOUT[slug] if part in whole]


@pytest.mark.parametrize("slug", SAMPLES)
def test_the_checker_finds_nothing(slug: str) -> None:
    assert not issued_example(slug).report.findings


@pytest.mark.parametrize("slug", SAMPLES)
def test_they_are_the_group_of_administrative_documents(slug: str) -> None:
    assert (issued_example(slug).type.group, issued_example(slug).type.source.wording) == ("Văn bản hành chính", "official")
