"""A page as a browser holds it: what its form would send. Scripts run there, so what stands in <noscript> is not part of it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

Pairs = list[tuple[str, str]]
_UNSEEN = {"template", "noscript"}


class _Form(HTMLParser):
    """The successful controls of one form, in the order of the page (HTML, 4.10.21.4)."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.pairs: Pairs = []
        self.inside = False
        self.unseen = 0
        self.select = ""
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in _UNSEEN:
            self.unseen += 1
        if tag == "form":
            self.inside = given.get("id") == self.name
        if self.unseen or not (self.inside if "form" not in given else given["form"] == self.name):
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            self.pairs.append((name, given.get("value", "")))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area, self.text = name, ""

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag == "form":
            self.inside = False
        elif tag == "select" and self.select and self.options:
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.pairs.append((self.select, chosen[-1]))
            self.select = ""
        elif tag == "textarea" and self.area is not None:
            self.pairs.append((self.area, self.text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = None


def sent(page: str, form: str) -> Pairs:
    """What a browser sends of a form, `<form id=…>`, without a button."""
    reader = _Form(form)
    reader.feed(page)
    return reader.pairs


def body(pairs: Pairs) -> dict[str, Any]:
    """As a client posts it."""
    return {"data": urlencode(pairs), "content_type": "application/x-www-form-urlencoded"}
