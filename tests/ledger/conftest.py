"""Every claim of the ledger is held on both databases."""

from collections.abc import Iterator

import pytest

from service.ledger import Ledger, open_ledger


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    made = open_ledger(url)
    yield made
    made.close()
