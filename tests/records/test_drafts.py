"""Drafts: of one person, never overwritten unseen."""

from __future__ import annotations

import pytest

from service.errors import RecordUnknown, StateConflict
from service.records import Draft
from tests.records.conftest import Office

DATA = {"trich_yeu": "Về việc sửa chữa phòng học bộ môn", "kinh_gui": ["Ủy ban nhân dân phường Hạnh Thông"], "so": None}


def saved(office: Office, draft: Draft, revision: int, **data: object) -> Draft:
    return office.records.drafts.save(draft.id, office.person, revision, title="Tờ trình", data=data, campaign=None, unit=None)


def test_a_draft_is_kept_as_typed(either: Office) -> None:
    made = either.records.drafts.add(either.person, "to_trinh", title="Sửa phòng học", data=DATA)
    found = either.records.drafts.get(made.id, either.person)
    assert (found.slug, found.title, found.data, found.revision) == ("to_trinh", "Sửa phòng học", DATA, 1)


def test_two_windows_do_not_overwrite_each_other(either: Office) -> None:
    draft = either.records.drafts.add(either.person, "to_trinh", data={})
    assert saved(either, draft, 1, trich_yeu="một").revision == 2
    with pytest.raises(StateConflict) as refused:
        saved(either, draft, 1, trich_yeu="hai")
    assert refused.value.problems[0].code == "draft-changed"
    assert either.records.drafts.get(draft.id, either.person).data == {"trich_yeu": "một"}


def test_a_saving_whose_answer_was_lost_may_be_repeated(office: Office) -> None:
    draft = office.records.drafts.add(office.person, "to_trinh", data={})
    assert saved(office, draft, 1, trich_yeu="một") == saved(office, draft, 1, trich_yeu="một")


def test_nobody_else_sees_a_draft(office: Office) -> None:
    draft = office.records.drafts.add(office.person, "to_trinh", data=DATA)
    colleague = office.accounts.people.add(office.id, "dong.nghiep", "Lê Thị Cúc", roles=["registrar", "administrator"])
    other = office.accounts.organisations.add("Trường Mầm non Hoa Dẻ")
    stranger = office.accounts.people.add(other.id, "nguoi.la", "Phạm Văn Dũng", roles=["clerk"])
    for person in (colleague, stranger):
        with pytest.raises(RecordUnknown):
            office.records.drafts.get(draft.id, person)
        with pytest.raises(RecordUnknown):
            office.records.drafts.save(draft.id, person, 1, title="", data={}, campaign=None, unit=None)
        office.records.drafts.delete(draft.id, person)
        assert office.records.drafts.listed(person) == []
    assert office.records.drafts.get(draft.id, office.person).data == DATA


def test_the_last_touched_comes_first_and_pages_follow(office: Office) -> None:
    drafts = [office.records.drafts.add(office.person, "to_trinh", title=str(n), data={}) for n in range(5)]
    saved(office, drafts[1], 1)
    first = office.records.drafts.listed(office.person, most=3)
    rest = office.records.drafts.listed(office.person, most=3, before=first[-1].changed)
    assert [one.id for one in (*first, *rest)] == [drafts[n].id for n in (1, 4, 3, 2, 0)]


def test_a_deleted_draft_is_gone(office: Office) -> None:
    draft = office.records.drafts.add(office.person, "to_trinh", data={})
    office.records.drafts.delete(draft.id, office.person)
    office.records.drafts.delete(draft.id, office.person)
    with pytest.raises(RecordUnknown):
        office.records.drafts.get(draft.id, office.person)
