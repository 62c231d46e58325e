"""Holes filled for the eye, findings led back to fields, what a campaign gives, what the page is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service import doctypes, pipeline
from service.dossier.packed import pack
from service.errors import InputRefused
from service.records import Campaign
from service.rules.see import see_paper
from service.web.make.causes import cause
from service.web.make.form import read
from service.web.make.holes import filled
from service.web.make.sections import shape_of
from service.web.make.told import outline
from tests.web.conftest import Site
from tests.web.pages import body, sent
from tests.web.test_make_drafts import LETTER, begun, saved

DAY = date(2026, 11, 22)
DOCX: tuple[pipeline.Format, ...] = ("docx",)
EXAMPLE = Path(__file__).parents[2] / "examples/phong-trao"
WARD = "hanh_thong"


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_every_type_can_be_seen_before_a_word_is_typed(slug: str) -> None:
    shape, data = shape_of(doctypes.get(slug)), dict[str, Any]()
    for _round in range(6):
        try:
            assert pipeline.issue(slug, data, today=DAY, formats=DOCX).docx
            return
        except InputRefused as refused:
            data = filled(shape, data, refused.problems, DAY) or {}
    pytest.fail(f"{slug} is never whole")


WRONG: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a day that is none", {"ngay_ban_hanh": "32/13/2026"}, {}),
    ("a key of nobody", {"khong_co": "x"}, {}),
    ("what is right stays", {"ky": {"ho_ten": "Lâm Thị Ngọc Ánh"}},
     {"ky": {"chuc_vu": "[Chức vụ của người ký]", "ho_ten": "Lâm Thị Ngọc Ánh"}}),
]


@pytest.mark.parametrize(("given", "kept"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_taken_out(given: dict[str, Any], kept: dict[str, Any]) -> None:
    shape = shape_of(doctypes.get("to_trinh"))
    right = read([pair for pair in LETTER if pair[0].split("/")[1] not in given], shape, {}).data
    with pytest.raises(InputRefused) as refused:
        pipeline.issue("to_trinh", {**right, **given}, formats=DOCX)
    found = filled(shape, {**right, **given}, refused.value.problems, DAY)
    assert found is not None
    assert {name: value for name, value in found.items() if name not in right} == kept
    assert pipeline.issue("to_trinh", found | ({"ky": right["ky"]} if "ky" in right else {}), formats=DOCX)


CAUSES: list[tuple[str, str, str, str, int]] = [
    ("a blank before a comma", "/noi_dung", "Căn cứ Luật , các đơn vị thực hiện nghiêm túc.", "/noi_dung", 1),
    ("in the second paragraph", "/noi_dung", "Mở đầu.\n\nCác đơn vị , tổ chức thực hiện nghiêm túc.", "/noi_dung", 3),
    ("in a name of a recipient", "/kinh_gui/-", "Ủy ban nhân dân phường , Hạnh Thông", "/kinh_gui/0", 0),
    ("in the subject", "/trich_yeu", "Về việc sửa chữa , phòng học bộ môn", "/trich_yeu", 0),
]


@pytest.mark.parametrize(("name", "text", "pointer", "line"), [one[1:] for one in CAUSES], ids=[one[0] for one in CAUSES])
def test_a_finding_is_led_to_its_field(name: str, text: str, pointer: str, line: int) -> None:
    shape = shape_of(doctypes.get("to_trinh"))
    data = read([(key, text if key == name else value) for key, value in LETTER], shape, {}).data
    made = pipeline.issue("to_trinh", data, formats=DOCX)
    found = next(one for one in made.report.findings if one.code == "G-18")
    assert cause(found.fault, see_paper(made.paper), shape, data) == (pointer, line)


def test_an_outline_is_numbered_as_it_is_printed() -> None:
    leaf = shape_of(doctypes.get("to_trinh")).parts["noi_dung"]
    text = "# Mục đích\nMở đầu.\n## Yêu cầu\na) Một;\nb) Hai.\n# Tổ chức\n| A |\n|---|\n| 1 |"
    assert [(one["line"], one["depth"], one["sign"]) for one in outline(leaf, text)] == [
        (1, 0, "I."), (2, 3, ""), (3, 1, "1."), (4, 2, "a)"), (5, 2, "b)"), (6, 0, "II."), (7, 3, "")]


@pytest.fixture(scope="module")
def packed() -> bytes:
    return pack(EXAMPLE)


@pytest.fixture
def campaign(site: Site, packed: bytes) -> Campaign:
    return site.opened.records.campaigns.add(site.organisation.id, None, "Phong trào 2026", packed)


def test_a_campaign_fills_what_is_not_typed(site: Site, campaign: Campaign) -> None:
    client = site.client("clerk")
    draft = begun(client, "to_trinh_khen_thuong")
    page = client.get(draft).text
    assert ("campaign", campaign.id) in sent(page, "draft")                # the only one open is chosen
    assert f'<option value="{WARD}"' in page
    chosen = [(name, WARD if name == "unit" else value) for name, value in sent(page, "draft")]
    assert client.post(draft, **body(chosen)).status_code == 303
    page = client.get(draft).text
    assert 'id="l-co_quan"' in page
    told = saved(client, draft, sent(page, "draft"))
    assert told["taken"]["/dia_danh"] == "Hạnh Thông"
    assert "/so_tap_the" not in told["taken"]                              # computed, not taken

    typed = [(name, "Gò Vấp" if name == "/dia_danh" else value) for name, value in sent(page, "draft")]
    assert "/dia_danh" not in saved(client, draft, [*typed, ("over", "1")])["taken"]

    assert client.post(f"{draft}/lay", data={"field": "ky"}).status_code == 303
    assert any(name == "/ky/ho_ten" and value for name, value in sent(client.get(draft).text, "draft"))
    assert client.post(f"{draft}/lay", data={"field": "../../x"}).status_code == 303


def test_another_office_has_no_such_campaign(site: Site, campaign: Campaign) -> None:
    other = site.client("clerk", organisation=site.office("Phường khác"))
    draft = begun(other, "to_trinh_khen_thuong")
    assert campaign.id not in other.get(draft).text
    assert "failed" in saved(other, draft, [("campaign", campaign.id), ("unit", WARD)])
    assert other.post(draft, **body([("campaign", campaign.id), ("unit", WARD)])).status_code == 404


def test_a_document_of_a_campaign(site: Site, campaign: Campaign) -> None:
    client = site.client("clerk")
    draft = begun(client, "giay_khen")
    client.post(draft, **body([*sent(client.get(draft).text, "draft"), ("campaign", campaign.id), ("unit", WARD)]))
    places = site.opened.records.campaigns.data(campaign).choices("giay_khen", WARD, DAY)
    assert len(places) > 1
    again = [(name, value) for name, value in sent(client.get(draft).text, "draft") if name != "choice"]
    client.post(draft, **body([*again, ("choice", places[0].unit)]))
    answer = client.post(draft, **body([*sent(client.get(draft).text, "draft"), ("then", "finish")]))
    assert answer.status_code == 303, answer.text
    document = site.opened.records.documents.get(answer.location.rpartition("/")[2], site.organisation.id)
    assert (document.campaign, document.unit) == (campaign.id, places[0].unit)
