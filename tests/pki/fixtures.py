"""The fixtures, imported by tests/conftest.py. The PKI itself is imported only where a test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pki.pki import Pki


@pytest.fixture(scope="session")
def whole_pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pki]:
    """One PKI for the session; tests take `pki`."""
    from tests.pki.pki import Pki

    made = Pki(tmp_path_factory.mktemp("pki"))
    yield made
    made.close()


@pytest.fixture
def pki(whole_pki: Pki) -> Iterator[Pki]:
    """The PKI as it is at the beginning, whatever other tests told it."""
    yield whole_pki
    whole_pki.reset()


@pytest.fixture
def office(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pki]:
    """The PKI, and the settings of an office that trusts it, asks its TSA and fetches from its servers."""
    from service.config import settings

    for name, value in pki.environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield pki
    settings.cache_clear()
