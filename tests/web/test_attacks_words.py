"""Words that are markup, formulas or addresses of others: kept as typed, shown as typed, never obeyed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from werkzeug.test import TestResponse

from service.accounts.values import ROLES
from service.api.opened import opened
from tests.web.conftest import PASSWORD, Site
from tests.web.walked import every, pages

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


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
