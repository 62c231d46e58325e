"""The tables of the ledger. database/migrations makes them; tests hold the two against each other."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from service.database import METADATA

BATCH: Final = Table(
    "batch", METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("wish", JSON, nullable=False),
    Column("today", Date),
    Column("campaign", JSON(none_as_null=True)),
    Column("problems", JSON, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("request_key", String(255)),                     # Idempotency-Key
    Column("request_hash", String(64)),
    Column("created", Double, nullable=False),
    Column("begun", Double),
    Column("ended", Double),
    Column("expires", Double),
    Column("lease_owner", String(120)),
    Column("lease_until", Double),
    UniqueConstraint("owner", "request_key"),
    Index("ix_batch_state", "state"),
    Index("ix_batch_owner_created", "owner", "created"),
)

UNIT: Final = Table(
    "unit", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", String(32), ForeignKey("batch.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("turn", Integer, nullable=False),                # its priority, negated: one index, upwards, says whose it is
    Column("slug", String(120), nullable=False),
    Column("version", String(64), nullable=False),
    Column("key", Text, nullable=False),
    Column("stem", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("recipe", String(64), nullable=False),
    Column("data", JSON(none_as_null=True)),                # wiped when the unit has ended
    Column("scope", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("made", JSON(none_as_null=True)),
    Column("pages", Integer),
    Column("warned", Boolean, nullable=False),
    Column("reused", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("finished", Double),
    Column("lease_owner", String(120)),
    Column("lease_until", Double),
    UniqueConstraint("batch", "number"),
    Index("ix_unit_turn", "state", "turn", "id"),
    Index("ix_unit_batch_state", "batch", "state", "finished"),
    Index("ix_unit_recipe", "recipe"),
    Index("ix_unit_place", "place"),
    Index("ix_unit_lease_owner", "lease_owner"),
)

CALL: Final = Table(
    "call", METADATA,
    Column("id", String(32), primary_key=True),
    Column("batch", String(32), nullable=False),            # no foreign key: a call outlives a batch that was deleted
    Column("event", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("due", Double, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(8), nullable=False),             # open, sent, failed
    Index("ix_call_state_due", "state", "due"),
)

WORKER: Final = Table(
    "worker", METADATA,
    Column("name", String(120), primary_key=True),
    Column("processes", Integer, nullable=False),
    Column("seen", Double, nullable=False),
)
