"""The award dossier against the notes and forms it follows: headings, columns, signers, in their order; none is missing."""

from __future__ import annotations

import pytest

from service.paper import Paper
from tests.examples import issued_example
from tests.oracle.pdf_lines import lines_of
from tests.oracle.renew import texts

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
HAD = ["Danh hiệu thi đua", "Số, ngày, tháng, năm của quyết định công nhận danh hiệu thi đua; cơ quan ban hành quyết định",
       "2. Hình thức khen thưởng:", "Năm", "Hình thức khen thưởng",
       "Số, ngày, tháng, năm của quyết định khen thưởng; cơ quan ban hành quyết định"]
# type → what stands in it from top to bottom
FORMS = {
    "bao_cao_thanh_tich_tap_the": [                        # Thông tư 03/2018/TT-BNG, mẫu 01; NĐ 98/2023, Mẫu số 02
        *NATION, "Hạnh Thông, ngày 07 tháng 11 năm 2025", "BÁO CÁO THÀNH TÍCH", "Đề nghị tặng Giấy khen", "Tên tập thể đề nghị:",
        "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "1. Đặc điểm, tình hình:", "Địa điểm trụ sở chính:", "điện thoại:",
        "địa chỉ trang thông tin điện tử:", "Quá trình thành lập và phát triển:", "Những đặc điểm chính của đơn vị:",
        "2. Chức năng, nhiệm vụ được giao", "II. THÀNH TÍCH ĐẠT ĐƯỢC", "1. Những thành tích nổi bật đạt được",
        "2. Những biện pháp và những nguyên nhân đạt được thành tích", "3. Phong trào thi đua",
        "4. Thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước", "5. Hoạt động của tổ chức đảng, đoàn thể",
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", "1. Danh hiệu thi đua:", "Năm", *HAD,
        "XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ CẤP TRÊN", "(Ký tên, đóng dấu, ghi rõ họ tên)", "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký tên, đóng dấu, ghi rõ họ tên)", "Đặng Hoài Phúc", "Phan Thị Mỹ Duyên"],
    "bao_cao_thanh_tich_ca_nhan": [                        # Thông tư 03/2018/TT-BNG, mẫu 02; NĐ 98/2023, Mẫu số 03
        *NATION, "Hạnh Thông, ngày 06 tháng 11 năm 2025", "BÁO CÁO THÀNH TÍCH", "Đề nghị tặng Giấy khen", "I. SƠ LƯỢC LÝ LỊCH",
        "Họ tên:", "Sinh ngày, tháng, năm: 17/04/1979", "giới tính:", "Dân tộc:", "tôn giáo:", "Quê quán:", "Nơi thường trú:",
        "Đơn vị công tác:", "Chức vụ (Đảng, chính quyền, đoàn thể):", "Trình độ chuyên môn, nghiệp vụ:",
        "Trình độ lý luận chính trị:",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC", "1. Quyền hạn, nhiệm vụ được giao hoặc đảm nhận", "2. Thành tích đạt được của cá nhân",
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", "1. Danh hiệu thi đua:", "Năm", *HAD, "XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký tên, đóng dấu, ghi rõ họ tên)", "NGƯỜI BÁO CÁO", "(Ký, ghi rõ họ tên)", "Phan Thị Mỹ Duyên", "Lâm Thị Ngọc Ánh"],
    "tom_tat_thanh_tich": [
        *NATION, "TÓM TẮT THÀNH TÍCH", "Đề nghị tặng Giấy khen", "I. SƠ LƯỢC TIỂU SỬ", "II. TÓM TẮT THÀNH TÍCH",
        "III. KHEN THƯỞNG ĐÃ CÓ", "HIỆU TRƯỞNG", "Phan Thị Mỹ Duyên"],
    "bien_ban_xet_khen_thuong": [                          # mẫu 1.9; Thông tư 14/2015/TT-BTP, mẫu 3
        *NATION, "Số: 09/BB-HĐTĐKT", "BIÊN BẢN", "Họp Hội đồng Thi đua - Khen thưởng",
        "về việc xét khen thưởng, đề nghị tặng Giấy khen",
        "Thời gian bắt đầu: 08 giờ 00, ngày 10 tháng 11 năm 2025", "Địa điểm:", "Thành phần tham dự:",
        "có 07 thành viên; có mặt 06/07",
        "Họ và tên", "Chức vụ", "Vai trò", "Vắng mặt:", "lý do:", "Chủ trì (chủ tọa):", "Thư ký (người ghi biên bản):",
        "Nội dung:",
        "1. Chủ tọa nêu lý do, căn cứ", "2. Phó Chủ tịch Hội đồng báo cáo tóm tắt thành tích các trường hợp đề nghị",
        "3. Thảo luận",
        "4. Biểu quyết và kết quả", "bỏ phiếu kín: phát ra 06 phiếu, thu về 06 phiếu, hợp lệ 06 phiếu, không hợp lệ 00 phiếu",
        "Stt", "Tập thể, cá nhân", "Hình thức đề nghị", "Số phiếu", "Tỷ lệ (%) trên tổng số thành viên", "Kết quả",
        "Đồng ý", "Không đồng ý", "I. TẬP THỂ", "II. CÁ NHÂN", "28,57", "Không đạt", "5. Kết luận",
        "cho 01 tập thể, 02 cá nhân.", "Cuộc họp kết thúc vào 10 giờ 30, ngày 10 tháng 11 năm 2025./.",
        "THƯ KÝ", "CHỦ TỌA", "Đỗ Thị Minh Tâm", "Phan Thị Mỹ Duyên", "Nơi nhận:", "- Lưu: VT, Hồ sơ khen thưởng."],
    "phieu_bau": [
        "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG", *NATION, "PHIẾU BẦU", "(Xét tặng Giấy khen", "Đợt xét:", "Stt",
        "Họ và tên / Tên tập thể",
        "Chức vụ, đơn vị", "Hình thức đề nghị", "Đồng ý", "Không đồng ý", "I. TẬP THỂ", "II. CÁ NHÂN",
        "Đánh dấu (x) vào một trong hai ô; phiếu hợp lệ là phiếu do Ban kiểm phiếu phát, có đóng dấu treo."],
    "bien_ban_kiem_phieu": [
        *NATION, "BIÊN BẢN", "Kiểm phiếu", "Thời gian bắt đầu: 09 giờ 30", "Địa điểm:", "Ban kiểm phiếu", "Trưởng ban",
        "Ủy viên", "Ủy viên",
        "Tổng số thành viên Hội đồng", "Số thành viên có mặt", "Số phiếu phát ra", "Số phiếu thu về", "Số phiếu hợp lệ",
        "Số phiếu không hợp lệ", "Stt", "Họ và tên / Tên tập thể", "Hình thức", "Số phiếu", "Tỷ lệ (%)", "Đồng ý", "Không đồng ý",
        "./.", "ỦY VIÊN", "(Ký, ghi rõ họ tên)", "ỦY VIÊN", "(Ký, ghi rõ họ tên)", "TRƯỞNG BAN", "(Ký, ghi rõ họ tên)",
        "Bùi Quốc Toản", "Trương Thị Bích Liên", "Ngô Thị Thanh Hà"],
    "danh_sach_de_nghi": [
        "DANH SÁCH", "Tập thể, cá nhân đề nghị tặng Giấy khen", "(Kèm theo Tờ trình số 47/TTr-THHPĐ", "Stt",
        "Họ và tên / Tên tập thể",
        "Năm sinh", "Chức vụ, đơn vị công tác", "Hình thức đề nghị", "Tóm tắt thành tích", "Khen thưởng đã có", "Tỷ lệ phiếu (%)",
        "Ghi chú", "Nam", "Nữ", "I. TẬP THỂ", "II. CÁ NHÂN", "Tổng cộng: 01 tập thể; 02 cá nhân.", "HIỆU TRƯỞNG"],
    "to_trinh_khen_thuong": [
        *NATION, "TỜ TRÌNH", "Về việc đề nghị tặng Giấy khen", "Kính gửi: Chủ tịch Ủy ban nhân dân phường Hạnh Thông",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", "Căn cứ Nghị định số 152/2025/NĐ-CP", "Căn cứ Kế hoạch",
        "kính đề nghị Chủ tịch Ủy ban nhân dân phường Hạnh Thông quyết định tặng", "cho 01 tập thể, 02 cá nhân",
        "Hồ sơ kèm theo gồm:", "Kính trình", "xem xét, quyết định./.", "Nơi nhận:", "- Như trên;", "- Lưu: VT", "HIỆU TRƯỞNG"],
    "bao_cao_tham_dinh": [
        *NATION, "Số: 86/BC-VHXH", "BÁO CÁO", "Kết quả thẩm định hồ sơ", "Kính gửi:", "I. TÌNH HÌNH TIẾP NHẬN HỒ SƠ",
        "II. NỘI DUNG VÀ KẾT QUẢ THẨM ĐỊNH", "05 hồ sơ đúng đối tượng, đủ điều kiện, tiêu chuẩn, hồ sơ, thủ tục theo quy định;",
        "01 hồ sơ cần bổ sung;", "Trần Đức Thắng:", "01 hồ sơ trả lại.", "Lý Thị Kim Chi:", "III. ĐỀ XUẤT", "./.",
        "TRƯỞNG PHÒNG", "Phụ lục",
        "Stt", "Hồ sơ của", "Ngày nhận đủ hồ sơ", "Ý kiến", "Tờ trình", "Báo cáo", "Biên bản", "Danh sách", "Đúng đối tượng",
        "Đủ điều kiện, tiêu chuẩn", "Đủ hồ sơ", "Đúng thủ tục", "Trình", "Bổ sung", "Trả lại", "Tổng cộng: 07 hồ sơ"],
    "quyet_dinh_khen_thuong": [                            # mẫu 1.2
        *NATION, "QUYẾT ĐỊNH", "Về việc tặng Giấy khen", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG", "Căn cứ", "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen", "(có danh sách kèm theo)", "Điều 2.", "Nghị định số 152/2025/NĐ-CP", "Quỹ thi đua, khen thưởng",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.", "chịu trách nhiệm thi hành Quyết định này./.", "Nơi nhận:",
        "- Như Điều 3;",
        "CHỦ TỊCH", "DANH SÁCH", "(Kèm theo Quyết định số", "I. TẬP THỂ", "II. CÁ NHÂN"],
    "danh_sach_tien_thuong": [
        *NATION, "DANH SÁCH", "Chi tiền thưởng", "Quyết định số 312/QĐ-UBND ngày 15 tháng 12 năm 2025", "Stt",
        "Họ và tên / Tập thể",
        "Đơn vị", "Hình thức", "Hệ số", "Lương cơ sở (đồng)", "Thành tiền (đồng)", "Thuế", "Thực nhận (đồng)", "Ký nhận",
        "Tổng cộng",
        "4.240.000", "Bằng chữ: Bốn triệu hai trăm bốn mươi nghìn đồng", "NGƯỜI LẬP", "KẾ TOÁN TRƯỞNG", "THỦ TRƯỞNG ĐƠN VỊ",
        "Tô Thị Kim Oanh", "Huỳnh Thị Lan Phương", "Nguyễn Hữu Phước"],
}
# type → names that stand side by side
SIDE_BY_SIDE = {
    "bao_cao_thanh_tich_tap_the": ("Đặng Hoài Phúc", "Phan Thị Mỹ Duyên"),
    "bao_cao_thanh_tich_ca_nhan": ("Phan Thị Mỹ Duyên", "Lâm Thị Ngọc Ánh"),
    "bien_ban_xet_khen_thuong": ("Đỗ Thị Minh Tâm", "Phan Thị Mỹ Duyên"),
    "bien_ban_kiem_phieu": ("Bùi Quốc Toản", "Trương Thị Bích Liên", "Ngô Thị Thanh Hà"),
    "danh_sach_tien_thuong": ("Tô Thị Kim Oanh", "Huỳnh Thị Lan Phương", "Nguyễn Hữu Phước"),
}
ABSENT = {
    "phieu_bau": ["Nơi nhận", "Hạnh Thông, ngày", "Số:", "Kính gửi"],
    "tom_tat_thanh_tich": ["Nơi nhận", "Số:", "./."],
    "bao_cao_thanh_tich_tap_the": ["XÁC NHẬN CỦA CƠ QUAN TRÌNH KHEN THƯỞNG", "Nơi nhận", "./."],
    "bao_cao_thanh_tich_ca_nhan": ["Số:", "Nơi nhận", "./."],
    "bien_ban_xet_khen_thuong": ["Hạnh Thông, ngày", "Kính gửi"],
    "quyet_dinh_khen_thuong": ["TM. ỦY BAN NHÂN DÂN", "Kính gửi"],
}


def written(paper: Paper) -> str:
    return "\n".join(texts(paper))


@pytest.mark.parametrize("slug", FORMS)
def test_nothing_of_the_form_is_missing_and_its_order_is_kept(slug: str) -> None:
    text, at = written(issued_example(slug).paper), 0
    for words in FORMS[slug]:
        found = text.find(words, at)
        assert found >= 0, f"“{words}” after “{text[max(at - 60, 0):at]}”"
        at = found + len(words)


@pytest.mark.parametrize("slug", ABSENT)
def test_what_the_form_does_not_have_is_not_there(slug: str) -> None:
    text = written(issued_example(slug).paper)
    assert [words for words in ABSENT[slug] if words in text] == []


@pytest.mark.parametrize("slug", SIDE_BY_SIDE)
def test_the_names_of_those_who_sign_stand_on_one_line(slug: str) -> None:
    pdf = issued_example(slug).pdf
    assert pdf is not None
    lines = lines_of(pdf)[1]
    wanted = ["".join(name.split()) for name in SIDE_BY_SIDE[slug]]
    last = [next(line for line in reversed(lines) if name in line.words) for name in wanted]
    assert len({(line.page, round(line.baseline_pt, 1)) for line in last}) == 1
