"""Appendices: labels, titles, "(Kèm theo …)", sheets, and each in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.doctypes import DocumentType, apart
from service.errors import TemplateFaulty
from service.values import SectionStart
from tests.doctypes.offices import APPENDIX, LIST, made
from tests.doctypes.test_computed import DATA, ROWS
from tests.doctypes.test_values import LETTER, PLAN, TODAY

OWN: dict[str, Any] = {"ten": "Mẫu báo cáo", "noi_dung": "# Tình hình\n- Tốt."}
WIDE: dict[str, Any] = {"ten": "Bảng số liệu", "ngang": True, "noi_dung": [{"bang": {"cot": ["TT"], "hang": [["1"]]}}]}


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DocumentType]:
    folder = tmp_path_factory.mktemp("loai")
    report = 'name = "Báo cáo thành tích"\nwithout = ["kinh_gui", "tham_quyen", "so", "ky_hieu", "dia_danh", "ngay_ban_hanh"]\n' \
             '[draw]\nheading = "names"\n'
    plain = {slug: f'name = "{name}"\nabbreviation = "{code}"\nwithout = ["tham_quyen"]\n[fields.kinh_gui]\nrequired = false\n'
             for slug, name, code in (("ke_hoach", "Kế hoạch", "KH"), ("cong_van", "Công văn", ""))}
    schemas = {"khen": LIST, "bao_cao": report, "phu_luc": APPENDIX, **plain,
               "phu_luc_dien_tu": APPENDIX.replace("[draw]", '[fields.so_ky_hieu]\nkind = "text"\nlabel = "Số"\n[draw]')}
    return {slug: made(folder / slug, schema) for slug, schema in schemas.items()}


def appendices(document: DocumentType, data: dict[str, Any], **changes: object) -> Any:
    return document.values({**data, **changes}, today=TODAY).context["cac_phu_luc"]


@pytest.mark.parametrize(("rows", "own", "labels"), [
    (None, [], []), (ROWS, [], [""]), (None, [OWN], ["Phụ lục"]), (ROWS, [OWN], ["", "Phụ lục"]),
    (None, [OWN, WIDE], ["Phụ lục I", "Phụ lục II"]), (ROWS, [OWN, WIDE, OWN], ["", "Phụ lục I", "Phụ lục II", "Phụ lục III"]),
])
def test_labels_are_roman_where_there_are_two(types: dict[str, DocumentType], rows: object, own: object,
                                              labels: list[str]) -> None:
    assert [one.nhan for one in appendices(types["khen"], DATA, tap_the=rows, phu_luc=own)] == labels


@pytest.mark.parametrize(("slug", "data", "changes", "line"), [
    ("ke_hoach", PLAN, {"so": 12, "ngay_ban_hanh": "2025-11-05"},
     "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)"),
    ("ke_hoach", PLAN, {},
     "(Kèm theo Kế hoạch số       /KH-UBND ngày      tháng      năm 2026 của Ủy ban nhân dân phường Hạnh Thông)"),
    ("khen", DATA, {"so": 9, "ngay_ban_hanh": "2025-12-15"},
     "(Kèm theo Quyết định số 09/QĐ-UBND ngày 15 tháng 12 năm 2025 của Chủ tịch Ủy ban nhân dân phường Hạnh Thông)"),
    ("cong_van", LETTER, {"so": 30, "ngay_ban_hanh": "2025-12-15"},
     "(Kèm theo Công văn số 30/UBND-VHXH ngày 15 tháng 12 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)"),
    ("bao_cao", {key: value for key, value in PLAN.items() if key != "dia_danh"}, {},
     "(Kèm theo Báo cáo thành tích của Ủy ban nhân dân phường Hạnh Thông)"),
])
def test_an_appendix_says_what_it_is_attached_to(types: dict[str, DocumentType], slug: str, data: dict[str, Any],
                                                 changes: dict[str, Any], line: str) -> None:
    assert [one.kem_theo for one in appendices(types[slug], data, phu_luc=[OWN], **changes)] == [line]


def test_a_sheet_stands_as_asked_and_its_tables_fill_it(types: dict[str, DocumentType]) -> None:
    listed, own, wide = appendices(types["khen"], DATA, tap_the=ROWS, phu_luc=[OWN, WIDE])
    assert own.trang == SectionStart()
    assert wide.trang == SectionStart(True, (297.0, 210.0), (20.0, 15.0, 20.0, 30.0))
    assert [round(one.noi_dung[0].bang.width_pt * 25.4 / 72) for one in (listed, wide)] == [297 - 30 - 15] * 2
    assert listed.ten == "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG GIẤY KHEN"
    assert [str(item.chu) for item in own.noi_dung] == ["TÌNH HÌNH", "Tốt./."]
    assert own.ke.length_pt > 20


def test_what_a_line_of_an_appendix_names_counts_as_printed(types: dict[str, DocumentType]) -> None:
    assert "cac_phu_luc" in types["khen"].prepared.names
    assert "tap_the" in types["khen"].schema.appendices[0].used


def test_an_appendix_goes_into_a_file_of_its_own(types: dict[str, DocumentType]) -> None:
    values = types["khen"].values({**DATA, "so": 9, "tap_the": ROWS, "phu_luc": [OWN]}, today=TODAY)
    paper = list(apart.values_of(values, types["phu_luc"], electronic=False))
    assert [one.context["cac_phu_luc"] for one in paper] == [[one] for one in values.appendices]
    assert [one.stem for one in paper] == ["khen_phu_luc_1", "khen_phu_luc_2"]


def test_number_and_day_of_an_electronic_appendix_stay_blank(types: dict[str, DocumentType]) -> None:
    values = types["khen"].values({**DATA, "so": 9, "ngay_ban_hanh": "2025-12-15", "tap_the": ROWS}, today=TODAY)
    given, = apart.values_of(values, types["phu_luc_dien_tu"], electronic=True)
    line = given.appendices[0].kem_theo
    assert line == ("(Kèm theo Quyết định số        ngày      tháng      năm       của Chủ tịch Ủy ban nhân dân"
                    " phường Hạnh Thông)")
    assert given.context["so_ky_hieu"] == "09/QĐ-UBND"


@pytest.mark.parametrize(("old", "new", "mistake"), [
    ('ngang = true', 'ngan = true', "ngan"), ('when = "tap_the"', 'when = "tap_thee"', "tap_thee"),
    ('được tặng', 'được tặng {{ hinh }}', "hinh"), ('o = ["{{ stt }}", "{{ x.ten }}"]', 'o = ["{{ x.tem }}", "b"]', "x.tem"),
    ('nhan = false', 'each = "so_tap_the"', "không phải danh sách"),
])
def test_a_mistake_of_an_appendix_is_told_with_its_place(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    head, appendix = LIST.split("[[phu_luc]]")
    assert old in appendix
    with pytest.raises(TemplateFaulty) as faulty:
        made(tmp_path / "khen", f"{head}[[phu_luc]]{appendix.replace(old, new)}")
    assert any(mistake in one.message + one.place and "phu_luc" in one.place for one in faulty.value.problems)
