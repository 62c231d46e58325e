"""The words of a page in its visitor's language: the only home of Flask-Babel. The catalogue is `language`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import Flask, request, session
from flask_babel import Babel, Domain, format_decimal, get_locale
from flask_babel import format_date as _format_date
from markupsafe import Markup, escape

from service.config import settings
from service.errors import Problem
from service.language import Language, catalogue, translate, translate_text
from service.retold import message

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
CHOSEN: Final = "language"                        # its name in the cookie
ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")        # the hour of the offices that the decree is for
_DAY: Final = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}


class _Words(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Our one catalogue, as it is in memory: no compiled file beside it."""

    def gettext(self, string: str, **variables: object) -> str:
        known = string if language() == "vi" else catalogue(language()).get(string, string)
        return known.format_map(variables) if variables else known


class _Babel(Babel):  # type: ignore[misc]  # the same
    domain_instance = _Words()


def register(app: Flask, preferred: Callable[[], str | None]) -> None:
    """`preferred`: the language that the person signed in has chosen."""
    def locale() -> str:
        wanted = preferred() or session.get(CHOSEN)
        if wanted in LANGUAGES:
            return str(wanted)
        return request.accept_languages.best_match(LANGUAGES) or settings().locale

    _Babel(configure_jinja=False).init_app(app, default_locale="vi", default_timezone=ZONE.key, locale_selector=locale)
    app.jinja_env.globals |= {"_": _in_page, "say": say, "retold": retold, "language": language, "languages": LANGUAGES}
    app.jinja_env.filters |= {"day": day, "moment": moment, "number": number, "text": own_text}


def _(text: str, **blanks: object) -> str:
    """A text of ours in the visitor's language, its `{blanks}` filled."""
    return _Babel.domain_instance.gettext(text, **blanks)


def _in_page(text: str, **blanks: object) -> str | Markup:
    """As `_`, in a template: a blank may be filled with markup of ours (a link); all else is escaped."""
    known = _Babel.domain_instance.gettext(text)
    return Markup(escape(known)).format_map({name: escape(value) for name, value in blanks.items()})


def say(problem: Problem) -> str:
    """A problem's message in the visitor's language."""
    return translate(problem, language())


def retold(kept: Mapping[str, Any]) -> str:
    """The message of a finding that is kept with a document, in the visitor's language."""
    return message(kept, language())


def own_text(text: str) -> str:
    """A text of ours that is no literal here (a title of an error, a label of a schema) in the visitor's language."""
    return translate_text(text, language())


def language() -> Language:
    return "en" if str(get_locale() or "vi").startswith("en") else "vi"


def day(value: date | float | None) -> str:
    """22/11/2026; in English 22 Nov 2026."""
    if value is None:
        return ""
    when = datetime.fromtimestamp(value, ZONE) if isinstance(value, int | float) else value
    return str(_format_date(when, _DAY[language()], rebase=False))


def moment(value: float | None) -> str:
    """Seconds since 1970 → 22/11/2026 14:05, in Vietnam."""
    return "" if value is None else f"{day(value)} {datetime.fromtimestamp(value, ZONE):%H:%M}"


def number(value: float) -> str:
    """1.234.567; in English 1,234,567."""
    return str(format_decimal(value))
