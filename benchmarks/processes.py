"""What other processes have used so far, as proc(5) tells it: processor time and memory of a session's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RESOLUTION = 1 / os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Process:
    """`cpu_seconds`: user and system time of its own and of its children that have ended and were waited for."""

    pid: int
    parent: int
    name: str
    cpu_seconds: float


def of_session(session: int) -> Iterator[Process]:
    """proc(5): behind the command's name come fields 3 and on; 4 is the parent, 6 the session, 14–17 the times."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            front, _, rest = stat.read_text().rpartition(")")
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
        fields = rest.split()
        if int(fields[3]) == session:
            pid, _, name = front.partition(" (")
            yield Process(int(pid), int(fields[1]), name, sum(map(int, fields[11:15])) * RESOLUTION)


def command(pid: int) -> bytes:
    """Its command line; b"" where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def memory_mib(pid: int) -> tuple[float, float] | None:
    """Resident set, and what of it the process shares with no other; None where it has ended."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return None
    own = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))
    return resident / 2**20, own / 2**20
