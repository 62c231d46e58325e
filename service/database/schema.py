"""The tables made or brought up to date, by Alembic's migrations; nothing is done where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database.database import Database
from service.errors import DatabaseUnreachable, problem

HEAD: Final = "0002"                              # the newest migration; a test holds it
_LOCK: Final = 7_641_903                          # of PostgreSQL's advisory locks: one process migrates
_VERSIONS: Final = sa.table("alembic_version", sa.column("version_num", sa.String))


def upgrade(database: Database) -> None:
    """Raises DatabaseUnreachable, also where a newer program has made the tables."""
    if database.read(_version) == HEAD:
        return
    database.write(_migrate)


def require_newest(database: Database) -> None:
    """Raises DatabaseUnreachable where the tables are another program's: a newer one has migrated them, or somebody put old ones
    back. Opening the database anew tells more."""
    there = database.read(_version)
    if there != HEAD:
        raise DatabaseUnreachable(problem(
            "database-other", "Cơ sở dữ liệu ở phiên bản {co}, chương trình này cần {can}; hãy khởi động lại bằng đúng bản.",
            place="VANBAN_DATABASE", co=there or "-", can=HEAD))


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(_VERSIONS.name):
        return None
    return connection.execute(sa.select(_VERSIONS.c.version_num)).scalar()


def _migrate(connection: Connection) -> None:
    from alembic import command  # half a second that a ledger which is up to date does not need
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if connection.dialect.name != "sqlite":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    there = _version(connection)
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if there is not None and there not in known:
        raise DatabaseUnreachable(problem(
            "database-newer", "Cơ sở dữ liệu do bản vanban mới hơn tạo ra (phiên bản {co}); hãy dùng bản đó.",
            place="VANBAN_DATABASE", co=there))
    command.upgrade(config, "head")
