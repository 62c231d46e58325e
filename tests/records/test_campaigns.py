"""Campaigns of an office: read once a process, units and documents for a picker, documents made anew from them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from service import pipeline
from service.dossier.packed import pack
from service.errors import FileGone, InputRefused, RecordUnknown, VanbanError
from service.records import Campaign, NewDocument
from service.records.campaigns import _MOST, _READ
from tests.records.conftest import TODAY, Office

FOLDER = Path(__file__).parents[2] / "examples" / "phong-trao"


@pytest.fixture(scope="module")
def packed() -> bytes:
    return pack(FOLDER)


@pytest.fixture
def campaign(office: Office, packed: bytes) -> Campaign:
    return office.records.campaigns.add(office.id, office.person, "  Phong trào   2026 ", packed)


def test_a_campaign_is_kept_and_listed(office: Office, campaign: Campaign, packed: bytes) -> None:
    campaigns = office.records.campaigns
    assert (campaign.name, campaigns.listed(office.id), campaigns.zip(campaign)) == ("Phong trào 2026", [campaign], packed)
    closed = campaigns.close(campaign.id, office.id)
    assert campaigns.listed(office.id) == []
    assert campaigns.listed(office.id, closed=True) == [closed]
    assert campaigns.get(campaign.id, office.id).closed


def test_it_is_read_once_and_few_are_held(office: Office, campaign: Campaign) -> None:
    assert office.records.campaigns.data(campaign) is office.records.campaigns.data(campaign)
    assert len(_READ) <= _MOST


def test_another_office_does_not_see_it(office: Office, campaign: Campaign) -> None:
    other = office.accounts.organisations.add("Trường Mầm non Hoa Dẻ")
    assert office.records.campaigns.listed(other.id, closed=True) == []
    for ask in (office.records.campaigns.get, office.records.campaigns.close):
        with pytest.raises(RecordUnknown):
            ask(campaign.id, other.id)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("phong_trao.yaml", b"0" * 200_000_000)
    return out.getvalue()


def outside() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../phong_trao.yaml", b"ten: x")
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", bomb(), outside()],
                         ids=["empty", "pdf", "cut", "bomb", "outside"])
def test_what_is_no_campaign_is_refused_and_not_kept(office: Office, data: bytes) -> None:
    with pytest.raises(VanbanError) as refused:
        office.records.campaigns.add(office.id, office.person, "Phong trào", data)
    assert refused.value.status < 500
    assert office.records.campaigns.listed(office.id, closed=True) == []
    assert list(office.records.store.names("campaigns")) == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_it_has_a_name(office: Office, packed: bytes, name: str) -> None:
    with pytest.raises(InputRefused):
        office.records.campaigns.add(office.id, office.person, name, packed)


def test_a_zip_changed_from_outside_is_not_read(office: Office, campaign: Campaign) -> None:
    (office.folder / campaign.place).write_bytes(b"PK")
    with pytest.raises(FileGone):
        office.records.campaigns.zip(campaign)


def test_units_and_documents_for_a_picker(office: Office, campaign: Campaign) -> None:
    data = office.records.campaigns.data(campaign)
    assert {one.level for one in data.units} == {"school", "ward"}
    assert [one.level for one in data.units] == sorted((one.level for one in data.units), reverse=True)
    ward = data.units[0].code
    assert [one.unit for one in data.choices("thong_bao", ward, TODAY)] == [ward]
    assert {one.name for one in data.choices("to_trinh_khen_thuong", ward, TODAY)} == {"Giấy khen", "Bằng khen"}
    for slug in ("to_trinh_khen_thuong", "giay_moi_hoi_nghi", "giay_khen"):
        for choice in data.choices(slug, ward, TODAY)[:2]:
            found = data.document(slug, choice.unit, TODAY)
            assert (found.scope.unit, found.slug) == (ward, slug)
            assert choice.name


@pytest.mark.parametrize("unit", ["", "khong_co", "../x", "a/b/c/d"])
def test_a_unit_that_is_not_there(office: Office, campaign: Campaign, unit: str) -> None:
    with pytest.raises(InputRefused):
        office.records.campaigns.data(campaign).document("thong_bao", unit, TODAY)


def test_a_document_of_a_campaign_is_registered_from_it(office: Office, campaign: Campaign) -> None:
    """Also when the campaign is closed meanwhile: issuer and signer stay its own."""
    data = office.records.campaigns.data(campaign)
    unit = data.choices("to_trinh_khen_thuong", data.units[-1].code, TODAY)[0].unit
    found = data.document("to_trinh_khen_thuong", unit, TODAY)
    own = {name: value for name, value in found.data.items() if name not in ("so", "ngay_ban_hanh")}
    made = pipeline.issue(found.slug, own, campaign=found.scope, today=TODAY)
    assert made.pdf
    document = office.records.documents.add(office.person, NewDocument(
        found.slug, made.type.version, "Tờ trình", own, {"pdf": made.pdf}, campaign=campaign.id, unit=unit))
    office.records.campaigns.close(campaign.id, office.id)
    entry, registered = office.records.register.register(document.id, office.person, day=date(2026, 11, 20), today=TODAY)
    organ = data.snapshot.organ(found.scope.unit)
    assert office.records.register.books.get(entry.book, office.id).issuer == organ.full_name
    assert (entry.line.signer, registered.data and registered.data["so"]) == (found.scope.look_up("nguoi_ky.ho_ten"), 1)
