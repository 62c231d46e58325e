"""A cited document: whole where it is registered, room for the pen where it is not."""

from __future__ import annotations

import pytest

from service.components.reference import Reference

ROWS = [
    ({"loai": "Tờ trình", "so_ky_hieu": "12/TTr-VHXH", "ngay": "2025-11-24"},
     "Tờ trình số 12/TTr-VHXH ngày 24 tháng 11 năm 2025"),
    ({"loai": "Biên bản", "so_ky_hieu": "05/BB-HĐTĐKT", "ngay": "2026-01-05"},
     "Biên bản số 05/BB-HĐTĐKT ngày 05 tháng 01 năm 2026"),
    ({"loai": "Tờ trình", "so_ky_hieu": "/TTr-TH"}, "Tờ trình số       /TTr-TH ngày      tháng      năm      "),
    ({"loai": "Quyết định"}, "Quyết định số        ngày      tháng      năm      "),
]


@pytest.mark.parametrize(("data", "cited"), ROWS, ids=[row[1] for row in ROWS])
def test_a_reference_is_cited_by_type_number_and_day(data: dict[str, str], cited: str) -> None:
    assert " ".join(Reference.model_validate(data).cited().split()) == " ".join(cited.split())


def test_the_pen_has_room_where_nothing_is_known() -> None:
    assert Reference(loai="Quyết định").number.isspace()
    assert Reference(loai="Quyết định", so_ky_hieu="/QĐ-UBND").number == "      /QĐ-UBND"


def test_the_first_citation_names_issuer_and_subject() -> None:
    whole = Reference.model_validate({
        "loai": "Kế hoạch", "so_ky_hieu": "2268/KH-UBND", "ngay": "31/5/2023", "co_quan": "Ủy ban nhân dân quận Gò Vấp",
        "trich_yeu": "về tổ chức Phong trào thi đua"}).whole()
    assert whole == ("Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân quận Gò Vấp "
                     "về tổ chức Phong trào thi đua")
