"""What an office keeps: campaigns, drafts, documents, and the outgoing register (sổ đăng ký văn bản đi).

    values.py   frozen values               tables.py, rows.py   how they are stored
    drafts.py   what a person is typing      documents.py, files.py   what was made, its files
    campaigns.py, campaign_data.py           campaigns, their units, what a document takes from one
    register.py   numbers taken, documents made anew with them; books.py, entries.py: its tables; lines.py: data → columns
    signed.py     a signed file handed in                             sheet.py   the register as a workbook
"""

from __future__ import annotations

from service.database import Database
from service.records.campaigns import Campaigns
from service.records.documents import Documents
from service.records.drafts import Drafts
from service.records.register import Register
from service.records.values import Book, Campaign, Document, Draft, Entry, Later, Line, NewDocument, StoredFile
from service.store import Store

__all__ = ["Book", "Campaign", "Document", "Draft", "Entry", "Later", "Line", "NewDocument", "Records", "StoredFile"]


class Records:
    """All of it in one database and one store."""

    def __init__(self, database: Database, store: Store) -> None:
        self.database, self.store = database, store
        self.campaigns = Campaigns(database, store)
        self.drafts = Drafts(database)
        self.documents = Documents(database, store)
        self.register = Register(database, store, self.documents, self.campaigns)
