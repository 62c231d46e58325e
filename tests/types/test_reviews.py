"""The reviews of the period: a unit's, and the ward's that adds them up: headings, columns, signers, the edges of their data."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from service import doctypes, pipeline
from service.errors import InputRefused
from service.pipeline import Issued
from service.rules import check
from service.rules.see.pdf import see_pdf
from tests.oracle.renew import texts, words

TODAY = date(2026, 11, 22)
UNIT, WARD = "bao_cao_so_ket", "bao_cao_tong_hop"
LONG = "Trường Trung học phổ thông chuyên Trung học cơ sở và Trung học phổ thông Nguyễn Bỉnh Khiêm phường Hạnh Thông"
BOTH = (
    "BÁO CÁO",
    "giai đoạn 2022 - 2025",
    "Kính gửi:",
    "Thực hiện Kế hoạch số",
    "I. ĐẶC ĐIỂM, TÌNH HÌNH",
    "II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI",
    "1. Công tác quán triệt, ban hành văn bản",
    "(Phụ lục I)",
    "2. Công tác tuyên truyền",
    "3. Kiểm tra, giám sát",
    "III. KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA",
    "1. Về đẩy mạnh phát triển kết cấu hạ tầng",
    "a) ",
    "b) ",
    "c) ",
    "d) ",
    "đ) ",
    "2. Về thực hành tiết kiệm, chống lãng phí",
    "a) Về dự toán, kinh phí",
    "b) Về mua sắm, tài sản công",
    "c) Về lao động, thời gian lao động",
    "3. Kết quả thực hiện các tiêu chí, chỉ tiêu",
    "Phụ lục II",
    "4. Điển hình tiên tiến, mô hình, sáng kiến; công tác khen thưởng",
    "Phụ lục III",
    "IV. ĐÁNH GIÁ CHUNG",
    "1. Ưu điểm",
    "2. Tồn tại, hạn chế",
    "3. Nguyên nhân",
    "4. Bài học kinh nghiệm",
    "V. PHƯƠNG HƯỚNG, NHIỆM VỤ GIAI ĐOẠN 2026 - 2030",
    "VI. ĐỀ XUẤT, KIẾN NGHỊ",
    "Trên đây là Báo cáo",
    "- Như trên;",
    "Chỉ tiêu",
    "Đơn vị tính",
    "2022",
    "2023",
    "2024",
    "2025",
    "Cả giai đoạn",
    "Năm cuối so với năm đầu",
    "Ghi chú",
)
OWN = {
    UNIT: (
        "Năm học",
        "Số lớp",
        "Số học sinh",
        "danh sách kèm theo",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Năm",
        "Cấp khen thưởng",
        "Tập thể",
        "Cá nhân",
        "HIỆU TRƯỞNG",
    ),
    WARD: (
        "4. Kết quả triển khai tại các đơn vị",
        "Tổng số đơn vị phải báo cáo là 10; đã gửi báo cáo sơ kết 08 đơn vị",
        "chưa gửi 02 đơn vị",
        "5. Đánh giá theo nhóm trường",
        "TỔNG HỢP SỐ LIỆU THEO ĐƠN VỊ",
        "Toàn phường",
        "TỔNG HỢP SỐ LIỆU THEO KHỐI TRƯỜNG",
        "Mầm non",
        "Tiểu học",
        "Trung học cơ sở",
        "Công lập",
        "Ngoài công lập",
        "DANH SÁCH ĐIỂN HÌNH",
        "TỔNG HỢP KHEN THƯỞNG",
        "Cấp khen thưởng",
        "Lãnh đạo",
        "Trực tiếp công tác",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ),
}


def example(slug: str) -> dict[str, Any]:
    return copy.deepcopy(dict(doctypes.get(slug).example()["data"]))


def made(slug: str, data: dict[str, Any]) -> Issued:
    """The document, with no fault of form in the Word file nor on the page."""
    issued = pipeline.issue(slug, data, today=TODAY)
    assert issued.pdf is not None
    found = [*issued.report.findings, *check(see_pdf(issued.pdf)).findings]
    assert not [f"{one.code} {one.fault.problem.message}" for one in found if one.severity == "loi"]
    return issued


def plain(text: str) -> str:
    """Its words: what is compared says nothing of blanks and marks."""
    return " ".join(words(text))


def printed(issued: Issued) -> str:
    return plain("\n".join(texts(issued.paper)))


@pytest.mark.parametrize("slug", [UNIT, WARD])
def test_every_heading_column_and_signer_is_there(slug: str) -> None:
    whole = printed(made(slug, example(slug)))
    assert [one for one in (*BOTH, *OWN[slug]) if plain(one) not in whole] == []


@pytest.mark.parametrize("slug", [UNIT, WARD])
def test_the_annexes_of_figures_lie_across(slug: str) -> None:
    sections = made(slug, example(slug)).paper.sections
    across = [one.width_pt > one.height_pt for one in sections]
    assert across == ([False, False, True, False, False] if slug == UNIT else [False, False, True, True, True, True, True])


@pytest.mark.parametrize("slug", [UNIT, WARD])
def test_what_may_be_left_out_is_left_out(slug: str) -> None:
    fields = doctypes.get(slug).schema.fields
    data = {
        name: value
        for name, value in example(slug).items()
        if fields[name].required or name in ("noi_nhan", "ke_hoach", "trich_yeu")
    }
    whole = printed(made(slug, data))
    assert "Công tác tuyên truyền" not in whole
    assert plain("Không có tập thể, cá nhân được khen thưởng") in whole
    assert plain("Đơn vị không có đề xuất, kiến nghị" if slug == UNIT else "Không có đề xuất, kiến nghị") in whole


def test_a_year_without_a_value_has_its_reason_beside_it() -> None:
    whole = printed(made(UNIT, example(UNIT)))
    assert plain("– 4.310 4.120 3.960 12.390 2022: chưa lắp đồng hồ riêng cho trường") in whole


@pytest.mark.parametrize(
    ("collectives", "persons", "said"),
    [
        (1, 2, "01 tập thể, 02 cá nhân có thành tích"),
        (1, 0, "khen thưởng 01 tập thể có thành tích"),
        (0, 2, "khen thưởng 02 cá nhân có thành tích"),
    ],
)
def test_who_is_proposed(collectives: int, persons: int, said: str) -> None:
    data = example(UNIT)
    data["tap_the"], data["ca_nhan"] = data["tap_the"][:collectives], data["ca_nhan"][:persons]
    assert plain(said) in printed(made(UNIT, data))


def test_units_due_are_those_that_reported_and_those_that_did_not() -> None:
    with pytest.raises(InputRefused) as refused:
        pipeline.issue(WARD, {**example(WARD), "so_phai_bao_cao": 12}, today=TODAY)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [("total-differs", "/so_phai_bao_cao")]


def test_sums_of_awards_are_not_typed() -> None:
    data = example(UNIT)
    data["khen"].append({"nam": "2025", "cap": "Cấp Thành phố", "tap_the": 3, "ca_nhan": 4})
    assert plain("07 lượt tập thể, 23 lượt cá nhân") in printed(made(UNIT, data))


def test_a_hundred_documents_and_figures_of_ten_years() -> None:
    data = example(UNIT)
    data["cac_nam"] = [str(year) for year in range(2022, 2031)]
    for table in ("ha_tang", "tiet_kiem", "chung"):
        for row in data[table]:
            row["gia_tri"] = ["1.234.567"] * 9
    data["vb_ban_hanh"] = [
        {"so_ky_hieu": f"{number}/KH-THHPĐ", "ngay": "2024-01-02", "ten": "Kế hoạch"} for number in range(1, 101)
    ]
    whole = printed(made(UNIT, data))
    assert plain("100/KH-THHPĐ") in whole
    assert whole.count(plain("1.234.567")) == 9 * 22


def many(units: int, late: int) -> dict[str, Any]:
    data = example(WARD)
    rows = data["theo_don_vi"]
    data["theo_don_vi"] = [{**rows[number % len(rows)], "ten": f"{LONG} {number}"} for number in range(units)]
    data["chua_bao_cao"] = [f"{LONG} chậm {number}" for number in range(late)]
    return data


def test_five_hundred_units_with_long_names() -> None:
    issued = pipeline.issue(WARD, many(500, 60), today=TODAY, formats={"docx"})
    whole = printed(issued)
    assert plain("phải báo cáo là 560; đã gửi báo cáo sơ kết 500 đơn vị") in whole
    assert all(whole.count(f" {LONG} {number} ") == 4 for number in (0, 250, 499))  # in each part of the table
    assert f"{LONG} chậm 59" in whole


def test_pages_of_many_units_break_no_rule() -> None:
    assert f" {LONG} 59 " in printed(made(WARD, many(60, 1)))


def test_a_row_with_too_few_values_is_told_with_its_place() -> None:
    data = example(WARD)
    data["theo_don_vi"][2]["tiet_kiem"].pop()
    with pytest.raises(InputRefused) as refused:
        pipeline.issue(WARD, data, today=TODAY)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [("row-uneven", "/theo_don_vi/2/ten")]


@pytest.mark.parametrize("slug", [UNIT, WARD])
def test_a_name_of_three_lines_and_a_subject_of_three(slug: str) -> None:
    data = example(slug)
    data["co_quan_ban_hanh"] = {
        "ten": "Trường Phổ thông dân tộc nội trú\nTrung học cơ sở và Trung học phổ thông\nNguyễn Bỉnh Khiêm",
        "viet_tat": "PTDTNTNBK",
    }
    data["trich_yeu"] = (
        "Sơ kết Phong trào thi đua " + "xây dựng trường học đồng bộ, hiện đại và tiết kiệm " * 3 + "giai đoạn 2022 - 2025"
    )
    made(slug, data)
