"""One clerk of benchmarks.clerks: a browser without a screen, that types, looks, files and finds."""

from __future__ import annotations

import http.client
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from service import doctypes
from service.vietnamese.clock import today

TYPES: Final = ("giay_gioi_thieu", "giay_moi")
_IDLE: Final = 1.5                                # seconds: the server closes connections that idle for two
_FORM: Final = "application/x-www-form-urlencoded"
_TOKEN: Final = re.compile(r'name="csrf-token" content="([^"]+)"')
_REVISION: Final = re.compile(r'name="revision" value="(\d+)"')
_WORDS: Final = ("họp", "giao ban", "tập huấn", "kiểm tra", "bàn giao", "khảo sát", "thi đua", "khen thưởng", "chuyên đề")


@dataclass(slots=True)
class Heard:
    """Of every request its kind and seconds; what went wrong, with its status."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    registered: int = 0
    made: int = 0


class Browser:
    """One connection kept open, cookies, the token of forms. `address`: as a proxy of ours would tell it."""

    def __init__(self, server: str, address: str, heard: Heard) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=120)
        self._address, self._heard = address, heard
        self._cookies: dict[str, str] = {}
        self._token, self._used = "", 0.0

    def get(self, kind: str, path: str) -> str:
        return self._ask(kind, "GET", path).decode("utf-8", "replace")

    def load(self, kind: str, path: str) -> bytes:
        return self._ask(kind, "GET", path)

    def post(self, kind: str, path: str, pairs: list[tuple[str, str]], expected: tuple[int, ...] = (200, 302, 303)) -> str:
        """The body, or where it leads."""
        body = urlencode([*pairs, ("csrf_token", self._token)]).encode()
        return self._ask(kind, "POST", path, body, expected).decode("utf-8", "replace")

    def _ask(self, kind: str, method: str, path: str, body: bytes | None = None, expected: tuple[int, ...] = (200,)) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"X-Forwarded-For": self._address, "Cookie": cookies}
        if body is not None:
            headers |= {"Content-Type": _FORM, "X-CSRFToken": self._token}
        begun = time.monotonic()
        if begun - self._used > _IDLE:
            self._connection.close()              # as a browser finds it: the next request opens a new one
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        data = answer.read()
        self._used = time.monotonic()
        self._heard.seconds.append((kind, time.monotonic() - begun))
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        if token := _TOKEN.search(data.decode("utf-8", "replace")):
            self._token = token[1]
        if answer.status not in expected:
            self._heard.errors.append(f"{kind}: {answer.status} {path.partition('?')[0]}")
        return (answer.headers.get("Location") or "").encode() if answer.status in (302, 303) else data

    def close(self) -> None:
        self._connection.close()


class Clerk:
    """`pause`: seconds between two savings while typing, from and to."""

    def __init__(self, server: str, number: int, login: str, password: str, pause: tuple[float, float]) -> None:
        self.heard = Heard()
        self._browser = Browser(server, f"192.0.2.{number + 1}", self.heard)
        self._login, self._password, self._pause = login, password, pause
        self._chance = random.Random(number)

    def work(self, goes_on: Callable[[], bool]) -> None:
        """Signs in and works until told to end; a connection that breaks is an error and begins anew."""
        while goes_on():
            try:
                self._browser.get("sign-in page", "/dang-nhap")
                self._browser.post("sign in", "/dang-nhap", [("login", self._login), ("password", self._password)])
                while goes_on():
                    self._document(goes_on)
            except (OSError, http.client.HTTPException) as error:
                self.heard.errors.append(f"connection: {type(error).__name__}")
                self._browser.close()
        self._browser.close()

    def _document(self, goes_on: Callable[[], bool]) -> None:
        ask, slug = self._browser, self._chance.choice(TYPES)
        ask.get("start page", "/")
        ask.get("types", "/soan")
        draft = ask.post("new draft", f"/soan/{slug}", [])
        revision = _revision(ask.get("draft", draft))
        pairs = list(flat(self._data(slug)))
        for typed in (len(pairs) // 3, 2 * len(pairs) // 3, len(pairs)):
            self._wait(goes_on)
            sent = [("revision", revision), *pairs[:typed]]
            told = json.loads(ask.post("save and preview", f"{draft}/luu-xem", sent, (200, 422)))
            revision = str(told["revision"])
            for page in told.get("pages", ())[:1]:
                ask.load("page picture", f"{draft}/trang/1.png?v={page.get('digest', '')}")
        made = ask.post("finish", draft, [("revision", revision), *pairs, ("then", "finish")])
        if not made.startswith("/van-ban/"):
            self.heard.errors.append(f"finish: {slug} is not complete")
            return
        self.heard.made += 1
        ask.get("document", made)
        self._wait(goes_on)
        ask.get("documents", "/van-ban")
        ask.get("search", f"/van-ban?q={quote(self._chance.choice(_WORDS))}")
        if self._chance.random() < 0.3:
            day = today().isoformat()
            ask.get("next number", f"{made}/so-tiep?day={day}")
            ask.post("register", f"{made}/dang-ky", [("day", day)])
            ask.get("register page", "/so")
            self.heard.registered += 1
        ask.load("download", f"{made}/tep/pdf")
        self._wait(goes_on)

    def _data(self, slug: str) -> dict[str, Any]:
        """No two documents are alike."""
        data = dict(doctypes.get(slug).example()["data"])
        found = next((name for name in ("noi_dung", "ve_viec", "muc_dich", "trich_yeu") if isinstance(data.get(name), str)), None)
        if found:
            data[found] += f" {self._chance.choice(_WORDS)} đợt {self._chance.randrange(10_000)}"
        data.pop("so", None)
        data.pop("ngay_ban_hanh", None)
        return data

    def _wait(self, goes_on: Callable[[], bool]) -> None:
        until = time.monotonic() + self._chance.uniform(*self._pause)
        while goes_on() and time.monotonic() < until:
            time.sleep(0.2)


def flat(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Data as the form of its type sends it (service/web/make/form.py)."""
    match value:
        case Mapping():
            for name, one in value.items():
                yield from flat(one, f"{at}/{name}")
        case list() | tuple():
            for one in value:
                if isinstance(one, Mapping):
                    yield f"{at}/-", ""
                yield from flat(one, f"{at}/-")
        case bool():
            yield at, "1" if value else ""
        case date():
            yield at, value.strftime("%d/%m/%Y")
        case None:
            return
        case _:
            yield at, str(value)


def _revision(page: str) -> str:
    found = _REVISION.search(page)
    return found[1] if found else "0"
