"""The tables of an office's campaigns, drafts, documents and outgoing register."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, Double, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from service.database import METADATA

CAMPAIGN: Final = Table(                                    # a campaign's data as handed in: its files are in the store
    "campaign", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("person", String(32)),
    Column("created", Double, nullable=False),
    Column("closed", Double),
    Index("ix_campaign_organisation", "organisation"),
)

DRAFT: Final = Table(
    "draft", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("person", String(32), nullable=False),
    Column("slug", String(120), nullable=False),
    Column("title", Text, nullable=False),
    Column("data", JSON, nullable=False),                   # as typed, also where it is not yet right
    Column("campaign", String(32)),
    Column("unit", String(120)),                            # of the campaign
    Column("revision", Integer, nullable=False),            # counts savings: two windows do not overwrite each other
    Column("created", Double, nullable=False),
    Column("changed", Double, nullable=False),
    Index("ix_draft_organisation_changed", "organisation", "changed"),
    Index("ix_draft_person_changed", "person", "changed"),
)

DOCUMENT: Final = Table(
    "document", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("person", String(32), nullable=False),           # who made it
    Column("state", String(12), nullable=False),            # made, registered, signed, withdrawn
    Column("slug", String(120), nullable=False),            # "": made elsewhere
    Column("version", String(64), nullable=False),          # of the type
    Column("title", Text, nullable=False),                  # tên loại and trích yếu
    Column("data", JSON(none_as_null=True)),                # what it was made from
    Column("campaign", String(32)),
    Column("unit", String(120)),
    Column("files", JSON, nullable=False),                  # {"docx", "pdf", "signed": {"place", "sha256", "size"}}
    Column("pages", Integer),
    Column("verdict", String(16), nullable=False),          # of the checker
    Column("findings", JSON, nullable=False),
    Column("signatures", JSON(none_as_null=True)),          # what was found of the signed file
    Column("draft", String(32)),
    Column("words", Text, nullable=False),                  # folded, for the search
    Column("created", Double, nullable=False),
    Column("changed", Double, nullable=False),
    Index("ix_document_organisation_changed", "organisation", "changed"),
    Index("ix_document_organisation_state", "organisation", "state"),
)

BOOK: Final = Table(                                        # one row of numbers: an issuing body, a year, a series
    "book", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("issuer", Text, nullable=False),                 # cơ quan ban hành
    Column("year", Integer, nullable=False),
    Column("series", String(20), nullable=False),           # "": all types in one; else the abbreviation of a type
    Column("first", Integer, nullable=False),               # the first number taken here
    Column("last", Integer, nullable=False),                # the last one taken; first - 1: none yet
    Column("reason", Text, nullable=False),                 # why it does not begin with 1
    Column("created", Double, nullable=False),
    UniqueConstraint("organisation", "issuer", "year", "series"),
)

ENTRY: Final = Table(                                       # a line of sổ đăng ký văn bản đi (Phụ lục IV)
    "entry", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("book", String(32), ForeignKey("book.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("symbol", Text, nullable=False),                 # (1) số, ký hiệu: 12/TTr-THPT
    Column("day", Date, nullable=False),                    # (2)
    Column("subject", Text, nullable=False),                # (3) tên loại và trích yếu
    Column("signer", Text, nullable=False),                 # (4)
    Column("recipients", Text, nullable=False),             # (5)
    Column("keeper", Text, nullable=False),                 # (6) đơn vị, người nhận bản lưu
    Column("copies", Integer),                              # (7)
    Column("sent", Date),                                   # (8)
    Column("received_by", Text, nullable=False),            # (9) ký nhận
    Column("note", Text, nullable=False),                   # (10)
    Column("document", String(32), ForeignKey("document.id"), unique=True),
    Column("person", String(32), nullable=False),           # who registered it
    Column("created", Double, nullable=False),
    Column("voided", Double),
    Column("voided_by", String(32)),
    Column("void_reason", Text, nullable=False),
    Column("words", Text, nullable=False),                  # folded, for the search
    UniqueConstraint("book", "number"),
    Index("ix_entry_organisation_day", "organisation", "day"),
)
