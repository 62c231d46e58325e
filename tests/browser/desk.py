"""A desk: one browser tab at which somebody works. Texts are said in Vietnamese and looked for in the desk's language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Locator, Page

from service.language import Language, translate_text
from tests.browser.watching import Watch

WIDTHS = {1440: 900, 768: 1024, 390: 844}         # CSS pixels: a desk, a tablet, a telephone
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
GRAVE = ("serious", "critical")
PATIENCE_MS = 60_000                              # a busy machine; nothing is measured here
# Pictures of the page that come only when one scrolls there, and back to its top.
_SHOWN = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
    image.onload = image.onerror = done;
  })));
  window.scrollTo(0, 0);
}"""
# The innermost elements that make a page wider than its window.
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  const inner = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
  return inner.slice(0, 4).map((one) => `${one.tagName}#${one.id}.${one.className}`).join(" ");
}"""


class Desk:
    """`look(name)` judges the page as it stands, and takes its pictures where they are asked for."""

    def __init__(self, browser: Browser, address: str, language: Language = "vi", pictures: Path | None = None) -> None:
        self.address, self.language, self.pictures = address, language, pictures
        self._context = browser.new_context(
            locale=LOCALES[language], timezone_id="Asia/Ho_Chi_Minh", base_url=address, accept_downloads=True,
            viewport={"width": 1440, "height": WIDTHS[1440]}, reduced_motion="reduce")
        self._context.set_default_timeout(PATIENCE_MS)
        self.watch = Watch(self._context, address)
        self.page: Page = self._context.new_page()
        self.grave: list[str] = []

    def close(self) -> None:
        self._context.close()

    def word(self, text: str, **blanks: object) -> str:
        known = translate_text(text, self.language)
        return known.format_map(blanks) if blanks else known

    def open(self, path: str) -> None:
        self.page.goto(path)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(self.word(label))}(?=[\s*:]|$)"))

    def fill(self, label: str, text: str) -> None:
        self.field(label).first.fill(text)

    def button(self, text: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=self.word(text))

    def link(self, text: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=self.word(text))

    def press(self, text: str) -> None:
        self.button(text).first.click()

    def follow(self, text: str) -> None:
        self.link(text).first.click()

    def says(self, text: str, **blanks: object) -> None:
        """Waits until the page says so."""
        self.page.get_by_text(self.word(text, **blanks)).first.wait_for()

    def downloaded(self, pressed: Locator) -> tuple[str, bytes]:
        """What a click downloads: its name and bytes."""
        with self.page.expect_download() as waiting:
            pressed.click()
        file: Download = waiting.value
        return file.suggested_filename, file.path().read_bytes()

    def look(self, name: str) -> None:
        """axe-core's rules on the page as it stands, and its pictures."""
        self.page.wait_for_load_state("load")
        found: dict[str, Any] = Axe().run(self.page).response
        self.grave += [f"{name}: {one['id']} ({one['impact']}): {one['help']}; {[node['target'] for node in one['nodes']][:4]}"
                       for one in found["violations"] if one["impact"] in GRAVE]
        if self.pictures is not None:
            self._take(name)

    def _take(self, name: str) -> None:
        assert self.pictures is not None
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate(_SHOWN)
            if wide := self.page.evaluate(_TOO_WIDE):
                self.grave.append(f"{name}: wider than {width} px: {wide}")
            self.page.screenshot(path=self.pictures / f"{name}-{self.language}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1440, "height": WIDTHS[1440]})
