"""The fault table, many machines: real workers behind a real queue are killed; queue, ledger and store go away in the middle.
Afterwards every document is done once, its bytes those that one machine alone makes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.machines import Machine, Site, undisturbed
from tests.servers.postgresql import PostgreSQL
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis
from tests.servers.seaweedfs import SeaweedFS

DOCUMENTS = 240                                   # seconds of work for two machines: what happens, happens in the middle
FIRST = 4                                         # documents that are done when something happens
AWAY_S = 15                                       # how long the store is away

pytestmark = pytest.mark.slow

Expected = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return undisturbed(DOCUMENTS, tmp_path_factory.mktemp("yên"))


@pytest.fixture(scope="module")
def site(whole_postgresql: PostgreSQL, whole_redis: Redis, whole_seaweedfs: SeaweedFS,
         tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    for server in (whole_postgresql, whole_redis, whole_seaweedfs):
        server.start()
    found = Site(tmp_path_factory.mktemp("máy"), {
        "VANBAN_DATABASE": whole_postgresql.database(), "VANBAN_BROKER": whole_redis.url,
        **whole_seaweedfs.settings(whole_seaweedfs.bucket(), "van-ban")})
    yield found
    found.ledger.close()


@pytest.fixture(scope="module")
def two(site: Site) -> Iterator[tuple[Machine, Machine]]:
    """Two machines that no test kills."""
    with site.machine("một", at_work=False) as one, site.machine("hai", at_work=False) as other:
        yield one.until_at_work(), other.until_at_work()


def test_two_machines_share_a_batch(site: Site, two: tuple[Machine, Machine], expected: Expected) -> None:
    given = site.batch(expected[0])
    given.end()
    assert given.documents() == expected[1]
    assert all(machine.names & given.owners for machine in two)


def broker_restarted(redis: Redis) -> None:
    redis.restart()


def broker_killed(redis: Redis) -> None:
    redis.kill()
    time.sleep(1)
    redis.start()


def every_message_lost(redis: Redis) -> None:
    redis.empty()


@pytest.mark.parametrize("happens", [broker_restarted, broker_killed, every_message_lost], ids=lambda one: one.__name__)
def test_the_queue_goes_away(site: Site, two: tuple[Machine, Machine], expected: Expected, whole_redis: Redis,
                             happens: Callable[[Redis], None]) -> None:
    given = site.batch(expected[0])
    given.until_done(FIRST)
    happens(whole_redis)
    given.end()
    assert given.documents() == expected[1]
    assert all(machine.running for machine in two)


def test_a_worker_is_killed(site: Site, two: tuple[Machine, Machine], expected: Expected) -> None:
    given = site.batch(expected[0])
    given.until_done(FIRST)
    before = two[0].names
    two[0].kill_worker()
    given.end()
    assert given.documents() == expected[1]
    assert two[0].until_at_work().names - before    # another has taken its place


def ledger_restarted(postgresql: PostgreSQL) -> None:
    postgresql.restart()


def ledger_killed(postgresql: PostgreSQL) -> None:
    postgresql.kill()
    time.sleep(2)
    postgresql.start()


@pytest.mark.parametrize("happens", [ledger_restarted, ledger_killed], ids=lambda one: one.__name__)
def test_the_ledger_goes_away(site: Site, two: tuple[Machine, Machine], expected: Expected, whole_postgresql: PostgreSQL,
                              happens: Callable[[PostgreSQL], None]) -> None:
    given = site.batch(expected[0])
    given.until_done(FIRST)
    happens(whole_postgresql)
    given.end()
    assert given.documents() == expected[1]
    assert all(machine.running for machine in two)


@pytest.mark.usefixtures("two")
def test_the_store_goes_away(site: Site, expected: Expected, whole_seaweedfs: SeaweedFS) -> None:
    given = site.batch(expected[0])
    given.until_done(FIRST)
    whole_seaweedfs.kill()
    time.sleep(AWAY_S)
    assert given.states()["failed"] == 0
    whole_seaweedfs.start()
    given.end()
    assert given.documents() == expected[1]


def test_a_machine_goes_down_then_both(site: Site, two: tuple[Machine, Machine], expected: Expected) -> None:
    assert all(machine.stop() == 0 for machine in two)
    with site.machine("ba") as one, site.machine("bốn") as other:
        given = site.batch(expected[0])
        given.until_done(FIRST)
        one.kill()
        given.end()
        assert given.documents() == expected[1]
        again = site.batch(expected[0])
        again.until_done(FIRST)
        other.kill()
    with site.machine("năm") as last:
        again.end()
        assert again.documents() == expected[1]
        third = site.batch(expected[0])
        third.until_done(FIRST)
        assert last.stop() == 0                   # asked to end: what it had not begun is free at once, and nobody has died
        assert site.ask("select count(*) from unit where batch = %s and (state = 'running' or state <> 'done' and attempts > 0)",
                        third.number) == [(0,)]
        site.ledger.batches.end(third.number, "cancelled", "running", keep_seconds=60)


def test_rabbitmq(site: Site, expected: Expected, amqp_url: str, rabbitmq: RabbitMQ, tmp_path: Path) -> None:
    other = Site(tmp_path, {**site.environment, "VANBAN_BROKER": amqp_url})
    with other.machine("sáu") as machine:
        given = other.batch(expected[0])
        given.until_done(FIRST)
        rabbitmq.restart()
        given.end()
        assert given.documents() == expected[1]
        assert machine.stop() == 0
