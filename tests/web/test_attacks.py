"""Attacks on the pages, every one of them: by nobody, without the form's token, without the right, from another office."""

from __future__ import annotations

import io
import uuid
from datetime import date

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service import doctypes, pipeline
from service.accounts.values import ROLES
from service.config import own_folder
from service.dossier.packed import pack
from service.ledger import Wish
from service.records import Line, NewDocument
from tests.web.conftest import Browser, Site
from tests.web.walked import address, every, token_of

OPEN = {"/dang-nhap", "/dang-xuat", "/thiet-lap", "/ngon-ngu"}       # for whoever comes


def test_every_page_asks_who_one_is(site: Site) -> None:
    site.person("clerk")
    client, wrong = site.client(), []
    token = token_of(client)
    for rule, method in every():
        if rule.rule in OPEN or rule.rule.startswith("/huong-dan"):
            continue
        answer = client.open(address(rule), method=method, headers={"X-CSRFToken": token})
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/dang-nhap"):
            wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []


def test_no_form_is_taken_without_its_token(site: Site) -> None:
    client, stolen, wrong = site.client(*ROLES), token_of(site.client(*ROLES)), []
    for rule, method in every("POST", "PUT", "PATCH", "DELETE"):
        for headers in ({}, {"X-CSRFToken": "x"}, {"X-CSRFToken": stolen}):
            answer = client.open(address(rule), method=method, headers=headers)
            if answer.status_code != 400 or "Biểu mẫu đã hết hạn" not in answer.text:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(("begin", "role"), [("/quan-tri", "administrator"), ("/he-thong", "operator")])
def test_only_administrators_administer_and_only_operators_operate(site: Site, begin: str, role: str) -> None:
    client, wrong = site.client(*(one for one in ROLES if one != role)), []
    token = token_of(client)
    for rule, method in every():
        if rule.rule.startswith(begin):
            answer = client.open(address(rule), method=method, headers={"X-CSRFToken": token})
            if answer.status_code != 403:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []


# Another organisation's things, by their ids, at every address that takes one.

# Of the addresses that take an id, those that answer nobody here: a batch that was never filled, a file that was not repaired.
NOTHING_THERE = {"/dot/<id>/bang", "/dot/<id>/loi", "/dot/<id>/o", "/dot/<id>/tai/<name>", "/dot/<id>/tat-ca.zip",
                 "/dot/<id>/tep/<file>", "/kiem-tra/<identifier>/ban-sua"}
IN_BLANKS = {"kind": "pdf", "name": "manifest.jsonl", "file": "1.pdf", "slug": "giay_khen"}


def others(site: Site) -> tuple[Browser, dict[str, str]]:
    """Another office: its clerk's browser; how an address begins → the id of such a thing that it has."""
    office, records, accounts = site.office("Trường THPT Khác"), site.opened.records, site.opened.accounts
    client = site.client("clerk", "registrar", "administrator", organisation=office)
    campaign = pack(own_folder("examples") / "campaign.yaml")
    person, data = client.person, doctypes.get("giay_khen").example()["data"]
    assert person
    issued = pipeline.issue("giay_khen", data, today=date(2026, 11, 20))
    assert issued.pdf
    made = NewDocument("giay_khen", "1", "Bí mật", {}, {"docx": issued.docx, "pdf": issued.pdf}, 1, "dat")
    book = records.register.books.open(office.id, "Trường THPT Khác", 2026)
    entry = records.register.add(person, book, Line(date(2026, 11, 20), "Bí mật", "Lê Minh"), "TTr", today=date(2026, 11, 20))
    site.opened.ledger.batches.add(batch := uuid.uuid4().hex, office.id, Wish("Bí mật.xlsx"))
    checked = client.post("/kiem-tra", data={"file": (io.BytesIO(issued.docx), "Bí mật.docx")})
    return client, {
        "/dot": batch,
        "/he-thong": office.id,
        "/kiem-tra": checked.headers["Location"].rpartition("/")[2],
        "/nhap": records.drafts.add(person, "giay_khen", title="Bí mật", data=data).id,
        "/quan-tri/khoa": accounts.keys.make(office.id, person.id, "Khóa", ["make"])[0].id,
        "/quan-tri/nguoi": person.id,
        "/quan-tri/phong-trao": records.campaigns.add(office.id, person, "Bí mật", campaign).id,
        "/so/quyen": book.id,
        "/so": entry.id,
        "/toi/phien": accounts.sessions.own(accounts.sessions.begin(person, "khác")),
        "/van-ban": records.documents.add(person, made).id,
    }


def test_what_belongs_to_another_office_is_not_there(site: Site) -> None:
    """A new kind of thing, at a new address, has to be entered in `others`."""
    client, (owner, theirs) = site.client("clerk", "registrar", "signer", "administrator"), others(site)
    token, before, wrong = token_of(client), everything(site), []
    things = [(rule, method, address(rule, **IN_BLANKS, **dict.fromkeys(taken, one_of(rule, theirs)))) for rule, method in every()
              if (taken := {"id", "identifier"} & rule.arguments)]
    for rule, method, path in things:
        answer = client.open(path, method=method, headers={"X-CSRFToken": token})
        if (answer.status_code not in (403, 404) and not own_page(answer)) or "Bí mật" in answer.text:
            wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []
    assert everything(site) == before
    # its own people do see it, so there was something not to be seen
    assert {rule.rule for rule, method, path in things if method == "GET" and owner.get(path).status_code != 200} == NOTHING_THERE


def one_of(rule: Rule, theirs: dict[str, str]) -> str:
    return theirs[max((one for one in theirs if rule.rule.startswith(f"{one}/")), key=len)]


def own_page(answer: TestResponse) -> bool:
    """Led back to one's own page without a word: ending a session that is not one's own ends none."""
    return answer.status_code == 302 and answer.headers["Location"] == "/toi"


def everything(site: Site) -> list[object]:
    """All that the other offices have."""
    accounts, records = site.opened.accounts, site.opened.records
    found: list[object] = []
    for office in accounts.organisations.listed():
        if office.id != site.organisation.id:
            people = accounts.people.listed(office.id)
            found += [office, people, accounts.keys.listed(office.id), records.documents.listed(office.id),
                      records.campaigns.listed(office.id), site.opened.ledger.batches.listed(office.id)]
            found += [(records.drafts.listed(one), len(accounts.sessions.listed(one))) for one in people]
    return found


def test_a_draft_is_its_writers_alone(site: Site) -> None:
    writer, colleague, wrong = site.client("clerk"), site.client("clerk", "registrar", "administrator"), []
    assert writer.person
    draft, token = site.opened.records.drafts.add(writer.person, "giay_khen", title="Bí mật", data={}), token_of(colleague)
    for rule, method in every():
        if rule.rule.startswith("/nhap/<id>"):
            answer = colleague.open(address(rule, **IN_BLANKS, id=draft.id), method=method, headers={"X-CSRFToken": token})
            if answer.status_code != 404:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []
    assert site.opened.records.drafts.get(draft.id, writer.person) == draft
