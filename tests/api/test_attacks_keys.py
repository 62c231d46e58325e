"""Attacks on keys and on what belongs to another office. Each row names the attack and the answer that is expected.

Elsewhere: sessions and passwords in tests/accounts (test_sessions.py, test_sign_in.py); pages in tests/web; addresses that a
stranger names in tests/asking; what a request for a batch may ask for in test_batches_asked.py.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.api.guesses import MOST
from tests.api.site import SITE_KEY, Program, Site, called, codes, example, site
from tests.batch.runs import rows


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site"), site_key=SITE_KEY) as found:
        yield found


@pytest.fixture(scope="module")
def mine(offices: Site) -> Program:
    return offices.program()


@pytest.fixture(scope="module")
def thief(offices: Site) -> Program:
    """Of the other office, with every scope."""
    return offices.program(of=offices.there)


@pytest.fixture(scope="module")
def number(mine: Program) -> str:
    return mine.batch()


@pytest.mark.parametrize(("method", "path"), [
    ("GET", ""), ("GET", "/events"), ("GET", "/results"), ("GET", "/results/1.pdf"), ("GET", "/results/1.docx"),
    ("GET", "/archive"), ("GET", "/errors"), ("GET", "/readiness"), ("GET", "/manifest.json"), ("GET", "/manifest.csv"),
    ("GET", "/report.html"), ("GET", "/report.pdf"), ("GET", "/print.pdf"), ("POST", "/cancel"), ("DELETE", ""),
    ("HEAD", "/archive"),
])
def test_another_office_s_batch_is_not_there(mine: Program, thief: Program, number: str, method: str, path: str) -> None:
    answer = thief.call(method, f"/batches/{number}{path}")
    assert answer.status_code == 404
    if method != "HEAD":
        assert codes(answer)[1] == ["batch-unknown"]
        never = thief.call(method, f"/batches/{'0' * 32}{path}").get_data()      # told like one that never was
        assert answer.get_data().replace(number.encode(), b"0" * 32) == never
    assert mine.call("GET", f"/batches/{number}").get_json()["state"] == "received"
    assert number not in thief.call("GET", "/batches").get_data(as_text=True)


def test_another_office_s_idempotency_key_gives_nothing_of_its_batch(mine: Program, thief: Program) -> None:
    body = {"rows": [{"key": "a", "type": "giay_gioi_thieu", "data": {}}]}
    sent = {"json": body, "headers": {"Idempotency-Key": "cùng-một-khóa".encode().hex()}}
    first, second = mine.call("POST", "/batches", **sent), thief.call("POST", "/batches", **sent)
    assert first.status_code == second.status_code
    assert first.get_json()["id"] != second.get_json()["id"]
    assert "Idempotency-Replayed" not in second.headers


@pytest.mark.parametrize(("attack", "header"), [
    ("no key", None),
    ("an empty key", "Bearer "),
    ("another scheme", "Basic {text}"),
    ("the key in the scheme", "{text}"),
    ("one letter changed", "Bearer {changed}"),
    ("the beginning, as lists show it", "Bearer {shown}"),
    ("the id in place of the key", "Bearer {id}"),
    ("the digest in place of the key", "Bearer {digest}"),
    ("the id of the organisation", "Bearer {organisation}"),
    ("a key nobody made", "Bearer vb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ("SQL", "Bearer vb_' OR '1'='1"),
    ("a pattern of SQL", "Bearer vb_%"),
    ("two keys", "Bearer {text}, Bearer {text}"),
    ("a key and something after it", "Bearer {text} x"),
    ("a key in capitals", "Bearer {upper}"),
    ("letters outside ASCII", "Bearer vb_\u0110\u01b0\u1eddng"),
    ("a very long key", "Bearer {long}"),
    ("the key of the site with something after it", "Bearer " + SITE_KEY + "x"),
])
@pytest.mark.parametrize("path", ["/types", "/batches", "/khong-co"])
def test_a_forged_key_opens_nothing(offices: Site, attack: str, header: str | None, path: str) -> None:
    program = offices.program()
    last = "A" if program.text[-1] != "A" else "B"
    values = {"text": program.text, "changed": program.text[:-1] + last, "shown": program.made.shown, "id": program.made.id,
              "digest": hashlib.sha256(program.text.encode()).hexdigest(), "organisation": program.office.id,
              "upper": program.text.upper(), "long": "vb_" + "A" * 100_000}
    headers = {} if header is None else {"Authorization": header.format(**values).encode().decode("latin-1")}
    guest = {"REMOTE_ADDR": f"198.51.100.{len(attack)}"}          # several, so that none has tried too many
    answer = called(offices.client, None, "GET", path, headers=headers, environ_base=guest)
    assert answer.status_code == 401, attack
    assert program.text not in answer.get_data(as_text=True)


@pytest.mark.parametrize("place", ["query", "cookie", "form", "other header"])
def test_a_key_counts_in_its_header_only(offices: Site, place: str) -> None:
    text = offices.program().text
    more: dict[str, Any] = {"query": {"query_string": {"key": text, "access_token": text}}, "cookie": {"headers": {
        "Cookie": f"Authorization=Bearer {text}; vanban={text}"}}, "form": {"data": {"key": text}},
        "other header": {"headers": {"X-API-Key": text, "Proxy-Authorization": f"Bearer {text}"}}}[place]
    assert codes(offices.call(None, "POST", "/batches", **more)) == (401, ["key-missing"])


def test_a_closed_office_s_keys_open_nothing(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        program = office.program()
        assert program.call("GET", "/types").status_code == 200
        office.accounts.organisations.close(program.office.id)
        assert codes(program.call("GET", "/types")) == (401, ["key-wrong"])


def test_trying_out_keys_ends_before_the_key_of_the_site_is_found(tmp_path: Path) -> None:
    with site(tmp_path, site_key=SITE_KEY) as office:
        program = office.program("check")
        answers = [office.call(f"mat-khau-{number}", "GET", "/rules").status_code for number in range(MOST + 5)]
        assert answers == [401] * MOST + [429] * 5
        refused = office.call(SITE_KEY, "GET", "/rules")      # nobody learns that this is the one
        assert codes(refused) == (429, ["key-guesses"])
        assert 0 < int(refused.headers["Retry-After"]) <= 61
        assert program.call("GET", "/rules/B-01").status_code == 200                  # 256 random bits need no such guard
        elsewhere = {"environ_base": {"REMOTE_ADDR": "198.51.100.9"}}
        assert office.call(SITE_KEY, "GET", "/rules/B-01", **elsewhere).status_code == 200


def test_a_program_with_an_old_key_locks_nobody_out(tmp_path: Path) -> None:
    with site(tmp_path, site_key=SITE_KEY) as office:
        assert {office.call("khoa-cu", "GET", "/rules").status_code for _ in range(MOST + 5)} == {401}
        assert office.call(SITE_KEY, "GET", "/rules/B-01").status_code == 200


def test_a_scope_is_not_gone_round_by_another_spelling_of_the_address(offices: Site) -> None:
    program = offices.program("check")
    for path in ("//api/v1/render", "/api/v1//render", "/api/v1/./render", "/api/v1/rules/../render", "/api/v1/Render",
                 "/api/v1/render/", "/API/v1/render", "/api/v1/%72ender", "/api%2Fv1/render"):
        answer = offices.client.post(path, json=example(), headers={"Authorization": f"Bearer {program.text}"})
        assert answer.status_code in (308, 401, 403, 404), path
        assert answer.mimetype != "application/pdf", path


def test_nothing_that_is_refused_is_counted_as_used(offices: Site) -> None:
    program = offices.program("check")
    assert codes(program.call("POST", "/batches", json={"rows": rows(1)[:0]}))[0] == 403
    assert codes(program.call("POST", "/sign", data={"file": (io.BytesIO(b"x"), "a.pdf")}))[0] == 403
    assert [one for one in offices.accounts.trail.listed(program.office.id) if one.actor.key == program.made.id] == []
