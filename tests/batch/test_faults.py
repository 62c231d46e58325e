"""The fault table, embedded engine on the command line: real processes are killed, stopped, starved of disk. Afterwards every
document is there once, its bytes those of an undisturbed run, and nothing half made lies beside it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.batch.runs import Ended, Left, Run, left, listed, rows, state_of, states, wait_until

DOCUMENTS = 24
MANY = 240                                             # as many as no worker makes before it is killed a third time
SMALL_MIB, ROOM_KIB = 8, 700                           # of a disk; of them left when it is nearly full

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listed(rows(DOCUMENTS), tmp_path_factory.mktemp("vào") / "ds.jsonl")


@pytest.fixture(scope="module")
def undisturbed(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    return made(file, tmp_path_factory.mktemp("yên") / "ra", DOCUMENTS)


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listed(rows(MANY), tmp_path_factory.mktemp("vào") / "ds.jsonl")


@pytest.fixture(scope="module")
def long_undisturbed(long_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    return made(long_file, tmp_path_factory.mktemp("yên") / "ra", MANY)


def made(file: Path, out: Path, documents: int) -> Left:
    """What a run leaves that nobody disturbs."""
    assert Run(file, out).end().code == 0
    found = left(out)
    assert len(found.documents()) == 2 * documents
    return found


def whole(ended: Ended, out: Path, undisturbed: Left) -> None:
    """Every document done exactly once, the same bytes in manifest and on disk, and no other file."""
    documents = len(undisturbed.manifest["documents"])
    assert (ended.code, ended.result["done"]) == (0, documents), ended.told
    found = left(out)
    assert [one["number"] for one in found.manifest["documents"]] == list(range(1, documents + 1))
    assert found.manifest == undisturbed.manifest
    assert {name: found.files[name] for name in found.documents()} == found.documents()
    assert found.files.keys() == undisturbed.files.keys()


def test_workers_are_killed_and_the_command_goes_on(long_file: Path, long_undisturbed: Left, tmp_path: Path) -> None:
    run = Run(long_file, tmp_path / "ra", "--jobs", "2")
    run.until(lambda: run.done() >= 3 and run.workers(), "the first documents")
    os.kill(run.workers()[0], signal.SIGKILL)
    run.until(lambda: run.done() >= 10 and len(run.workers()) == 2, "more documents, and another worker")
    assert run.running
    for victim in run.workers():
        os.kill(victim, signal.SIGKILL)
    whole(run.end(), run.out, long_undisturbed)


def test_stopped_and_killed_in_every_way_the_same_command_resumes(
        long_file: Path, long_undisturbed: Left, tmp_path: Path) -> None:
    file, out = long_file, tmp_path / "ra"
    stopped = begun_until(3, file, out)
    os.killpg(stopped.pid, signal.SIGINT)              # Ctrl-C: a terminal sends it to the whole group
    ended = stopped.end()
    assert ended.code == 130, ended.told
    first = states(out)
    assert (first["running"], first["done"] >= 3, first["todo"] > 0) == (0, True, True)      # nothing is held by anybody

    alone = begun_until(first["done"] + 3, file, out)  # the command dies, its workers are left without it
    workers = alone.workers()
    alone.signal(signal.SIGKILL)
    alone.end()
    wait_until(lambda: not any(map(_alive, workers)), "workers that end")
    second = states(out)["done"]
    assert second >= first["done"] + 3

    begun_until(second + 2, file, out).kill_all()      # the whole machine goes down
    third = states(out)["done"]
    assert third >= second + 2

    moments = random.Random(6)
    for _ in range(2):                                 # and again, at any moment
        run = Run(file, out, "--jobs", "2")
        until = time.monotonic() + moments.uniform(0.5, 6.0)
        while run.running and time.monotonic() < until:
            time.sleep(0.01)
        run.kill_all()

    last = Run(file, out).end()
    whole(last, out, long_undisturbed)
    assert last.result["reused"] >= third              # what was made was not made again


def begun_until(done: int, file: Path, out: Path) -> Run:
    """A run that has so many documents done."""
    run = Run(file, out, "--jobs", "2")
    run.until(lambda: run.done() >= done, f"{done} documents")
    return run


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of a few MiB."""
    folder = tmp_path / "đĩa"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_MIB}m", "vanban-test", folder], capture_output=True,
                             text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_the_disk_is_full_and_room_is_made(file: Path, undisturbed: Left, small_disk: Path) -> None:
    ballast = small_disk / "phim.bin"
    ballast.write_bytes(bytes((SMALL_MIB * 1024 - ROOM_KIB) * 1024))
    ended = Run(file, small_disk, "--jobs", "2").end()
    assert ended.code in (1, 2), ended.told
    assert "Đĩa" in ended.told or "đĩa" in ended.told, ended.told
    assert states(small_disk)["done"] < DOCUMENTS
    ballast.unlink()
    whole(Run(file, small_disk).end(), small_disk, undisturbed)


def test_a_document_that_kills_its_worker_stops_no_other(undisturbed: Left, tmp_path: Path) -> None:
    """Its worker is killed whenever it holds it: as the kernel does where a document takes all memory."""
    deadly = 5
    lines = rows(DOCUMENTS)
    data = lines[deadly - 1]["data"]
    data["danh_sach"] = [{"ho_ten": f"{data['ho_ten']} {number}", "danh_xung": data["danh_xung"]} for number in range(300)]
    del data["ho_ten"], data["danh_xung"]
    run = Run(listed(lines, tmp_path / "ds.jsonl"), tmp_path / "ra", "--jobs", "1")
    for attempt in range(1, 6):
        run.until(partial(_begun, run, deadly, attempt), f"attempt {attempt} at it")
        os.kill(run.workers()[0], signal.SIGKILL)
    ended = run.end()
    assert (ended.code, ended.result["done"], ended.result["failed"]) == (1, DOCUMENTS - 1, 1), ended.told
    found = left(run.out)
    failed = found.manifest["documents"][deadly - 1]
    assert (failed["state"], failed["files"], [one["code"] for one in failed["problems"]]) == ("failed", {}, ["worker-died"])
    expected = {name: sha for name, sha in undisturbed.documents().items() if f"{deadly:02d}." not in name}
    assert found.documents() == expected
    assert {name: found.files[name] for name in expected} == expected


def _begun(run: Run, number: int, attempt: int) -> bool:
    return state_of(run.out, number) == ("running", attempt) and bool(run.workers())


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
