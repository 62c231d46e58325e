"""The general types at the edges of their fields: nothing is lost, and nothing of the layout is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from service import doctypes, pipeline
from tests.examples import TODAY
from tests.oracle.renew import texts

LONG_NAME = "Ban Quản lý dự án đầu tư xây dựng\nhạ tầng kỹ thuật và cơ sở vật chất trường học\nphường Hạnh Thông - An Hội Tây"
SUPERIOR = "Ủy ban nhân dân Thành phố Hồ Chí Minh,\nSở Giáo dục và Đào tạo\nvà các cơ quan liên quan"
SUBJECT = (
    "Về việc tăng cường công tác quản lý, sử dụng, bảo quản, kiểm kê, đánh giá lại tài sản công, trang thiết bị dạy học "
    "dùng chung tại các trường mầm non, tiểu học, trung học cơ sở công lập trên địa bàn phường Hạnh Thông năm học 2025 - 2026")
SENTENCE = "Nhà trường bảo đảm đủ điều kiện về cơ sở vật chất, đội ngũ và kinh phí để thực hiện nhiệm vụ được giao đúng thời hạn"
PARAGRAPH = "; ".join([SENTENCE] * 12) + "."
CELL = " ".join(f"từ{number}" for number in range(1, 61))
ROWS = [[str(number), CELL if number == 1 else f"Hạng mục thứ {number}", "1.000.000"] for number in range(1, 501)]
TABLE = {"bang": {"ten": "", "cot": ["Stt", {"ten": "Hạng mục", "rong": 8}, {"ten": "Kinh phí (đồng)", "rong": 3}], "hang": ROWS}}

# slug → what its example is changed by, and words that must then be printed
WIDE = {
    "nghi_quyet": ({}, []), "thong_bao": ({}, []), "bao_cao": ({"kinh_gui": []}, []), "to_trinh": ({"phu_luc": []}, []),
    "bien_ban": ({"thanh_phan": [f"Ông Nguyễn Văn {number}" for number in range(1, 201)], "ket_thuc": None},
                 ["- Ông Nguyễn Văn 200.", "Cuộc họp kết thúc vào …… giờ ……"]),
    "cong_dien": ({"noi_dien": [f"Hiệu trưởng trường số {number}" for number in range(1, 51)]}, ["- Hiệu trưởng trường số 50."]),
    "giay_moi": ({"danh_sach_moi": [], "nguoi_moi": "Ông Lê Văn Tám", "luu_y": None}, ["trân trọng kính mời: Ông Lê Văn Tám."]),
    "giay_gioi_thieu": ({"danh_xung": None}, ["Ông (bà): Đỗ Quang Vinh"]),
    "giay_nghi_phep": ({"danh_xung": None, "noi_nghi": SENTENCE, "noi_nhan": None}, ["của ông (bà) Ngô Bích Thủy", SENTENCE]),
    "quyet_dinh_ban_hanh": (
        {"dieu_khac": [{"dieu": "Thay thế Quyết định số 12/QĐ-UBND ngày 05 tháng 8 năm 2025."}], "cach": "Phê duyệt"},
        ["Điều 1. Phê duyệt kèm theo", "Điều 2. Thay thế Quyết định", "Điều 4. Chánh Văn phòng"]),
    "quy_che": ({}, []), "quy_dinh": ({}, []),
    "cong_van": ({"fax": "028.0000.0001", "trang_thong_tin": "hanhthong.vidu.vn"}, []),
}


def issued(slug: str, changes: dict[str, Any]) -> tuple[pipeline.Issued, str]:
    data = {**doctypes.get(slug).example()["data"], **changes}
    made = pipeline.issue(slug, {name: value for name, value in data.items() if value is not None}, today=TODAY)
    return made, "\n".join(texts(made.paper))


@pytest.mark.parametrize("slug", WIDE)
def test_the_longest_names_break_nothing(slug: str) -> None:
    changes, words = WIDE[slug]
    fields = doctypes.get(slug).schema.fields
    wide: dict[str, Any] = {"co_quan_ban_hanh": {"ten": LONG_NAME, "viet_tat": "BQL"}, "co_quan_chu_quan": SUPERIOR}
    if "trich_yeu" in fields and not fields["trich_yeu"].compose:
        wide["trich_yeu"] = SUBJECT
    made, text = issued(slug, {**{name: value for name, value in wide.items() if name in fields}, **changes})
    assert not [found for found in made.report.findings if found.severity == "loi"]
    for wanted in [*words, LONG_NAME.upper(), *([SUBJECT.removeprefix("Về việc ")] if "trich_yeu" in wide else [])]:
        assert wanted in text


@pytest.mark.parametrize("slug", ["thong_bao", "bao_cao", "to_trinh", "phu_luc", "phu_luc_dien_tu"])
def test_one_row_and_five_hundred(slug: str) -> None:
    for rows in (ROWS[:1], ROWS):
        table = {"bang": {**TABLE["bang"], "hang": rows}}
        made, text = issued(slug, {"noi_dung": [{"doan": PARAGRAPH}, table, {"doan": SENTENCE + "."}], "phu_luc": None})
        assert CELL in text
        assert all(f"Hạng mục thứ {row[0]}" in text for row in rows[1:])
        assert text.count(SENTENCE) == 13
        assert not [found for found in made.report.findings if found.severity == "loi"]
        assert made.pages is not None
        assert (made.pages > 10) is (len(rows) == 500)


@pytest.mark.parametrize(("form", "code"), [("SY", "SAO Y"), ("SL", "SAO LỤC"), ("TrS", "TRÍCH SAO")])
def test_each_form_of_a_copy_has_its_symbol(form: str, code: str) -> None:
    made, text = issued("ban_sao", {"hinh_thuc": form})
    assert code in text
    assert f"Số: 19/{form}-THHPĐ" in text
    assert not made.report.findings


def test_an_attached_text_has_no_frame_on_paper_and_blanks_where_it_is_electronic() -> None:
    _, paper = issued("quy_che", {})
    assert "Số:" not in paper
    _, electronic = issued("quy_dinh", {"thoi_gian_ky": None})
    assert "Số:" not in electronic                         # its place is there: tests/places
    assert "(Kèm theo Quyết định số        ngày      tháng      năm" in electronic.replace("\u00a0", " ")


@pytest.mark.parametrize(("slug", "changes", "shown"), [
    ("quy_dinh", {}, "Số: 57/QĐ-THHPĐ; 30/10/2025; 09:12:45"),
    ("phu_luc_dien_tu", {"thoi_gian_ky": "21/11/2025; 10:24:08"}, "Số: 52/TTr-THHPĐ; 21/11/2025; 10:24:08"),
    ("phu_luc_dien_tu", {"thoi_gian_ky": "21/11/2025; 10:24:08", "so_ky_hieu": None}, "21/11/2025; 10:24:08"),
    ("ban_sao_dien_tu", {"thoi_gian_ky": "12/11/2025; 14:05:33"}, "SAO Y; Trường Tiểu học Hoa Phượng Đỏ; 12/11/2025; 14:05:33"),
])
def test_what_the_agency_signed_alone_says_so_at_the_top(slug: str, changes: dict[str, Any], shown: str) -> None:
    _, text = issued(slug, changes)
    assert text.split("\n")[0] == shown


@pytest.mark.parametrize(("appendices", "slug"), [("paper", "phu_luc"), ("electronic", "phu_luc_dien_tu")])
def test_appendices_in_files_of_their_own_are_of_these_types(appendices: Any, slug: str) -> None:
    data = {**doctypes.get("to_trinh").example()["data"], "so": 52, "ngay_ban_hanh": "2026-11-20"}
    made, = pipeline.issue("to_trinh", data, today=TODAY, appendices=appendices).attached
    text = "\n".join(texts(made.paper))
    assert made.type.slug == slug
    assert text.lstrip().startswith("Phụ lục\n")
    assert ("(Kèm theo Tờ trình số 52/TTr-THHPĐ" in text) is (slug == "phu_luc")
