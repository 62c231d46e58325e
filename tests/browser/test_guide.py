"""The guide as a reader sees it: its pages, its search, without another host."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.language import Language
from tests.browser.desk import Desk

ROOT = Path(__file__).parents[2]
SOUGHT = {"vi": ("đăng ký", "Sổ đăng ký"), "en": ("register", "Register")}


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run([ROOT / ".ci/guide"], check=True, env={**os.environ, "BIN": str(Path(sys.executable).parent)})


def test_the_guide_is_read_and_searched(desk: Desk, language: Language) -> None:
    page, (words, title) = desk.page, SOUGHT[language]
    desk.open("/huong-dan")
    assert page.url.endswith("/huong-dan/en/" if language == "en" else "/huong-dan/")
    desk.look("huong-dan")
    search = page.locator("input.md-search__input")
    found = page.locator(".md-search-result__item").filter(has_text=title).first
    search.click()
    for _ in range(60):                           # what is typed before its index has been read finds nothing
        search.fill("")
        search.press_sequentially(words)
        page.wait_for_timeout(500)
        if found.count():
            break
    found.locator("a").first.click()
    page.locator("article.md-content__inner h1").wait_for()
    desk.look("huong-dan-so")
