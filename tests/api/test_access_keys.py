"""Keys of organisations: which calls each is for, whose batches it sees, what the trail says of it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from service.accounts import KeyScope
from service.api import create_app
from service.api.access import NEEDS
from service.api.opened import opened
from service.config import settings
from tests.accounts.conftest import later
from tests.api.site import SITE_KEY, Site, codes, example, site


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site"), site_key=SITE_KEY) as found:
        yield found


@pytest.mark.parametrize(("method", "path", "scopes"), [
    ("GET", "/types", {"make", "batch"}),
    ("GET", "/types/giay_khen", {"make", "batch"}),
    ("POST", "/render", {"make"}),
    ("POST", "/check", {"check"}),
    ("GET", "/rules", {"check"}),
    ("GET", "/rules/B-01", {"check"}),
    ("POST", "/verify", {"check"}),
    ("POST", "/sign", {"sign"}),
    ("POST", "/copy", {"sign"}),
    ("GET", "/batches", {"batch"}),
    ("POST", "/batches", {"batch"}),
    ("GET", f"/batches/{'0' * 32}/results/1.pdf", {"batch"}),
    ("DELETE", f"/batches/{'0' * 32}", {"batch"}),
    ("GET", "/khong-co", {"make", "check", "batch", "sign"}),
    ("DELETE", "/types", {"make", "check", "batch", "sign"}),      # no such method: told as that
])
def test_a_key_opens_what_its_scopes_say(offices: Site, method: str, path: str, scopes: set[str]) -> None:
    for scope in get_args(KeyScope):
        answer = offices.program(scope).call(method, path)
        if scope in scopes:
            assert answer.status_code not in (401, 403), scope
        else:
            assert codes(answer) == (403, ["key-scope"]), scope
    assert offices.call(SITE_KEY, method, path).status_code not in (401, 403)


def test_every_call_has_its_scope() -> None:
    rules = [rule.rule.split("/") for rule in create_app().url_map.iter_rules() if rule.rule.startswith("/api")]
    assert {(parts[2], parts[3]) for parts in rules} == {("v1", part) for part in NEEDS}


def test_keys_of_one_office_share_its_batches_and_the_site_has_its_own(offices: Site) -> None:
    one, two, other = offices.program("batch"), offices.program("batch", "make"), offices.program("batch", of=offices.there)
    number = one.batch()
    assert two.call("GET", f"/batches/{number}").status_code == 200
    assert number in [batch["id"] for batch in two.call("GET", "/batches").get_json()["batches"]]
    assert number in [batch.id for batch in opened().ledger.batches.listed(one.office.id)]        # as the pages see them
    for answer in (other.call("GET", f"/batches/{number}"), offices.call(SITE_KEY, "GET", f"/batches/{number}")):
        assert codes(answer) == (404, ["batch-unknown"])


def test_what_a_key_does_stands_in_its_office_s_trail(offices: Site) -> None:
    program = offices.program()
    assert program.call("POST", "/render", json=example("giay_gioi_thieu")).status_code == 200
    assert program.call("POST", "/check", data="Kính gửi: Sở Nội vụ", content_type="text/plain").status_code == 200
    number = program.batch()
    assert program.call("GET", f"/batches/{number}/manifest.json").status_code == 409
    assert program.call("DELETE", f"/batches/{number}").status_code == 204
    assert offices.call(SITE_KEY, "POST", "/render", json=example("giay_gioi_thieu")).status_code == 200
    mine = [one for one in offices.accounts.trail.listed(program.office.id) if one.actor.key == program.made.id]
    assert [(one.action, one.kind) for one in reversed(mine)] == [
        ("document-made", "type"), ("file-checked", "file"), ("batch-started", "batch"), ("batch-deleted", "batch")]
    assert (mine[-1].object, len(mine[-1].details["pdf"]), mine[-1].actor.person) == ("giay_gioi_thieu", 64, None)
    assert mine[0].object == mine[1].object == number
    assert all(one.actor.address == "127.0.0.1" and one.actor.request for one in mine)
    assert offices.accounts.trail.listed(None) == []


def test_only_the_key_of_the_site_signs_with_what_the_server_holds(offices: Site, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "token.so"
    module.write_bytes(b"")
    for name, value in {"PKCS11_LIBRARY": str(module), "PKCS11_TOKEN": "van-thu",
                        "REMOTE_SIGN_URL": "https://ky.vidu.vn/csc/v2"}.items():
        monkeypatch.setenv(f"VANBAN_{name}", value)
    settings.cache_clear()
    try:
        for source, code in (("token", "token-missing"), ("credential", "credential-missing")):
            form = {"file": (io.BytesIO(b"%PDF-1.7"), "a.pdf"), source: "van-thu"}
            assert codes(offices.program("sign").call("POST", "/sign", data=form)) == (422, [code])
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path))
    monkeypatch.setenv("VANBAN_API_KEY", "")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("more", "status"), [
    ({}, 200),
    ({"headers": {"Authorization": "Bearer khoa-nao-do"}}, 200),
    ({"environ_base": {"REMOTE_ADDR": "::1"}}, 200),
    ({"environ_base": {"REMOTE_ADDR": "10.0.0.8"}}, 401),
    ({"environ_base": {"REMOTE_ADDR": ""}}, 401),
    ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, 401),          # a proxy of this machine speaks for others
    ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 401),          # a page of the internet in a browser of this machine
    ({"headers": {"Sec-Fetch-Site": "same-site"}}, 401),
    ({"headers": {"Sec-Fetch-Site": "same-origin"}}, 200),         # our own page that tries the calls out
])
def test_while_nobody_has_been_entered_this_machine_needs_no_key(more: dict[str, Any], status: int) -> None:
    assert create_app().test_client().get("/api/v1/rules/B-01", **more).status_code == status


@pytest.mark.usefixtures("fresh")
def test_from_the_first_person_on_a_key_is_needed() -> None:
    client = create_app().test_client()
    assert client.get("/api/v1/rules/B-01").status_code == 200
    accounts = opened().accounts
    person = accounts.people.add(accounts.organisations.add("Trường A").id, "an.le", "Lê Văn An", roles=["administrator"])
    assert codes(client.get("/api/v1/rules/B-01")) == (401, ["key-missing"])
    accounts.people.close(accounts.people.add(person.organisation, "an.vo", "Võ An", roles=["clerk"]).id)
    _, text = accounts.keys.make(person.organisation, person.id, "Phần mềm", ["check"])
    assert client.get("/api/v1/rules/B-01", headers={"Authorization": f"Bearer {text}"}).status_code == 200


def test_without_a_database_nothing_is_open_but_to_the_key_of_the_site(tmp_path: Path) -> None:
    with site(tmp_path, site_key=SITE_KEY) as office, pytest.MonkeyPatch.context() as patch:
        text = office.program("check").text
        patch.setenv("VANBAN_DATABASE", "postgresql+psycopg://vanban@127.0.0.1:1/vanban")
        settings.cache_clear()
        assert office.call(SITE_KEY, "GET", "/rules/B-01").status_code == 200
        assert office.call(text, "GET", "/rules/B-01").status_code == 503
        patch.setenv("VANBAN_API_KEY", "")
        settings.cache_clear()
        assert office.call(None, "GET", "/rules/B-01").status_code == 503
    settings.cache_clear()


def test_a_key_that_is_over_is_told_like_one_that_never_was(offices: Site) -> None:
    short, gone = offices.program(expires=time.time() + 60), offices.program()
    assert short.call("GET", "/types").status_code == gone.call("GET", "/types").status_code == 200
    later(offices.accounts, 61)
    offices.accounts.keys.revoke(gone.made.id, gone.office.id)
    answers = [offices.call(text, "GET", "/types") for text in (short.text, gone.text, "vb_" + "A" * 43, "sai")]
    assert [one.status_code for one in answers] == [401] * 4
    assert len({one.get_data() for one in answers}) == 1
    assert all(one.headers["WWW-Authenticate"].startswith("Bearer") for one in answers)
