"""Plans of a campaign and the decision on its council: every heading, column, signer, in order; what may not be there."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest

from service import doctypes, pipeline
from service.errors import InputRefused
from tests.examples import issued_example
from tests.oracle.renew import texts
from tests.types import filling

TODAY = date(2026, 11, 22)
DOCX: tuple[Literal["docx"]] = ("docx",)
WARD_SIGNS = ["Nơi nhận:", "- Lưu: VT, VHXH", "TM. ỦY BAN NHÂN DÂN"]
TASKS = ["Phụ lục", "PHÂN CÔNG NHIỆM VỤ", "(Kèm theo Kế hoạch số", "TT", "Nội dung công việc", "Đơn vị chủ trì",
         "Đơn vị phối hợp", "Thời gian", "Sản phẩm", "./."]
# type → what stands in its example, from top to bottom
PARTS = {
    "quyet_dinh_hoi_dong": [
        "UBND PHƯỜNG HẠNH THÔNG", "TRƯỜNG TIỂU HỌC HOA PHƯỢNG ĐỎ", "Số: 96/QĐ-THHPĐ", "QUYẾT ĐỊNH",
        "Về việc kiện toàn Hội đồng Thi đua - Khen thưởng", "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC HOA PHƯỢNG ĐỎ", "Căn cứ Luật",
        "Theo đề nghị của", "QUYẾT ĐỊNH:", "Điều 1. Kiện toàn Hội đồng", "09 thành viên (có danh sách kèm theo)", "Điều 2. ",
        "tham mưu, tư vấn", "Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 121/QĐ-THHPĐ",
        "chịu trách nhiệm thi hành Quyết định này./.", "- Như Điều 3;", "HIỆU TRƯỞNG", "Phan Thị Mỹ Duyên",
        "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG", "(Kèm theo Quyết định số 96/QĐ-THHPĐ", "TT", "Họ và tên", "Chức vụ",
        "Nhiệm vụ trong Hội đồng", "Chủ tịch Hội đồng", "Phó Chủ tịch Hội đồng", "Thư ký", "Ủy viên", "09 thành viên./."],
    "ke_hoach_truong": [
        "KẾ HOẠCH", "Căn cứ", "Thực hiện Kế hoạch số 571/KH-UBND ngày 29 tháng 7 năm 2025", "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "II. MỤC ĐÍCH, YÊU CẦU", "III. ĐỐI TƯỢNG, PHẠM VI", "IV. NỘI DUNG VÀ CHỈ TIÊU", "3. Chỉ tiêu", "TT", "Chỉ tiêu", "ĐVT",
        "Năm gốc 2021", "2022", "2023", "2024", "2025", "Ghi chú", "Hạng mục", "Nguồn vốn", "Kinh phí (đồng)", "Khởi công",
        "Hoàn thành", "Định mức", "V. TIÊU CHÍ, HÌNH THỨC KHEN THƯỞNG", "VI. GIẢI PHÁP", "VII. TIẾN ĐỘ",
        "VIII. TỔ CHỨC THỰC HIỆN", "1. Hội đồng Thi đua - Khen thưởng", "2. Tổ chuyên môn, tổ văn phòng",
        "3. Công đoàn, Đoàn - Đội", "4. Kế toán",
        "Người phụ trách: Bà Lâm Thị Ngọc Ánh, Phó Hiệu trưởng.", "./.", "Nơi nhận:", "HIỆU TRƯỞNG", "Phan Thị Mỹ Duyên"],
    "ke_hoach_giai_doan_2": [
        "KẾ HOẠCH", "giai đoạn 2026 - 2030 trên địa bàn phường Hạnh Thông",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Luật Tiết kiệm, chống lãng phí ngày 10 tháng 12 năm 2025;", "Căn cứ Nghị định số 152/2025/NĐ-CP",
        "Căn cứ Báo cáo số 912/BC-UBND", "I. KẾT QUẢ THỰC HIỆN GIAI ĐOẠN 2022 - 2025", "20 trong số 22 đơn vị", "TT", "Chỉ tiêu",
        "Đơn vị tính", "Cả giai đoạn", "So với năm đầu", "II. MỤC ĐÍCH, YÊU CẦU", "III. PHẠM VI, ĐỐI TƯỢNG",
        "IV. MỤC TIÊU ĐẾN NĂM 2030", "V. NỘI DUNG PHONG TRÀO THI ĐUA", "VI. TIÊU CHÍ THI ĐUA VÀ HÌNH THỨC KHEN THƯỞNG",
        "1.1. Đối với tập thể", "1.2. Đối với cá nhân", "2.1. Khen thưởng hằng năm", "2.2. Khen thưởng tổng kết năm 2030",
        "a) Hình thức khen thưởng", "- Cờ thi đua", "b) Tiêu chuẩn khen thưởng", "c) Hồ sơ, thời hạn", "VII. GIẢI PHÁP THỰC HIỆN",
        "VIII. TIẾN ĐỘ THỰC HIỆN", "Tổng kết năm 2030", "IX. KINH PHÍ THỰC HIỆN", "X. TỔ CHỨC THỰC HIỆN", "theo Phụ lục kèm theo",
        "trước ngày 30/9", "./.", *WARD_SIGNS, "CHỦ TỊCH", "Đặng Hoài Phúc", *TASKS],
    "ke_hoach_hoi_nghi": [
        "KẾ HOẠCH", "Tổ chức Hội nghị sơ kết", "Căn cứ", "I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG",
        "III. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", "08 giờ 00, ngày 19 tháng 12 năm 2025", "11 giờ 00", "Hội trường",
        "khoảng 80 người", "IV. KINH PHÍ", "Nội dung chi",
        "Cách tính", "Thành tiền (đồng)", "7.380.000", "Bảy triệu ba trăm tám mươi nghìn đồng", "V. PHÂN CÔNG", "./.",
        *WARD_SIGNS, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trịnh Thị Kim Liên"],
}
# what may not stand in it
WITHOUT = {
    "quyet_dinh_hoi_dong": ["TM.", "Kính gửi"],                          # the head decides personally
    "ke_hoach_truong": ["Kính gửi", "Giấy khen của Hiệu trưởng", "Giấy khen của trường"],
    "ke_hoach_giai_doan_2": ["Kính gửi", "Đảng bộ quận", "Thực hành tiết kiệm, chống lãng phí ngày 26", "UBND quận"],
    "ke_hoach_hoi_nghi": ["Kính gửi"],
    "ke_hoach_phong_trao": ["Kính gửi", "Phụ lục"],
}


def text(slug: str) -> str:
    return "\n".join(texts(issued_example(slug).paper))


def issued(slug: str, **changes: Any) -> str:
    campaign = doctypes.get(slug).example().get("campaign")
    data = {**filling.example(slug), **changes}
    made = pipeline.issue(slug, data, campaign=campaign, today=TODAY, formats=DOCX)
    return "\n".join(texts(made.paper))


def in_order(whole: str, parts: list[str]) -> None:
    rest = whole
    for part in parts:
        assert part in rest, part
        rest = rest[rest.index(part) + len(part):]


@pytest.mark.parametrize("slug", PARTS)
def test_headings_columns_and_signers_stand_in_order(slug: str) -> None:
    in_order(text(slug), PARTS[slug])


@pytest.mark.parametrize("slug", WITHOUT)
def test_what_may_not_be_there_is_not(slug: str) -> None:
    whole = text(slug)
    assert not [part for part in WITHOUT[slug] if part in whole]


@pytest.mark.parametrize("slug", PARTS)
def test_the_checker_finds_nothing(slug: str) -> None:
    assert not issued_example(slug).report.findings


def test_the_launching_plan_may_have_an_appendix_of_tasks() -> None:
    task = {"noi_dung": "Xây dựng kế hoạch của trường", "chu_tri": "Các trường học", "phoi_hop": "Công đoàn",
            "thoi_gian": "Tháng 9", "san_pham": "Kế hoạch"}
    whole = issued("ke_hoach_phong_trao", nhiem_vu=[task], han_bao_cao_nam="15/6", dau_moi_lien_he="Tổ Thi đua")
    in_order(whole, ["VII. TỔ CHỨC THỰC HIỆN", "theo Phụ lục kèm theo Kế hoạch này.", "trước ngày 15/6.",
                     "Đầu mối liên hệ: Tổ Thi đua.", *TASKS[:-1], "Xây dựng kế hoạch của trường", "01 nhiệm vụ./."])


@pytest.mark.parametrize(("changes", "told"), [
    ({"viec": "thanh_lap", "thay_the": None}, ["Về việc thành lập", "Điều 1. Thành lập Hội đồng",
                                               "có hiệu lực kể từ ngày ký.\n"]),
    ({"hieu_luc_tu": "2025-09-20", "thay_the": None}, ["có hiệu lực từ ngày 20 tháng 9 năm 2025."]),
    ({"hieu_luc_tu": "2025-09-20"},
     ["từ ngày 20 tháng 9 năm 2025 và thay thế Quyết định số 121/QĐ-THHPĐ ngày 12 tháng 9 năm 2023."]),
])
def test_a_council_is_set_up_or_renewed(changes: dict[str, Any], told: list[str]) -> None:
    in_order(issued("quyet_dinh_hoi_dong", **changes), told)


@pytest.mark.parametrize(("roles", "code"), [
    (["Phó Chủ tịch Hội đồng", "Thư ký", *["Ủy viên"] * 3], "rows-saying"),
    (["Chủ tịch Hội đồng", "Chủ tịch Hội đồng", "Thư ký", "Ủy viên", "Ủy viên"], "rows-saying"),
    (["Chủ tịch Hội đồng", *["Ủy viên"] * 4], "rows-saying"),
    (["Chủ tịch Hội đồng", "Thư ký", "Ủy viên"], "list-short"),
])
def test_a_council_has_one_chairman_a_secretary_and_five_members(roles: list[str], code: str) -> None:
    members = [{"ho_ten": f"Nguyễn Văn {letter}", "chuc_vu": "Giáo viên", "vai_tro": role}
               for letter, role in zip("ABCDE", roles, strict=False)]
    with pytest.raises(InputRefused) as refused:
        issued("quyet_dinh_hoi_dong", thanh_vien=members)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [(code, "/thanh_vien")]


def test_a_school_gives_no_certificate_of_merit_itself() -> None:
    """Luật Thi đua, khen thưởng, Điều 75, 76: only what a head may give can be chosen."""
    with pytest.raises(InputRefused) as refused:
        issued("ke_hoach_truong", bieu_duong=["Giấy khen của Hiệu trưởng"])
    assert [(one.code, one.pointer) for one in refused.value.problems] == [("choice-wrong", "/bieu_duong/0")]


def test_a_plan_without_a_base_year_has_no_column_for_it() -> None:
    assert "Năm gốc" not in issued("ke_hoach_truong", nam_goc=None)
