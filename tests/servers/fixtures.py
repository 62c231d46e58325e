"""The fixtures, imported by tests/conftest.py. A server is started when the first test of a process asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis
from tests.servers.seaweedfs import SeaweedFS


@pytest.fixture(scope="session")
def whole_postgresql() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        yield server


@pytest.fixture(scope="session")
def whole_redis() -> Iterator[Redis]:
    with Redis() as server:
        yield server


@pytest.fixture(scope="session")
def whole_rabbitmq() -> Iterator[RabbitMQ]:
    with RabbitMQ() as server:
        yield server


@pytest.fixture(scope="session")
def whole_seaweedfs() -> Iterator[SeaweedFS]:
    with SeaweedFS() as server:
        yield server


@pytest.fixture
def postgresql(whole_postgresql: PostgreSQL) -> PostgreSQL:
    """The session's server, running, whatever another test did to it."""
    whole_postgresql.start()
    return whole_postgresql


@pytest.fixture
def redis(whole_redis: Redis) -> Redis:
    """The session's server, running and empty."""
    whole_redis.start()
    whole_redis.empty()
    return whole_redis


@pytest.fixture
def rabbitmq(whole_rabbitmq: RabbitMQ) -> RabbitMQ:
    """The session's server, running."""
    whole_rabbitmq.start()
    return whole_rabbitmq


@pytest.fixture
def seaweedfs(whole_seaweedfs: SeaweedFS) -> SeaweedFS:
    """The session's server, running."""
    whole_seaweedfs.start()
    return whole_seaweedfs


@pytest.fixture
def database_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A new, empty database."""
    url = postgresql.database()
    yield url
    postgresql.start()
    postgresql.drop(url)


@pytest.fixture
def redis_url(redis: Redis) -> str:
    return redis.url


@pytest.fixture
def amqp_url(rabbitmq: RabbitMQ) -> str:
    """A new, empty virtual host."""
    return rabbitmq.virtual_host()


@pytest.fixture
def bucket(seaweedfs: SeaweedFS) -> str:
    """A new, empty bucket."""
    return seaweedfs.bucket()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind: what is claimed of one is held on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sổ cái.db'}"
    found = request.getfixturevalue("database_url")
    assert isinstance(found, str)
    return found
