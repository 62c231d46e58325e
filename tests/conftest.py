"""Markers that pyproject.toml does not name, the fixtures of the PKI and of the servers."""

from __future__ import annotations

import pytest

from tests.pki.fixtures import office, pki, whole_pki
from tests.servers.fixtures import (
    amqp_url,
    bucket,
    database_url,
    postgresql,
    rabbitmq,
    redis,
    redis_url,
    seaweedfs,
    url,
    whole_postgresql,
    whole_rabbitmq,
    whole_redis,
    whole_seaweedfs,
)

__all__ = [
    "amqp_url", "bucket", "database_url", "office", "pki", "postgresql", "rabbitmq", "redis", "redis_url", "seaweedfs",
    "url", "whole_pki", "whole_postgresql", "whole_rabbitmq", "whole_redis", "whole_seaweedfs",
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds (`-m 'not slow'` leaves it out)")
