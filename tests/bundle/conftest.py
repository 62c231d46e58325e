"""Documents are made once: several seconds."""

from __future__ import annotations

import pytest

from tests.bundle.made import Ended, ended


@pytest.fixture(scope="session")
def done_batch(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return ended(tmp_path_factory.mktemp("kho"))
