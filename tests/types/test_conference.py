"""Notices, instructions, invitations, yearly reports, programme and script: every heading, column and signer of their samples is
on the page, in every use of the type; and at the edges nothing is lost."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from service import doctypes, pipeline
from service.errors import InputRefused
from service.pipeline import Issued
from service.rules import check
from service.rules.see.pdf import see_pdf
from tests.oracle.renew import texts
from tests.types import filling

TODAY = date(2026, 11, 22)
SLUGS = ["thong_bao_khen_thuong", "cong_van_huong_dan", "giay_moi_hoi_dong", "giay_moi_hoi_nghi", "bao_cao_hang_nam",
         "chuong_trinh_hoi_nghi", "kich_ban_hoi_nghi"]
LISTED = ["Stt", "Tập thể / Họ và tên", "Chức vụ, đơn vị"]
SENDING = ["Thời gian, hình thức gửi", "Đầu mối liên hệ", "nghiêm túc thực hiện./."]
AWARDS = ["Đối tượng, tiêu chuẩn, số lượng đề nghị khen thưởng", "Hồ sơ đề nghị khen thưởng", "Thành phần hồ sơ", "Số bản",
          "Bản chính", "MẪU DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "Tóm tắt thành tích (không quá 60 từ)", "Tỷ lệ phiếu (%)"]
REVIEW = ["Nội dung báo cáo sơ kết", "ĐỀ CƯƠNG BÁO CÁO SƠ KẾT", "BIỂU SỐ LIỆU CÁC CHỈ TIÊU", "So với năm đầu"]
YEARLY = ["I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "II. KẾT QUẢ THỰC HIỆN", "1. Phát triển kết cấu hạ tầng",
          "2. Thực hành tiết kiệm, chống lãng phí", "3. Công tác khen thưởng", "III. TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN",
          "IV. PHƯƠNG HƯỚNG NĂM HỌC 2026 - 2027", "V. ĐỀ XUẤT, KIẾN NGHỊ"]
PUBLIC = {"loai_thong_bao": "cong_khai", "cong_khai_tu": "2025-11-24", "cong_khai_den": "2025-12-05"}
SCHEDULE = {"loai_thong_bao": "lich_nhan_ho_so", "nhan_tu_ngay": "2025-10-27", "han_nop": "2025-10-31",
            "lich_chia": [{"thoi_gian": "Ngày 27, 28 tháng 10", "don_vi": "Các trường mầm non"}]}

# type, changes to its example → what must be there, what must not
USES: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    ("thong_bao_khen_thuong", {}, ["THÔNG BÁO", "Kết quả xét khen thưởng", *LISTED, "I. TẬP THỂ", "II. CÁ NHÂN",
                                   "Tổng cộng: 03 tập thể; 04 cá nhân.", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"], ["Kính gửi"]),
    ("thong_bao_khen_thuong", PUBLIC, ["Công khai danh sách đề nghị khen thưởng", "Thời gian công khai", "Nơi công khai",
                                       "Tiếp nhận ý kiến", *LISTED, "Tóm tắt thành tích"], ["Công bố, trao thưởng"]),
    ("thong_bao_khen_thuong", SCHEDULE, ["Lịch nhận hồ sơ", "Thời gian nhận hồ sơ", "Đơn vị nộp", "Nơi nhận hồ sơ",
                                         "Thành phần hồ sơ"], ["DANH SÁCH"]),
    ("cong_van_huong_dan", {}, ["Kính gửi:", "V/v hướng dẫn sơ kết và xét khen thưởng", *REVIEW, *AWARDS, *SENDING, "- Như trên;",
                                "Phụ lục IV", "Tối đa mỗi đơn vị"], ["CÔNG VĂN"]),
    ("cong_van_huong_dan", {"loai_huong_dan": "so_ket"}, [*REVIEW, *SENDING, "Phụ lục II"], [*AWARDS, "Phụ lục III"]),
    ("cong_van_huong_dan", {"loai_huong_dan": "xet_khen"}, [*AWARDS, *SENDING, "Phụ lục II"], [*REVIEW, "Phụ lục III"]),
    ("cong_van_huong_dan", {"loai_huong_dan": "trien_khai"}, ["Nội dung triển khai", *SENDING], [*REVIEW, *AWARDS, "Phụ lục"]),
    ("giay_moi_hoi_dong", {}, ["GIẤY MỜI", "trân trọng kính mời:", "Tới dự", "Chủ trì:", "Thời gian:", "Địa điểm:", "Họ và tên",
                               "Vai trò trong Hội đồng", "Danh sách có 08 người", "TM. HỘI ĐỒNG"], ["Kính gửi"]),
    ("giay_moi_hoi_dong", {"danh_sach_moi": [], "nguoi_duoc_moi": "Ông Nghiêm Xuân Lộc, Hiệu trưởng"},
     ["trân trọng kính mời: Ông Nghiêm Xuân Lộc, Hiệu trưởng."], ["DANH SÁCH", "danh sách kèm theo"]),
    ("giay_moi_hoi_nghi", {}, ["GIẤY MỜI", "trân trọng kính mời: Bà Kim Thị Tường Vi, Trưởng Ban", "Tới dự Hội nghị sơ kết",
                               "Chủ trì:", "Thời gian:", "Địa điểm:", "TM. ỦY BAN NHÂN DÂN"], ["DANH SÁCH"]),
    ("giay_moi_hoi_nghi", {"ho_ten": "", "danh_xung": ""}, ["trân trọng kính mời: Trưởng Ban đại diện"], ["Kim Thị"]),
    ("giay_moi_hoi_nghi", {"ho_ten": "", "danh_xung": "", "chuc_vu": ""},
     ["trân trọng kính mời: Trường Tiểu học"], ["Trưởng Ban"]),
    ("giay_moi_hoi_nghi", {"cach_moi": "danh_sach", "khach_moi": [
        {"don_vi": "Sở Nội vụ Thành phố Hồ Chí Minh", "ghi_chu": "02 người"}]},
     ["có tên trong danh sách kèm theo", "DANH SÁCH KHÁCH MỜI", "Sở Nội vụ", "02 người", "Danh sách có 01 đại biểu"],
     ["Kim Thị"]),
    ("bao_cao_hang_nam", {}, ["Kính gửi:", "BÁO CÁO", *YEARLY, "SỐ LIỆU THỰC HIỆN CÁC CHỈ TIÊU", "ĐVT", "So sánh", "Ghi chú",
                              "- Như trên;", "HIỆU TRƯỞNG", "./."], []),
    ("bao_cao_hang_nam", {"long_ghep": True, "kinh_gui": None, "ky": None}, [*YEARLY, "SỐ LIỆU THỰC HIỆN CÁC CHỈ TIÊU"],
     ["CỘNG HÒA", "Kính gửi", "BÁO CÁO", "Nơi nhận", "HIỆU TRƯỞNG", "Kèm theo Báo cáo", "./."]),
    ("chuong_trinh_hoi_nghi", {}, ["CHƯƠNG TRÌNH", "TT", "Thời gian", "Nội dung", "Người thực hiện", "07 giờ 30 - 08 giờ 00",
                                   "TM. ỦY BAN NHÂN DÂN"], ["Kính gửi"]),
    ("kich_ban_hoi_nghi", {}, ["KỊCH BẢN", "Người điều hành:", "công bố toàn văn", "Thứ tự trao: từ hình thức cao",
                               "khay phủ vải đỏ", "lồng trong khung", "Không tặng hoa", *LISTED, "TẬP THỂ", "CÁ NHÂN",
                               "Lời dẫn:"], ["Số:", "Kính gửi"]),
]


def made(slug: str, **changes: Any) -> Issued:
    """The example with changes, without a fault of form in the Word file or on the page."""
    issued = pipeline.issue(slug, filling.example(slug) | changes, today=TODAY)
    assert issued.pdf is not None
    found = [*issued.report.findings, *check(see_pdf(issued.pdf)).findings]
    assert not [f"{one.code} {one.fault.problem.message}" for one in found if one.severity == "loi"]
    return issued


def plain(text: str) -> str:
    return " ".join(text.split())


def printed(issued: Issued) -> str:
    return plain("\n".join(texts(issued.paper)))


@pytest.mark.parametrize(("slug", "changes", "there", "absent"), USES, ids=[row[0] for row in USES])
def test_what_the_sample_has_is_on_the_page(slug: str, changes: dict[str, Any], there: list[str], absent: list[str]) -> None:
    page = printed(made(slug, **changes))
    assert [text for text in there if text not in page] == []
    assert [text for text in absent if text in page] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_long_name_and_a_long_subject(slug: str) -> None:
    given = filling.example(slug)["co_quan_ban_hanh"]
    page = printed(made(slug, co_quan_ban_hanh=given | {"ten": filling.AGENCY}, trich_yeu=filling.words(40))).lower()
    assert plain(filling.AGENCY).lower() in page
    assert filling.words(40).lower() in page


ROWS = [("thong_bao_khen_thuong", "ca_nhan", {}), ("giay_moi_hoi_dong", "danh_sach_moi", {}),
        ("bao_cao_hang_nam", "chi_tieu", {}),
        ("giay_moi_hoi_nghi", "khach_moi", {"cach_moi": "danh_sach"}), ("cong_van_huong_dan", "thanh_phan_ho_so", {})]


@pytest.mark.parametrize(("slug", "table", "changes"), ROWS, ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("count", [1, 500])
def test_one_row_and_five_hundred(slug: str, table: str, changes: dict[str, Any], count: int) -> None:
    spec = doctypes.get(slug).schema.fields[table]
    row = (filling.example(slug).get(table) or [{key: filling.value(one) for key, one in spec.columns.items()}])[0]
    name = next(key for key in ("ho_ten", "ten") if key in spec.columns)
    page = printed(made(slug, **changes, **{table: [row | {name: f"Trường hợp {number} hết"} for number in range(count)]}))
    assert [number for number in range(count) if f"Trường hợp {number} hết" not in page] == []


def test_a_script_calls_five_hundred_in_the_order_given() -> None:
    given = copy.deepcopy(filling.example("kich_ban_hoi_nghi")["trao_thuong"])
    given[0]["ca_nhan"] = [given[0]["ca_nhan"][0] | {"ho_ten": f"Người thứ {number} hết"} for number in range(500)]
    page = printed(made("kich_ban_hoi_nghi", trao_thuong=given))
    places = [page.index(f"Người thứ {number} hết") for number in range(500)]
    assert places == sorted(places)
    assert "03 tập thể, 500 cá nhân" in page
    assert page.index("Tổ chuyên môn khối 5") < places[0]              # collectives first


@pytest.mark.parametrize(("slug", "table", "row", "column", "value", "told"), [
    ("chuong_trinh_hoi_nghi", "chuong_trinh", 3, "tu", "2025-12-19T08:15", "out-of-order /chuong_trinh/3/tu"),
    ("chuong_trinh_hoi_nghi", "chuong_trinh", 9, "den", "2025-12-19T11:30", "before-other /ket_thuc"),
    ("kich_ban_hoi_nghi", "chuong_trinh", 1, "den", "2025-12-19T07:50", "out-of-order /chuong_trinh/1/den"),
    ("kich_ban_hoi_nghi", "chuong_trinh", 9, "den", "2025-12-19T11:30", "before-other /ket_thuc"),
])
def test_parts_that_overlap_or_last_too_long_are_refused(slug: str, table: str, row: int, column: str, value: str,
                                                         told: str) -> None:
    data = filling.example(slug)
    data[table][row][column] = value
    with pytest.raises(InputRefused) as refused:
        doctypes.get(slug).checked(data)
    assert told in [f"{one.code} {one.pointer}" for one in refused.value.problems]


@pytest.mark.parametrize(("slug", "changes", "field"), [
    ("thong_bao_khen_thuong", {"loai_thong_bao": "lich_nhan_ho_so"}, "/han_nop"),
    ("thong_bao_khen_thuong", {"loai_thong_bao": "cong_khai", "cong_khai_tu": "2025-11-24"}, "/cong_khai_den"),
    ("giay_moi_hoi_nghi", {"cach_moi": "danh_sach"}, "/khach_moi"), ("giay_moi_hoi_nghi", {"don_vi": ""}, "/don_vi"),
    ("bao_cao_hang_nam", {"ky": None}, "/ky"), ("bao_cao_hang_nam", {"kinh_gui": None}, "/kinh_gui"),
])
def test_what_one_use_needs_is_asked_for(slug: str, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputRefused) as refused:
        doctypes.get(slug).checked(filling.example(slug) | changes)
    assert [one.pointer for one in refused.value.problems] == [field]
