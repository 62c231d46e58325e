"""Signing in and out, the first run, one's own account."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from service.api.opened import opened
from service.web.entry import code
from tests.web.conftest import OFFICE, PASSWORD, Browser, Site

FIRST = {"office": OFFICE, "name": "Trần Thị Lan", "title": "Văn thư", "login": "tran.lan", "password": PASSWORD,
         "again": PASSWORD}
OTHER = "một câu khác hẳn thế"


def browser(app: Flask) -> Browser:
    return Browser(app, app.response_class, use_cookies=True)


def test_before_the_first_run_every_page_leads_to_it(empty_site: Flask) -> None:
    client = browser(empty_site)
    answer = client.get("/", follow_redirects=True)
    assert answer.request.path == "/thiet-lap"
    assert "vanban serve" in answer.text


def test_the_first_run_makes_the_office_and_its_administrator_and_signs_in(empty_site: Flask) -> None:
    client = browser(empty_site)
    secret = code.issue(opened().accounts)
    assert 'name="office"' in client.get("/thiet-lap", query_string={"ma": secret}).text
    answer = client.post("/thiet-lap", data={**FIRST, "ma": secret}, follow_redirects=True)
    assert answer.request.path == "/"
    assert OFFICE in answer.text
    person = opened().accounts.people.by_login("tran.lan")
    assert person is not None
    assert person.roles == ("clerk", "registrar", "administrator", "operator")
    assert opened().records.campaigns.listed(person.organisation) == []      # the box was not ticked


def test_the_example_campaign_is_loaded_where_wanted(empty_site: Flask) -> None:
    secret = code.issue(opened().accounts)
    browser(empty_site).post("/thiet-lap", data={**FIRST, "ma": secret, "example": "1"})
    [office] = opened().accounts.organisations.listed()
    assert [one.name for one in opened().records.campaigns.listed(office.id)] == ["Phong trào thi đua (mẫu)"]


def test_the_code_opens_once(empty_site: Flask) -> None:
    secret = code.issue(opened().accounts)
    browser(empty_site).post("/thiet-lap", data={**FIRST, "ma": secret})
    answer = browser(empty_site).post("/thiet-lap", data={**FIRST, "login": "ke.gian", "ma": secret})
    assert answer.headers["Location"] == "/dang-nhap"
    assert opened().accounts.people.by_login("ke.gian") is None
    assert code.issue(opened().accounts) == ""


@pytest.mark.parametrize("given", ["", "sai", "x" * 5000, "đ"])
def test_nobody_sets_up_without_the_code(empty_site: Flask, given: str) -> None:
    code.issue(opened().accounts)
    answer = browser(empty_site).post("/thiet-lap", data={**FIRST, "ma": given})
    assert answer.status_code == 403
    assert not opened().accounts.people.any()


def test_a_newer_code_makes_the_older_one_worthless(site: Site) -> None:
    accounts = site.opened.accounts
    first, second = code.issue(accounts), code.issue(accounts)
    assert not code.fits(accounts, first)
    assert code.fits(accounts, second)


@pytest.mark.parametrize(("field", "value", "said"), [
    ("password", "ngắn", "password"), ("again", "khác hẳn cái kia", "again"), ("login", "có dấu", "login"), ("name", " ", "name"),
])
def test_what_is_wrong_is_said_at_its_field_and_a_second_try_goes_on(
    empty_site: Flask, field: str, value: str, said: str
) -> None:
    client, secret = browser(empty_site), code.issue(opened().accounts)
    again = {"again": value} if field == "password" else {}
    answer = client.post("/thiet-lap", data={**FIRST, **again, field: value, "ma": secret})
    assert answer.status_code == 422
    assert f'href="#{said}"' in answer.text
    assert value.strip() in answer.text or field in ("password", "again")
    assert PASSWORD not in answer.text
    assert client.post("/thiet-lap", data={**FIRST, "ma": secret}).status_code == 302
    assert len(opened().accounts.organisations.listed()) == 1


def test_a_person_signs_in_sees_the_office_and_signs_out(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client()
    assert client.get("/").headers["Location"].startswith("/dang-nhap")
    answer = client.post("/dang-nhap", data={"login": f" {person.login.upper()} ", "password": PASSWORD}, follow_redirects=True)
    assert (answer.request.path, answer.status_code) == ("/", 200)
    assert person.name in answer.text
    client.post("/dang-xuat")
    assert client.get("/").status_code == 302
    trail = [one.action for one in opened().accounts.trail.listed(site.organisation.id)]
    assert trail == ["signed-out", "signed-in"]


def test_one_comes_back_to_the_page_that_was_asked_for(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client()
    asked = client.get("/toi?a=1&b=đ").headers["Location"]
    shown = client.get(asked).text
    following = re.search('name="next" value="([^"]*)">\n    <div', shown)
    assert following
    answer = client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD, "next": "/toi?a=1"})
    assert answer.headers["Location"] == "/toi?a=1"


def test_a_wrong_password_and_a_wrong_login_get_the_same_words(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client()
    answers = [client.post("/dang-nhap", data={"login": login, "password": "sai"}).text for login in (person.login, "khong.co")]
    said = {re.sub(r'(?s)<form.*?</form>|content="[^"]*"', "", one) for one in answers}
    assert len(said) == 1


def test_a_given_password_must_be_changed_before_anything_else(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD, must_change=True)
    client = site.client(person=person)
    assert client.get("/").headers["Location"] == "/toi/mat-khau"
    assert client.get("/toi").headers["Location"] == "/toi/mat-khau"
    answer = client.post("/toi/mat-khau", data={"old": PASSWORD, "password": OTHER, "again": OTHER}, follow_redirects=True)
    assert (answer.request.path, answer.status_code) == ("/", 200)
    assert opened().accounts.people.check(person.login, OTHER).id == person.id


def test_a_changed_password_ends_the_other_browsers(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    here, elsewhere = site.client(person=person), site.client(person=person)
    here.post("/toi/mat-khau", data={"old": PASSWORD, "password": OTHER, "again": OTHER})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_the_old_password_is_asked_for(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client(person=person)
    answer = client.post("/toi/mat-khau", data={"old": "không phải", "password": OTHER, "again": OTHER})
    assert answer.status_code == 422
    assert opened().accounts.people.check(person.login, PASSWORD)


def test_one_ends_another_browser_but_only_ones_own(site: Site) -> None:
    person, other = site.person("clerk"), site.person("clerk")
    here, elsewhere, others = site.client(person=person), site.client(person=person), site.client(person=other)
    sessions = opened().accounts.sessions
    for one in (*sessions.listed(person), *sessions.listed(other)):
        if f"/toi/phien/{one.id}/" in here.get("/toi").text or one.person == other.id:
            here.post(f"/toi/phien/{one.id}/ket-thuc")
    assert [client.get("/toi").status_code for client in (here, elsewhere, others)] == [200, 302, 200]


def test_name_title_and_language_are_ones_own_to_change(site: Site) -> None:
    client = site.client("clerk")
    answer = client.post("/toi", data={"name": "Lê Minh", "title": "Giáo viên", "language": "en"}, follow_redirects=True)
    assert '<html lang="en">' in answer.text
    assert client.person
    person = opened().accounts.people.get(client.person.id, site.organisation.id)
    assert (person.name, person.title, person.language, person.roles) == ("Lê Minh", "Giáo viên", "en", ("clerk",))


@pytest.mark.parametrize(("accepted", "language"), [("en-GB,en;q=0.9", "en"), ("vi-VN", "vi"), ("de", "vi"), ("", "vi")])
def test_the_browser_says_which_language_until_the_visitor_does(site: Site, accepted: str, language: str) -> None:
    site.person("clerk")
    client = site.client()
    assert f'<html lang="{language}">' in client.get("/dang-nhap", headers={"Accept-Language": accepted}).text
    other = "vi" if language == "en" else "en"
    client.post("/ngon-ngu", data={"language": other, "next": "/dang-nhap"})
    assert f'<html lang="{other}">' in client.get("/dang-nhap", headers={"Accept-Language": accepted}).text
