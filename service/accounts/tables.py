"""The tables of organisations, people, sessions, keys and the trail of what they did."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, String, Table, Text

from service.database import METADATA

SETTING: Final = Table(                                     # of the whole site: what every process of it must know
    "setting", METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)

ORGANISATION: Final = Table(
    "organisation", METADATA,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("settings", JSON, nullable=False),               # `OrganisationSettings`
    Column("created", Double, nullable=False),
    Column("closed", Double),
)

PERSON: Final = Table(
    "person", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("login", String(120), nullable=False, unique=True),         # lower case; one site has it once
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("password", Text),                               # Argon2id with its parameters and salt; none: cannot sign in
    Column("must_change", Boolean, nullable=False),
    Column("language", String(2)),
    Column("created", Double, nullable=False),
    Column("closed", Double),
    Index("ix_person_organisation", "organisation"),
)

SIGN_IN: Final = Table(                                     # of every login that was tried, also one that nobody has
    "sign_in", METADATA,
    Column("digest", String(64), primary_key=True),         # SHA-256 of the login: some type their password there
    Column("failures", Integer, nullable=False),            # since the last right one
    Column("tried", Double, nullable=False),
    Column("locked_until", Double),
    Index("ix_sign_in_tried", "tried"),
)

SESSION: Final = Table(
    "session", METADATA,
    Column("digest", String(64), primary_key=True),         # SHA-256 of the token that the browser holds
    Column("person", String(32), ForeignKey("person.id"), nullable=False),
    Column("created", Double, nullable=False),
    Column("seen", Double, nullable=False),
    Column("expires", Double, nullable=False),
    Column("agent", Text, nullable=False),
    Index("ix_session_person", "person"),
    Index("ix_session_expires", "expires"),
)

API_KEY: Final = Table(
    "api_key", METADATA,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(32), ForeignKey("organisation.id"), nullable=False),
    Column("person", String(32), ForeignKey("person.id"), nullable=False),       # who made it
    Column("name", Text, nullable=False),
    Column("shown", String(12), nullable=False),            # its beginning, to tell keys apart
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created", Double, nullable=False),
    Column("expires", Double),
    Column("used", Double),
    Column("revoked", Double),
    Index("ix_api_key_organisation", "organisation"),
)

AUDIT: Final = Table(                                       # only ever added to
    "audit", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Double, nullable=False),
    Column("organisation", String(32)),                     # no foreign keys: the trail outlives what it speaks of
    Column("person", String(32)),
    Column("key", String(32)),
    Column("action", String(40), nullable=False),           # kebab: "document-registered"
    Column("kind", String(20), nullable=False),             # of what: document, entry, person, …
    Column("object", String(64), nullable=False),
    Column("details", JSON, nullable=False),                # hashes, numbers, roles; never a document's content
    Column("address", String(64), nullable=False),
    Column("request", String(64), nullable=False),
    Index("ix_audit_organisation_at", "organisation", "at"),
    Index("ix_audit_object", "object"),
)
