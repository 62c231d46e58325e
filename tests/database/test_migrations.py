"""From the version before, with what stands in it; while others have it open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from service.accounts import tables as _accounts  # noqa: F401 - its tables
from service.database import METADATA, Database, require_newest, schema, upgrade
from service.errors import DatabaseUnreachable
from service.ledger import Ledger
from service.ledger.tables import CALL, UNIT, WORKER
from service.records import tables as _records  # noqa: F401 - its tables
from tests.ledger.filled import DONE, running

OLD = "0001"                                      # what an office may have: batches only
# The columns that a batch had then.
BATCH = ("id", "owner", "state", "wish", "today", "campaign", "problems", "notices", "priority", "total", "created", "begun",
         "ended", "expires")
READER = """
import sys
import sqlalchemy as sa
from service.database import Database
database = Database(sys.argv[1], patience=30)
with database.engine.connect() as held:
    print(held.execute(sa.text("select count(*) from unit")).scalar(), flush=True)
    held.commit()
    sys.stdin.readline()
    print(held.execute(sa.text("select count(*) from unit")).scalar(), flush=True)
database.write(lambda connection: connection.execute(sa.text("update unit set attempts = 7")))
print("written", flush=True)
"""


@pytest.fixture
def old(url: str) -> Database:
    """A database as the program before made it."""
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations").replace("%", "%%"))

    def migrate(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, OLD)

    database.write(migrate)
    return database


def everything(database: Database) -> dict[str, list[Any]]:
    with database.engine.connect() as connection:
        return {table.name: list(connection.execute(sa.select(table).order_by(*table.primary_key)).all())
                for table in (UNIT, CALL, WORKER)} | {
            "batch": list(connection.execute(sa.select(*(METADATA.tables["batch"].c[name] for name in BATCH))).all())}


def used(database: Database) -> str:
    """A batch at work, half made; a webhook to call; a worker."""
    ledger = Ledger(database)
    number = running(ledger, 4)
    one, _two = ledger.units.lease("một", 2, 60)
    ledger.units.finish({one.id: DONE})
    ledger.calls.add(number, "batch.done", "https://vi-du.vn/nghe", '{"tên": "đợt"}')
    ledger.workers.beat("máy một", 2)
    return number


def test_what_stood_in_the_version_before_is_still_there(old: Database) -> None:
    with old.engine.connect() as connection:
        assert not sa.inspect(connection).has_table("person")
    number = used(old)
    before = everything(old)
    assert [len(rows) for rows in before.values()] == [4, 1, 1, 1]
    with pytest.raises(DatabaseUnreachable, match=schema.HEAD):
        require_newest(old)
    upgrade(old)
    require_newest(old)
    assert everything(old) == before
    with old.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    ledger = Ledger(old)
    assert len(ledger.units.lease("hai", 9, 60)) == 2            # and work goes on
    assert ledger.reading.counts(number).done == 1
    old.close()


def test_a_process_that_has_it_open_goes_on(old: Database, url: str) -> None:
    used(old)
    program = [sys.executable, "-c", READER, url]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "4\n"
        upgrade(old)
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "4\n"
        assert reader.stdout.readline() == "written\n"
        assert reader.wait(30) == 0
    require_newest(old)
    old.close()


def test_every_migration_can_be_reached_from_the_one_before() -> None:
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations").replace("%", "%%"))
    revisions = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    assert (revisions[0], revisions[-1]) == (schema.HEAD, OLD)
    assert revisions == sorted(revisions, reverse=True)
