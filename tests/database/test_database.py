"""The tables as migrations make them, and a database that goes away."""

import multiprocessing
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from service.accounts import tables as _accounts  # noqa: F401 - its tables
from service.database import METADATA, Database, schema
from service.errors import DatabaseUnreachable
from service.ledger import Ledger, open_ledger
from service.records import tables as _records  # noqa: F401 - its tables
from tests.ledger.filled import DONE, running
from tests.servers.postgresql import PostgreSQL


def test_migrations_make_the_tables_that_the_program_expects(ledger: Ledger) -> None:
    with ledger.database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == schema.HEAD


def test_a_ledger_of_a_newer_program_is_refused(ledger: Ledger, url: str) -> None:
    ledger.database.write(lambda connection: connection.execute(sa.text("update alembic_version set version_num = '9999'")))
    with pytest.raises(DatabaseUnreachable, match="9999"):
        open_ledger(url)


def test_opened_by_many_at_once_it_is_made_once(url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert pool.map(_opened, [url] * 3) == [True] * 3


def _opened(url: str) -> bool:
    ledger = open_ledger(url, patience=30)
    ledger.close()
    return True


@pytest.mark.parametrize("url", ["postgresql+psycopg://vanban:mat-khau@127.0.0.1:1/vanban", "khong-phai-dia-chi"])
def test_a_database_that_is_not_there_is_named_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        open_ledger(url)
    assert "mat-khau" not in str(refused.value)


def test_a_call_waits_for_a_database_that_is_started_anew(database_url: str, postgresql: PostgreSQL) -> None:
    waited = []
    ledger = open_ledger(database_url, patience=60, waiting=lambda: waited.append(1))
    number = running(ledger, 2)
    one, two = ledger.units.lease("một", 2, 60)
    postgresql.kill()
    again = threading.Timer(1.5, postgresql.start)
    again.start()
    ledger.units.finish({one.id: DONE, two.id: DONE})
    again.join()
    assert ledger.reading.counts(number).done == 2
    assert waited
    ledger.close()


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    database.write(lambda connection: connection.execute(sa.text("create table t (x text)")))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("pragma max_page_count=10")
        with pytest.raises(sa.exc.OperationalError, match="full"):
            connection.exec_driver_sql(f"insert into t values ('{'x' * 100_000}')")
    database.close()
    limited = Database(f"sqlite:///{tmp_path / 'a.db'}")
    sa.event.listen(limited.engine, "connect", lambda connection, _: connection.execute("pragma max_page_count=10"))
    with pytest.raises(DatabaseUnreachable) as refused:
        limited.write(lambda connection: connection.execute(sa.text("insert into t values (:x)"), {"x": "x" * 100_000}))
    assert refused.value.problems[0].code == "database-full"
