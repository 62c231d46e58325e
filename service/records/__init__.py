"""What an office keeps: campaigns, drafts, documents, and the outgoing register (sổ đăng ký văn bản đi).

    values.py   frozen values           tables.py   how it is stored
"""

from __future__ import annotations

from service.database import Database
from service.records.values import Book, Campaign, Document, Draft, Entry, Line, StoredFile
from service.store import Store

__all__ = ["Book", "Campaign", "Document", "Draft", "Entry", "Line", "Records", "StoredFile"]


class Records:
    """All of it in one database and one store."""

    def __init__(self, database: Database, store: Store) -> None:
        self.database, self.store = database, store
