"""A real server on a free loopback port, as a user starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[str]:
    """Starts `vanban serve` and gives its address; ends it as a service manager would."""
    no_batches = {} if "VANBAN_DATA" in environment else {"VANBAN_BATCH_WORKERS": "0"}      # in the user's own folder
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--json", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **no_batches, **environment},
    )
    try:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["addresses"][0]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        if server.stdout is not None:
            server.stdout.close()
