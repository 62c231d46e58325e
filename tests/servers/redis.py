"""Redis, its data appended to a file, so that a queue outlives a restart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.servers.server import Server


class Redis(Server):
    name = "redis"

    @property
    def url(self) -> str:
        return f"redis://{self.host}:{self.port}/0"

    def ask(self, *words: str) -> bytes:
        """A command and its answer in Redis's own protocol (RESP), the first piece of it."""
        return self.answers(f"*{len(words)}\r\n".encode() + b"".join(
            b"$%d\r\n%s\r\n" % (len(data), data) for data in (word.encode() for word in words)))

    def empty(self) -> None:
        self.ask("FLUSHALL")

    def command(self) -> Sequence[str | Path]:
        return ["redis-server", "--port", str(self.port), "--bind", self.host, "--dir", self.folder, "--save", "",
                "--appendonly", "yes", "--protected-mode", "no"]

    def ready(self) -> bool:
        return self.ask("PING") == b"+PONG\r\n"
