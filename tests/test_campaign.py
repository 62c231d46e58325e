from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from service import campaign
from service.errors import InputRefused

DATA: dict[str, Any] = {
    "ten": "Thực hành tiết kiệm, chống lãng phí", "tu_nam": 2022, "den_nam": 2030,
    "giai_doan": [{"ten": "Giai đoạn 1", "tu_nam": 2022, "den_nam": 2025, "viec": "Ban hành Kế hoạch.\n\nSơ kết."},
                  {"ten": "Giai đoạn 2", "tu_nam": 2026, "den_nam": 2030}],
    "co_quan": [{"ma": "quan", "ten": "UBND quận Gò Vấp", "den_ngay": "30/06/2025"},
                {"ma": "pgd", "ten": "Phòng Giáo dục và Đào tạo", "viet_tat": "GDĐT", "chu_quan": "quan", "dia_danh": "Gò Vấp",
                 "den_ngay": "2025-06-30"}],
    "co_quan_ban_hanh": "pgd",
    "nguoi": [{"ma": "tp", "ho_ten": "Trịnh Vĩnh Thanh", "chuc_vu": "Trưởng phòng", "co_quan": "pgd", "tu_ngay": "2020-01-01"}],
    "nguoi_ky": "tp", "can_cu": ["Căn cứ Luật Thi đua, khen thưởng"], "noi_nhan": ["Các trường"], "luu": {"don_vi": "TĐ"},
}


@pytest.mark.parametrize(("path", "value"), [
    ("ten", "Thực hành tiết kiệm, chống lãng phí"), ("den_nam", 2030), ("co_quan_ban_hanh.viet_tat", "GDĐT"),
    ("co_quan_ban_hanh.chu_quan", "UBND quận Gò Vấp"),         # a superior named by its code
    ("co_quan_ban_hanh.dia_danh", "Gò Vấp"), ("nguoi_ky.chuc_vu", "Trưởng phòng"), ("luu", {"don_vi": "TĐ"}),
    ("noi_nhan", [{"ten": "Các trường"}]), ("ten_goi_tat", None), ("khong.co", None), ("co_quan_ban_hanh.khong", None),
    ("giai_doan", [{"ten": "Giai đoạn 1", "tu_nam": 2022, "den_nam": 2025, "viec": ["Ban hành Kế hoạch.", "Sơ kết."]},
                   {"ten": "Giai đoạn 2", "tu_nam": 2026, "den_nam": 2030}]),
])
def test_a_path_leads_to_a_plain_value(path: str, value: object) -> None:
    assert campaign.load(DATA).look_up(path) == value


@pytest.mark.parametrize(("day", "codes"), [
    (date(2023, 6, 16), []), (date(2025, 6, 30), []), (date(2025, 7, 1), ["organisation-not-valid"]),
    (date(2019, 12, 31), ["person-not-valid"]),
])
def test_an_abolished_body_cannot_issue(day: date, codes: list[str]) -> None:
    assert [one.code for one in campaign.load(DATA).validity(day)] == codes


@pytest.mark.parametrize(("path", "value", "code", "pointer"), [
    (("ten",), None, "field-missing", "/ten"),
    (("tenn",), "x", "field-unknown", "/tenn"),
    (("co_quan_ban_hanh",), "pgdd", "code-unknown", "/co_quan_ban_hanh"),
    (("nguoi_ky",), "ai", "code-unknown", "/nguoi_ky"),
    (("nguoi", 0, "co_quan"), "so", "code-unknown", "/nguoi/0/co_quan"),
    (("co_quan", 0, "ma"), "pgd", "code-twice", "/co_quan/1/ma"),
    (("giai_doan", 1, "tu_nam"), 2027, "phase-gap", "/giai_doan/1/tu_nam"),
    (("giai_doan", 1, "den_nam"), 2031, "phase-outside", "/giai_doan/1"),
    (("giai_doan", 0, "den_nam"), 2020, "years-inverted", "/giai_doan/0/den_nam"),
    (("den_nam",), 2020, "years-inverted", "/den_nam"),
    (("co_quan", 0, "tu_ngay"), "01/07/2025", "dates-inverted", "/co_quan/0"),
    (("co_quan", 0, "tu_ngay"), "32/07/2025", "date-invalid", "/co_quan/0/tu_ngay"),
    (("co_quan",), [], "list-short", "/co_quan"),
    (("nguoi", 0, "quyen_han"), "thay mặt", "choice-wrong", "/nguoi/0/quyen_han"),
])
def test_a_wrong_campaign_is_refused_with_its_place(path: tuple[Any, ...], value: object, code: str, pointer: str) -> None:
    data = deepcopy(DATA)
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(InputRefused) as refused:
        campaign.load(data)
    assert (code, pointer, campaign.PLACE) in [(one.code, one.pointer, one.place) for one in refused.value.problems]
