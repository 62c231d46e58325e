"""Attacks on the pages. The tables are walked from the application's own list of addresses: a new page is attacked too."""

from __future__ import annotations

import io
import re
import time
import uuid
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service import doctypes, pipeline
from service.accounts.values import ROLES
from service.api.opened import opened
from service.config import own_folder, settings
from service.dossier.packed import pack
from service.ledger import Wish
from service.records import Line, NewDocument
from service.web import create_site
from service.web.limits import LIMITER
from service.web.visit import TOKEN
from tests.web.conftest import PASSWORD, Browser, Site

PROGRAMS = ("/api", "/openapi", "/healthz", "/readyz", "/metrics", "/static")
OPEN = {"/dang-nhap", "/dang-xuat", "/thiet-lap", "/ngon-ngu"}       # for whoever comes
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
APP = create_site()


def pages() -> list[Rule]:
    return sorted((rule for rule in APP.url_map.iter_rules() if not rule.rule.startswith(PROGRAMS)), key=lambda rule: rule.rule)


def every(*methods: str) -> Iterator[tuple[Rule, str]]:
    """Every page with each of its methods."""
    for rule in pages():
        for method in sorted((rule.methods or set()) & set(methods or ("GET", "POST", "PUT", "PATCH", "DELETE"))):
            yield rule, method


def address(rule: Rule, **known: object) -> str:
    """The rule with something in each of its blanks."""
    values = {name: known.get(name, 1 if "Integer" in type(rule._converters[name]).__name__ else uuid.uuid4().hex)
              for name in rule.arguments}
    built = rule.build(values)
    assert built
    return str(built[1])


# Nobody, and anybody without the right.

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


# Sessions.

def test_a_cookie_signed_with_another_key_is_none(site: Site) -> None:
    person = site.person("clerk")
    token = opened().accounts.sessions.begin(person)
    stranger = Flask("x")
    stranger.secret_key = "một khóa khác hẳn, đủ dài để là khóa"
    signer = SecureCookieSessionInterface().get_signing_serializer(stranger)
    assert signer is not None
    client = site.client()
    client.set_cookie("vanban", signer.dumps({TOKEN: token}))
    assert client.get("/toi").status_code == 302


CHANGES = {
    "signature": lambda text: text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:],
    "first letter": lambda text: "A" + text[1:],
    "a dot more": lambda text: "." + text,
    "cut": lambda text: text[3:],
    "no signature": lambda text: text.split(".")[0],
    "empty": lambda _text: "",
    "long": lambda _text: "x" * 4000,
    "other letters": lambda _text: "đ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_cookie_that_was_changed_is_none(site: Site, change: str) -> None:
    cookie = site.client("clerk").get_cookie("vanban")
    assert cookie
    client = site.client()
    client.set_cookie("vanban", CHANGES[change](cookie.value))
    assert client.get("/toi").status_code == 302


@pytest.mark.parametrize("token", ["", "x", None, 7, ["x"], {"a": 1}, "\x00", "x" * 9999])
def test_a_cookie_of_ours_with_a_token_that_is_none(site: Site, token: object) -> None:
    site.person("clerk")
    client = site.client()
    client.get("/dang-nhap")
    with client.session_transaction("/dang-nhap") as session:
        session[TOKEN] = token
    assert client.get("/toi").status_code == 302


@pytest.mark.parametrize("end", ["person", "office", "clock"])
def test_a_session_ends_with_its_person_with_its_office_and_with_the_clock(
    site: Site, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts, office, later = opened().accounts, site.office("Trường Khác"), time.time() + 13 * 3600
    client = site.client("clerk", organisation=office)
    assert client.get("/toi").status_code == 200
    assert client.person
    match end:
        case "person":
            site.person("administrator", organisation=office)
            accounts.people.close(client.person.id, office.id)
        case "office":
            accounts.organisations.close(office.id)
        case _:
            monkeypatch.setattr("time.time", lambda: later)
    assert client.get("/toi").status_code == 302


def test_a_cookie_from_before_signing_out_opens_nothing(site: Site) -> None:
    client = site.client("clerk")
    cookie = client.get_cookie("vanban")
    assert cookie
    client.post("/dang-xuat")
    client.set_cookie("vanban", cookie.value)
    assert client.get("/toi").status_code == 302


def test_signing_in_begins_a_new_session_whatever_cookie_was_there(site: Site) -> None:
    victim, attacker = site.person("clerk", password=PASSWORD), site.person("clerk")
    planted = site.client(person=attacker).get_cookie("vanban")
    assert planted
    client = site.client()
    client.set_cookie("vanban", planted.value)
    client.post("/dang-nhap", data={"login": victim.login, "password": PASSWORD})
    thief = site.client()
    thief.set_cookie("vanban", planted.value)
    assert victim.name not in thief.get("/toi").text
    assert victim.name in client.get("/toi").text


def test_the_api_knows_no_cookie(site: Site) -> None:
    client = site.client(*ROLES)
    assert client.get("/api/v1/types").status_code == 401
    assert client.post("/api/v1/render", json={}).status_code == 401


# Words that are markup, kept or sent back.

class _Markup(HTMLParser):
    """What a browser would run, or what a template would have reckoned."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        addresses = [str(named.get(one) or "") for one in ("href", "src", "action", "formaction")]
        inline = tag == "script" and not named.get("src")
        if inline or any(name.startswith("on") for name in named) or named.get("src") == "x":
            self.found.append(self.get_starttag_text() or tag)
        self.found += [one for one in addresses if one.strip().lower().startswith("javascript:")]


def hostile(answer: TestResponse) -> None:
    parser = _Markup()
    parser.feed(answer.text if answer.mimetype == "text/html" else "")
    assert parser.found == []
    assert ">49" not in answer.text


def test_what_people_are_called_is_never_markup(site: Site) -> None:
    client = site.client(*ROLES)
    assert client.person
    for path, data in (
        ("/toi", {"name": SCRIPT, "title": SCRIPT, "language": "vi"}),
        ("/quan-tri/don-vi", {"name": SCRIPT, "co_quan_chu_quan": SCRIPT, "co_quan_ban_hanh": SCRIPT, "viet_tat": SCRIPT,
                              "dia_danh": SCRIPT, "don_vi_soan_thao": SCRIPT}),
        ("/quan-tri/nguoi/them", {"login": "x.y", "name": SCRIPT, "title": SCRIPT, "roles": "clerk"}),
        ("/quan-tri/nguoi/them", {"login": SCRIPT, "name": SCRIPT, "title": SCRIPT, "roles": SCRIPT}),
        ("/quan-tri/khoa", {"name": SCRIPT, "scopes": ["make", SCRIPT], "days": SCRIPT}),
        ("/he-thong", {"office": SCRIPT, "name": SCRIPT, "login": "a.b"}),
        ("/he-thong", {"office": SCRIPT, "name": SCRIPT, "login": SCRIPT}),
        ("/dang-nhap", {"login": SCRIPT, "password": SCRIPT, "next": SCRIPT}),
    ):
        hostile(client.post(path, data=data, follow_redirects=True))
    kept = [one.name for one in opened().accounts.people.listed(site.organisation.id)]
    assert sum(SCRIPT in name for name in kept) == 2               # it was kept as it was typed
    shown = [rule.rule for rule in pages() if not rule.arguments and "GET" in (rule.methods or set())
             and not rule.rule.startswith("/huong-dan")]
    for path in (*shown, f"/quan-tri/nguoi/{client.person.id}"):
        hostile(client.get(path))


QUERIES = ("next", "q", "ma", "action", "person", "object", "since", "until", "before", "language", "loai", "trang-thai", "tu",
           "den", "truoc", "nam", "so")


def test_what_an_address_says_is_never_markup(site: Site) -> None:
    paths = [rule.rule for rule, _method in every("GET") if not rule.arguments and not rule.rule.startswith("/huong-dan")]
    for client in (site.client(), site.client(*ROLES)):
        for path in (*paths, "/khong-co", f"/{SCRIPT}"):
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.get(path, query_string=dict.fromkeys(QUERIES, SCRIPT), headers=headers, follow_redirects=True)
                assert answer.status_code < 500, path
                hostile(answer)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_the_trail_as_a_file_holds_no_formula(site: Site, formula: str) -> None:
    client = site.client(*ROLES)
    client.post("/toi", data={"name": formula, "title": "", "language": "vi"})
    text = client.get("/quan-tri/nhat-ky.csv").get_data(as_text=True)
    assert f",'{formula}," in text
    assert f",{formula}," not in text


# Leading elsewhere.

ELSEWHERE = ("https://ke-gian.example/", "//ke-gian.example/", "/\\ke-gian.example", "\\\\ke-gian.example", "/\t/ke-gian.example",
             "/\n/ke-gian.example", "javascript:alert(1)", "http:ke-gian.example", "///ke-gian.example", " //ke-gian.example",
             "/%0d%0aSet-Cookie:x=1\r\nX: y", "ke-gian.example", "\x01//ke-gian.example")


@pytest.mark.parametrize("following", ELSEWHERE)
def test_no_link_leads_to_another_host(site: Site, following: str) -> None:
    person = site.person("clerk", password=PASSWORD)
    for client, path, data in (
        (site.client(), "/dang-nhap", {"login": person.login, "password": PASSWORD, "next": following}),
        (site.client(person=person), "/ngon-ngu", {"language": "vi", "next": following}),
    ):
        assert client.post(path, data=data).headers["Location"] == "/"
    signed_in = site.client(person=person).get("/dang-nhap", query_string={"next": following})
    assert signed_in.headers["Location"] == "/"


# Guessing.

def test_guessing_a_password_locks_the_login_and_says_how_long(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client()
    said = [client.post("/dang-nhap", data={"login": person.login, "password": f"sai {number}"}).text for number in range(6)]
    assert "tạm khóa" in said[-1]
    right = client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD})
    assert (right.status_code, "tạm khóa" in right.text) == (401, True)
    administrator = site.client("administrator")
    assert "đang tạm khóa" in administrator.get("/quan-tri/nguoi").text
    administrator.post(f"/quan-tri/nguoi/{person.id}/mo-khoa")
    assert client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD}).status_code == 302


def test_one_address_tries_ten_times_a_minute_whoever_it_pretends_to_be(site: Site) -> None:
    site.person("clerk")
    client = site.client()
    codes = [client.post("/dang-nhap", data={"login": f"nguoi.{number}x", "password": "sai"},
                         headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code for number in range(12)]
    assert codes == [401] * 10 + [429] * 2
    assert "Quá nhiều yêu cầu" in client.post("/dang-nhap", data={}).text


def test_a_person_asks_as_often_as_the_setting_says(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = site.client("clerk"), site.client("clerk")
    monkeypatch.setenv("VANBAN_RATE", "5")
    settings.cache_clear()
    LIMITER.reset()
    assert [first.get("/toi").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    assert second.get("/toi").status_code == 200
    assert first.get("/static/app.css").status_code == 200
    assert first.get("/healthz").status_code == 200


# Rights that grow.

def test_an_administrator_makes_nobody_an_operator(site: Site) -> None:
    client = site.client("administrator")
    client.post("/quan-tri/nguoi/them", data={"login": "x.y", "name": "X", "roles": ["clerk", "operator"]})
    added = opened().accounts.people.by_login("x.y")
    assert added
    assert added.roles == ("clerk",)
    assert client.person
    client.post(f"/quan-tri/nguoi/{client.person.id}", data={"name": "X", "roles": ["administrator", "operator"]})
    assert opened().accounts.people.get(client.person.id, site.organisation.id).roles == ("administrator",)


@pytest.mark.parametrize("act", ["mat-khau", "dong", "mo-khoa", "mo-lai"])
def test_an_administrator_does_not_become_an_operator_by_a_new_password(site: Site, act: str) -> None:
    operator = site.person("operator", "administrator", password=PASSWORD)
    client = site.client("administrator")
    assert client.post(f"/quan-tri/nguoi/{operator.id}/{act}").status_code == 403
    assert opened().accounts.people.check(operator.login, PASSWORD)
    client.post(f"/quan-tri/nguoi/{operator.id}", data={"name": "X", "roles": ["administrator"]})
    assert "operator" in opened().accounts.people.get(operator.id, site.organisation.id).roles


def token_of(client: Browser) -> str:
    found = re.search('name="csrf-token" content="([^"]+)"', client.get("/toi", follow_redirects=True).text)
    assert found
    return found[1]
