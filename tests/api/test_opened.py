"""Ledger and store of a process: one for all its threads, another after a fork, tried again where they were away."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.api.opened import opened, reached
from service.config import settings
from service.errors import StoreUnreachable


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path / "chưa có"))
    settings.cache_clear()
    return tmp_path / "chưa có"


def test_all_threads_have_the_same_and_a_forked_process_its_own(data: Path) -> None:
    with ThreadPoolExecutor(8) as callers:
        found = {id(one) for one in callers.map(lambda _: opened(), range(16))}
    assert len(found) == 1
    assert data.is_dir()
    child = os.fork()
    if not child:
        os._exit(int(id(opened()) in found or opened().ledger.reading.unit("", 0) is not None))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_what_was_away_is_tried_again(data: Path) -> None:
    data.write_text("")
    with pytest.raises(StoreUnreachable):
        opened()
    data.unlink()
    reached()
