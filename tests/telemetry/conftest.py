"""The lines of this process, as `vanban serve` writes them."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.config import settings
from service.telemetry import logs

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What stands on stderr, from now on."""
    names = ("", "vanban", "gunicorn.error", "gunicorn.access")
    before = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).level, logging.getLogger(name).propagate)
              for name in names}
    hooks, shown, stream = (sys.excepthook, threading.excepthook), warnings.showwarning, io.StringIO()
    logs.configure("json")
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(stream)
    yield stream
    logging.captureWarnings(False)
    (sys.excepthook, threading.excepthook), warnings.showwarning = hooks, shown
    for name, (handlers, level, propagate) in before.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.fixture
def lines(said: io.StringIO) -> Lines:
    return lambda: [json.loads(line) for line in said.getvalue().splitlines()]
