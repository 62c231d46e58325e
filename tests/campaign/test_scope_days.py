"""The same campaign on 30/6/2025 and on 01/7/2025: other issuers, superiors, authorities, grounds, from its data alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.campaign.scope import Issuer, Scope
from tests.campaign.small import AFTER, BEFORE, scope, snapshot

ROWS: list[tuple[str, str, str, Issuer, str, object, object]] = [
    ("ke_hoach_phong_trao", "ht", "", "unit", "co_quan_ban_hanh.ten_day_du", "Ủy ban nhân dân quận Gò Vấp",
     "Ủy ban nhân dân phường Hạnh Thông"),
    ("ke_hoach_phong_trao", "ht", "", "unit", "nguoi_ky.ho_ten", "Phan Văn Sáu", "Nguyễn Văn An"),
    ("ke_hoach_phong_trao", "ht", "", "unit", "co_quan_ban_hanh.dia_danh", "Gò Vấp", "Hạnh Thông"),
    ("quyet_dinh_khen_thuong", "ht", "giay_khen", "chair", "tham_quyen", "Chủ tịch Ủy ban nhân dân quận Gò Vấp",
     "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    ("bao_cao_tham_dinh", "ht", "giay_khen", "department", "co_quan_ban_hanh.ten_day_du", "Phòng Giáo dục và Đào tạo quận Gò Vấp",
     "Phòng Văn hóa - Xã hội phường Hạnh Thông"),
    ("to_trinh_khen_thuong", "th_ll", "giay_khen", "proposer", "co_quan_ban_hanh.chu_quan", "UBND quận Gò Vấp",
     "UBND phường Hạnh Thông"),
    ("to_trinh_khen_thuong", "mn_hm", "giay_khen", "proposer", "co_quan_ban_hanh.chu_quan",
     "Phòng Giáo dục và Đào tạo quận Gò Vấp", "UBND phường Hạnh Thông"),
    ("to_trinh_khen_thuong", "th_ll", "giay_khen", "proposer", "noi_trinh", "Chủ tịch Ủy ban nhân dân quận Gò Vấp",
     "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    ("to_trinh_khen_thuong", "th_ll", "giay_khen", "proposer", "hinh_thuc.day_du",
     "Giấy khen của Chủ tịch Ủy ban nhân dân quận Gò Vấp", "Giấy khen của Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    ("to_trinh_khen_thuong", "th_ll", "bang_khen", "proposer", "hinh_thuc.chuc_danh",
     "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    ("bao_cao_so_ket", "mn_hm", "", "unit", "phuong.ten_day_du", "Ủy ban nhân dân quận Gò Vấp",
     "Ủy ban nhân dân phường Hạnh Thông"),
    ("bao_cao_so_ket", "mn_hm", "", "unit", "phong.ten", "Phòng Giáo dục và Đào tạo", "Phòng Văn hóa - Xã hội"),
    ("quyet_dinh_khen_thuong", "ht", "giay_khen", "chair", "tien_thuong.tong", None, 2 * 1_410_000 + 2 * 710_000),
]


@pytest.mark.parametrize(("slug", "unit", "award", "issuer", "path", "before", "after"), ROWS,
                         ids=[f"{row[0]}-{row[4]}" for row in ROWS])
def test_the_day_alone_decides(slug: str, unit: str, award: str, issuer: Issuer, path: str, before: object,
                               after: object) -> None:
    """Before NĐ 152/2025 the coefficients are not known: no amount is made up."""
    other = snapshot(van_ban_di=[])                                                     # nothing registered says another day
    found = [scope(slug, unit, day, award=award, issuer=issuer, of=other).look_up(path) for day in (BEFORE, AFTER)]
    assert found == [before, after]


def grounds(of: Scope) -> list[str]:
    found: Any = of.look_up("can_cu")
    return [one.get("van_ban") or one.get("so_ky_hieu") or one["trich_yeu"] for one in found]


def test_grounds_are_those_in_force() -> None:
    before, after = (grounds(scope("to_trinh_khen_thuong", "th_ll", day, award="giay_khen", issuer="proposer"))
                     for day in (BEFORE, AFTER))
    assert "98/2023/NĐ-CP" in before
    assert "152/2025/NĐ-CP" not in before
    assert "152/2025/NĐ-CP" in after
    assert "98/2023/NĐ-CP" not in after


def test_a_plan_that_has_ended_is_history_and_no_ground() -> None:
    before, after, later = (scope("ke_hoach_truong", "th_ll", day) for day in (BEFORE, AFTER, date(2025, 8, 1)))
    assert "2268/KH-UBND" in grounds(before)
    assert "2268/KH-UBND" not in grounds(after)
    assert after.look_up("ke_hoach_cap_tren.so_ky_hieu") == "2268/KH-UBND"
    assert "588/KH-UBND" in grounds(later)


def test_authority_stands_before_content_and_laws_before_decrees() -> None:
    found: Any = scope("quyet_dinh_khen_thuong", "ht", award="giay_khen", issuer="chair").look_up("can_cu")
    kinds = [one.get("loai", one.get("van_ban", "")[:12]) for one in found]
    assert kinds == ["Luật", "Luật", "Nghị định", "Nghị định", "Theo đề nghị"]
    assert all(set(one) == {"loai", "ngay", "trich_yeu"} for one in found if one.get("loai") == "Luật")      # PL I, II.6a


def test_a_proposal_not_yet_registered_leaves_room_for_the_pen() -> None:
    of = scope("quyet_dinh_khen_thuong", "ht", date(2025, 11, 20), award="giay_khen", issuer="chair")
    assert grounds(of)[-1].startswith(
        f"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường Hạnh Thông tại Tờ trình số{7 * chr(0xa0)}/TTr-VHXH")


def test_a_council_is_set_up_on_the_advice_of_the_wards_department() -> None:
    ward, school = scope("quyet_dinh_hoi_dong", "ht", issuer="chair"), scope("quyet_dinh_hoi_dong", "th_ll", issuer="chair")
    assert grounds(ward)[-1] == "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường Hạnh Thông"
    assert not any("Theo đề nghị" in line for line in grounds(school))


def test_where_several_took_over_nobody_is_guessed() -> None:
    of = scope("ke_hoach_phong_trao", "quan", AFTER)                                    # two wards hold its task now
    assert of.look_up("co_quan_ban_hanh.ma") == "quan"
    assert [one.code for one in of.validity(AFTER)] == ["organisation-not-valid"]
