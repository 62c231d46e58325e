"""Every claim of the ledger is held on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.ledger import Ledger, open_ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sổ cái.db'}"
    found = request.getfixturevalue("database_url")
    assert isinstance(found, str)
    return found


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    made = open_ledger(url)
    yield made
    made.close()
