"""Rows of the tables ↔ frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import sqlalchemy as sa

from service.errors import problem
from service.records.values import Book, Campaign, Document, Draft, Entry, Line, StoredFile

LINE: Final = ("day", "subject", "signer", "recipients", "keeper", "copies", "sent", "received_by", "note")
_PLAIN: Final = ("id", "organisation", "book", "number", "symbol", "document", "person", "created", "voided", "voided_by",
                 "void_reason")


def draft_of(row: Mapping[Any, Any]) -> Draft:
    return Draft(**{name: row[name] for name in Draft.__dataclass_fields__})


def campaign_of(row: Mapping[Any, Any]) -> Campaign:
    return Campaign(**{name: row[name] for name in Campaign.__dataclass_fields__})


def book_of(row: Mapping[Any, Any]) -> Book:
    return Book(**{name: row[name] for name in Book.__dataclass_fields__})


def document_of(row: Mapping[Any, Any]) -> Document:
    found = {name: row[name] for name in Document.__dataclass_fields__}
    return Document(**found | {"files": {kind: StoredFile(**one) for kind, one in row["files"].items()}})


def entry_of(row: Mapping[Any, Any]) -> Entry:
    return Entry(line=Line(**{name: row[name] for name in LINE}), **{name: row[name] for name in _PLAIN})


def files_json(files: Mapping[str, StoredFile]) -> dict[str, Any]:
    return {kind: asdict(one) for kind, one in files.items()}


def holds(table: sa.Table, words: str) -> list[sa.ColumnElement[bool]]:
    """Every folded word of a search stands in the row's words. Signs that LIKE would read are letters here."""
    return [table.c.words.contains(word, autoescape=True) for word in words.split()]


NO_DRAFT: Final = problem("draft-unknown", "Không có bản nháp này.")
NO_DOCUMENT: Final = problem("document-unknown", "Không có văn bản này.")
NO_CAMPAIGN: Final = problem("campaign-unknown", "Không có phong trào này.")
NO_BOOK: Final = problem("book-unknown", "Không có sổ này.")
NO_ENTRY: Final = problem("entry-unknown", "Không có dòng này trong sổ.")
