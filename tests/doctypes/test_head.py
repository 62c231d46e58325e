"""What a schema says of the type itself: drawing, dossier, source, shared fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import doctypes
from service.doctypes.head import DossierSpec, FormSpec, SourceSpec
from service.errors import InputRefused, TemplateFaulty
from tests.doctypes.offices import made
from tests.doctypes.test_values import PLAN

HEAD = """
name = "Báo cáo thành tích"
abbreviation = "BC"
without = ["tham_quyen", "kinh_gui"]
with = ["tap_the", "so_tap_the", "loai_khen", "giai_doan"]
"""
BODY = '\n[fields.giai_doan]\nrequired = false\n[fields.tap_the.columns.tom_tat]\nlabel = "Thành tích"\n'
SIGNATURES = '\n[fields.ky_thu_ky]\nkind = "signature"\nlabel = "Thư ký"\nchuc_vu = "THƯ KÝ"\n'


def schema(more: str) -> str:
    return HEAD + BODY + more


def test_nothing_said_is_the_usual_form(tmp_path: Path) -> None:
    document = made(tmp_path / "bc", schema(""))
    assert document.form_spec == FormSpec(signatures=(("noi_nhan", "ky"),), seals=("ky",))
    assert (document.dossier, document.source) == (None, SourceSpec())


@pytest.mark.parametrize(("without", "signatures"), [
    ('"noi_nhan", "luu"', (("", "ky"),)), ('"ky"', (("noi_nhan", ""),)), ('"noi_nhan", "luu", "ky"', ()),
])
def test_the_usual_signatures_follow_from_the_fields(tmp_path: Path, without: str, signatures: object) -> None:
    head = HEAD.replace('"kinh_gui"]', f'"kinh_gui", {without}]')
    assert made(tmp_path / "bc", head + BODY).form_spec.signatures == signatures


@pytest.mark.parametrize(("draw", "seals"), [
    ("", ("ky",)), ('heading = "undated"', ("ky",)), ('heading = "unnumbered"', ()), ('heading = "none"', ()),
    ("seals = []", ()), ('heading = "none"\nseals = ["ky"]', ("ky",)),
])
def test_the_head_of_an_issuing_body_is_sealed(tmp_path: Path, draw: str, seals: tuple[str, ...]) -> None:
    assert made(tmp_path / "bc", schema(f"[draw]\n{draw}\n")).form_spec.seals == seals


def test_what_is_said_is_there(tmp_path: Path) -> None:
    document = made(tmp_path / "bc", schema(SIGNATURES + """
[draw]
heading = "undated"
title_rule = "ten_loai"
landscape = true
signatures = [["ky_thu_ky", "", "ky"], ["noi_nhan"]]
seals = ["ky_thu_ky"]
[dossier]
scope = ["school", "ward"]
issuer = "council"
per = "award"
order = 42
[source]
wording = "pattern"
law = ["Luật Thi đua, khen thưởng, Điều 84"]
form_number = "Mẫu số 02"
unconfirmed = ["Số bộ hồ sơ."]
"""))
    assert document.form_spec == FormSpec(heading="undated", title_rule="ten_loai", landscape=True,
                                          signatures=(("ky_thu_ky", "", "ky"), ("noi_nhan",)), seals=("ky_thu_ky",))
    assert document.dossier == DossierSpec(scope=("school", "ward"), issuer="council", per="award", order=42)
    assert document.described()["source"] == {
        "wording": "pattern", "law": ["Luật Thi đua, khen thưởng, Điều 84"], "form_number": "Mẫu số 02",
        "unconfirmed": ["Số bộ hồ sơ."]}
    assert document.checked({**PLAN, "ky_thu_ky": "Đỗ Bình"})["mau_so"] == "Mẫu số 02"
    assert document.checked({**PLAN, "ky_thu_ky": "Đỗ Bình", "mau_so": "Mẫu số 1"})["mau_so"] == "Mẫu số 1"


@pytest.mark.parametrize(("more", "place", "mistake"), [
    ('[draw]\nheading = "ful"', "draw.heading", "full"), ('[draw]\nsignatures = [["ky_thuky"]]', "draw.signatures", "ky_thu_ky"),
    ('[draw]\nsignatures = [["trich_yeu"]]', "draw.signatures", "không phải trường kiểu signature"),
    ('[draw]\nsignatures = [["noi_nhan?"]]', "draw.signatures", "không phải trường kiểu signature"),
    ('[draw]\nseals = ["ky_thuky"]', "draw.seals", "không phải trường kiểu signature"),
    ('[draw]\nseals = ["trich_yeu"]', "draw.seals", "không phải trường kiểu signature"),
    ('[draw]\nsignatures = [["", "", "", "ky"]]', "draw.signatures", "một đến ba ô"),
    ('[dossier]\nscope = ["city"]\norder = 1', "dossier.scope", "school"),
    ('[dossier]\nscope = ["ward"]', "dossier.order", "bắt buộc"),
    ('[source]\nwording = "real"', "source.wording", "official"), ('[source]\nlaws = []', "source.laws", "law"),
    ('[fields.x]\nkind = "integer"\nlabel = "x"\ncount = "tap_the"\nmin_length = 1', "fields.x", "min_length"),
    ('[fields.loai_khen]\nchoices = []', "fields.loai_khen", "choices"),
    ('[[phu_luc]]\nten = "A"', "phu_luc.0.outline", "bắt buộc"), ('[form]\nheading = "full"', "form", "Phải là chữ"),
])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, more: str, place: str, mistake: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        made(tmp_path / "bc", schema(SIGNATURES + more))
    assert any(mistake in one.message and place in one.place for one in faulty.value.problems), faulty.value.problems


def test_a_default_is_shown_in_the_form_and_not_asked_for(tmp_path: Path) -> None:
    field = '[fields.noi_nop]\nkind = "text"\nlabel = "Nơi nộp"\nrequired = true\ndefault = "Phòng Văn hóa - Xã hội"\n'
    form = made(tmp_path / "bc", schema(field)).json_schema()
    assert form["properties"]["noi_nop"]["default"] == "Phòng Văn hóa - Xã hội"
    assert "noi_nop" not in form["required"]


def test_a_name_that_nobody_shares_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaulty, match="có phải “tap_the”"):
        made(tmp_path / "bc", HEAD.replace('"tap_the",', '"tapthe",'))


def test_a_shared_table_is_changed_column_by_column(tmp_path: Path) -> None:
    columns = made(tmp_path / "bc", schema("")).schema.fields["tap_the"].columns
    assert (columns["tom_tat"].label, columns["tom_tat"].kind) == ("Thành tích", "text")
    assert columns["ten"].required


def test_a_compose_that_names_no_field_or_part_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        made(tmp_path / "bc", schema('[fields.trich_yeu]\ncompose = "Khen {{ co_quan_ban_hanh.tenn }} {{ tap_the }}"\n'))
    places = [(one.place, one.args.get("phan", one.args.get("kieu"))) for one in faulty.value.problems]
    assert places == [("bc/schema.toml: fields.trich_yeu.compose", "tenn"), ("bc/schema.toml: fields.trich_yeu.compose", "table")]


@pytest.mark.parametrize(("slug", "field"), [("ke_hoach", "do_khan"), ("cong_van", "do_mat"), ("quyet_dinh", "luu_hanh")])
def test_stamps_are_printed_in_capitals(tmp_path: Path, slug: str, field: str) -> None:
    options = doctypes.get(slug).schema.fields[field].options
    document = made(tmp_path / "bc", schema(""))
    shown = document.values({**PLAN, field: options[0].value}).context[field]
    assert shown == options[0].value.upper()


def test_a_stamp_that_a_template_has_no_place_for_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "khong_dau", HEAD.replace('"kinh_gui"]', '"kinh_gui", "do_khan"]') + BODY)
    document = made(tmp_path / "co_dau", schema(""))
    (tmp_path / "co_dau/template.docx").write_bytes((tmp_path / "khong_dau/template.docx").read_bytes())
    with pytest.raises(InputRefused, match="không có chỗ in") as refused:
        document.values({**PLAN, "do_khan": "Khẩn"})
    assert refused.value.problems[0].pointer == "/do_khan"
