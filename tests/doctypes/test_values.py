"""The four built-in types: data in, every name of docs/templates.md out, or every problem at once."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from service import campaign, doctypes
from service.errors import InputRefused, LimitExceeded
from service.values import Rule

TODAY = date(2026, 11, 22)
ORGAN = {"ten": "Ủy ban nhân dân\nphường Hạnh Thông", "viet_tat": "UBND"}
PLAN: dict[str, Any] = {
    "co_quan_ban_hanh": ORGAN, "dia_danh": "Hạnh Thông", "trich_yeu": "Tổ chức Hội nghị sơ kết",
    "can_cu": ["Căn cứ Luật Thi đua, khen thưởng"], "noi_dung": "# Mục đích\n- Đánh giá kết quả.\n\nTrên đây là Kế hoạch.",
    "noi_nhan": ["Sở Nội vụ"], "luu": {"don_vi": "VHXH", "so_ban": 3},
    "ky": {"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân", "chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn An"},
}
LETTER = {**{key: value for key, value in PLAN.items() if key != "can_cu"},
          "kinh_gui": "Các trường học", "don_vi_soan_thao": "VHXH",
          "trich_yeu": "V/v báo cáo sơ kết", "noi_dung": "Đề nghị các trường báo cáo."}
DECISION = {**PLAN, "tham_quyen": "Chủ tịch Ủy ban nhân dân phường Hạnh Thông",
            "noi_dung": [{"dieu": "Tặng Giấy khen."}, {"dieu": "Thi hành."}]}
DATA = {"ke_hoach": PLAN, "cong_van": LETTER, "quyet_dinh": DECISION}


def seen(slug: str, **changes: object) -> dict[str, Any]:
    return doctypes.get(slug).values({**DATA[slug], **changes}, today=TODAY).context


@pytest.mark.parametrize(("slug", "changes", "name", "printed"), [
    ("ke_hoach", {}, "co_quan_chu_quan", ""),
    ("ke_hoach", {"co_quan_chu_quan": "UBND quận Gò Vấp"}, "co_quan_chu_quan", "UBND QUẬN GÒ VẤP"),
    ("ke_hoach", {}, "co_quan_ban_hanh", "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG"),
    ("ke_hoach", {}, "so_ky_hieu", "      /KH-UBND"),
    ("ke_hoach", {"so": 7}, "so_ky_hieu", "07/KH-UBND"),
    ("ke_hoach", {"so": 128, "ky_hieu": "KH-VHXH"}, "so_ky_hieu", "128/KH-VHXH"),
    ("ke_hoach", {}, "dia_danh_ngay", "Hạnh Thông, ngày      tháng      năm 2026"),
    ("ke_hoach", {"ngay_ban_hanh": "05/02/2026"}, "dia_danh_ngay", "Hạnh Thông, ngày 05 tháng 02 năm 2026"),
    ("ke_hoach", {"ngay_ban_hanh": date(2026, 11, 5)}, "dia_danh_ngay", "Hạnh Thông, ngày 05 tháng 11 năm 2026"),
    ("ke_hoach", {}, "ten_loai", "KẾ HOẠCH"),
    ("ke_hoach", {}, "can_cu", ["Căn cứ Luật Thi đua, khen thưởng."]),
    ("ke_hoach", {}, "noi_nhan", ["- Sở Nội vụ;", "- Lưu: VT, VHXH (3)."]),
    ("cong_van", {}, "so_ky_hieu", "      /UBND-VHXH"),
    ("cong_van", {}, "trich_yeu", "báo cáo sơ kết"),
    ("cong_van", {}, "kinh_gui", ["Các trường học"]),
    ("cong_van", {"luu": None}, "noi_nhan", ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, VHXH."]),
    ("quyet_dinh", {}, "noi_nhan", ["- Như Điều 2;", "- Sở Nội vụ;", "- Lưu: VT, VHXH (3)."]),
    ("quyet_dinh", {}, "tham_quyen", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG"),
    ("quyet_dinh", {"so": 9}, "so_ky_hieu", "09/QĐ-UBND"),
])
def test_a_template_sees(slug: str, changes: dict[str, object], name: str, printed: object) -> None:
    assert seen(slug, **changes)[name] == printed


def test_the_body_is_numbered_and_ends_with_its_mark() -> None:
    items = seen("quyet_dinh")["noi_dung"]
    assert [f"{item.so} {item.chu}" for item in items] == ["Điều 1. Tặng Giấy khen.", "Điều 2. Thi hành./."]


def test_the_drawn_lines_have_lengths_of_the_decree() -> None:
    names = seen("ke_hoach")
    assert all(isinstance(names[name], Rule) for name in ("ke_co_quan", "ke_tieu_ngu", "ke_trich_yeu"))
    assert names["ke_tieu_ngu"].length_pt > 2 * names["ke_co_quan"].length_pt > 0


def test_core_properties_name_the_document() -> None:
    core = seen("ke_hoach", so=7, ngay_ban_hanh="2026-11-05")["van_ban"]
    assert (core.tieu_de, core.co_quan, core.so_ky_hieu) == (
        "Kế hoạch Tổ chức Hội nghị sơ kết", "Ủy ban nhân dân phường Hạnh Thông", "07/KH-UBND")


def test_a_table_in_the_body_is_as_wide_as_the_text() -> None:
    document = doctypes.get("ke_hoach")
    items = seen("ke_hoach", noi_dung=[{"bang": {"cot": ["TT"], "hang": [["1"]]}}])["noi_dung"]
    assert items[0].bang.width_pt == document.places.measure_pt > 400


def test_an_abbreviation_without_its_d_is_noticed_not_refused() -> None:
    data = {**PLAN, "co_quan_ban_hanh": {"ten": "Phòng Giáo dục và Đào tạo", "viet_tat": "GDDT"}}
    assert [one.code for one in doctypes.get("ke_hoach").values(data, today=TODAY).notices] == ["abbreviation-lost-d"]


WRONG: list[tuple[str, dict[str, object], str, str]] = [
    ("ke_hoach", {"trich_yeu": None}, "field-missing", "/trich_yeu"),
    ("ke_hoach", {"trich_yeu": "V/v tổ chức Hội nghị"}, "subject-about", "/trich_yeu"),
    ("ke_hoach", {"trichyeu": "Tổ chức"}, "field-unknown", "/trichyeu"),
    ("ke_hoach", {"kinh_gui": ["Sở Nội vụ"]}, "field-unknown", "/kinh_gui"),
    ("ke_hoach", {"so": 0}, "number-small", "/so"),
    ("ke_hoach", {"so": "656/KH"}, "number-wrong", "/so"),
    ("ke_hoach", {"ky_hieu": "GDDT-TĐ"}, "symbol-invalid", "/ky_hieu"),
    ("ke_hoach", {"co_quan_ban_hanh": "Ủy ban nhân dân"}, "abbreviation-missing", "/co_quan_ban_hanh/viet_tat"),
    ("ke_hoach", {"co_quan_ban_hanh": {**ORGAN, "viet_tat": "ub nd"}}, "abbreviation-invalid", "/co_quan_ban_hanh/viet_tat"),
    ("ke_hoach", {"ngay_ban_hanh": "2026-02-30"}, "date-invalid", "/ngay_ban_hanh"),
    ("ke_hoach", {"noi_nhan": ["Như trên"]}, "recipient-as-above", "/noi_nhan/0"),
    ("ke_hoach", {"noi_dung": "# I. A\nx\n# III. B\ny"}, "numbering-conflict", "/noi_dung"),
    ("ke_hoach", {"noi_dung": [{"dieu": "A"}]}, "level-not-allowed", "/noi_dung/0"),
    ("ke_hoach", {"noi_dung": None}, "field-missing", "/noi_dung"),
    ("ke_hoach", {"ky": {"chuc_vu": "Chủ tịch"}}, "field-missing", "/ky/ho_ten"),
    ("ke_hoach", {"luu": {"so_ban": "ba"}}, "number-wrong", "/luu/so_ban"),
    ("cong_van", {"don_vi_soan_thao": ""}, "field-missing", "/don_vi_soan_thao"),
    ("cong_van", {"don_vi_soan_thao": "Phòng VX"}, "symbol-invalid", "/don_vi_soan_thao"),
    ("cong_van", {"kinh_gui": []}, "list-short", "/kinh_gui"),
    ("quyet_dinh", {"can_cu": None}, "field-missing", "/can_cu"),
    ("quyet_dinh", {"noi_nhan": ["Như Điều 3"]}, "recipient-article", "/noi_nhan/0"),
    ("quyet_dinh", {"noi_dung": "# Mục đích\nx"}, "level-not-allowed", "/noi_dung"),
]


@pytest.mark.parametrize(("slug", "changes", "code", "pointer"), WRONG)
def test_wrong_data_is_refused(slug: str, changes: dict[str, object], code: str, pointer: str) -> None:
    with pytest.raises(InputRefused) as refused:
        seen(slug, **changes)
    assert [(one.code, one.pointer) for one in refused.value.problems] == [(code, pointer)]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(InputRefused) as refused:
        seen("ke_hoach", trich_yeu="", so="x", noi_dung=[{"khoan": "2. a"}, {"diem": "c) b"}], la=1)
    assert {one.pointer for one in refused.value.problems} == {"/trich_yeu", "/so", "/noi_dung/0", "/noi_dung/1", "/la"}


def test_going_over_a_limit_is_its_own_answer() -> None:
    with pytest.raises(LimitExceeded) as refused:
        seen("ke_hoach", noi_nhan=["x"] * 5001)
    assert refused.value.status == 413


class TestCampaignPlan:
    """`ke_hoach_phong_trao`: a plan composed from fields and campaign."""

    document = doctypes.get("ke_hoach_phong_trao")
    example = document.example()

    def values(self, changes: dict[str, object] | None = None, **shared: object) -> doctypes.Values:
        return self.document.values({**self.example["data"], **(changes or {})}, campaign={**self.example["campaign"], **shared},
                                    today=TODAY)

    def test_the_outline_numbers_the_plan(self) -> None:
        items = self.values().context["noi_dung"]
        assert isinstance(items, list)
        assert [item.so for item in items if item.kieu == "muc"] == ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."]
        khoan = [item.so for item in items if item.kieu == "khoan"]
        assert [so for so in khoan if so.count(".") == 2] == ["1.1.", "1.2.", "2.1.", "2.2.", "2.3."]
        assert str(items[-1].chu).endswith("./.")

    def test_what_the_data_does_not_say_comes_from_the_campaign(self) -> None:
        context = self.values().context
        assert context["so_ky_hieu"] == "656/KH-GDĐT"
        assert "UBND QUẬN GÒ VẤP" in str(context["co_quan_chu_quan"])
        assert self.example["campaign"]["ten"] in str(context["trich_yeu"])

    def test_the_data_goes_before_the_campaign(self) -> None:
        assert str(self.values({"dia_danh": "Hạnh Thông"}).context["dia_danh_ngay"]).startswith("Hạnh Thông,")

    def test_an_optional_section_is_numbered_where_it_is_given(self) -> None:
        items = self.values({"kinh_phi": "Từ nguồn ngân sách nhà nước."}).context["noi_dung"]
        assert isinstance(items, list)
        assert [f"{item.so} {item.chu}" for item in items if item.kieu == "muc"][6:] == [
            "VII. KINH PHÍ THỰC HIỆN", "VIII. TỔ CHỨC THỰC HIỆN"]

    @pytest.mark.parametrize(("changes", "code", "pointer"), [
        ({"muc_dich": ["b) Tự đánh số"]}, "numbering-conflict", "/muc_dich/0"),
        ({"phan_cong": [{"don_vi": "Phòng", "nhiem_vu": ["a"]}]}, "list-short", "/phan_cong"),
        ({"giai_phap": ["2. Sai số"]}, "numbering-conflict", "/giai_phap/0"),
        ({"noi_dung_thi_dua": [{"ten": "A", "diem": ["x", "d) y"]}]}, "numbering-conflict", "/noi_dung_thi_dua/0/diem/1"),
        ({"ngay_ban_hanh": "2025-07-01"}, "organisation-not-valid", "/co_quan_ban_hanh"),
    ])
    def test_a_mistake_leads_to_the_field_it_came_from(self, changes: dict[str, object], code: str, pointer: str) -> None:
        with pytest.raises(InputRefused) as refused:
            self.values(changes)
        assert [(one.code, one.pointer) for one in refused.value.problems] == [(code, pointer)]

    def test_problems_of_data_and_campaign_are_told_together(self) -> None:
        with pytest.raises(InputRefused) as refused:
            self.values({"so": -1}, nguoi_ky="khong_co")
        assert [(one.place, one.pointer) for one in refused.value.problems] == [(campaign.PLACE, "/nguoi_ky"), ("", "/so")]

    def test_without_a_campaign_its_fields_are_missing(self) -> None:
        with pytest.raises(InputRefused) as refused:
            self.document.values(deepcopy(self.example["data"]))
        assert "/ten_phong_trao" in [one.pointer for one in refused.value.problems]
