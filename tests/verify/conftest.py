"""The office that trusts the tests' PKI and asks nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.config import settings
from tests.pki.pki import Pki


@pytest.fixture
def offline(office: Pki, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pki]:
    monkeypatch.setenv("VANBAN_FETCH_REVOCATION", "0")
    settings.cache_clear()
    yield office
    settings.cache_clear()
