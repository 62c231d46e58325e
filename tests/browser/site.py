"""`vanban serve` on a free port with a folder of its own, nobody entered yet."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import COMMAND


@dataclass(frozen=True)
class Site:
    address: str
    set_up: str                                   # where the first run begins, with its code


@contextmanager
def site(folder: Path, **environment: str) -> Iterator[Site]:
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--json", "--workers", "2"], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "VANBAN_DATA": str(folder), "VANBAN_BATCH_WORKERS": "1", "VANBAN_RATE": "100000", **environment})
    try:
        assert server.stdout is not None
        said = json.loads(server.stdout.readline())
        yield Site(said["addresses"][0], said.get("set_up", ""))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        if server.stdout is not None:
            server.stdout.close()
