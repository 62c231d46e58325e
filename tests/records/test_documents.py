"""Documents: of one office, their files held against what was made, found without marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.errors import FileGone, RecordUnknown, StateConflict
from service.records import NewDocument
from service.vietnamese.clock import day_of
from tests.records.conftest import Office


def added(office: Office, title: str, slug: str = "thong_bao", **data: object) -> str:
    files = {"pdf": f"%PDF {title}".encode(), "docx": b"PK"}
    return office.records.documents.add(office.person, NewDocument(slug, "1", title, data, files)).id


@pytest.mark.parametrize(("search", "found"), [
    ("", 4), ("đống đa", 1), ("dong da", 1), ("DONG DA", 1), ("đá dông", 1), ("Đống   Đa họp", 1), ("to trinh", 2),
    ("thông báo", 2), ("nguyen van a", 1),
    ("khong co", 0), ("%", 1), ("0%", 1), ("1%0", 0), ("_", 0), ("'; drop table document; --", 0), ("100%", 1),
])
def test_a_document_is_found_by_its_words(either: Office, search: str, found: int) -> None:
    added(either, "Thông báo họp tại Đống Đa")
    added(either, "Tờ trình sửa chữa phòng học", "to_trinh", ky={"ho_ten": "Nguyễn Văn A"}, ghi_chu="x" * 400 + " khong co")
    added(either, "Tờ trình mua thiết bị, đạt 100%", "to_trinh")
    added(either, "Thông báo nghỉ lễ")
    assert len(either.records.documents.listed(either.id, search=search)) == found


def test_filters_by_state_type_and_day(office: Office) -> None:
    documents, first = office.records.documents, added(office, "Một")
    added(office, "Hai", "to_trinh")
    documents.withdraw(first, office.id)
    day = day_of(documents.get(first, office.id).created)

    def titles(**filters: object) -> list[str]:
        return [one.title for one in documents.listed(office.id, **filters)]  # type: ignore[arg-type]

    assert titles(state="withdrawn") == ["Một"]
    assert titles(slug="to_trinh") == ["Hai"]
    assert titles(state="signed") == []
    assert len(titles(since=day, until=day)) == 2
    assert titles(since=day + timedelta(days=1)) == titles(until=day - timedelta(days=1)) == []
    assert documents.counts(office.id) == {"made": 1, "withdrawn": 1}
    assert documents.slugs(office.id) == ["thong_bao", "to_trinh"]


def test_another_office_has_none_of_it(office: Office) -> None:
    id = added(office, "Thông báo nội bộ")
    document, other = office.records.documents.get(id, office.id), office.accounts.organisations.add("Trường Mầm non Hoa Dẻ")
    assert office.records.documents.listed(other.id) == []
    for ask in (office.records.documents.get, office.records.documents.withdraw):
        with pytest.raises(RecordUnknown):
            ask(id, other.id)
    with pytest.raises(RecordUnknown):
        office.records.documents.attach_signed(id, other.id, b"%PDF")
    assert office.records.documents.file(document, "pdf") == b"%PDF Th\xc3\xb4ng b\xc3\xa1o n\xe1\xbb\x99i b\xe1\xbb\x99"


def test_a_file_changed_from_outside_is_not_handed_out(office: Office) -> None:
    document = office.records.documents.get(added(office, "Một"), office.id)
    place = document.files["pdf"].place
    (office.folder / place).write_bytes(b"%PDF another")
    with pytest.raises(FileGone) as refused:
        office.records.documents.file(document, "pdf")
    assert refused.value.problems[0].code == "file-changed"
    (office.folder / place).unlink()
    with pytest.raises(FileGone):
        office.records.documents.file(document, "pdf")
    with pytest.raises(RecordUnknown):
        office.records.documents.file(replace(document, files={}), "pdf")


def test_a_registered_document_is_not_simply_withdrawn(office: Office) -> None:
    document = office.document()
    office.records.register.register(document.id, office.person, day=date(2026, 11, 20), today=date(2026, 11, 22))
    with pytest.raises(StateConflict):
        office.records.documents.withdraw(document.id, office.id)
    assert office.records.documents.get(document.id, office.id).state == "registered"
