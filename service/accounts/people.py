"""People: entered, changed, closed, found. How they sign in is in sign_in.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from service.accounts import written
from service.accounts.organisations import unknown as organisation_unknown
from service.accounts.passwords import check_password, hashed
from service.accounts.sign_in import SignIn, digest_of, unlocked
from service.accounts.tables import ORGANISATION, PERSON, SESSION, SIGN_IN
from service.accounts.values import ROLES, Person, Role, new_id
from service.accounts.written import one_line
from service.database import Database
from service.errors import InputRefused, RecordUnknown, StateConflict, problem

_COLUMNS = [column for column in PERSON.c if column.name != "password"]


class People:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sign_in = SignIn(database)
        self._entered = False

    def any(self) -> bool:
        """Whether anybody has ever been entered; once true, it costs nothing."""
        if not self._entered:
            wanted = sa.select(sa.exists().select_from(PERSON))
            self._entered = bool(self._database.read(lambda connection: connection.scalar(wanted)))
        return self._entered

    def add(self, organisation: str, login: str, name: str, *, title: str = "", roles: Iterable[Role],
            password: str | None = None, must_change: bool = False) -> Person:
        """Without a password nobody signs in as this person until one is set. Raises InputRefused, RecordUnknown."""
        number, plain = new_id(), written.login(login)
        values = {"id": number, "organisation": organisation, "login": plain, "name": one_line(name, "name"),
                  "title": one_line(title, "title", needed=False), "roles": _roles(roles), "must_change": must_change}
        if password is not None:
            check_password(password, plain)
            values["password"] = hashed(password)

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(PERSON.c.id).where(PERSON.c.id == number)):
                return                            # the answer of an earlier try was lost
            if connection.scalar(sa.select(ORGANISATION.c.id).where(ORGANISATION.c.id == organisation)) is None:
                raise organisation_unknown()
            connection.execute(sa.insert(PERSON).values(**values, created=self._database.now))

        try:
            self._database.write(work)
        except IntegrityError:
            raise InputRefused(problem("login-taken", "Tên đăng nhập {ten} đã có người dùng.", pointer="/login",
                                       ten=plain)) from None
        return self.get(number, organisation)

    def get(self, number: str, organisation: str) -> Person:
        """Raises RecordUnknown, also for another organisation's."""
        found = self._found(PERSON.c.id == number, PERSON.c.organisation == organisation)
        if not found:
            raise _unknown()
        return found[0]

    def by_login(self, login: str) -> Person | None:
        """Of the whole site: for the trail, and for who helps from the command line."""
        plain = written.folded(login)
        found = self._found(PERSON.c.login == plain) if written.is_login(plain) else []
        return found[0] if found else None

    def listed(self, organisation: str) -> list[Person]:
        """Also closed ones, by login."""
        return self._found(PERSON.c.organisation == organisation)

    def save(self, number: str, organisation: str, *, name: str | None = None, title: str | None = None,
             roles: Iterable[Role] | None = None, language: Literal["vi", "en"] | None = None) -> Person:
        """What is not given stays. Raises InputRefused, RecordUnknown, StateConflict (administrator-last)."""
        change: dict[str, Any] = {}
        if name is not None:
            change["name"] = one_line(name, "name")
        if title is not None:
            change["title"] = one_line(title, "title", needed=False)
        if roles is not None:
            change["roles"] = _roles(roles)
        if language is not None:
            change["language"] = language

        def work(connection: Connection) -> None:
            if "administrator" not in change.get("roles", ["administrator"]):
                self._keep_one(connection, number, organisation)
            if change:
                connection.execute(sa.update(PERSON).where(PERSON.c.id == number, PERSON.c.organisation == organisation)
                                   .values(**change))

        self._database.write(work)
        return self.get(number, organisation)

    def set_password(self, number: str, password: str, *, must_change: bool = False) -> None:
        """Ends all sessions of the person, and a lock. `must_change`: it was given by somebody else. Raises InputRefused,
        RecordUnknown."""
        plain = self._database.read(lambda connection: connection.scalar(sa.select(PERSON.c.login).where(PERSON.c.id == number)))
        if plain is None:
            raise _unknown()
        check_password(password, plain)
        made = hashed(password)

        def work(connection: Connection) -> None:
            connection.execute(sa.update(PERSON).where(PERSON.c.id == number).values(password=made, must_change=must_change))
            connection.execute(sa.delete(SESSION).where(SESSION.c.person == number))
            connection.execute(unlocked(plain))

        self._database.write(work)

    def unlock(self, number: str, organisation: str) -> Person:
        """Raises RecordUnknown."""
        person = self.get(number, organisation)
        self._database.write(lambda connection: connection.execute(unlocked(person.login)))
        return self.get(number, organisation)

    def close(self, number: str, organisation: str | None = None) -> None:
        """Signs in no more; what he did keeps his name. Raises RecordUnknown, StateConflict (administrator-last)."""

        def work(connection: Connection) -> None:
            row = connection.execute(sa.select(PERSON.c.organisation).where(PERSON.c.id == number)).first()
            if row is None or organisation not in (None, row.organisation):
                raise _unknown()
            self._keep_one(connection, number, row.organisation)
            connection.execute(sa.update(PERSON).where(PERSON.c.id == number).values(
                closed=sa.func.coalesce(PERSON.c.closed, self._database.now)))
            connection.execute(sa.delete(SESSION).where(SESSION.c.person == number))

        self._database.write(work)

    def open_again(self, number: str, organisation: str) -> Person:
        """Raises RecordUnknown."""
        self._database.write(lambda connection: connection.execute(
            sa.update(PERSON).where(PERSON.c.id == number, PERSON.c.organisation == organisation).values(closed=None)))
        return self.get(number, organisation)

    def check(self, login: str, password: str, *, address: str = "") -> Person:
        """The person, where the password is right. Raises SignInRefused, also while the login is locked: the same words, after
        the same time, for a login that nobody has. A refusal is put into the trail here, where it is known whose it is; `address`
        is where the try came from."""
        return self.get(*self._sign_in.check(login, password, address))

    def _found(self, *conditions: sa.ColumnElement[bool]) -> list[Person]:
        wanted = sa.select(*_COLUMNS).where(*conditions).order_by(PERSON.c.login)

        def work(connection: Connection) -> list[Person]:
            rows = connection.execute(wanted).mappings().all()
            digests = {digest_of(row["login"]): row["login"] for row in rows}
            locks = connection.execute(sa.select(SIGN_IN.c.digest, SIGN_IN.c.locked_until).where(
                SIGN_IN.c.digest.in_(digests), SIGN_IN.c.locked_until > self._database.now))
            until = {digests[digest]: moment for digest, moment in locks}
            return [person_of(row, until.get(row["login"])) for row in rows]

        return self._database.read(work)

    def _keep_one(self, connection: Connection, number: str, organisation: str) -> None:
        """Nobody takes the last administrator away from an office that has one."""
        office = sa.select(ORGANISATION.c.id).where(ORGANISATION.c.id == organisation)
        connection.execute(office.with_for_update() if self._database.skip_locked else office)     # two at once: one by one
        rows = connection.execute(sa.select(PERSON.c.id, PERSON.c.roles).where(
            PERSON.c.organisation == organisation, PERSON.c.closed.is_(None)))
        administrators = {row.id for row in rows if "administrator" in row.roles}
        if administrators == {number}:
            raise StateConflict(problem("administrator-last", "Đây là người quản trị cuối cùng của cơ quan; hãy giao quyền quản "
                                        "trị cho người khác trước."))


def person_of(row: Mapping[Any, Any], locked_until: float | None = None, prefix: str = "") -> Person:
    """`prefix`: how the columns are called in a row that has others' too."""
    def of(name: str) -> Any:
        return row[prefix + name]

    return Person(of("id"), of("organisation"), of("login"), of("name"), of("title"), tuple(of("roles")), of("must_change"),
                  of("language"), of("created"), of("closed"), locked_until)


def _roles(given: Iterable[Role]) -> list[Role]:
    """In one order, each once. Raises InputRefused (roles-missing, role-unknown)."""
    wanted = set(given)
    if not wanted:
        raise InputRefused(problem("roles-missing", "Cần ít nhất một vai trò.", pointer="/roles"))
    InputRefused.raise_any(problem("role-unknown", "Không có vai trò {ten}.", pointer="/roles", ten=str(one)[:40])
                           for one in sorted(wanted - set(ROLES)))
    return [one for one in ROLES if one in wanted]


def _unknown() -> RecordUnknown:
    return RecordUnknown(problem("person-unknown", "Không có người dùng này."))
