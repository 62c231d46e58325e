"""What answers carry: policy, keeping, cookies; and how failures are told."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask, Response, request

from service.config import settings
from service.errors import (
    DatabaseUnreachable,
    FileGone,
    Forbidden,
    InputRefused,
    QuotaExceeded,
    RecordUnknown,
    StateConflict,
    VanbanError,
    problem,
)
from service.web import create_site
from service.web.headers import STATIC
from tests.web.conftest import PASSWORD, Site

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data: blob:", "font-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "frame-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(answer: Response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("path", ["/", "/dang-nhap", "/khong-co", "/static/app.css", "/toi"])
def test_every_page_has_the_policy(site: Site, path: str) -> None:
    answer = site.client("clerk").get(path)
    assert policy(answer) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in answer.headers


def test_the_api_keeps_its_own(site: Site) -> None:
    answer = site.client().get("/healthz")
    assert policy(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert "Set-Cookie" not in answer.headers


def test_a_page_is_not_kept_and_a_file_with_its_sum_is_for_a_year(site: Site) -> None:
    client = site.client("clerk")
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    [sheet] = re.findall(r'href="(/static/app\.css\?v=[0-9a-f]+)"', page.text)
    assert client.get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in client.get(sheet).headers
    assert client.get("/static/app.css?v=0").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/khong-co.css").status_code == 404
    assert client.get("/static/../headers.py").status_code == 404


def test_every_file_of_a_page_is_ours_and_there(site: Site) -> None:
    client = site.client("administrator", "clerk", "operator")
    for path in ("/", "/toi", "/quan-tri/nguoi", "/he-thong", "/soan", "/kiem-tra", "/dot", "/so", "/van-ban"):
        for address in re.findall(r'(?:src|href)="([^"#]+)"', client.get(path).text):
            assert address.startswith("/"), address
            if address.startswith("/static/"):
                assert "?v=" in address
                assert client.get(address).status_code == 200


def test_no_page_of_ours_has_script_or_style_inside() -> None:
    for path in (STATIC.parent / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|safe\b", text), path


def test_the_cookie_is_for_this_site_alone(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    said = site.client().post("/dang-nhap", data={"login": person.login, "password": PASSWORD}).headers["Set-Cookie"]
    assert said.startswith("vanban=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in said.split(";")}
    assert "Domain" not in said


def test_behind_https_the_cookie_goes_by_https_only_and_browsers_remember(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.person("clerk")
    monkeypatch.setenv("VANBAN_HTTPS", "1")
    monkeypatch.setenv("VANBAN_PROXIES", "1")
    settings.cache_clear()
    answer = create_site().test_client().get("/dang-nhap", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"})
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    said = answer.headers["Set-Cookie"]
    assert said.startswith("__Host-vanban=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in said.split(";")}


def test_vendored_files_are_what_was_published() -> None:
    readme = (STATIC / "vendor/README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", readme, re.MULTILINE))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (STATIC / "vendor").iterdir()
             if path.suffix in (".js", ".css")}
    assert told == found
    licences = re.findall(r"\(`([^`]+\.LICENSE)`\)", readme)
    assert sorted(licences) == sorted(path.name for path in (STATIC / "vendor").glob("*.LICENSE"))


# Failures.

@pytest.fixture
def failing(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site one of whose addresses ends as a test wants it to: /toi raises what stands in `raised`."""
    monkeypatch.setitem(site.app.view_functions, "entry.me", _raise)
    monkeypatch.setitem(site.app.config, "PROPAGATE_EXCEPTIONS", False)
    return site


RAISED: list[BaseException] = []


def _raise() -> Response:
    raise RAISED[0]


ERRORS = [kind(problem("x", "Câu chỉ có ở đây.")) for kind in (RecordUnknown, Forbidden, InputRefused, StateConflict, FileGone,
                                                             DatabaseUnreachable, QuotaExceeded)]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_our_errors_are_pages_in_words_and_pieces_for_htmx(failing: Site, error: VanbanError) -> None:
    RAISED[:] = [error]
    client = failing.client("clerk")
    whole = client.get("/toi")
    assert (whole.status_code, whole.mimetype) == (error.status, "text/html")
    assert error.title in whole.text
    assert "Câu chỉ có ở đây." in whole.text
    assert "<main" in whole.text
    assert whole.headers["X-Request-ID"] in whole.text
    piece = client.get("/toi", headers={"HX-Request": "true"})
    assert (piece.status_code, piece.headers["HX-Retarget"]) == (error.status, "#failures")
    assert "<main" not in piece.text
    assert "Câu chỉ có ở đây." in piece.text


def test_what_nobody_expected_is_told_without_a_word_of_it(failing: Site) -> None:
    RAISED[:] = [ZeroDivisionError("điều bí mật")]
    answer = failing.client("clerk").get("/toi")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Máy chủ gặp lỗi" in answer.text
    assert "bí mật" not in answer.text
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize(("method", "path", "status", "said"), [
    ("GET", "/khong-co", 404, "Không có trang này"), ("GET", "/toi/", 404, "Không có trang này"),
    ("GET", "/dang-xuat", 405, "Không mở được theo cách này"), ("DELETE", "/toi", 405, "Không mở được theo cách này"),
    ("TRACE", "/toi", 405, "Không mở được theo cách này"), ("GET", "/quan-tri/nguoi", 403, "Không có quyền"),
])
def test_wrong_addresses_are_told_as_pages(site: Site, method: str, path: str, status: int, said: str) -> None:
    answer = site.client("clerk").open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert said in answer.text


def test_programs_are_told_in_their_own_way(site: Site) -> None:
    for path in ("/api/v1/khong-co", "/openapi/khong-co"):
        answer = site.client().get(path)
        assert answer.mimetype == "application/problem+json", path


def test_a_form_that_is_too_large_is_told_with_the_limit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.config, "MAX_CONTENT_LENGTH", 1_048_576)
    answer = site.client("clerk").post("/toi", data={"name": "x" * 2_000_000})
    assert (answer.status_code, "1 MB" in answer.text) == (413, True)


def test_without_its_database_the_site_says_so_and_the_api_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("đây là một tệp, không phải thư mục")
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    try:
        client = create_site().test_client()
        answer = client.get("/dang-nhap")
        assert (answer.status_code, answer.mimetype) == (503, "text/html")
        assert client.get("/healthz").status_code == 200
    finally:
        settings.cache_clear()


def test_a_page_left_open_through_a_sign_in_is_given_a_new_token(site: Site) -> None:
    """In another tab somebody signed in again: htmx learns the new token from the refusal (static/app.js)."""
    client = site.client("clerk")
    refused = client.post("/toi", csrf=False, headers={"HX-Request": "true", "X-CSRFToken": "cũ"}, data={"name": "Lê Minh"})
    assert refused.status_code == 400
    token = refused.headers["X-CSRFToken"]
    again = client.post("/toi", csrf=False, headers={"X-CSRFToken": token}, data={"name": "Lê Minh", "language": "vi"})
    assert again.status_code == 302


@pytest.mark.parametrize(("sent", "following"), [
    ({}, "?next=/toi"),
    ({"HX-Request": "true"}, ""),
    ({"HX-Request": "true", "HX-Current-URL": "http://localhost/nhap/7?a=1"}, "?next=/nhap/7?a%3D1"),
    ({"HX-Request": "true", "HX-Current-URL": "http://[lạ"}, ""),
    ({"HX-Request": "true", "HX-Current-URL": "https://ke-gian.example//x.example/y"}, "?next=//x.example/y"),   # no door
])
def test_who_is_not_signed_in_any_more_is_led_to_the_door(site: Site, sent: dict[str, str], following: str) -> None:
    site.person("clerk")
    answer = site.client().get("/toi", headers=sent)
    assert answer.headers.get("HX-Redirect", answer.headers.get("Location")) == f"/dang-nhap{following}"


def test_the_address_of_a_visitor_is_a_proxys_to_tell_only_where_one_is_ours(
    empty_site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    assert _seen(empty_site, asked) == "127.0.0.1"
    monkeypatch.setenv("VANBAN_PROXIES", "1")
    settings.cache_clear()
    assert _seen(create_site(), asked) == "192.0.2.2"


def _seen(app: Flask, headers: dict[str, str]) -> str:
    seen = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(request.remote_addr))
    try:
        app.test_client().get("/khong-co", headers=headers)
    finally:
        app.before_request_funcs[None].pop()
    return str(seen[0])


def test_no_script_imports_the_one_that_every_page_has() -> None:
    """It would run twice: once by its address with its sum, once without."""
    wanted = re.compile(r"""from\s+["']\./app\.js["']""")
    assert [path.name for path in STATIC.glob("*.js") if wanted.search(path.read_text("utf-8"))] == []
