"""The one database of a process, SQLite or PostgreSQL, and the migrations of its tables. Home of Alembic, of SQLAlchemy's engine.

    database.py   transactions that wait for a database that is away          metadata.py   what all tables belong to
    schema.py     tables made or brought up to date, by migrations/

Tables stand where their rows are read and written: ledger (batches, units), accounts (who may), records (documents, register).
"""

from service.database.database import Database
from service.database.metadata import METADATA
from service.database.schema import require_newest, upgrade

__all__ = ["METADATA", "Database", "require_newest", "upgrade"]
