"""Documents of an office: what was made, its files, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service import doctypes
from service.accounts.values import Person, new_id
from service.database import Database
from service.errors import RecordUnknown, StateConflict, TypeUnknown, problem
from service.records import files
from service.records.rows import NO_DOCUMENT, document_of, files_json, holds
from service.records.signed import judged
from service.records.tables import DOCUMENT
from service.records.values import Document, DocumentState, NewDocument
from service.store import Store
from service.vietnamese.clock import VIETNAM
from service.vietnamese.folding import folded

FileKind = Literal["docx", "pdf", "signed"]
_LONGEST: Final = 300                                      # of a text of the data that is found by search
_NOT_REGISTERED: Final = problem("document-not-registered", "Văn bản chưa đăng ký hoặc đã thu hồi, chưa nhận tệp đã ký.")
_WORDS: Final = 8_000                                      # characters of all of them


class Documents:
    def __init__(self, database: Database, store: Store) -> None:
        self._database, self._store = database, store

    def add(self, person: Person, new: NewDocument, *found_by: str) -> Document:
        """Its files into the store, then its row. `found_by`: what else a search finds it by. Raises StoreUnreachable."""
        number = new_id()
        kept = files.keep(self._store, person.organisation, number, new.files)

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(DOCUMENT.c.id).where(DOCUMENT.c.id == number)) is None:
                connection.execute(sa.insert(DOCUMENT).values(
                    id=number, organisation=person.organisation, person=person.id, state="made", slug=new.slug,
                    version=new.version, title=new.title, data=dict(new.data) if new.data is not None else None,
                    campaign=new.campaign, unit=new.unit, files=files_json(kept), pages=new.pages, verdict=new.verdict,
                    findings=[dict(one) for one in new.findings], signatures=None, draft=new.draft,
                    words=words(new.slug, new.title, new.data or {}, *found_by), created=self._database.now,
                    changed=self._database.now))

        self._database.write(work)
        return self.get(number, person.organisation)

    def get(self, id: str, organisation: str) -> Document:
        """Raises RecordUnknown, also for another organisation's."""
        wanted = sa.select(DOCUMENT).where(DOCUMENT.c.id == id, DOCUMENT.c.organisation == organisation)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise RecordUnknown(NO_DOCUMENT)
        return document_of(row)

    def listed(self, organisation: str, *, search: str = "", state: DocumentState | None = None, slug: str = "",
               since: date | None = None, until: date | None = None, most: int = 50,
               before: float | None = None) -> list[Document]:
        """Those touched last come first. `search`: every word of it, marks and capitals do not count; `since`, `until`: days they
        were made, in Việt Nam; `before`: touched before this hour."""
        wanted = sa.select(DOCUMENT).where(DOCUMENT.c.organisation == organisation, *holds(DOCUMENT, folded(search)))
        if state is not None:
            wanted = wanted.where(DOCUMENT.c.state == state)
        if slug:
            wanted = wanted.where(DOCUMENT.c.slug == slug)
        if since is not None:
            wanted = wanted.where(DOCUMENT.c.created >= _midnight(since))
        if until is not None:
            wanted = wanted.where(DOCUMENT.c.created < _midnight(until + timedelta(days=1)))
        if before is not None:
            wanted = wanted.where(DOCUMENT.c.changed < before)
        wanted = wanted.order_by(DOCUMENT.c.changed.desc(), DOCUMENT.c.id).limit(most)
        return self._database.read(lambda connection: [document_of(row) for row in connection.execute(wanted).mappings()])

    def counts(self, organisation: str) -> Mapping[str, int]:
        """How many are in each state."""
        mine = DOCUMENT.c.organisation == organisation
        wanted = sa.select(DOCUMENT.c.state, sa.func.count()).where(mine).group_by(DOCUMENT.c.state)
        return self._database.read(lambda connection: {row[0]: row[1] for row in connection.execute(wanted)})

    def slugs(self, organisation: str) -> list[str]:
        """The types of which there are documents."""
        wanted = sa.select(DOCUMENT.c.slug).where(DOCUMENT.c.organisation == organisation).distinct().order_by(DOCUMENT.c.slug)
        return self._database.read(lambda connection: list(connection.scalars(wanted)))

    def file(self, document: Document, kind: FileKind) -> bytes:
        """Held against its SHA-256. Raises RecordUnknown where it has none of this kind, FileGone."""
        return files.read(self._store, document, kind)

    def withdraw(self, id: str, organisation: str) -> Document:
        """One that was not registered is put aside; of a registered one the entry is voided instead (Register.void).

        Raises RecordUnknown, StateConflict."""

        def work(connection: Connection) -> None:
            connection.execute(sa.update(DOCUMENT).where(
                DOCUMENT.c.id == id, DOCUMENT.c.organisation == organisation, DOCUMENT.c.state == "made",
            ).values(state="withdrawn", changed=self._database.now))

        self._database.write(work)
        found = self.get(id, organisation)
        if found.state != "withdrawn":
            raise StateConflict(problem("document-registered-already", "Văn bản đã đăng ký: muốn thu hồi thì hủy số trong sổ."))
        return found


    def attach_signed(self, id: str, organisation: str, data: bytes, *, scanned: bool = False) -> Document:
        """The signed file of a registered document; handed in again it takes the place of the one before.

        Raises RecordUnknown, StateConflict of one that is not registered, and as `signed.judged`."""
        document = self.get(id, organisation)
        if document.state not in ("registered", "signed"):
            raise StateConflict(_NOT_REGISTERED)
        ours = self.file(document, "pdf") if "pdf" in document.files else None
        found = judged(data, ours, scanned=scanned)
        kept = files.keep(self._store, organisation, id, {"signed": data})

        def work(connection: Connection) -> Document:
            mine = DOCUMENT.c.id == id
            row = connection.execute(sa.select(DOCUMENT).where(mine).with_for_update()).mappings().one()
            if row["state"] not in ("registered", "signed"):
                raise StateConflict(_NOT_REGISTERED)
            connection.execute(sa.update(DOCUMENT).where(mine).values(
                files=row["files"] | files_json(kept), signatures=dict(found), state="signed", changed=self._database.now))
            return document_of(row)

        before = self._database.write(work)
        document = self.get(id, organisation)
        files.forget(self._store, before.files, document.files)
        return document


def words(slug: str, title: str, data: Mapping[str, Any], *more: str) -> str:
    """What a document is found by: its title, its type, the short texts of its data."""
    try:
        name = doctypes.get(slug).name if slug else ""
    except TypeUnknown:                                    # a type that is not installed any more
        name = slug
    return folded(" ".join([title, name, *more, *_texts(data)]))[:_WORDS]


def _texts(value: object) -> Iterator[str]:
    match value:
        case str() if len(value) <= _LONGEST:
            yield value
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)


def _midnight(day: date) -> float:
    return datetime.combine(day, time(), VIETNAM).timestamp()
