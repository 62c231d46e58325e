"""Documents a second of one worker process and of two behind a queue, each time the same batch:

    python -m benchmarks.machines [DOCUMENTS]

PostgreSQL, Redis and an S3 server run on this machine too, so on two cores the second process shares its core with them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.batch.machines import Site
from tests.batch.runs import listed, rows
from tests.servers.postgresql import PostgreSQL
from tests.servers.redis import Redis
from tests.servers.seaweedfs import SeaweedFS

_WARM = 8                                         # documents made before the clock starts


def main(documents: int) -> None:
    with (tempfile.TemporaryDirectory(prefix="vanban-machines-") as name, PostgreSQL() as postgresql, Redis() as redis,
          SeaweedFS() as seaweedfs):
        folder = Path(name)
        site = Site(folder, {"VANBAN_DATABASE": postgresql.database(), "VANBAN_BROKER": redis.url,
                             **seaweedfs.settings(seaweedfs.bucket()), "VANBAN_LEASE_SECONDS": "300"})
        first = 0.0
        for machines in (1, 2):
            rate = _rate(site, machines, documents)
            first = first or rate
            print(f"{machines} worker: {rate:.1f} documents/s ({rate / first:.2f}×)", flush=True)
        site.ledger.close()


def _rate(site: Site, machines: int, documents: int) -> float:
    with ExitStack() as stack:
        begun = [stack.enter_context(site.machine(f"{machines}-{number}", at_work=False)) for number in range(machines)]
        for machine in begun:
            machine.until_at_work()
        site.batch(listed(rows(_WARM * machines), site.folder / "warm.jsonl")).end()
        given = site.batch(listed(rows(documents), site.folder / "ds.jsonl"))
        start = time.monotonic()
        given.end()
        taken = time.monotonic() - start
        assert len(given.documents()) == 2 * documents
        for machine in begun:
            machine.stop()
        return documents / taken


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
