"""What a certificate takes from a campaign: its laureate, the decision, who gives it, the stock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import doctypes
from service.campaign.scope import Scope
from service.errors import InputRefused
from service.values import Stage
from tests.campaign.small import scope, snapshot


def certificate(subject: str, **frame: Any) -> Scope:
    return scope("giay_khen", "ht", award="giay_khen", subject=subject, issuer="chair", of=snapshot(frame))


def texts(campaign: Any, data: dict[str, Any]) -> dict[str, str]:
    (sheet,) = doctypes.get("giay_khen").values(data, campaign=campaign).context["cac_to"]
    assert isinstance(sheet, Stage)
    return {text.name: " ".join(text.lines) for text in sheet.texts}


LAUREATES = [
    ("ll1", "Bà Nguyễn Thị Yến", "Giáo viên, Trường Tiểu học Lê Lợi"),
    ("ll5", "Tập thể Trường Tiểu học Lê Lợi", "số 5 đường số 1, phường Hạnh Thông"),
]


@pytest.mark.parametrize(("subject", "laureate", "where"), LAUREATES)
def test_a_laureate_s_certificate_needs_no_data_of_its_own(subject: str, laureate: str, where: str) -> None:
    found = texts(certificate(subject), {})
    assert (found["nguoi_nhan"], found["chuc_vu_don_vi"]) == (laureate, where)
    assert found["tham_quyen"] == "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG"
    assert found["quyet_dinh"] == "Quyết định số 918/QĐ-UBND ngày 27 tháng 11 năm 2025"
    assert found["dia_danh_ngay"] == "Hạnh Thông, ngày 27 tháng 11 năm 2025"
    assert (found["ky_chuc_vu"], found["ky_ho_ten"]) == ("CHỦ TỊCH", "Nguyễn Văn An")


def test_the_campaign_says_on_which_stock_its_certificates_stand() -> None:
    for given in ("a3_ngang", {"based_on": "a3_ngang", "shift_mm": [1, 0]}):
        values = doctypes.get("giay_khen").values({}, campaign=certificate("ll1", phoi={"giay_khen": given})).context
        assert values["kho_giay"].size_mm == (420, 297)
    own = doctypes.get("giay_khen").values({"phoi": "400x300"}, campaign=certificate("ll1", phoi={"giay_khen": "a3_ngang"}))
    assert own.context["kho_giay"].size_mm == (400, 300)


def test_a_small_campaign_of_one_file_says_it_too() -> None:
    ward = {"ma": "ht", "ten": "Ủy ban nhân dân phường Hạnh Thông", "dia_danh": "Hạnh Thông"}
    chair = {"ma": "ct", "ho_ten": "Đặng Quốc Huy", "chuc_vu": "Chủ tịch"}
    campaign = {"ten": "Phong trào", "co_quan": [ward], "co_quan_ban_hanh": "ht", "nguoi": [chair], "nguoi_ky": "ct",
                "phoi": {"giay_khen": {"based_on": "a4_ngang", "boxes": {"tang": {"text": "TRAO TẶNG"}}}}}
    data = {"tham_quyen": "Chủ tịch", "ho_ten": "Bùi An", "thanh_tich": "Có thành tích", "ngay_ban_hanh": date(2025, 12, 15),
            "quyet_dinh": {"loai": "Quyết định", "so_ky_hieu": "1/QĐ-UBND", "ngay": "2025-12-15"}}
    found = texts(campaign, data)
    assert (found["tang"], found["nguoi_nhan"], found["ky_ho_ten"]) == ("TRAO TẶNG", "Bùi An", "Đặng Quốc Huy")
    campaign["phoi"] = {"giay_khen": {"based_on": "a4_ngang", "shift_mm": [90, 0]}}
    with pytest.raises(InputRefused) as refusal:
        texts(campaign, data)
    assert [(one.code, one.pointer) for one in refusal.value.problems] == [("number-large", "/phoi/giay_khen/shift_mm/0")]
