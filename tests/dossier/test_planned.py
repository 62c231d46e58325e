"""Which documents a dossier has: of which award, nominee, guest; in which order, on which day, with which number."""

from __future__ import annotations

from datetime import date

import pytest

from service.doctypes import DocumentType
from service.dossier.planned import Planned, document, documents, judge, level, units
from service.errors import InputRefused
from tests.campaign.small import REGISTER, SMALL, snapshot
from tests.dossier.types import loaded, written

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> list[DocumentType]:
    return loaded(written(tmp_path_factory.mktemp("types")))


def names(planned: tuple[Planned, ...]) -> list[str]:
    return [one.name for one in planned]


def test_a_schools_dossier_has_its_documents_in_order(types: list[DocumentType]) -> None:
    assert names(documents(SMALL, "th_ll", types, today=TODAY)) == [
        "31-bao_cao_thanh_tich_ca_nhan-ll3", "31-bao_cao_thanh_tich_ca_nhan-ll2",       # of all nominees, also of who failed
        "31-bao_cao_thanh_tich_ca_nhan-ll1",
        "42-bien_ban_xet_khen_thuong-bang_khen", "42-bien_ban_xet_khen_thuong-giay_khen",
        "51-to_trinh_khen_thuong-bang_khen", "51-to_trinh_khen_thuong-giay_khen", "70-bao_cao_so_ket"]


def test_a_wards_set_has_certificates_of_what_it_gives_only(types: list[DocumentType]) -> None:
    found = [one for one in names(documents(SMALL, "ht", types, today=TODAY)) if not one.startswith(("42", "51"))]
    assert found == ["60-quyet_dinh_khen_thuong-giay_khen", "61-giay_khen-ll4", "61-giay_khen-hm2", "61-giay_khen-ll1",
                     "61-giay_khen-hm1", "81-giay_moi_hoi_nghi-km1", "81-giay_moi_hoi_nghi-km2"]


def test_a_school_without_nominees_has_only_its_report(types: list[DocumentType]) -> None:
    assert names(documents(SMALL, "thcs_nd", types, today=TODAY)) == ["70-bao_cao_so_ket"]


@pytest.mark.parametrize("unit", ["th_ll", "mn_hm", "ht", "an"])
def test_no_two_documents_of_a_unit_have_one_name(types: list[DocumentType], unit: str) -> None:
    found = names(documents(SMALL, unit, types, today=TODAY))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("unit", "name", "day", "number"), [
    ("th_ll", "51-to_trinh_khen_thuong-giay_khen", date(2025, 10, 28), 9),             # registered
    ("th_ll", "31-bao_cao_thanh_tich_ca_nhan-ll1", date(2025, 10, 28), None),          # goes with the submission
    ("th_ll", "42-bien_ban_xet_khen_thuong-giay_khen", date(2025, 10, 20), 7),         # the meeting's day and number
    ("th_ll", "51-to_trinh_khen_thuong-bang_khen", TODAY, None),
    ("ht", "51-to_trinh_khen_thuong-giay_khen", date(2025, 11, 24), 910),
    ("ht", "61-giay_khen-ll1", date(2025, 11, 27), None),                              # the decision's day
    ("th_ll", "70-bao_cao_so_ket", date(2025, 10, 30), 31),
])
def test_a_document_has_the_registered_day(types: list[DocumentType], unit: str, name: str, day: date,
                                           number: int | None) -> None:
    one = next(one for one in documents(SMALL, unit, types, today=TODAY) if one.name == name)
    assert one.scope.day == day
    assert one.data.get("so") == number
    assert one.data.get("ngay_ban_hanh") == (day if number else None)


def test_a_department_registers_its_own_submission(types: list[DocumentType]) -> None:
    elsewhere = [{**one, "don_vi": "vhxh_ht"} if (one["loai"], one["don_vi"]) == ("to_trinh_khen_thuong", "ht") else one
                 for one in REGISTER]
    found = documents(snapshot(van_ban_di=elsewhere), "ht", types, today=TODAY)
    assert [one.data.get("so") for one in found if one.name == "51-to_trinh_khen_thuong-giay_khen"] == [910]


def test_the_day_asked_for_goes_before_all_and_takes_no_number_of_another_day(types: list[DocumentType]) -> None:
    asked = date(2025, 6, 30)
    found = documents(SMALL, "th_ll", types, today=TODAY, day=asked)
    assert {one.scope.day for one in found} == {asked}
    assert all("so" not in one.data for one in found)
    same = documents(SMALL, "th_ll", types, today=TODAY, day=date(2025, 10, 28))
    assert [one.data["so"] for one in same if "so" in one.data] == [9]


def test_the_most_special_data_goes_first_field_by_field(types: list[DocumentType]) -> None:
    of = snapshot(particular={
        ("", "bao_cao_so_ket", ""): {"viec": "Việc chung", "do_khan": "Khẩn"},
        ("th_ll", "bao_cao_so_ket", ""): {"viec": "Việc riêng"},
        ("th_ll", "to_trinh_khen_thuong", "bang_khen"): {"ngay_ban_hanh": "2025-11-01"}})
    found = {one.name: one for one in documents(of, "th_ll", types, today=TODAY)}
    assert found["70-bao_cao_so_ket"].data == {"viec": "Việc riêng", "do_khan": "Khẩn", "so": 31,
                                               "ngay_ban_hanh": date(2025, 10, 30)}
    assert found["51-to_trinh_khen_thuong-bang_khen"].scope.day == date(2025, 11, 1)    # its own data dates it
    assert "viec" in found["70-bao_cao_so_ket"].checked()


def test_what_is_refused_is_told_and_the_rest_is_judged(types: list[DocumentType]) -> None:
    seen: list[None] = []
    judged, refused = judge(documents(SMALL, "th_ll", types, today=TODAY), lambda: seen.append(None))
    assert [(one.slug, error.problems[0].pointer) for one, error in refused] == [("bao_cao_so_ket", "/viec")]
    assert len(judged) == len(seen) - 1 == 7
    submission = next(one for one in judged if one.slug == "to_trinh_khen_thuong" and one.award == "giay_khen")
    assert (submission.unit, submission.day, submission.data["so_ca_nhan"]) == ("th_ll", date(2025, 10, 28), 2)


def test_one_document_can_be_asked_for_that_no_dossier_has(types: list[DocumentType]) -> None:
    kind = next(one for one in types if one.slug == "bang_khen")
    one = document(SMALL, "ht", kind, today=TODAY, subject="ll5")
    assert (one.scope.award, one.scope.look_up("co_quan_ban_hanh.ma")) == ("bang_khen", "tp")        # the city gives it


def test_schools_and_wards_have_dossiers() -> None:
    assert units(SMALL) == ["quan", "ht", "an", "th_ll", "mn_hm", "thcs_nd", "th_tp"]
    assert [level(SMALL, ma) for ma in ("ht", "th_ll", "vhxh_ht", "tp")] == ["ward", "school", "", ""]


@pytest.mark.parametrize(("unit", "code"), [("vhxh_ht", "no-dossier"), ("th_lll", "code-unknown")])
def test_others_have_none(types: list[DocumentType], unit: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        documents(SMALL, unit, types, today=TODAY)
    assert [one.code for one in refused.value.problems] == [code]


