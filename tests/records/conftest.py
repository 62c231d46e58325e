"""The records of an office, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service import pipeline
from service.accounts import Accounts, Organisation, Person
from service.database import Database, upgrade
from service.doctypes import get
from service.records import Document, Line, NewDocument, Records
from service.records.lines import title, verdict
from service.rules.reports import to_keep
from service.store import FolderStore

TODAY = date(2026, 11, 22)
OFFICE = "Trường Tiểu học Hoa Phượng Đỏ"


@dataclass
class Office:
    """One organisation with its registrar, and what it keeps."""

    url: str
    folder: Path
    records: Records
    accounts: Accounts
    organisation: Organisation
    person: Person

    @property
    def id(self) -> str:
        return self.organisation.id

    def document(self, slug: str = "giay_gioi_thieu", person: Person | None = None, **changed: Any) -> Document:
        """A document as the pages make it, from the type's example, without number and day."""
        said = get(slug).example()
        data = {name: value for name, value in said["data"].items() if name not in ("so", "ngay_ban_hanh")} | changed
        made = pipeline.issue(slug, data, campaign=said.get("campaign"), today=TODAY)
        assert made.pdf
        named = title(get(slug).values(data, campaign=said.get("campaign"), today=TODAY))
        return self.records.documents.add(person or self.person, NewDocument(
            slug, made.type.version, named, data, {"docx": made.docx, "pdf": made.pdf}, made.pages,
            verdict(made.report), to_keep(made.report)))


def line(day: date = TODAY, subject: str = "Công văn về việc báo cáo sơ kết", signer: str = "Trần Thị Bình", **more: Any) -> Line:
    return Line(day, subject, signer, **more)


def opened(url: str, folder: Path) -> Office:
    database = Database(url)
    upgrade(database)
    accounts = Accounts(database)
    organisation = accounts.organisations.add(OFFICE)
    person = accounts.people.add(organisation.id, "van.thu", "Nguyễn Thị Văn Thư", roles=["registrar"])
    return Office(url, folder, Records(database, FolderStore(folder)), accounts, organisation, person)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On SQLite."""
    made = opened(f"sqlite:///{tmp_path}/vanban.db", tmp_path / "store")
    yield made
    made.records.database.close()


@pytest.fixture
def either(url: str, tmp_path: Path) -> Iterator[Office]:
    """On each database."""
    made = opened(url, tmp_path / "store")
    yield made
    made.records.database.close()
