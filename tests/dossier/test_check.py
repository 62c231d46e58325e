"""One document, a whole set, hardly any data: nothing is raised, and what cannot be told is not said to be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.campaign.frame import Frame
from service.campaign.snapshot import Snapshot
from service.campaign.tables import Tables
from service.dossier import Dossier, Judged, across_rules, check_dossier
from service.rules.finding import Verdict
from service.rules.reports import as_json
from service.rules.reports_html import as_html
from service.rules.reports_sarif import as_sarif
from tests.dossier.paper_names import CN1, GK1, SCHOOL_TT, SK, WARD_QD
from tests.dossier.papers import papers
from tests.dossier.seeded_figures import FIGURES
from tests.dossier.small import World

PAPERS = papers()
CELLS: tuple[Any, ...] = (None, "", "x", 0, 7, True, [], ["x"], [None], {}, {"ten": None}, [{}], [{"ho_ten": 5, "dong_y": "3"}],
                          date(2025, 11, 5), datetime(2025, 11, 5, 8), "Phụ lục IV", "“Đẩy mạnh”", {"loai": "", "ngay": None})


@pytest.mark.parametrize("name", PAPERS)
def test_one_consistent_document_has_no_fault(name: str) -> None:
    world = World()
    world.drop(*(other for other in PAPERS if other != name))
    report = check_dossier(world.dossier())
    assert [(one.code, one.message) for one in report.findings] == []
    assert set(report.verdicts) == set(across_rules())


def test_one_document_cannot_tell_what_needs_two() -> None:
    world = World()
    world.drop(*(other for other in PAPERS if other != SCHOOL_TT))
    verdicts = check_dossier(world.dossier()).verdicts
    assert {code for code in ("TD-D1", "TD-E7", "TD-F1") if verdicts[code] is not Verdict.KHONG_XAC_DINH} == set()
    assert verdicts["TD-J1"] is Verdict.KHONG_AP_DUNG
    assert verdicts["TD-A3"] is Verdict.DAT


@pytest.mark.parametrize("name", PAPERS)
def test_a_document_without_any_data_raises_nothing(name: str) -> None:
    world, paper = World(), PAPERS[name]
    world.papers[name] = Judged(paper.slug, paper.unit, paper.award, paper.subject, paper.day, {})
    check_dossier(world.dossier())


def test_a_campaign_without_any_table_raises_nothing() -> None:
    bare = Snapshot(Frame.model_validate({"ten": "Phong trào"}), Tables())
    report = check_dossier(Dossier(bare, tuple(PAPERS.values()), date(2025, 12, 20)))
    assert "TD-E4B" in {one.code for one in report.findings}
    assert check_dossier(Dossier(bare, (), date(2025, 12, 20))).sign_ready


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(PAPERS)), st.integers(0, 40), st.sampled_from(CELLS)), min_size=1, max_size=12))
def test_whatever_a_field_holds_nothing_is_raised(changes: list[tuple[str, int, Any]]) -> None:
    world = World()
    for name, place, value in changes:
        fields = list(world.papers[name].data)
        world.set(name, fields[place % len(fields)], value)
    check_dossier(world.dossier())


def test_a_document_whose_data_was_refused_is_not_missing() -> None:
    world = World()
    report = world.papers.pop(CN1)
    world.papers.pop(GK1)
    whole = world.dossier()
    assert {one.code for one in check_dossier(whole).findings} == {"TD-F1", "TD-D1"}
    certificate = Judged("giay_khen", "ht", "giay_khen", "cn1", report.day, {})
    assert check_dossier(replace(whole, refused=(replace(report, data={}), certificate))).findings == ()


def test_the_day_of_the_check_is_no_day_of_a_document() -> None:
    """What nobody has dated or registered is not late, early or reported."""
    world = World()
    world.day("ke_hoach_truong@th", 2025, 12, 20)
    dossier = world.dossier()
    assert dossier.undated(dossier.of("ke_hoach_truong")[0])
    assert check_dossier(dossier).findings == ()
    world.set("ke_hoach_truong@th", "ngay_ban_hanh", date(2025, 12, 20))
    assert {one.code for one in check_dossier(world.dossier()).findings} == {"TD-H1"}


def test_of_two_meetings_on_a_day_the_one_that_voted_counts() -> None:
    world = World()
    world.more("hop", **{**world.tables["hop"][0], "ma": "hop_khac", "vang": []})
    assert check_dossier(world.dossier()).findings == ()


def test_minutes_have_the_number_of_their_meeting() -> None:
    world = World()
    world.set(SCHOOL_TT, "bien_ban/so_ky_hieu", "7/BB-HĐTĐKT")
    assert check_dossier(world.dossier()).findings == ()
    world.set(SCHOOL_TT, "bien_ban/so_ky_hieu", "8/BB-HĐTĐKT")
    assert {one.code for one in check_dossier(world.dossier()).findings} == {"TD-D9"}


def test_another_wards_decision_does_not_say_who_pays() -> None:
    world = World()
    world.add("quyet_dinh_khen_thuong@an/giay_khen", co_quan_ban_hanh={"ten": "Ủy ban nhân dân phường An Nhơn"})
    assert "TD-J4" not in {one.code for one in check_dossier(world.dossier()).findings}


@pytest.mark.parametrize(("name", "path", "value"), [
    (SK, "kien_nghi", ["Theo Kế hoạch số 2268/KH-UBND của Ủy ban nhân dân quận Gò Vấp, trường đã làm việc này."]),
    (SK, "kien_nghi", ["Trước ngày 01/7/2025 trường thuộc Phòng Giáo dục và Đào tạo."]),
    (SK, "kien_nghi", ["Xem Phụ lục I Nghị định số 30/2020/NĐ-CP."]),
    (GK1, "thanh_tich", "Có thành tích xuất sắc năm học 2024 - 2025 trong Phong trào thi đua giai đoạn 2022 - 2025"),
    (SK, "chi_tieu/1/gia_tri/0", "–"),
    (WARD_QD, "ky/chuc_vu", "Chủ tịch Ủy ban nhân dân phường"),
    (WARD_QD, "noi_dung", "Chi 2.830.000 đồng (bằng chữ: Hai triệu tám trăm ba mươi ngàn đồng chẵn)."),
    (WARD_QD, "noi_nhan/0/ten", "UBND phường Hạnh Thông (để báo cáo)"),
])
def test_what_is_right_is_not_told(name: str, path: str, value: Any) -> None:
    world = World()
    world.set(name, path, value)
    if path.startswith("chi_tieu"):
        world.row("ket_qua", "th", chi_tieu="khac", nam=2022)
        world.cut("ket_qua", "chi_tieu", "so_hoa")
        world.set(SK, "chi_tieu/1/tong", "71,8")
        world.set("bao_cao_tong_hop@ht", "chi_tieu", world.papers["bao_cao_tong_hop@ht"].rows("chi_tieu")[:1])
    assert [(one.code, one.message) for one in check_dossier(world.dossier()).findings] == []


def test_two_nominees_of_one_name_are_told_apart_by_their_units() -> None:
    world = World()
    other = {"ten": "Tổ Khối 5", "don_vi": "Trường Mầm non Hoa Mai", "hinh_thuc": "Giấy khen"}
    world.more("de_nghi", **{**world.tables["de_nghi"][0], "ma": "tt2", "don_vi": "mn"})
    world.more("phieu", hop="hop_ht", de_nghi="tt2", dong_y=1, khong_dong_y=2)
    minutes = "bien_ban_xet_khen_thuong@ht/giay_khen"
    failed = {**other, "dong_y": 1, "khong_dong_y": 2, "ty_le": "33,33", "ket_qua": "Không đạt"}
    world.set(minutes, "tap_the", [failed, *world.papers[minutes].rows("tap_the")])
    assert [(one.code, one.message) for one in check_dossier(world.dossier()).findings] == []


def test_findings_are_told_by_every_report() -> None:
    world = World()
    next(one for one in FIGURES if one.code == "TD-D2").change(world)
    report, known = check_dossier(world.dossier()), across_rules()
    told = as_json(report)["findings"][0]
    assert (told["code"], told["severity"], told["clause"]) == ("TD-D2", "loi", known["TD-D2"].clause)
    assert "danh_sach_de_nghi" in told["place"]
    assert "quyet_dinh_khen_thuong" in told["place"]
    sarif = as_sarif(report, "ho-so", known=known)["runs"][0]
    assert [one["id"] for one in sarif["tool"]["driver"]["rules"]] == list(known)
    assert sarif["results"][0]["level"] == "error"
    assert "TD-D2" in as_html(report, "hồ sơ", heading="Kiểm tra hồ sơ", known=known)


def test_a_note_is_no_fault() -> None:
    world = World()
    next(one for one in FIGURES if one.code == "TD-D7").change(world)
    world.row("de_nghi", "cn1", sang_kien="Thư viện xanh")
    report, known = check_dossier(world.dossier()), across_rules()
    assert report.sign_ready
    assert {one.severity for one in report.findings} == {"nhac", "luu_y"}
    levels = {one["ruleId"]: one["level"] for one in as_sarif(report, "ho-so", known=known)["runs"][0]["results"]}
    assert (levels["TD-D7"], levels["TD-F2C"]) == ("warning", "note")
    assert "0 lỗi, 1 nhắc, 1 lưu ý" in as_html(report, "hồ sơ", known=known)


def test_a_document_is_named_by_its_type_unit_award_and_nominee() -> None:
    one = Judged("giay_khen", "ht", "giay_khen", "cn1", date(2025, 12, 2), {}, "Giấy khen")
    assert one.at("ky", "ho_ten") == "Giấy khen (ht, giay_khen, cn1): /ky/ho_ten"
    assert str(Judged("ke_hoach", "", "", "", date(2025, 12, 2), {})) == "ke_hoach"


def test_documents_are_found_by_type_unit_award_and_nominee() -> None:
    dossier = World().dossier()
    assert [one.unit for one in dossier.of("to_trinh_khen_thuong", award="giay_khen")] == ["th", "ht"]
    assert len(dossier.of("giay_khen", unit="ht")) == 3
    assert len(dossier.of("giay_khen", subject="cn1")) == 1
    assert dossier.of(SK) == []
    both = "quyet_dinh_khen_thuong", "bao_cao_so_ket"
    assert [one.slug for one in dossier.of(*both)] == list(both)
    assert dossier.cases == (("th", "giay_khen"), ("th", "bang_khen"), ("ht", "giay_khen"), ("ht", "bang_khen"))
    assert WARD_QD in PAPERS
