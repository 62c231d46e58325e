"""Counting over several processes; forms larger than usual; the link that `vanban serve` prints."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask, request

from service.api.opened import opened
from service.cli.serve import set_up
from service.config import settings
from service.web import create_site
from service.web.entry import code
from service.web.limits import LIMITER, up_to
from tests.web.conftest import Browser, Site

MIB = 1024 * 1024


def test_processes_count_together_in_the_brokers_redis(site: Site, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.person("clerk")
    monkeypatch.setenv("VANBAN_BROKER", redis_url)
    settings.cache_clear()
    codes = []
    for _process in range(2):
        app = create_site()
        client = Browser(app, app.response_class, use_cookies=True)
        codes += [client.post("/dang-nhap", data={"login": "nguoi.1", "password": "sai"}).status_code for _ in range(6)]
    LIMITER.reset()
    monkeypatch.delenv("VANBAN_BROKER")
    settings.cache_clear()
    create_site()                                 # the limiter is one in a process: for the tests after this, in memory again
    assert codes == [401] * 10 + [429] * 2


def test_a_view_may_take_more_than_other_forms(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def view() -> str:
        sent = request.files["file"]
        return str(len(sent.stream.read()))

    monkeypatch.setitem(site.app.config, "MAX_CONTENT_LENGTH", MIB)
    client, data = site.client("clerk"), {"name": "Lê Minh"}
    for most, status in ((4 * MIB, 200), (2 * MIB, 413)):
        monkeypatch.setitem(site.app.view_functions, "entry.save", up_to(lambda most=most: most)(view))
        answer = client.post("/toi", data={**data, "file": (io.BytesIO(b"x" * 3 * MIB), "a.docx")})
        assert answer.status_code == status
    assert "2 MB" in answer.text


def test_serve_prints_the_way_in_until_somebody_has_come_in(empty_site: Flask) -> None:
    link = set_up()
    assert link.startswith("/thiet-lap?ma=")
    assert 'name="office"' in empty_site.test_client().get(link).text
    assert code.fits(opened().accounts, link.partition("=")[2])
    Site(empty_site, opened().accounts.organisations.add("Trường")).person("administrator")
    assert set_up() == ""


def test_serve_goes_on_without_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("đây là một tệp, không phải thư mục")
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    assert set_up() == ""
    settings.cache_clear()
