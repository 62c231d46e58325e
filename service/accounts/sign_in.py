"""Signing in with a password: a try is counted before the password is looked at, so that many at once are not more than many.

A login that nobody has is counted and locked like any other: nobody learns from it who is here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import ceil
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from service.accounts.passwords import fits, hashed, outdated
from service.accounts.tables import ORGANISATION, PERSON, SIGN_IN
from service.accounts.trail import Trail
from service.accounts.values import Actor
from service.accounts.written import folded, is_login
from service.database import Database
from service.errors import SignInRefused, problem

WRONG_ONES: Final = 5                            # from this one on the login is locked
_FIRST_LOCK, _LONGEST_LOCK = 60, 3600            # seconds; twice as long each time
_FORGOTTEN: Final = 86_400                       # seconds after the last try


@dataclass(frozen=True, slots=True)
class _Try:
    """`locked`: seconds left, the try does not count. `until`: seconds of the lock that this try brings where it is wrong."""

    person: str | None = None
    organisation: str | None = None
    password: str | None = None
    locked: float = 0.0
    until: int = 0


class SignIn:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._trail = Trail(database)

    def check(self, login: str, password: str, address: str) -> tuple[str, str]:
        """Ids of the person and the organisation. Raises SignInRefused (sign-in-wrong, sign-in-locked)."""
        plain = folded(login)
        tried = self._tried(plain)
        if tried.locked:                          # said in the trail when it was locked
            raise _locked(ceil(tried.locked))
        if not fits(tried.password, password) or tried.person is None or tried.organisation is None:
            self._trail.add(Actor(organisation=tried.organisation, address=address), "sign-in-refused", "person",
                            tried.person or "", **({"locked": tried.until} if tried.until else {}))
            raise _locked(tried.until) if tried.until else SignInRefused(
                problem("sign-in-wrong", "Tên đăng nhập hoặc mật khẩu không đúng."))
        self._right(plain, tried.person, hashed(password) if outdated(tried.password or "") else None)
        return tried.person, tried.organisation

    def _tried(self, plain: str) -> _Try:
        try:
            return self._database.write(lambda connection: self._count(connection, plain))
        except IntegrityError:                    # another try of this login came first
            return self._database.write(lambda connection: self._count(connection, plain))

    def _count(self, connection: Connection, plain: str) -> _Try:
        """A lost commit that is made again counts twice: a lock that comes one try earlier."""
        now = float(connection.scalar(sa.select(self._database.now)) or 0.0)
        digest = digest_of(plain)
        connection.execute(sa.delete(SIGN_IN).where(SIGN_IN.c.tried < now - _FORGOTTEN))
        wanted = sa.select(SIGN_IN.c.failures, SIGN_IN.c.locked_until).where(SIGN_IN.c.digest == digest)
        row = connection.execute(wanted.with_for_update() if self._database.skip_locked else wanted).first()
        if row and row.locked_until and row.locked_until > now:
            return _Try(locked=row.locked_until - now)
        failures = (row.failures if row else 0) + 1
        seconds = min(_FIRST_LOCK * 2 ** min(failures - WRONG_ONES, 10), _LONGEST_LOCK) if failures >= WRONG_ONES else 0
        values = {"failures": failures, "tried": now, "locked_until": now + seconds if seconds else None}
        if row:
            connection.execute(sa.update(SIGN_IN).where(SIGN_IN.c.digest == digest).values(**values))
        else:
            connection.execute(sa.insert(SIGN_IN).values(digest=digest, **values))
        person = connection.execute(
            sa.select(PERSON.c.id, PERSON.c.organisation, PERSON.c.password)
            .join(ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation)
            .where(PERSON.c.login == (plain if is_login(plain) else ""), PERSON.c.closed.is_(None),
                   ORGANISATION.c.closed.is_(None))).first()
        return _Try(person.id, person.organisation, person.password, until=seconds) if person else _Try(until=seconds)

    def _right(self, plain: str, person: str, anew: str | None) -> None:
        def work(connection: Connection) -> None:
            connection.execute(unlocked(plain))
            if anew:
                connection.execute(sa.update(PERSON).where(PERSON.c.id == person).values(password=anew))

        self._database.write(work)


def unlocked(plain: str) -> sa.Delete:
    return sa.delete(SIGN_IN).where(SIGN_IN.c.digest == digest_of(plain))


def digest_of(plain: str) -> str:
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def _locked(seconds: int) -> SignInRefused:
    minutes, rest = divmod(seconds, 60)
    if minutes:
        told = problem("sign-in-locked", "Sai nhiều lần nên tạm khóa; thử lại sau {phut} phút.", phut=minutes + (rest > 0))
    else:
        told = problem("sign-in-locked", "Sai nhiều lần nên tạm khóa; thử lại sau {giay} giây.", giay=rest)
    return SignInRefused(told, seconds=seconds)
