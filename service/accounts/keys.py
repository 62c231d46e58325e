"""API keys: 256 random bits, shown once, kept as their SHA-256, with scopes and an end."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.tables import API_KEY, ORGANISATION
from service.accounts.values import SCOPES, ApiKey, KeyScope, new_id
from service.accounts.written import one_line
from service.database import Database
from service.errors import InputRefused, RecordUnknown, problem

PREFIX: Final = "vb_"
_TEXT: Final = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")
_SHOWN: Final = len(PREFIX) + 6
_TOUCH: Final = 60.0                             # seconds: `used` is not written for every call
_COLUMNS = [column for column in API_KEY.c if column.name != "digest"]


class Keys:
    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, organisation: str, person: str, name: str, scopes: Iterable[KeyScope], expires: float | None = None
             ) -> tuple[ApiKey, str]:
        """The key and its text, which nobody can show again. `expires`: seconds since 1970. Raises InputRefused."""
        number, text = new_id(), PREFIX + secrets.token_urlsafe(32)
        said, wanted = one_line(name, "name", most=100), _scopes(scopes)

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(API_KEY.c.id).where(API_KEY.c.id == number)):
                return                            # the answer of an earlier try was lost
            now = float(connection.scalar(sa.select(self._database.now)) or 0.0)
            if expires is not None and expires <= now:
                raise InputRefused(problem("key-ends-early", "Hạn của khóa phải sau lúc này.", pointer="/expires"))
            connection.execute(sa.insert(API_KEY).values(
                id=number, organisation=organisation, person=person, name=said, shown=text[:_SHOWN], digest=_digest(text),
                scopes=wanted, created=now, expires=expires))

        self._database.write(work)
        return self.get(number, organisation), text

    def find(self, text: str) -> ApiKey | None:
        """The key that opens now; None where it is unknown, over, revoked, or its office is closed."""
        if not is_key(text):
            return None
        now = self._database.now
        wanted = sa.select(*_COLUMNS, sa.or_(API_KEY.c.used.is_(None), API_KEY.c.used < now - _TOUCH).label("stale")).join(
            ORGANISATION, ORGANISATION.c.id == API_KEY.c.organisation).where(
            API_KEY.c.digest == _digest(text), API_KEY.c.revoked.is_(None), ORGANISATION.c.closed.is_(None),
            sa.or_(API_KEY.c.expires.is_(None), API_KEY.c.expires > now))
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            return None
        if row["stale"]:
            self._database.write(lambda connection: connection.execute(
                sa.update(API_KEY).where(API_KEY.c.id == row["id"]).values(used=self._database.now)))
        return _key_of(row)

    def get(self, number: str, organisation: str) -> ApiKey:
        """Raises RecordUnknown, also for another organisation's."""
        wanted = sa.select(*_COLUMNS).where(API_KEY.c.id == number, API_KEY.c.organisation == organisation)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise RecordUnknown(problem("api-key-unknown", "Không có khóa này."))
        return _key_of(row)

    def listed(self, organisation: str) -> list[ApiKey]:
        """Also those that are over, newest first."""
        wanted = sa.select(*_COLUMNS).where(API_KEY.c.organisation == organisation).order_by(
            API_KEY.c.created.desc(), API_KEY.c.id)
        return self._database.read(lambda connection: [_key_of(row) for row in connection.execute(wanted).mappings()])

    def revoke(self, number: str, organisation: str) -> ApiKey:
        """From now on it opens nothing. Raises RecordUnknown."""
        self._database.write(lambda connection: connection.execute(
            sa.update(API_KEY).where(API_KEY.c.id == number, API_KEY.c.organisation == organisation)
            .values(revoked=sa.func.coalesce(API_KEY.c.revoked, self._database.now))))
        return self.get(number, organisation)


def is_key(text: str) -> bool:
    """Whether a text could be one of ours: what could not is not looked up."""
    return bool(_TEXT.fullmatch(text))


def _scopes(given: Iterable[KeyScope]) -> list[KeyScope]:
    """In one order, each once. Raises InputRefused (scopes-missing, scope-unknown)."""
    wanted = set(given)
    if not wanted:
        raise InputRefused(problem("scopes-missing", "Cần ít nhất một quyền của khóa.", pointer="/scopes"))
    InputRefused.raise_any(problem("scope-unknown", "Không có quyền {ten}.", pointer="/scopes", ten=str(one)[:40])
                           for one in sorted(wanted - set(SCOPES)))
    return [one for one in SCOPES if one in wanted]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _key_of(row: Mapping[Any, Any]) -> ApiKey:
    return ApiKey(row["id"], row["organisation"], row["person"], row["name"], row["shown"], tuple(row["scopes"]), row["created"],
                  row["expires"], row["used"], row["revoked"])
