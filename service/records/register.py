"""Sổ đăng ký văn bản đi (Điều 15; Phụ lục IV): numbers taken, documents made anew with them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service import doctypes, pipeline
from service.accounts.values import Numbering, Person, new_id
from service.campaign.shared import Shared
from service.database import Database
from service.errors import RecordUnknown, StateConflict, problem
from service.records import files
from service.records.books import Books, Gaps
from service.records.campaigns import Campaigns
from service.records.documents import Documents, words
from service.records.entries import Entries
from service.records.lines import DAY, NUMBER, Proposal, numbered, proposal, verdict
from service.records.rows import NO_DOCUMENT, document_of, files_json
from service.records.sheet import sheet
from service.records.tables import DOCUMENT
from service.records.values import Book, Document, Entry, Later, Line, NewDocument, StoredFile
from service.rules.reports import to_keep
from service.store import Store

Drawing = AbstractContextManager[Any]                      # held while a document is set: layout is not thread-safe


class Register:
    def __init__(self, database: Database, store: Store, documents: Documents, campaigns: Campaigns) -> None:
        self._database, self._store, self._documents, self._campaigns = database, store, documents, campaigns
        self.books, self.entries = Books(database), Entries(database)

    def propose(self, document: Document, day: date) -> Proposal:
        """What registering it on that day would write; nothing is taken. Raises InputRefused, TypeUnknown, StateConflict."""
        if not document.slug or document.data is None:
            raise StateConflict(problem("document-elsewhere", "Văn bản làm ở nơi khác: ghi vào sổ bằng một dòng nhập tay."))
        return proposal(document.slug, document.data, day, self._campaign(document, day), named=document.title)

    def book(self, document: Document, proposed: Proposal, *, numbering: Numbering = "common") -> Book | None:
        """The book it would go into; None: not opened yet, and its first number is 1."""
        return self.books.find(document.organisation, proposed.issuer, proposed.line.day.year, _series(proposed, numbering))

    def register(self, document_id: str, person: Person, *, day: date, today: date, numbering: Numbering = "common",
                 later: Later | None = None, drawing: Drawing | None = None) -> tuple[Entry, Document]:
        """`enter`, then `finish`. Raises as both: where making fails the number is taken, and the next `finish` tries again."""
        entry = self.enter(document_id, person, day=day, today=today, numbering=numbering, later=later, drawing=drawing)
        return entry, self.finish(self._documents.get(document_id, person.organisation), drawing)

    def enter(self, document_id: str, person: Person, *, day: date, today: date, numbering: Numbering = "common",
              later: Later | None = None, drawing: Drawing | None = None) -> Entry:
        """The next number and its entry. Asked again for the same document it answers the entry there is. `later`: columns 5 to
        10 where they say something else than the document. Raises InputRefused, RecordUnknown, StateConflict."""
        document = self._documents.get(document_id, person.organisation)
        entry = self.entries.of(document.id, document.organisation)
        if entry is None:
            if document.state != "made":
                raise StateConflict(problem("document-not-open", "Văn bản này đã đăng ký hoặc đã thu hồi."))
            with drawing or nullcontext():
                proposed = self.propose(document, day)
            line = later.into(proposed.line) if later else proposed.line
            book = self.books.ensure(document.organisation, proposed.issuer, day.year, _series(proposed, numbering))
            entry = self.entries.take(new_id(), book, person, line, proposed.symbol, today=today, document=document.id)
        return entry

    def add(self, person: Person, book: Book, line: Line, symbol: str, *, today: date, id: str = "",
            new: NewDocument | None = None) -> Entry:
        """A document made elsewhere, with its file where it is at hand (`new`, slug ""). `id`: of `new_id`, where the caller may
        ask again. Raises as `Entries.take`."""
        entry = self.entries.take(id or new_id(), book, person, line, symbol, today=today)
        return self.attach(entry, person, new) if new else entry

    def attach(self, entry: Entry, person: Person, new: NewDocument) -> Entry:
        """The file of a document made elsewhere, to its entry. Raises StateConflict where it has one."""
        if entry.document is not None or entry.voided is not None:
            raise StateConflict(problem("entry-has-file", "Dòng này đã có tệp hoặc đã hủy."))
        self.entries.attach(entry, self._documents.add(person, new, entry.symbol))
        return self.entries.get(entry.id, entry.organisation)

    def finish(self, document: Document, drawing: Drawing | None = None) -> Document:
        """A registered document with the files that say its number and day: made where they do not yet, as after a process died
        between. The same entry gives the same bytes. Raises what `pipeline.issue` raises."""
        entry = self.entries.of(document.id, document.organisation) if document.slug and document.data is not None else None
        if entry is None or document.data is None or entry.voided is not None:
            return document
        doctype = doctypes.get(document.slug)
        data = numbered(doctype, document.data, entry.number, entry.line.day)
        if all(document.data.get(name) == data.get(name) for name in (NUMBER, DAY)):
            return document
        with drawing or nullcontext():
            made = pipeline.issue(document.slug, data, campaign=self._campaign(document, entry.line.day), today=entry.line.day)
            report = made.report
        assert made.pdf is not None
        kept = files.keep(self._store, document.organisation, document.id, {"docx": made.docx, "pdf": made.pdf})
        said = {"data": data, "version": doctype.version, "pages": made.pages, "findings": to_keep(report),
                "verdict": verdict(report),
                "words": words(document.slug, document.title, data, entry.symbol)}

        def work(connection: Connection) -> dict[str, StoredFile]:
            mine = DOCUMENT.c.id == document.id
            row = connection.execute(sa.select(DOCUMENT).where(mine).with_for_update()).mappings().first()
            if row is None:
                raise RecordUnknown(NO_DOCUMENT)
            before = dict(document_of(row).files)
            connection.execute(sa.update(DOCUMENT).where(mine).values(
                files=files_json(before | kept), changed=self._database.now, **said))
            return before

        before = self._database.write(work)
        document = self._documents.get(document.id, document.organisation)
        files.forget(self._store, before, document.files)
        return document

    def void(self, id: str, person: Person, reason: str) -> Entry:
        return self.entries.void(id, person, reason)

    def change(self, id: str, organisation: str, later: Later) -> Entry:
        return self.entries.change(id, organisation, later)

    def gaps(self, book: Book) -> Gaps:
        return self.books.gaps(book)

    def sheet(self, book: Book, *, superior: str = "") -> bytes:
        """The whole book in the decree's columns, as XLSX. `superior`: the body above the office, on the cover."""
        gaps = self.gaps(book)
        most = gaps.book.last - gaps.book.first + 1        # as many as there were when the gaps were looked for
        return sheet(gaps, self.entries.listed(book.organisation, book=book.id, most=most, upwards=True), superior=superior)

    def _campaign(self, document: Document, day: date) -> Shared | None:
        if document.campaign is None or document.unit is None:
            return None
        campaign = self._campaigns.get(document.campaign, document.organisation)
        return self._campaigns.data(campaign).document(document.slug, document.unit, day, day).scope


def _series(proposed: Proposal, numbering: Numbering) -> str:
    return "" if numbering == "common" else proposed.series

