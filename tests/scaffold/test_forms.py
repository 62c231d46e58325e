"""What a drawn template shows for each key of `[draw]`: its tags in order, its tables, its paper."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from service.fill import lint
from service.rules.layout import STAMPS_MM
from service.scaffold import Form, draw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAN = Form(can_cu=True)
EVERYTHING = Form(
    marks=("do_mat", "do_khan", "luu_hanh"), form_label=True, kinh_gui=True, can_cu=True, tham_quyen=True, order="QUYẾT ĐỊNH:",
    structure="dieu", signatures=(("noi_nhan", "ky"), ("ky_thu_ky", "", "ky_chu_toa")), appendices=True,
)
FORMS = {
    "plan": PLAN,
    "everything": EVERYTHING,
    "everything, landscape": replace(EVERYTHING, landscape=True),
    "letter": Form(letter=True, title=False, kinh_gui=True),
    **{heading: replace(PLAN, heading=heading) for heading in ("undated", "unnumbered", "names", "none")},
    "rule under the name": replace(PLAN, trich_yeu=False, title_rule="ten_loai"),
    "nobody signs": replace(PLAN, signatures=()),
    "one signature": replace(PLAN, signatures=(("ky",),)),
    "an appendix alone": Form(alone=True, heading="none", title=False, noi_dung=False, signatures=(), appendices=True),
    "attached to a decision": Form(heading="names", title_rule="kem_theo", attached=True, signed_box=True, signatures=()),
    "wired": replace(PLAN, wired=True),
    "a letter with contacts": Form(letter=True, title=False, kinh_gui=True, contacts=True),
    "an electronic copy": Form(heading="none", title=False, noi_dung=False, signatures=(), copy_box=True),
    "a copy": Form(heading="copy", title=False, noi_dung=False),
    "confirmed by others": replace(PLAN, signatures=(("noi_nhan", "ky"), ("Xác nhận của nơi nghỉ phép\n(Chữ ký, dấu)", ""))),
    "nothing": Form(heading="none", title=False, noi_dung=False, signatures=()),
}


def body(form: Form) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(draw(form))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def lines(element: etree._Element) -> list[str]:
    """The words of each paragraph."""
    return ["".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in element.iter(f"{W}p")]


def values(element: etree._Element, path: str, attribute: str) -> list[int]:
    return [int(one.get(f"{W}{attribute}", "0")) for one in element.iter(f"{W}{path}")]


def tables(form: Form) -> list[etree._Element]:
    return list(body(form).iter(f"{W}tbl"))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_template_without_mistakes(form: str) -> None:
    data = draw(FORMS[form])
    assert lint(data) == ()
    assert draw(FORMS[form]) == data


@pytest.mark.parametrize("form", FORMS)
def test_word_finds_a_paragraph_at_the_end_and_in_every_cell(form: str) -> None:
    held = body(FORMS[form])
    assert [held[-2].tag, held[-1].tag] == [f"{W}p", f"{W}sectPr"]
    assert all(cell[-1].tag == f"{W}p" for cell in held.iter(f"{W}tc"))


@pytest.mark.parametrize("form", FORMS)
def test_cells_are_as_wide_as_the_columns_they_span(form: str) -> None:
    for table in tables(FORMS[form]):
        grid = values(table, "gridCol", "w")
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tc"):
                span = (values(cell, "gridSpan", "val") or [1])[0]
                assert values(cell, "tcW", "w") == [sum(grid[at : at + span])]
                at += span
            assert at == len(grid)
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


HEADINGS = [
    ("full", ["{{ co_quan_ban_hanh }}", "Số: {{ so_ky_hieu }}", "{{ dia_danh_ngay }}"]),
    ("undated", ["{{ co_quan_ban_hanh }}", "Số: {{ so_ky_hieu }}"]),
    ("unnumbered", ["{{ co_quan_ban_hanh }}", "{{ dia_danh_ngay }}"]),
    ("names", ["{{ co_quan_ban_hanh }}"]),
    ("none", []),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_a_heading_shows_what_its_kind_says(heading: str, expected: list[str]) -> None:
    asked = {"{{ co_quan_ban_hanh }}", "Số: {{ so_ky_hieu }}", "{{ dia_danh_ngay }}"}
    shown = lines(body(replace(PLAN, heading=heading)))  # type: ignore[arg-type]  # a row of the table above
    assert [line for line in shown if line in asked] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("trich_yeu", ["{{ ten_loai }}", "{{ trich_yeu }}", "{{ ke_trich_yeu }}"]),
        ("ten_loai", ["{{ ten_loai }}", "{{ ke_ten_loai }}", "{{ trich_yeu }}"]),
        ("none", ["{{ ten_loai }}", "{{ trich_yeu }}"]),
    ],
)
def test_the_drawn_line_stands_under_what_is_said(rule: str, expected: list[str]) -> None:
    shown = lines(body(replace(PLAN, title_rule=rule)))  # type: ignore[arg-type]  # a row of the table above
    at = shown.index("{{ ten_loai }}")
    assert shown[at : at + len(expected)] == expected
    assert sum("ke_t" in line for line in shown) == len(expected) - 2 + 1       # and Tiêu ngữ's


def test_a_landscape_page_has_its_margins_at_the_same_edges_and_tables_as_wide_as_its_text() -> None:
    upright, turned = body(EVERYTHING), body(replace(EVERYTHING, landscape=True))
    size = turned.find(f"{W}sectPr/{W}pgSz")
    assert size is not None
    assert [size.get(f"{W}{name}") for name in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    assert [dict(one.attrib) for one in turned.iter(f"{W}pgMar")] == [dict(one.attrib) for one in upright.iter(f"{W}pgMar")]
    text = 16838 - sum(values(turned, "pgMar", side)[0] for side in ("left", "right"))
    heading, signatures = (sum(values(table, "gridCol", "w")) for table in turned.iter(f"{W}tbl"))
    overhang = -values(turned, "tblInd", "w")[0]
    assert heading - overhang == pytest.approx(text, abs=3)
    assert signatures == pytest.approx(text, abs=3)


def test_a_table_that_keeps_with_its_closing_line_keeps_the_spacer_between_them() -> None:
    found = list(body(replace(PLAN, signatures=())).iter(f"{W}p"))
    shown = ["".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in found]
    at = shown.index("{{p k.bang }}")
    assert shown[at + 1 : at + 6] == ["{%p if k.bang.keep_next %}", "", "{%p else %}", "", "{%p endif %}"]
    assert [found[place].find(f"{W}pPr/{W}keepNext") is not None for place in (at - 1, at + 2, at + 4)] == [True, True, False]


def test_what_leads_in_a_list_stands_whole_on_its_page() -> None:
    found = list(body(PLAN).iter(f"{W}p"))
    shown = ["".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in found]
    asked = [at for at, line in enumerate(shown) if line == "{%p if k.dan_nhap %}"]
    assert asked
    for at in asked:
        assert shown[at + 2] == "{%p else %}"
        assert shown[at + 1] == shown[at + 3]
        for kept in ("keepNext", "keepLines"):
            assert [found[place].find(f"{W}pPr/{W}{kept}") is not None for place in (at + 1, at + 3)] == [True, False]


def test_without_a_signature_the_body_keeps_nothing_for_it() -> None:
    shown = lines(body(replace(PLAN, signatures=())))
    assert "{%p for k in noi_dung %}" in shown
    assert not [line for line in shown if "noi_dung[" in line or "Nơi nhận" in line]


@pytest.mark.parametrize("words", ["MẬT", "TỐI MẬT", "KHẨN", "THƯỢNG KHẨN"])
def test_a_stamp_leaves_its_frame_the_width_of_the_decree(words: str) -> None:
    cell = list(tables(EVERYTHING)[0].iter(f"{W}tc"))[2]
    width = values(cell, "tcW", "w")[0]
    paragraphs = list(cell.iter(f"{W}p"))
    asked = next(index for index, line in enumerate(lines(cell)) if re.fullmatch(rf".*if do_\w+ == \"{words}\" %}}", line))
    stamp = paragraphs[asked + 1]
    side = values(stamp, "ind", "left") + values(stamp, "ind", "right")
    assert (width - sum(side)) / 1440 * 25.4 == pytest.approx(STAMPS_MM[words][0], abs=0.1)


def test_marks_that_a_type_cannot_have_are_not_drawn() -> None:
    assert not [line for line in lines(body(PLAN)) if "do_mat" in line or "do_khan" in line or "luu_hanh" in line]


def test_an_appendix_begins_a_section_and_prints_label_title_and_items() -> None:
    shown = lines(body(EVERYTHING))
    at = shown.index("{%p for pl in cac_phu_luc %}")
    assert shown[at + 1 : at + 9] == [
        "{{p pl.trang }}", "{%p if pl.nhan %}", "{{ pl.nhan }}", "{%p endif %}", "{{ pl.ten }}", "{%p if pl.kem_theo %}",
        "{{ pl.kem_theo }}", "{%p endif %}"]
    for kind in ("muc", "dieu", "khoan", "diem", "gach", "giua", "bang", "chuong"):
        assert [line for line in shown[at:] if f'k.kieu == "{kind}"' in line], kind


OF_FIELDS = [
    # names, what is asked, what the form is
    ({"so_ky_hieu", "noi_dung"}, {"abbreviation": ""}, {"letter": True, "title": False}),
    ({"so_ky_hieu", "noi_dung"}, {"abbreviation": "BB"}, {"letter": False, "title": True}),
    ({"noi_dung"}, {"abbreviation": "", "heading": "unnumbered"}, {"letter": False, "title": True, "numbered": False}),
    ({"so_ky_hieu", "do_khan", "do_mat"}, {"abbreviation": "BC"}, {"marks": ("do_mat", "do_khan"), "noi_dung": False}),
    ({"ngang", "noi_dung", "cac_phu_luc"}, {"abbreviation": "", "heading": "none", "signatures": ()},
     {"alone": True, "title": False, "noi_dung": False, "appendices": True}),
    ({"noi_dung"}, {"abbreviation": "QĐ", "structure": "dieu"}, {"order": "QUYẾT ĐỊNH:"}),
    ({"noi_dung"}, {"abbreviation": "QĐ", "structure": "muc"}, {"order": ""}),
    ({"co_quan_chu_quan"}, {"abbreviation": "KH"}, {"superior": True}),
    (set(), {"abbreviation": "KH"}, {"superior": False}),
]


@pytest.mark.parametrize(("names", "asked", "expected"), OF_FIELDS)
def test_a_form_follows_from_fields_and_draw(names: set[str], asked: dict[str, object], expected: dict[str, object]) -> None:
    form = Form.of(names, **asked)  # type: ignore[arg-type]  # a row of the table above
    assert {key: getattr(form, key) for key in expected} == expected


def test_parts_of_the_decrees_other_samples() -> None:
    attached = lines(body(FORMS["attached to a decision"]))
    assert attached[:7] == [
        "{%p if so_ky_hieu %}", "{%p if thoi_gian_ky %}",
        "{% if so_ky_hieu %}Số: {{ so_ky_hieu }}; {% endif %}{{ thoi_gian_ky }}",
        "{%p else %}", "{{ cho_ky_co_quan }}", "{%p endif %}", "{%p endif %}"]
    assert attached[attached.index("{{ trich_yeu }}"):][1:3] == ["{{ kem_theo }}", "{{ ke_kem_theo }}"]
    wired = lines(body(FORMS["wired"]))
    wires = wired[wired.index("{{ ke_trich_yeu }}") + 1:]
    assert wires[:3] == ["{{ nguoi_dien }} điện:", "{%p for dong in noi_dien %}", "{{ dong }}"]
    copied = lines(body(FORMS["a copy"]))
    assert copied[2:5] == ["{{ co_quan_ban_hanh }}", "{{ ke_co_quan }}", "{{ hinh_thuc }}"]
    assert copied[5:7] == ["Số: {{ so_ky_hieu }}", "{{ dia_danh_ngay }}"]
    assert lines(body(FORMS["confirmed by others"]))[-5:-2] == ["Xác nhận của nơi nghỉ phép", "(Chữ ký, dấu)", ""]


def test_contacts_stand_in_the_footer_of_page_one_only() -> None:
    with zipfile.ZipFile(io.BytesIO(draw(FORMS["a letter with contacts"]))) as archive:
        footer = etree.fromstring(archive.read("word/footer1.xml"))
    assert "Địa chỉ: {{ dia_chi }}" in lines(footer)[1]
    assert [one.get(f"{W}type") for one in body(FORMS["a letter with contacts"]).iter(f"{W}footerReference")] == ["first"]
    with zipfile.ZipFile(io.BytesIO(draw(FORMS["letter"]))) as archive:
        assert "word/footer1.xml" not in archive.namelist()


def test_a_rare_style_is_there_where_it_is_used() -> None:
    def has(form: str) -> bool:
        with zipfile.ZipFile(io.BytesIO(draw(FORMS[form]))) as archive:
            return b'"hinh_thuc_sao"' in archive.read("word/styles.xml")

    assert (has("a copy"), has("plan")) == (True, False)
