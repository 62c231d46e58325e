"""What a document takes from a campaign: paths and their values, from the small campaign."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from service.campaign.scope import Issuer, Scope
from service.campaign.views.roots import ROOTS
from service.errors import InputRefused
from tests.campaign.small import AUTUMN, MEETINGS, PEOPLE, SMALL, TEXTS, scope, snapshot

SCHOOL = scope("to_trinh_khen_thuong", "th_ll", award="giay_khen", issuer="proposer")
WARD = scope("quyet_dinh_khen_thuong", "ht", award="giay_khen", issuer="chair")
WARD_PLAN = scope("ke_hoach_hoi_nghi", "ht")
MINUTES = scope("bien_ban_xet_khen_thuong", "th_ll", date(2025, 10, 20), award="giay_khen", issuer="council")
DEPUTY = scope("ke_hoach_phong_trao", "an")
MERIT = scope("bao_cao_thanh_tich_ca_nhan", "th_ll", subject="ll1")
UNIT_MERIT = scope("bao_cao_thanh_tich_tap_the", "th_ll", subject="ll5")
CERTIFICATE = scope("giay_khen", "ht", award="giay_khen", subject="ll1", issuer="chair")
LOST = scope("to_trinh_khen_thuong", "ht", award="bang_khen", issuer="proposer")

ROWS: list[tuple[Scope, str, object]] = [
    (SCHOOL, "ten_goi_tat", "Phong trào thi đua"), (SCHOOL, "den_nam", 2030), (SCHOOL, "dot.giai_doan", "2022 - 2025"),
    (SCHOOL, "dot.han_nop", date(2025, 10, 31)), (SCHOOL, "hoi_nghi.bat_dau", datetime(2025, 12, 18, 8)),
    (SCHOOL, "mau_so", None), (scope("bao_cao_thanh_tich_tap_the", "th_ll"), "mau_so", "Mẫu số 02"),
    (SCHOOL, "khong.co", None), (SCHOOL, "ten.khong", None),
    # who issues, decides, signs
    (SCHOOL, "co_quan_ban_hanh.ten", "Trường Tiểu học Lê Lợi"), (SCHOOL, "co_quan_ban_hanh.chu_quan", "UBND phường Hạnh Thông"),
    (SCHOOL, "nguoi_ky.chuc_vu", "Hiệu trưởng"), (SCHOOL, "nguoi_ky.quyen_han", None),
    (SCHOOL, "tham_quyen", "Hiệu trưởng Trường Tiểu học Lê Lợi"),
    (SCHOOL, "noi_trinh", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    (WARD, "co_quan_ban_hanh.ten", "Ủy ban nhân dân\nphường Hạnh Thông"), (WARD, "co_quan_ban_hanh.chu_quan", None),
    (WARD, "tham_quyen", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    (WARD, "nguoi_ky.ho_ten", "Nguyễn Văn An"), (WARD, "nguoi_ky.quyen_han", None),          # personally, never TM.
    (WARD_PLAN, "nguoi_ky.quyen_han", "TM."), (WARD_PLAN, "nguoi_ky.tap_the", "Ủy ban nhân dân"),
    (DEPUTY, "nguoi_ky.quyen_han", "TM. KT."), (DEPUTY, "nguoi_ky.ky_thay", "Chủ tịch"),
    (scope("quyet_dinh_hoi_dong", "an", issuer="chair"), "nguoi_ky.quyen_han", "KT."),
    (scope("quyet_dinh_hoi_dong", "an", issuer="chair"), "nguoi_ky.tap_the", None),
    (WARD_PLAN, "noi_trinh", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    (MINUTES, "co_quan_ban_hanh.ten", "Hội đồng Thi đua - Khen thưởng"), (MINUTES, "co_quan_ban_hanh.viet_tat", "HĐTĐKT"),
    (MINUTES, "co_quan_ban_hanh.chu_quan", "Trường Tiểu học Lê Lợi"), (MINUTES, "nguoi_ky.chuc_vu_khac", "Hiệu trưởng"),
    (scope("bao_cao_tham_dinh", "ht", award="giay_khen", issuer="department"), "co_quan_ban_hanh.ten", "Phòng Văn hóa - Xã hội"),
    (scope("bao_cao_tham_dinh", "ht", award="giay_khen", issuer="department"), "noi_trinh",
     "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    # the ward gives the certificate of merit itself: its department proposes; the other goes to the city, so the ward does
    (scope("to_trinh_khen_thuong", "ht", award="giay_khen", issuer="proposer"), "co_quan_ban_hanh.viet_tat", "VHXH"),
    (LOST, "co_quan_ban_hanh.viet_tat", "UBND"), (LOST, "noi_trinh", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    # units
    (SCHOOL, "don_vi.tong_so", 50), (SCHOOL, "don_vi.khoi_ten", "Tiểu học"),
    (SCHOOL, "don_vi.nguoi_dung_dau.ho_ten", "Trần Thị Bình"),
    (SCHOOL, "don_vi.ke_toan.ho_ten", "Đỗ Thị Ánh"), (SCHOOL, "cap_tren.ten_day_du", "Ủy ban nhân dân phường Hạnh Thông"),
    (SCHOOL, "phong.chuc_danh", "Trưởng phòng Văn hóa - Xã hội phường Hạnh Thông"),
    (WARD, "co_quan_ban_hanh.dia_ban", "phường Hạnh Thông"), (SCHOOL, "phuong.dia_ban", "phường Hạnh Thông"),
    (SCHOOL, "don_vi.dia_ban", None),
    (SCHOOL, "thanh_pho.ten_day_du", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    (WARD, "don_vi.nguoi_dung_dau.ho_ten", "Nguyễn Văn An"),                             # and not the Fatherland Front's chair
    # the award
    (SCHOOL, "hinh_thuc.day_du", "Giấy khen của Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    (SCHOOL, "hinh_thuc.ma", "giay_khen"),
    (LOST, "hinh_thuc.chuc_danh", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"), (WARD_PLAN, "hinh_thuc", None),
    (UNIT_MERIT, "hinh_thuc.ten", "Bằng khen"),                                          # that of its nominee
    # the council
    (SCHOOL, "hoi_dong.tong", 5), (SCHOOL, "hoi_dong.chu_tich.ho_ten", "Trần Thị Bình"),
    (SCHOOL, "hoi_dong.ten_day_du", "Hội đồng Thi đua - Khen thưởng Trường Tiểu học Lê Lợi"),
    (WARD, "hoi_dong.ten_day_du", "Hội đồng Thi đua - Khen thưởng phường Hạnh Thông"),
    (SCHOOL, "hoi_dong.quyet_dinh.so_ky_hieu", "45/QĐ-THLL"), (MINUTES, "hop.so_co_mat", 4), (MINUTES, "hop.tong", 5),
    (MINUTES, "hop.vang", [{"ho_ten": "Trương Văn Ân", "ly_do": "Đi công tác"}]), (MINUTES, "hop.phieu_khong_hop_le", 0),
    (MINUTES, "hop.chu_toa.ho_ten", "Trần Thị Bình"), (scope("giay_moi_hoi_dong", "mn_hm", issuer="council"), "hop", None),
    # documents cited
    (SCHOOL, "so", 9), (SCHOOL, "to_trinh.so_ky_hieu", "09/TTr-THLL"), (SCHOOL, "bien_ban.so_ky_hieu", "07/BB-HĐTĐKT"),
    (SCHOOL, "bien_ban.ngay", date(2025, 10, 20)), (SCHOOL, "ke_hoach.so_ky_hieu", "/KH-THLL"), (SCHOOL, "ke_hoach.ngay", None),
    (WARD, "to_trinh.so_ky_hieu", "910/TTr-VHXH"), (WARD, "quyet_dinh.so_ky_hieu", "918/QĐ-UBND"),
    (WARD, "quyet_dinh.co_quan", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    (scope("to_trinh_khen_thuong", "th_ll", date(2025, 10, 28), award="giay_khen"), "quyet_dinh.so_ky_hieu", "/QĐ-UBND"),
    (scope("thong_bao_khen_thuong", "ht"), "quyet_dinh.so_ky_hieu", "918/QĐ-UBND"),       # of the one award the ward gives
    (SCHOOL, "ke_hoach_cap_tren.so_ky_hieu", "588/KH-UBND"),
    # a person
    (MERIT, "doi_tuong.ho_ten", "Nguyễn Thị Yến"), (MERIT, "doi_tuong.danh_xung", "Bà"),
    (MERIT, "nguoi_xac_nhan.ho_ten", "Trần Thị Bình"),
    (MERIT, "doi_tuong.khen_thuong", [{
        "nam": "2024", "ten": "Bằng khen",
        "quyet_dinh": "Quyết định số 99/QĐ-UBND ngày 20 tháng 10 năm 2024 của Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"}]),
    (UNIT_MERIT, "nguoi_xac_nhan.ho_ten", "Nguyễn Văn An"), (UNIT_MERIT, "doi_tuong.danh_hieu.khong", None),
    (UNIT_MERIT, "doi_tuong.tong_so", 50),
    (scope("bao_cao_thanh_tich_tap_the", "th_ll", subject="ll4"), "doi_tuong.tong_so", None),     # a group inside the unit
    (scope("bao_cao_thanh_tich_ca_nhan", "mn_hm", subject="hm1"), "nguoi_xac_nhan.ho_ten", "Nguyễn Văn An"),   # its head
    (CERTIFICATE, "doi_tuong.quyet_dinh.ngay", date(2025, 11, 27)),
    (scope("giay_moi_hoi_nghi", "ht", subject="km1"), "doi_tuong.chuc_vu", "Bí thư"),
    # money: the base salary of the decision's day
    (WARD, "tien_thuong.luong_co_so", 2_340_000), (WARD, "tien_thuong.tong", 2 * 1_410_000 + 2 * 710_000),
]


@pytest.mark.parametrize(("of", "path", "value"), ROWS, ids=[f"{row[0].slug}-{row[1]}" for row in ROWS])
def test_a_path_leads_to_a_plain_value(of: Scope, path: str, value: object) -> None:
    assert of.look_up(path) == value


@pytest.mark.parametrize("of", [SCHOOL, WARD, WARD_PLAN, MINUTES, DEPUTY, MERIT, CERTIFICATE, scope("bao_cao_so_ket", "thcs_nd")])
def test_every_root_answers_every_document(of: Scope) -> None:
    """Plain data all the way down: what no JSON holds are dates and exact numbers."""
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else not hasattr(value, "model_dump")
    assert all(plain(of.look_up(root)) for root in ROOTS)


def test_nothing_is_computed_twice_for_a_document() -> None:
    of = scope("to_trinh_khen_thuong", "th_ll", award="giay_khen")
    assert of.look_up("ca_nhan") is of.look_up("ca_nhan")


def test_a_unit_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputRefused) as refused:
        scope("bao_cao_so_ket", "th_l").look_up("don_vi")
    assert "th_ll" in str(refused.value)


@pytest.mark.parametrize(("unit", "day", "codes"), [
    ("ht", AUTUMN, []), ("ht", date(2025, 6, 30), ["organisation-not-valid", "person-not-valid"]),
    ("th_ll", date(2020, 1, 1), []),
])
def test_who_is_not_there_on_the_documents_day_is_told(unit: str, day: date, codes: list[str]) -> None:
    """The scope chose for its own day; the document was dated otherwise."""
    assert [one.code for one in scope("ke_hoach_phong_trao", unit).validity(day)] == codes


def test_recipients_are_those_laid_down_for_the_kind_of_issuer() -> None:
    laid_down = {"truong": ["{{ phong.ten_day_du }}", "{{ doi_tuong.don_vi }}", {"ten": "Các tổ", "muc_dich": "để thực hiện"}]}
    of = scope("ke_hoach_truong", "th_ll", of=snapshot({"noi_nhan_mac_dinh": laid_down, "luu": {"so_ban": 3}}))
    assert of.look_up("noi_nhan") == [{"ten": "Phòng Văn hóa - Xã hội phường Hạnh Thông"},
                                      {"ten": "Các tổ", "muc_dich": "để thực hiện"}]     # what has no value is left out
    assert of.look_up("luu") == {"so_ban": 3}
    assert SCHOOL.look_up("noi_nhan") == [{"ten": "Phòng Văn hóa - Xã hội phường Hạnh Thông"}]


def test_absent_members_have_their_own_reasons_where_so_many_are_given() -> None:
    meeting: dict[str, Any] = {"ma": "h", "hoi_dong": "hd_ll", "bat_dau": "2025-10-20T08:00", "ket_thuc": "2025-10-20T09:00",
                               "dia_diem": "Phòng họp", "chu_toa": "ht_ll", "thu_ky": "gv_ll1", "vang": "gv_ll2; kt_ll"}
    reasons = {"Đi công tác; Nghỉ ốm": ["Đi công tác", "Nghỉ ốm"], "Đi công tác": ["Đi công tác"] * 2}
    for written, said in reasons.items():
        of = scope("bien_ban_xet_khen_thuong", "th_ll", of=snapshot(hop=[{**meeting, "ly_do_vang": written}], phieu=[]))
        absent: Any = of.look_up("hop.vang")
        assert [one["ly_do"] for one in absent] == said
        assert of.look_up("hop.so_co_mat") == 3


@pytest.mark.parametrize(("issuer", "authority"), [("unit", "TM."), ("chair", None)])
def test_a_chairman_who_signs_for_the_committee_decides_personally(issuer: Issuer, authority: str | None) -> None:
    """The row says how he signs for the committee; a decision on awards is his own."""
    people = [one | {"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân"} if one["ma"] == "ct_ht" else one for one in PEOPLE]
    of = scope("quyet_dinh_khen_thuong", "ht", award="giay_khen", issuer=issuer, of=snapshot(nguoi=people))
    assert of.look_up("nguoi_ky.quyen_han") == authority
    assert (of.look_up("nguoi_ky.tap_the") is None) == (authority is None)


def test_who_gives_an_award_is_not_guessed_where_the_unit_stands_under_nobody() -> None:
    of = scope("x", "th_ll", award="giay_khen", of=snapshot(truc_thuoc=[]))
    assert of.look_up("hinh_thuc.day_du") == "Giấy khen của Chủ tịch Ủy ban nhân dân phường"
    assert of.look_up("hinh_thuc.co_quan") is None


def test_what_was_given_after_the_documents_day_is_not_told() -> None:
    of = scope("bao_cao_thanh_tich_ca_nhan", "th_ll", date(2024, 10, 19), subject="ll1")
    assert of.look_up("doi_tuong.khen_thuong") is None


def test_prizes_are_those_of_the_decisions_day() -> None:
    later = scope("danh_sach_tien_thuong", "ht", date(2026, 7, 15), award="giay_khen", issuer="chair")
    assert later.look_up("tien_thuong.luong_co_so") == 2_340_000                          # 2.530.000 only from 01/7/2026


def test_an_invitation_is_to_the_next_meeting() -> None:
    hours = {"oct": ("2025-10-01T08:00", "2025-10-01T09:00"), "nov": ("2025-11-01T08:00", "2025-11-01T09:00")}
    held = [MEETINGS[0] | {"ma": ma, "bat_dau": start, "ket_thuc": end} for ma, (start, end) in hours.items()]
    for day, month in ((date(2025, 9, 20), 10), (date(2025, 10, 2), 11), (date(2025, 12, 1), 11)):
        of = scope("giay_moi_hoi_dong", "th_ll", day, issuer="council", of=snapshot(hop=held, phieu=[]))
        met: Any = of.look_up("hop.bat_dau")
        assert met.month == month


def test_a_plan_is_cited_once() -> None:
    twice = [*TEXTS, TEXTS[0] | {"ma": "kh_588", "so_ky_hieu": "588/KH-UBND", "ngay": "2025-07-31", "hieu_luc_den": None}]
    found: Any = scope("ke_hoach_truong", "th_ll", of=snapshot(van_ban=twice)).look_up("can_cu")
    assert [one.get("so_ky_hieu") for one in found].count("588/KH-UBND") == 1


def test_the_campaign_is_not_changed_by_what_is_taken() -> None:
    before = SMALL.tables
    for root in ROOTS:
        SCHOOL.look_up(root)
    assert SMALL.tables is before
