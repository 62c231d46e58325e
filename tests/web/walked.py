"""All pages of the site, from the application's own list of addresses: a new page is attacked too."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from werkzeug.routing import Rule

from service.web import create_site
from tests.web.conftest import Browser

_PROGRAMS = ("/api", "/openapi", "/healthz", "/readyz", "/metrics", "/static")
_APP = create_site()


def pages() -> list[Rule]:
    return sorted((rule for rule in _APP.url_map.iter_rules() if not rule.rule.startswith(_PROGRAMS)), key=lambda rule: rule.rule)


def every(*methods: str) -> Iterator[tuple[Rule, str]]:
    """Every page with each of its methods."""
    for rule in pages():
        for method in sorted((rule.methods or set()) & set(methods or ("GET", "POST", "PUT", "PATCH", "DELETE"))):
            yield rule, method


def address(rule: Rule, **known: object) -> str:
    """The rule with something in each of its blanks."""
    values = {name: known.get(name, 1 if "Integer" in type(rule._converters[name]).__name__ else uuid.uuid4().hex)
              for name in rule.arguments}
    built = rule.build(values)
    assert built
    return str(built[1])


def token_of(client: Browser) -> str:
    found = re.search('name="csrf-token" content="([^"]+)"', client.get("/toi", follow_redirects=True).text)
    assert found
    return found[1]
