"""A browser for the session; for each language a site of its own, and a desk at it that was watched to the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from service.language import Language
from tests.browser import way
from tests.browser.desk import Desk
from tests.browser.site import Site, site
from tests.pki.pki import Pki

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: while it is open its loop runs in this thread, and other tests of the same process may need one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory, whole_pki: Pki, language: Language) -> Iterator[Site]:
    """Nobody has been entered yet. It trusts the tests' authority."""
    with site(tmp_path_factory.mktemp(f"site-{language}"), **whole_pki.environment) as started:
        yield started


@pytest.fixture
def desk(browser: Browser, new_site: Site, language: Language) -> Iterator[Desk]:
    yield from _watched(Desk(browser, new_site.address, language))


@pytest.fixture(scope="module")
def office(browser: Browser, new_site: Site, language: Language) -> Site:
    """After the first run, for the tests of what comes then."""
    desk = Desk(browser, new_site.address, language)
    if not way.is_set_up(desk):
        way.first_run(desk, new_site)
    desk.close()
    return new_site


@pytest.fixture
def clerk(browser: Browser, office: Site, language: Language) -> Iterator[Desk]:
    """A desk at which somebody is signed in."""
    desk = Desk(browser, office.address, language)
    way.sign_in(desk)
    yield from _watched(desk)


def _watched(desk: Desk) -> Iterator[Desk]:
    yield desk
    desk.close()
    assert desk.watch.heard == []
    assert desk.grave == []
