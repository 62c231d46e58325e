"""The guide: built strictly, with nothing of another host, shown under a policy that knows its scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.web.guide import pages
from tests.web.conftest import Site

ROOT = Path(__file__).parents[2]
# What a browser fetches by itself when it shows a page.
FETCHED = re.compile(r'<(?:script|img|iframe|source|video)\b[^>]*?\bsrc="([^"]+)"|'
                     r'<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|preconnect|manifest)")[^>]*?\bhref="([^"]+)"')
IN_STYLES = re.compile(r"url\(\s*[\"']?(https?:)?//|@import")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", "docs/mkdocs.yml",
                    "--site-dir", str(folder)], cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder


def test_nothing_in_it_comes_from_another_host(built: Path) -> None:
    abroad = [f"{path.relative_to(built)}: {found}" for path in built.rglob("*.html")
              for found in ("".join(one) for one in FETCHED.findall(path.read_text("utf-8"))) if re.match("(https?:)?//", found)]
    abroad += [str(path.relative_to(built)) for path in built.rglob("*.css") if IN_STYLES.search(path.read_text("utf-8"))]
    assert abroad == []


def test_no_page_needs_styles_or_handlers_that_the_policy_forbids(built: Path) -> None:
    inline = re.compile(r"<style|\sstyle=\"|\son[a-z]+=\"|href=\"javascript:")
    assert [str(path.relative_to(built)) for path in built.rglob("*.html") if inline.search(path.read_text("utf-8"))] == []


def test_every_page_has_an_english_one_beside_it(built: Path) -> None:
    pages_of = {path.relative_to(built) for path in built.rglob("index.html")}
    vietnamese = {path for path in pages_of if path.parts[0] != "en"}
    assert {Path("en") / path for path in vietnamese} == pages_of - vietnamese


@pytest.mark.parametrize(("address", "says"), [("/huong-dan/", "<title>"), ("/huong-dan/en/", "<title>")])
def test_a_page_is_shown_and_its_scripts_are_named_by_what_they_are(
    site: Site, built: Path, monkeypatch: pytest.MonkeyPatch, address: str, says: str,
) -> None:
    monkeypatch.setattr(pages, "SITE", built)
    answer = site.client().get(address)
    assert answer.status_code == 200
    assert says in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.count("'sha256-") == len(re.findall("<script>", answer.text)) > 0
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["khong-co/", "../headers.py", "%2e%2e/pages.py", "..%2fpages.py"])
def test_what_is_not_of_the_guide_is_not_there(site: Site, built: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(pages, "SITE", built)
    assert site.client().get(f"/huong-dan/{path}").status_code == 404


def test_without_the_guide_it_is_said_how_to_build_it(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SITE", tmp_path / "none")
    answer = site.client().get("/huong-dan/")
    assert answer.status_code == 404
    assert "make guide" in answer.text


def test_the_guide_opens_in_the_language_of_its_reader(site: Site) -> None:
    assert site.client().get("/huong-dan", headers={"Accept-Language": "en"}).location == "/huong-dan/en/"
    assert site.client().get("/huong-dan", headers={"Accept-Language": "vi"}).location == "/huong-dan/"
