"""Pictures of every page at the widths of a desk, a tablet and a telephone: `python -m tests.browser.pictures DIR [vi|en]`."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from service.language import Language
from tests.browser import way
from tests.browser.conftest import CHROMIUM
from tests.browser.desk import Desk
from tests.browser.signing import sign
from tests.browser.site import site
from tests.pki.pki import Pki


def take(folder: Path, language: Language) -> list[str]:
    """Goes all ways once; what was heard and judged grave on them."""
    with (tempfile.TemporaryDirectory() as data, closing(Pki(Path(data))) as pki,
          site(Path(data) / "data", **pki.environment) as started, sync_playwright() as playwright):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        desk = Desk(browser, started.address, language, folder)
        try:
            for number, step in enumerate(way.steps(started, Path(data), lambda pdf: sign(pki, pdf))):
                try:
                    step(desk)
                except (PlaywrightError, AssertionError) as error:       # the other pages are wanted all the same
                    desk.grave.append(f"step {number}: {error}")
                    desk.page.screenshot(path=folder / f"step-{number}.png", full_page=True)
        finally:
            desk.close()
            browser.close()
    return [*desk.watch.heard, *desk.grave]


def main(folder: str, language: Language = "vi") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for line in take(Path(folder), language):
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])                           # type: ignore[arg-type]
