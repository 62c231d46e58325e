"""Where the signature fields of a document stand: for every type, and for what moves them."""

from __future__ import annotations

from typing import Any

import pytest

from service import doctypes
from tests.places.judged import expected, issued, wrong
from tests.places.marks import fields, lines, pages
from tests.types.filling import AGENCY

AGENCY_OF_FILE = "chu_ky_co_quan"
OF_THEIR_OWN = {"bang_khen", "giay_khen", "ban_sao_dien_tu", "phu_luc_dien_tu"}         # below
DEPUTY = {"ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch", "ho_ten": "Nguyễn Văn An"}
MANY: dict[str, Any] = {"ho_ten": None, "chuc_vu": None, "don_vi": None, "danh_sach": [
    {"ho_ten": f"Nguyễn Thị Hồng Ánh {number}", "thanh_tich": "Hoàn thành xuất sắc nhiệm vụ"} for number in range(3)]}
PLAN = [{"muc": "Nội dung"}, *({"gach": f"Dòng số {number} của nội dung kế hoạch."} for number in range(40))]


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue().keys() - OF_THEIR_OWN))
def test_every_type_has_its_places(slug: str) -> None:
    made, signed = issued(slug)
    assert made.pdf
    assert [one.name for one in fields(made.pdf)] == expected(slug, signed)
    assert wrong(made.pdf, signed) == []
    assert made.notices == ()


SIGNED: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    # what it is: type, what differs from its example, the fields
    "TM. KT.: three lines of office": (
        "ke_hoach", {"ky": {"quyen_han": "TM. KT.", "tap_the": "Ủy ban nhân dân", **DEPUTY}}, ["chu_ky", "dau"]),
    "an office that wraps": (
        "ke_hoach", {"ky": {"quyen_han": "TL.", "thua_lenh": "Chủ tịch", "ho_ten": "Nguyễn Văn An",
                            "chuc_vu": "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"}}, ["chu_ky", "dau"]),
    "a name that wraps": (
        "ke_hoach", {"ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên Thục Đoan Trang"}},
        ["chu_ky", "dau"]),
    "another office above the name": (
        "ke_hoach", {"ky": {"chuc_vu": "Chủ tịch Hội đồng", "chuc_vu_khac": "Chủ tịch Ủy ban nhân dân phường",
                            "ho_ten": "Nguyễn Văn An"}}, ["chu_ky", "dau"]),
    "an issuing body of three lines": ("ke_hoach", {"co_quan_ban_hanh": {"ten": AGENCY, "viet_tat": "THPT"}}, ["chu_ky", "dau"]),
    "many recipients": ("ke_hoach", {"noi_nhan": [f"Trường Tiểu học số {number}" for number in range(30)]}, ["chu_ky", "dau"]),
    "an appendix after it": ("to_trinh", {}, ["chu_ky", "dau"]),
    "both have another office": (
        "bien_ban", {"ky_thu_ky": {"ho_ten": "Đỗ Quang Vinh", "chuc_vu_khac": "Tổ trưởng tổ văn phòng"},
                     "ky_chu_toa": {"ho_ten": "Phan Thị Mỹ Duyên", "chuc_vu_khac": "Hiệu trưởng"}},
        ["chu_ky_thu_ky", "chu_ky_chu_toa", "dau_chu_toa"]),
    "the secretary has": (
        "bien_ban", {"ky_thu_ky": {"ho_ten": "Đỗ Quang Vinh", "chuc_vu_khac": "Tổ trưởng tổ văn phòng, Phó Chủ tịch Công đoàn"},
                     "ky_chu_toa": "Phan Thị Mỹ Duyên"}, ["chu_ky_thu_ky", "chu_ky_chu_toa", "dau_chu_toa"]),
    "neither has": ("bien_ban", {"ky_chu_toa": "Phan Thị Mỹ Duyên"}, ["chu_ky_thu_ky", "chu_ky_chu_toa", "dau_chu_toa"]),
    "two without a name": (
        "danh_sach_tien_thuong", {"ky_nguoi_lap": None, "ky_ke_toan": None},
        ["chu_ky_nguoi_lap", "chu_ky_ke_toan", "chu_ky", "dau"]),
    "three seals": (
        "bao_cao_thanh_tich_tap_the", {"ky_cap_trinh": "Trương Thị Thanh Hà"},
        ["chu_ky_xac_nhan", "dau_xac_nhan", "chu_ky", "dau", "chu_ky_cap_trinh", "dau_cap_trinh"]),
    "who confirms is not known": (
        "bao_cao_thanh_tich_tap_the", {"ky_xac_nhan": None}, ["chu_ky_xac_nhan", "dau_xac_nhan", "chu_ky", "dau"]),
    "a list on a page on its side": ("danh_sach_de_nghi", {}, ["chu_ky", "dau"]),
    "a paper copy": ("ban_sao", {}, ["chu_ky", "dau"]),
}


@pytest.mark.parametrize("case", SIGNED)
def test_the_places_follow_who_signs(case: str) -> None:
    slug, changes, names = SIGNED[case]
    made, signed = issued(slug, changes)
    assert made.pdf
    assert [one.name for one in fields(made.pdf)] == names == expected(slug, signed)
    assert wrong(made.pdf, signed) == []


@pytest.mark.parametrize("count", [3, 7, 8, 10, 11, 18])      # from 9 on page 1 is full
def test_the_places_go_with_the_block_to_the_next_page(count: int) -> None:
    made, signed = issued("ke_hoach", {"noi_dung": PLAN[:count]})
    assert made.pdf
    assert made.pages == (1 if count < 9 else 2)
    assert {one.page for one in fields(made.pdf)} == {made.pages}
    assert wrong(made.pdf, signed) == []


@pytest.mark.parametrize(("organ_mm", "seal_mm"), [(None, 36), (20, 20), (30, 30)])
def test_the_seal_is_as_large_as_that_of_the_issuing_body(organ_mm: int | None, seal_mm: int) -> None:
    made, signed = issued("ke_hoach", {"co_quan_ban_hanh": {"ten": "Ủy ban nhân dân\nphường Hạnh Thông", "viet_tat": "UBND",
                                                            **({"dau_mm": organ_mm} if organ_mm else {})}})
    assert made.pdf
    assert wrong(made.pdf, signed, seal_mm=seal_mm) == []


def test_a_seal_higher_than_the_room_is_told() -> None:
    made, signed = issued("ke_hoach", {"co_quan_ban_hanh": {"ten": "Quốc hội", "viet_tat": "QH", "dau_mm": 42}})
    assert [one.code for one in made.notices] == ["seal-room"]
    assert "42 mm" in made.notices[0].message
    assert made.pdf
    assert {one.split(" is over")[0] for one in wrong(made.pdf, signed, seal_mm=42)} == {"dau"}


SHEETS: dict[str, tuple[str, dict[str, Any], int]] = {
    "the example": ("giay_khen", {}, 1),
    "the example of a province, two lines of office": ("bang_khen", {}, 2),
    "each row has its sheet": ("giay_khen", MANY, 3),
    "A3": ("giay_khen", {"phoi": "a3_ngang", "ky": {"quyen_han": "KT.", **DEPUTY}}, 1),
    "over a printed stock, moved": (
        "giay_khen", {"cach_in": "overprint", "phoi": {"based_on": "a4_ngang", "shift_mm": [2, -3]}}, 1),
}


@pytest.mark.parametrize("case", SHEETS)
def test_each_sheet_of_a_certificate_has_its_places(case: str) -> None:
    slug, changes, count = SHEETS[case]
    made, signed = issued(slug, changes)
    assert made.pdf
    found = fields(made.pdf)
    assert [one.name for one in found] == [f"{name}{f'_{sheet}' if sheet > 1 else ''}" for sheet in range(1, count + 1)
                                           for name in ("chu_ky", "dau")]
    assert [one.page for one in found] == [page for page in range(1, count + 1) for _ in range(2)]
    assert wrong(made.pdf, {f"ky_{sheet}" if sheet > 1 else "ky": signed["ky"] for sheet in range(1, count + 1)}) == []


def test_two_lines_of_office_on_a4_leave_too_little_room_for_the_seal() -> None:
    made, _ = issued("giay_khen", {**MANY, "ky": {"quyen_han": "KT.", **DEPUTY}})
    assert [one.code for one in made.notices] == ["seal-room"]             # once, not for each sheet


OF_FILES: dict[str, tuple[str, dict[str, Any], float | None]] = {
    # type, what differs from its example, the width of the page or None where there is no place
    "an appendix": ("phu_luc_dien_tu", {}, 210),
    "an appendix without a number": ("phu_luc_dien_tu", {"so_ky_hieu": None}, 210),
    "an appendix on its side": ("phu_luc_dien_tu", {"ngang": True}, 297),
    "a signed appendix": ("phu_luc_dien_tu", {"thoi_gian_ky": "21/11/2025; 10:24:08"}, None),
    "a copy": ("ban_sao_dien_tu", {}, 210),
    "a signed copy": ("ban_sao_dien_tu", {"thoi_gian_ky": "12/11/2025; 14:05:33"}, None),
    "a regulation in a file of its own": ("quy_che", {"so_ky_hieu": "318/QĐ-UBND"}, 210),
    "a regulation behind its decision": ("quy_che", {"so_ky_hieu": None}, None),
}


@pytest.mark.parametrize("case", OF_FILES)
def test_what_the_agency_signs_alone_has_its_place_at_the_top_right(case: str) -> None:
    slug, changes, width_mm = OF_FILES[case]
    made, signed = issued(slug, changes)
    assert made.pdf
    found = fields(made.pdf)
    assert [one.name for one in found] == ([AGENCY_OF_FILE] if width_mm else [])
    assert wrong(made.pdf, signed) == []
    for one in found:
        assert width_mm
        assert (one.page, round(width_mm - one.right, 1), round(one.top, 1)) == (1, 15, 20)
        assert one.size == pytest.approx((77, 9), abs=0.1)


def test_a_signed_file_shows_frame_number_and_time_where_the_place_was() -> None:
    unsigned, _ = issued("phu_luc_dien_tu")
    made, _ = issued("phu_luc_dien_tu", {"thoi_gian_ky": "21/11/2025; 10:24:08"})
    assert unsigned.pdf
    assert made.pdf
    place, = fields(unsigned.pdf)
    shown, *rest = lines(pages(made.pdf))
    assert shown.name == "Số:52/TTr-THHPĐ;21/11/2025;10:24:08"
    assert (place.left < shown.left, shown.right < place.right, shown.meets(place)) == (True, True, True)
    before, after = ([(one.name, one.left, one.top) for one in some] for some in (lines(pages(unsigned.pdf)), rest))
    assert [one[0] for one in before] == [one[0] for one in after]
    assert [one[1:] for one in before] == [pytest.approx(one[1:], abs=0.2) for one in after]      # nothing else moves


def test_an_electronic_appendix_apart_is_signed_by_the_agency_and_its_document_by_the_head() -> None:
    made, _ = issued("to_trinh", {"so": 52, "ngay_ban_hanh": "2026-11-20"}, appendices="electronic")
    appendix, = made.attached
    assert made.pdf
    assert appendix.pdf
    assert [one.name for one in fields(made.pdf)] == ["chu_ky", "dau"]
    assert [one.name for one in fields(appendix.pdf)] == [AGENCY_OF_FILE]
