from __future__ import annotations

import pytest
from pydantic import ValidationError

from service.components.grounds import Ground, lines

PLAN = {"loai": "Kế hoạch", "so_ky_hieu": "2268/KH-UBND", "ngay": "2023-05-31", "co_quan": "Ủy ban nhân dân quận Gò Vấp",
        "trich_yeu": "về tổ chức Phong trào thi đua"}
LAW = {"loai": "Luật", "trich_yeu": "Thi đua, khen thưởng", "ngay": "2022-06-15"}


@pytest.mark.parametrize(("grounds", "printed"), [
    ([PLAN], ["Căn cứ Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân quận Gò Vấp về tổ chức"
              " Phong trào thi đua."]),
    ([LAW], ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."]),
    ([{"van_ban": "Luật Thi đua, khen thưởng;"}, {"van_ban": "căn cứ Quy chế làm việc"}],
     ["Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ Quy chế làm việc."]),
    ([{"van_ban": "Theo đề nghị của Trưởng phòng Nội vụ;"}, {"van_ban": "Xét thành tích của các đơn vị."}],
     ["Xét thành tích của các đơn vị;", "Theo đề nghị của Trưởng phòng Nội vụ."]),
    ([], []),
])
def test_grounds_are_printed_one_a_line_with_their_end_marks(grounds: list[dict[str, str]], printed: list[str]) -> None:
    assert lines([Ground.model_validate(one) for one in grounds]) == printed


@pytest.mark.parametrize(("ground", "code"), [
    ({**PLAN, "ngay": ""}, "ground-parts"),
    ({"loai": "Luật"}, "ground-parts"),
    ({}, "ground-parts"),
    ({**LAW, "so_ky_hieu": "06/2022/QH15"}, "ground-law"),
    ({**LAW, "van_ban": "Căn cứ Luật"}, "ground-both"),
    ({"van_ban": "Căn cứ Kế hoạch số 2268/KH-UBND trên địa bàn quận Gò Vấp,"}, "ground-comma"),     # the seed, F7
])
def test_a_ground_not_as_the_decree_asks_is_refused(ground: dict[str, str], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Ground.model_validate(ground)
    assert [one["type"] for one in refused.value.errors()] == [code]
