"""People, keys, the office, its trail, the organisations of a site."""

from __future__ import annotations

import re

import pytest

from service.api.opened import opened
from tests.web.conftest import PASSWORD, Site

SECRET = re.compile('class="secret[^"]*">([^<]+)<')


def test_somebody_new_gets_a_password_once_and_changes_it(site: Site) -> None:
    client = site.client("administrator")
    data = {"login": "Le.Minh", "name": "Lê Minh", "title": "Giáo viên", "roles": ["clerk", "signer"]}
    login, password = SECRET.findall(client.post("/quan-tri/nguoi/them", data=data).text)
    assert login == "le.minh"
    assert password not in client.get("/quan-tri/nguoi").text
    newcomer = site.client()
    answer = newcomer.post("/dang-nhap", data={"login": login, "password": password}, follow_redirects=True)
    assert answer.request.path == "/toi/mat-khau"
    newcomer.post("/toi/mat-khau", data={"old": password, "password": PASSWORD, "again": PASSWORD})
    assert newcomer.get("/").status_code == 200
    person = opened().accounts.people.by_login("le.minh")
    assert person
    assert (person.roles, person.title, person.organisation) == (("clerk", "signer"), "Giáo viên", site.organisation.id)


@pytest.mark.parametrize(("change", "field"), [
    ({"login": "có dấu"}, "login"), ({"name": ""}, "name"), ({"roles": []}, "roles"), ({"roles": ["vua"]}, "roles"),
    ({"name": "x" * 201}, "name"),
])
def test_what_is_wrong_with_somebody_new_is_said_and_what_was_typed_stays(
    site: Site, change: dict[str, object], field: str
) -> None:
    data = {"login": "le.minh", "name": "Lê Minh", "title": "Tổ trưởng", "roles": "clerk", **change}
    answer = site.client("administrator").post("/quan-tri/nguoi/them", data=data)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Tổ trưởng" in answer.text
    assert len(opened().accounts.people.listed(site.organisation.id)) == 1


def test_a_login_that_is_taken_is_said(site: Site) -> None:
    person, client = site.person("clerk"), site.client("administrator")
    answer = client.post("/quan-tri/nguoi/them", data={"login": person.login, "name": "Lê Minh", "roles": "clerk"})
    assert (answer.status_code, "đã có người dùng" in answer.text) == (422, True)


def test_roles_change_at_once(site: Site) -> None:
    administrator, clerk = site.client("administrator"), site.client("clerk")
    assert clerk.person
    assert clerk.get("/quan-tri/nguoi").status_code == 403
    data = {"name": "Lê Minh", "title": "", "roles": ["clerk", "administrator"]}
    administrator.post(f"/quan-tri/nguoi/{clerk.person.id}", data=data)
    assert clerk.get("/quan-tri/nguoi").status_code == 200
    assert "Lê Minh" in clerk.get("/quan-tri/nguoi").text


def test_a_closed_person_is_out_at_once_and_may_be_let_in_again(site: Site) -> None:
    administrator, clerk = site.client("administrator"), site.client("clerk")
    assert clerk.person
    administrator.post(f"/quan-tri/nguoi/{clerk.person.id}/dong")
    assert clerk.get("/").status_code == 302
    administrator.post(f"/quan-tri/nguoi/{clerk.person.id}/mo-lai")
    assert opened().accounts.people.get(clerk.person.id, site.organisation.id).closed is None


def test_the_last_administrator_stays(site: Site) -> None:
    client = site.client("administrator")
    assert client.person
    at = f"/quan-tri/nguoi/{client.person.id}"
    for answer in (client.post(f"{at}/dong"), client.post(at, data={"name": "X", "roles": "clerk"})):
        assert (answer.status_code, "người quản trị cuối cùng" in answer.text) == (409, True)
    assert client.get("/quan-tri/nguoi").status_code == 200


def test_a_new_password_ends_the_old_one(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    [_login, password] = SECRET.findall(site.client("administrator").post(f"/quan-tri/nguoi/{person.id}/mat-khau").text)
    client = site.client()
    assert client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD}).status_code == 401
    assert client.post("/dang-nhap", data={"login": person.login, "password": password}).status_code == 302


def test_a_key_is_shown_once_opens_what_it_says_and_is_revoked(site: Site) -> None:
    client = site.client("administrator")
    made = client.post("/quan-tri/khoa", data={"name": "Phần mềm trường", "scopes": "make", "days": "30"})
    [text] = SECRET.findall(made.text)
    assert text not in client.get("/quan-tri/khoa").text
    assert text[:9] in client.get("/quan-tri/khoa").text
    bearer = {"Authorization": f"Bearer {text}"}
    program = site.app.test_client()
    assert program.get("/api/v1/types", headers=bearer).status_code == 200
    assert program.get("/api/v1/rules", headers=bearer).status_code == 403
    [key] = opened().accounts.keys.listed(site.organisation.id)
    client.post(f"/quan-tri/khoa/{key.id}/thu-hoi")
    assert program.get("/api/v1/types", headers=bearer).status_code == 401
    assert "đã thu hồi" in client.get("/quan-tri/khoa").text


@pytest.mark.parametrize("data", [{"name": "", "scopes": "make"}, {"name": "Phần mềm"}, {"name": "Phần mềm", "scopes": "tất cả"}])
def test_a_key_without_a_name_or_a_scope_is_none(site: Site, data: dict[str, str]) -> None:
    assert site.client("administrator").post("/quan-tri/khoa", data=data).status_code == 422
    assert opened().accounts.keys.listed(site.organisation.id) == []


def test_the_office_says_how_it_numbers_and_what_a_document_begins_with(site: Site) -> None:
    client = site.client("administrator")
    data = {"name": "Trường THPT Hạnh Thông Tây", "numbering": "by_type", "co_quan_chu_quan": " Sở  GD&ĐT ",
            "co_quan_ban_hanh": "Trường THPT Hạnh Thông", "viet_tat": "THPTHT", "dia_danh": "Hạnh Thông", "don_vi_soan_thao": ""}
    assert "Trường THPT Hạnh Thông Tây" in client.post("/quan-tri/don-vi", data=data, follow_redirects=True).text
    office = opened().accounts.organisations.get(site.organisation.id)
    assert office.settings.numbering == "by_type"
    assert office.settings.values == {
        "co_quan_chu_quan": "Sở GD&ĐT", "dia_danh": "Hạnh Thông",
        "co_quan_ban_hanh": {"ten": "Trường THPT Hạnh Thông", "viet_tat": "THPTHT"}}
    shown = client.get("/quan-tri/don-vi").text
    assert 'value="THPTHT"' in shown
    client.post("/quan-tri/don-vi", data={**data, "co_quan_ban_hanh": "", "viet_tat": "", "numbering": "khác"})
    office = opened().accounts.organisations.get(site.organisation.id)
    assert (office.settings.numbering, "co_quan_ban_hanh" in office.settings.values) == ("common", False)


def test_a_value_that_is_too_long_is_refused_and_stays_typed(site: Site) -> None:
    data = {"name": "Trường", "dia_danh": "x" * 201, "viet_tat": "THT"}
    answer = site.client("administrator").post("/quan-tri/don-vi", data=data)
    assert (answer.status_code, 'value="THT"' in answer.text) == (422, True)


def test_the_trail_tells_who_did_what_and_is_filtered(site: Site) -> None:
    client = site.client("administrator")
    client.post("/quan-tri/khoa", data={"name": "Phần mềm", "scopes": "make"})
    client.post("/quan-tri/don-vi", data={"name": "Trường Mới"})
    assert client.person
    wanted = {"": 2, "action=key-made": 1, "action=signed-in": 0, f"person={client.person.id}": 2, "since=2020-01-01": 2,
              "until=2020-01-01": 0, "since=x": 2, "before=x": 2, "before=99999999999999999999": 2, "before=1": 0}
    assert {query: client.get(f"/quan-tri/nhat-ky?{query}").text.count('class="text-nowrap"') for query in wanted} == wanted
    lines = client.get("/quan-tri/nhat-ky.csv?action=key-made").get_data(as_text=True).splitlines()
    assert lines[0].startswith("\ufeffLúc,Ai,Việc")
    assert len(lines) == 2
    assert ",key-made," in lines[1]


def test_a_long_trail_goes_on_where_the_page_ended(site: Site) -> None:
    client = site.client("administrator")
    for number in range(103):
        opened().accounts.trail.add(site.visiting(client), "file-checked", "file", str(number))
    first = client.get("/quan-tri/nhat-ky?action=file-checked").text
    [further] = re.findall(r'href="(\?action=[^"]+)"', first)
    shown = re.findall(r'<span title="(\d+)"', first) + re.findall(r'<span title="(\d+)"', client.get(
        "/quan-tri/nhat-ky" + further.replace("&amp;", "&")).text)
    assert shown == [str(number) for number in reversed(range(103))]


def test_an_operator_adds_an_office_with_its_administrator_and_closes_it(site: Site) -> None:
    client = site.client("operator")
    made = client.post("/he-thong", data={"office": "Trường THPT Khác", "name": "Lê Minh", "login": "le.minh"})
    login, password = SECRET.findall(made.text)
    newcomer = site.client()
    newcomer.post("/dang-nhap", data={"login": login, "password": password})
    newcomer.post("/toi/mat-khau", data={"old": password, "password": PASSWORD, "again": PASSWORD})
    assert "Trường THPT Khác" in newcomer.get("/quan-tri/nguoi").text
    [office] = [one for one in opened().accounts.organisations.listed() if one.id != site.organisation.id]
    client.post(f"/he-thong/{office.id}/dong")
    assert newcomer.get("/").status_code == 302
    client.post(f"/he-thong/{office.id}/mo-lai")
    assert newcomer.get("/").status_code == 200


@pytest.mark.parametrize("change", [{"office": ""}, {"name": ""}, {"login": "?"}])
def test_an_office_is_added_with_its_administrator_or_not_at_all(site: Site, change: dict[str, str]) -> None:
    data = {"office": "Trường", "name": "Lê Minh", "login": "le.minh", **change}
    assert site.client("operator").post("/he-thong", data=data).status_code == 422
    assert len(opened().accounts.organisations.listed()) == 1


def test_an_operator_does_not_close_the_own_office(site: Site) -> None:
    client = site.client("operator")
    assert client.post(f"/he-thong/{site.organisation.id}/dong").status_code == 409
    assert client.get("/he-thong").status_code == 200


def test_the_first_page_shows_what_waits_and_what_one_may(site: Site) -> None:
    clerk, registrar, operator = site.client("clerk"), site.client("registrar"), site.client("operator")
    assert clerk.person
    opened().records.drafts.add(clerk.person, "giay_khen", title="Giấy khen của An", data={})
    assert "Giấy khen của An" in clerk.get("/").text
    assert "Giấy khen của An" not in registrar.get("/").text
    assert "Chờ đăng ký" in registrar.get("/").text
    assert "Chờ đăng ký" not in clerk.get("/").text
    assert 'href="/soan"' not in operator.get("/").text
    assert 'href="/he-thong"' in operator.get("/").text
