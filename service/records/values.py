"""Campaigns, drafts, documents and lines of the register: frozen values, as read from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

DocumentState = Literal["made", "registered", "signed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Draft:
    """`data` as typed, also where it is not yet right. `revision` counts savings."""

    id: str
    organisation: str
    person: str
    slug: str
    title: str
    data: Mapping[str, Any]
    campaign: str | None
    unit: str | None
    revision: int
    created: float
    changed: float


@dataclass(frozen=True, slots=True)
class StoredFile:
    place: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the office. `verdict`: pass, warn, fail; "" of one made elsewhere. `files`: docx and pdf as made (with
    number and day once registered), signed as uploaded.

    `findings`: of the checker, each {code, severity, clause, message}; `signatures`: what verifying found of the signed file."""

    id: str
    organisation: str
    person: str
    state: DocumentState
    slug: str
    version: str
    title: str
    data: Mapping[str, Any] | None
    campaign: str | None
    unit: str | None
    files: Mapping[str, StoredFile]
    pages: int | None
    verdict: str
    findings: Sequence[Mapping[str, Any]]
    signatures: Mapping[str, Any] | None
    draft: str | None
    created: float
    changed: float


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document just made. `files`: docx, pdf; `findings`: as `rules.reports.to_keep` gives them; `slug` "": made elsewhere."""

    slug: str
    version: str
    title: str
    data: Mapping[str, Any] | None
    files: Mapping[str, bytes] = field(repr=False)
    pages: int | None = None
    verdict: str = ""
    findings: Sequence[Mapping[str, Any]] = ()
    campaign: str | None = None
    unit: str | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """One row of numbers. `last` = `first` - 1: none taken yet."""

    id: str
    organisation: str
    issuer: str
    year: int
    series: str
    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in the ten columns of sổ đăng ký văn bản đi (Phụ lục IV, Mục I), but for the number, which the book gives."""

    day: date
    subject: str
    signer: str
    recipients: str = ""
    keeper: str = ""
    copies: int | None = None
    sent: date | None = None
    received_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Columns 5 to 10: written, and written again, after the number was taken."""

    recipients: str = ""
    keeper: str = ""
    copies: int | None = None
    sent: date | None = None
    received_by: str = ""
    note: str = ""

    def into(self, line: Line) -> Line:
        return replace(line, **{name: getattr(self, name) for name in self.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    organisation: str
    book: str
    number: int
    symbol: str
    line: Line
    document: str | None
    person: str
    created: float
    voided: float | None
    voided_by: str | None
    void_reason: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign's folder as it was handed in; its ZIP stands in the store at `place`."""

    id: str
    organisation: str
    name: str
    place: str
    sha256: str
    created: float
    closed: float | None
