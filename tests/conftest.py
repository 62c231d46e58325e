"""Markers that pyproject.toml does not name, and the fixtures of the PKI."""

from __future__ import annotations

import pytest

from tests.pki.fixtures import office, pki, whole_pki

__all__ = ["office", "pki", "whole_pki"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds (`-m 'not slow'` leaves it out)")
