"""The award dossier at the limits of its fields: it is made, breaks no rule of the decree, and loses nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import doctypes, pipeline
from service.errors import InputRefused
from service.pipeline import Issued
from service.rules import check
from service.rules.see.pdf import see_pdf
from tests.oracle.renew import texts, words
from tests.types import filling

TODAY = date(2026, 11, 22)
# type → the table that grows, to how many rows
TYPES = {
    "bao_cao_thanh_tich_tap_the": ("danh_hieu", 100),
    "bao_cao_thanh_tich_ca_nhan": ("khen_thuong", 100),
    "bien_ban_xet_khen_thuong": ("ca_nhan", 150),
    "phieu_bau": ("ca_nhan", 100),
    "bien_ban_kiem_phieu": ("tap_the", 100),
    "danh_sach_de_nghi": ("ca_nhan", 150),
    "to_trinh_khen_thuong": ("ca_nhan", 200),
    "bao_cao_tham_dinh": ("tham_dinh", 80),
    "quyet_dinh_khen_thuong": ("ca_nhan", 200),
    "danh_sach_tien_thuong": ("tien_thuong", 500),
}
# columns that steer or that the type takes along for the rules across documents
SILENT = {
    "bien_ban_xet_khen_thuong": {"tom_tat", "khen_da_co", "so_bang"},
    "phieu_bau": {"tom_tat", "khen_da_co", "so_bang", "ty_le", "ket_qua"},
    "bien_ban_kiem_phieu": {"tom_tat", "khen_da_co", "so_bang", "ket_qua", "chuc_vu", "don_vi"},
    "danh_sach_de_nghi": {"so_bang", "ket_qua"},
    "to_trinh_khen_thuong": {"hinh_thuc", "tom_tat", "khen_da_co", "so_bang", "ty_le", "ket_qua"},
    "quyet_dinh_khen_thuong": {"hinh_thuc", "tom_tat", "khen_da_co", "so_bang", "ty_le", "ket_qua"},
}


def made(slug: str, data: dict[str, Any]) -> Issued:
    """The document, with no fault of form in the Word file nor on the page."""
    issued = pipeline.issue(slug, data, today=TODAY)
    assert issued.pdf is not None
    found = [*issued.report.findings, *check(see_pdf(issued.pdf)).findings]
    assert not [f"{one.code} {one.fault.problem.message}" for one in found if one.severity == "loi"]
    return issued


def lost(slug: str, issued: Issued, table: str, rows: list[dict[str, Any]]) -> list[str]:
    """Texts of a table's rows that the document does not hold."""
    whole = " ".join(words("\n".join(texts(issued.paper)))).lower()
    shown = {name for name, spec in doctypes.get(slug).schema.fields[table].columns.items() if spec.kind == "text"}
    shown -= SILENT.get(slug, set())
    given = [row[name] for row in rows for name in shown if name in row]
    return [text for text in given if " ".join(words(text)).lower() not in whole]


@pytest.mark.parametrize("slug", [*TYPES, "tom_tat_thanh_tich"])
def test_nothing_but_what_is_required(slug: str) -> None:
    made(slug, filling.only_required(slug))


@pytest.mark.parametrize("slug", TYPES)
def test_a_long_name_and_a_long_subject(slug: str) -> None:
    data = filling.example(slug)
    subject = filling.words(40)
    given = {"ten": filling.AGENCY, "viet_tat": data["co_quan_ban_hanh"].get("viet_tat", "TH")}
    issued = made(slug, {**data, "co_quan_ban_hanh": given, "trich_yeu": subject})
    whole = " ".join(words("\n".join(texts(issued.paper)))).lower()
    for text in (filling.AGENCY, subject):
        assert " ".join(words(text)).lower() in whole


@pytest.mark.parametrize("slug", TYPES)
def test_cells_of_sixty_words(slug: str) -> None:
    table = TYPES[slug][0]
    columns = doctypes.get(slug).schema.fields[table].columns
    row = dict(filling.rows(slug, table, 1)[0])
    for name, spec in columns.items():
        if spec.kind == "text" and (spec.max_length or 1000) >= 150:
            row[name] = filling.sixty(spec.max_length, "Riêng")
    data = filling.example(slug)
    assert lost(slug, made(slug, {**data, table: [row, *data.get(table, [])[1:]]}), table, [row]) == []


@pytest.mark.parametrize("slug", TYPES)
def test_one_row_and_many(slug: str) -> None:
    table, most = TYPES[slug]
    for count in (1, most):
        rows = filling.rows(slug, table, count)
        assert lost(slug, made(slug, {**filling.example(slug), table: rows}), table, rows) == []


OF_BOTH = ("bien_ban_xet_khen_thuong", "phieu_bau", "bien_ban_kiem_phieu", "danh_sach_de_nghi", "to_trinh_khen_thuong",
           "quyet_dinh_khen_thuong")
NAMED_BESIDES = ("bien_ban_xet_khen_thuong", "quyet_dinh_khen_thuong")       # in the discussion; as the unit of a person


@pytest.mark.parametrize("slug", OF_BOTH)
@pytest.mark.parametrize(("kept", "left_out"), [("tap_the", "ca_nhan"), ("ca_nhan", "tap_the")])
def test_only_collectives_or_only_persons(slug: str, kept: str, left_out: str) -> None:
    data = filling.example(slug)
    gone = data.pop(left_out)
    text = "\n".join(texts(made(slug, data).paper))
    columns = {"tap_the": "ten", "ca_nhan": "ho_ten"}
    names = {key: [row[columns[key]] for row in rows] for key, rows in ((kept, data[kept]), (left_out, gone))}
    assert [name for name in names[kept] if name not in text] == []
    if slug not in NAMED_BESIDES:
        assert [name for name in names[left_out] if name in text] == []


THIRD = "XÁC NHẬN CỦA CƠ QUAN TRÌNH KHEN THƯỞNG"


@pytest.mark.parametrize(("given", "names"), [
    ({}, ["Phan Thị Mỹ Duyên"]),                                                        # room for who confirms, without a name
    ({"ky_xac_nhan": "Đặng Hoài Phúc"}, ["Đặng Hoài Phúc", "Phan Thị Mỹ Duyên"]),
    ({"ky_xac_nhan": "Đặng Hoài Phúc", "ky_cap_trinh": "Lê Thị Cúc"}, ["Đặng Hoài Phúc", "Phan Thị Mỹ Duyên", "Lê Thị Cúc"]),
    ({"ky_cap_trinh": {"ho_ten": "Lê Thị Cúc", "chuc_vu_khac": "Giám đốc Sở Nội vụ"}}, ["Phan Thị Mỹ Duyên", "GIÁM ĐỐC SỞ NỘI VỤ",
                                                                                        "Lê Thị Cúc"]),
])
def test_one_to_three_sign_a_report_of_a_collective(given: dict[str, Any], names: list[str]) -> None:
    data = filling.example("bao_cao_thanh_tich_tap_the")
    del data["ky_xac_nhan"]
    text = "\n".join(texts(made("bao_cao_thanh_tich_tap_the", {**data, **given}).paper))
    end = text[text.index("XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN"):]
    assert [end.index(name) for name in names] == sorted(end.index(name) for name in names)
    assert (THIRD in text) is ("ky_cap_trinh" in given)


@pytest.mark.parametrize(("fax", "site", "line"), [
    ("", "", "điện thoại: 02838000018"), ("02838000019", "", "điện thoại: 02838000018; fax: 02838000019"),
    ("", "https://a.example.vn", "điện thoại: 02838000018; địa chỉ trang thông tin điện tử: https://a.example.vn"),
    ("02838000019", "https://a.example.vn", "fax: 02838000019; địa chỉ trang thông tin điện tử: https://a.example.vn"),
])
def test_where_the_collective_is_reached(fax: str, site: str, line: str) -> None:
    data = filling.example("bao_cao_thanh_tich_tap_the") | {"fax": fax, "trang_thong_tin": site}
    shown = [text for text in texts(made("bao_cao_thanh_tich_tap_the", data).paper) if "Địa điểm trụ sở chính" in text]
    assert shown[0].endswith(line)


@pytest.mark.parametrize(("count", "formats", "fits"), [(120, ("docx", "pdf"), True), (330, ("docx", "pdf"), False),
                                                        (330, ("docx",), False)])
def test_a_summary_has_one_page_and_no_more(count: int, formats: tuple[Any, ...], fits: bool) -> None:
    data = filling.example("tom_tat_thanh_tich") | {"tom_tat": filling.words(count)}
    if fits:
        assert pipeline.issue("tom_tat_thanh_tich", data, today=TODAY, formats=formats).pages == 1
        return
    with pytest.raises(InputRefused) as refused:
        pipeline.issue("tom_tat_thanh_tich", data, today=TODAY, formats=formats)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [("pages-too-many", "/tom_tat")]


@pytest.mark.parametrize(("results", "told"), [
    (["Đạt", "Đạt", "Không đạt"], "cho 01 tập thể, 02 cá nhân"), (["Không đạt"] * 3, "cho 01 tập thể, 00 cá nhân"),
    (["", "", ""], "cho 01 tập thể, 03 cá nhân"),                                       # no threshold is set: nobody failed
])
def test_the_minutes_conclude_with_those_who_passed(results: list[str], told: str) -> None:
    data = filling.example("bien_ban_xet_khen_thuong")
    data["ca_nhan"] = [{**row, "ket_qua": result} for row, result in zip(data["ca_nhan"], results, strict=True)]
    assert told in "\n".join(texts(made("bien_ban_xet_khen_thuong", data).paper))


def test_hands_are_raised_or_ballots_counted() -> None:
    data = filling.example("bien_ban_xet_khen_thuong") | {"bieu_quyet": "gio_tay"}
    for name in ("phieu_phat_ra", "phieu_thu_ve", "phieu_hop_le", "phieu_khong_hop_le"):
        del data[name]
    text = "\n".join(texts(made("bien_ban_xet_khen_thuong", data).paper))
    assert "giơ tay biểu quyết từng trường hợp" in text
    assert "phát ra" not in text
