"""/huong-dan/: files of the built guide. Its theme has a few inline scripts: a page's policy names them by their SHA-256."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, redirect, send_from_directory, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from service.web.headers import allow_scripts
from service.web.page import page
from service.web.texts import language

SITE: Final = Path(__file__).parent / "site"
_INLINE: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_HOUR: Final = 3600                               # seconds a browser may keep its pictures and scripts


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/huong-dan", "guide", at_home)
    blueprint.add_url_rule("/huong-dan/", "start", shown, defaults={"path": ""})
    blueprint.add_url_rule("/huong-dan/<path:path>", "shown", shown)


def at_home() -> ResponseReturnValue:
    """The guide in the visitor's language."""
    return redirect("/huong-dan/en/" if language() == "en" else "/huong-dan/")


def shown(path: str) -> ResponseReturnValue:
    name = f"{path}index.html" if not path or path.endswith("/") else path
    if name.endswith("/sitemap.xml"):             # its theme asks for it beside whatever page a search led to
        name = "sitemap.xml"
    found = safe_join(str(SITE), name)
    if not SITE.is_dir():
        return page("guide/missing.html", 404)
    if found is None or not Path(found).exists():
        raise NotFound
    if Path(found).is_dir():
        return redirect(url_for("guide.shown", path=f"{path}/"))
    is_html = name.endswith(".html")
    if is_html:
        allow_scripts(*scripts(found, Path(found).stat().st_mtime_ns))
    return send_from_directory(SITE, name, max_age=None if is_html else _HOUR)


@lru_cache(maxsize=200)
def scripts(path: str, _changed: int) -> tuple[str, ...]:
    """What a policy says of the inline scripts of a page."""
    return tuple(f"'sha256-{b64encode(sha256(one).digest()).decode()}'" for one in _INLINE.findall(Path(path).read_bytes()))
