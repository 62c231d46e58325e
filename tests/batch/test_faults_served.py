"""The fault table of `vanban serve` with its embedded engine on PostgreSQL and S3: real servers that go away in the middle."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.batch.runs import Run, children, left, listed, rows
from tests.batch.served import Sent
from tests.running import running
from tests.servers.postgresql import PostgreSQL
from tests.servers.seaweedfs import SeaweedFS

DOCUMENTS = 240                                        # seconds of work for one engine
AWAY_S = 20                                            # the object store
OFTEN = {"VANBAN_RATE": "100000"}                      # one person asks for every document, and how far it is meanwhile

pytestmark = pytest.mark.slow


def test_database_and_object_store_go_away_and_come_back(
        postgresql: PostgreSQL, database_url: str, seaweedfs: SeaweedFS, bucket: str, tmp_path: Path) -> None:
    lines = rows(DOCUMENTS)
    here = Run(listed(lines, tmp_path / "ds.jsonl"), tmp_path / "ra")
    settings = {**OFTEN, "VANBAN_DATA": str(tmp_path / "dữ liệu"), "VANBAN_DATABASE": database_url, **seaweedfs.settings(bucket)}
    with running("--workers", "1", **settings) as address:
        assert here.end().code == 0
        sent = Sent(address, lines)
        sent.until(lambda: sent.done() >= 2, "the first documents")
        postgresql.restart()
        before = sent.done()
        sent.until(lambda: sent.done() >= before + 4, "documents after the database was restarted")
        assert not sent.ended
        seaweedfs.kill()
        time.sleep(AWAY_S)
        seaweedfs.start()
        sent.until(lambda: sent.ended, "the end")
        assert sent.state()["state"] == "done", sent.state()
        made, manifest = sent.documents(), sent.manifest()
    assert manifest["totals"]["done"] == len(manifest["documents"]) == DOCUMENTS
    undisturbed = left(tmp_path / "ra").manifest["documents"]
    assert made == {(one["key"], suffix): file["sha256"] for one in undisturbed for suffix, file in one["files"].items()}
    assert [one["number"] for one in manifest["documents"]] == [one["number"] for one in undisturbed]


def test_the_engine_beside_the_server_is_killed(tmp_path: Path) -> None:
    lines = rows(DOCUMENTS)
    with running("--workers", "1", **OFTEN, VANBAN_DATA=str(tmp_path)) as address:
        sent = Sent(address, lines)
        sent.until(lambda: sent.done() >= 2, "the first documents")
        [engine] = [one for server in children(os.getpid()) for one in children(server)
                    if b"service.batch.beside" in Path(f"/proc/{one}/cmdline").read_bytes()]
        os.kill(engine, signal.SIGKILL)
        assert not sent.ended
        sent.until(lambda: sent.ended, "the end")
        assert sent.state()["state"] == "done"
        assert len(sent.documents()) == 2 * DOCUMENTS
