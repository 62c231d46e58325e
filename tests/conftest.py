"""Markers that pyproject.toml does not name."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds (`-m 'not slow'` leaves it out)")
