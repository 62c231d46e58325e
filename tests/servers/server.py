"""What all servers have in common: a folder, ports, processes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

_START_S = 180.0                                 # RabbitMQ takes 7; on a machine that is full of tests much longer
_STOP_S = 20.0
_PAUSE_S = 0.05
_taken: set[int] = set()


def free_port(host: str) -> int:
    """Below the ports that the kernel gives to whoever connects somewhere, so that a server that is down finds its own again."""
    while True:
        port = random.SystemRandom().randrange(12000, 32000)
        with socket.socket() as tried:
            try:
                tried.bind((host, port))
            except OSError:
                continue
        if port not in _taken:
            _taken.add(port)
            return port


class Server(ABC):
    """A server as a context manager. `host`: the address to bind, that of a bridge where network namespaces are to reach it."""

    name: str
    user: str = ""                               # who runs it where we are root, if it refuses root

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = free_port(host)
        self.folder = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._guards: list[subprocess.Popen[bytes]] = []

    # --- what each server says ---

    @property
    @abstractmethod
    def url(self) -> str: ...

    @abstractmethod
    def command(self) -> Sequence[str | Path]: ...

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers; asked again until it does."""

    def prepare(self) -> None:  # noqa: B027
        """Before the first start: the files it needs in `folder`; most need none."""

    def environment(self) -> Mapping[str, str]:
        return {}

    # --- life ---

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix=f"vanban-{self.name}-"))
        try:
            if self.as_user():
                shutil.chown(self.folder, self.user, self.user)
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for guard in self._guards:
            guard.kill()
            guard.communicate()
        self._guards.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """On the same port with the same data; nothing where it runs. Returns when it answers."""
        if self.running:
            return
        with (self.folder / "log.txt").open("ab") as log:
            self._process = self.spawn(self.command(), log.fileno())
        until = time.monotonic() + _START_S
        while not self.ready():
            if not self.running or time.monotonic() > until:
                raise RuntimeError(f"{self.name} does not start:\n{self.log()[-3000:]}")
            time.sleep(_PAUSE_S)

    def stop(self) -> None:
        """Asks it to end and waits; nothing where it is down."""
        if self.running:
            assert self._process is not None
            family = [self._process.pid, *_below(self._process.pid)]
            self.ask_to_stop(self._process)
            try:
                self._process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()
            _end(family)

    def ask_to_stop(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9 of it and all it started, at once."""
        if self._process is not None:
            _end([self._process.pid, *_below(self._process.pid)])
            self._process.wait()

    def restart(self) -> None:
        self.stop()
        self.start()

    # --- for the servers' own files ---

    def spawn(self, command: Sequence[str | Path], output: int) -> subprocess.Popen[bytes]:
        """In a session of its own: Ctrl-C of whoever runs the tests does not reach it before we stop it."""
        process = subprocess.Popen([*self.as_user(), *command], cwd=self.folder, env={**os.environ, **self.environment()},
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
        self._guards.append(_guard(process.pid))
        return process

    def as_user(self) -> list[str]:
        if not self.user or os.geteuid() != 0:
            return []
        return ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--init-groups"]

    def log(self) -> str:
        path = self.folder / "log.txt"
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def answers(self, question: bytes, port: int | None = None) -> bytes:
        """The first piece of what it says to a question; b"" where nobody answers."""
        try:
            with socket.create_connection((self.host, port or self.port), timeout=5) as connection:
                connection.sendall(question)
                return connection.recv(4096)
        except OSError:
            return b""


def _guard(pid: int) -> subprocess.Popen[bytes]:
    """Ends a server when we are gone, killed perhaps: its input, a pipe that we hold, closes then. One that was restarted has
    another number, and a guard of its own."""
    return subprocess.Popen(["sh", "-c", 'read -r _; kill -9 "-$0"', str(pid)], stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    found: list[int] = []
    with suppress(OSError):                      # it has just ended
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split()):
                found += [child, *_below(child)]
    return found


def _end(pids: Sequence[int]) -> None:
    """Kills what is left of them and waits until they are gone."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    until = time.monotonic() + _STOP_S
    while any(map(_alive, pids)) and time.monotonic() < until:
        time.sleep(_PAUSE_S)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"                          # a zombie waits for its parent, and holds nothing
