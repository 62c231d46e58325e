"""PostgreSQL, the newest that is installed."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from tests.servers.server import Server

_PASSWORD = "mat-khau-thu"


class PostgreSQL(Server):
    """`fsync` is on, as in an office; the data folder is given by initdb without waiting for the disk."""

    name, user = "postgresql", "postgres"

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__(host)
        self._numbers = count(1)
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))

    @property
    def url(self) -> str:
        """Of the database that is always there."""
        return self._url("postgres")

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"thu_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Removes a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())

    def prepare(self) -> None:
        password = self.folder / "password"
        password.write_text(_PASSWORD)
        password.chmod(0o644)
        subprocess.run([*self.as_user(), self._programs / "initdb", "--no-sync", "--username=vanban", f"--pwfile={password}",
                        "--auth=scram-sha-256", "--locale=C.UTF-8", "--encoding=UTF8", self.folder / "data"],
                       check=True, capture_output=True, cwd=self.folder)
        with (self.folder / "data" / "pg_hba.conf").open("a") as access:
            access.write("host all all all scram-sha-256\n")

    def command(self) -> Sequence[str | Path]:
        settings = {"listen_addresses": self.host, "port": self.port, "unix_socket_directories": "", "max_connections": 200}
        return [self._programs / "postgres", "-D", self.folder / "data",
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))]

    def ready(self) -> bool:
        question: list[str | Path] = [self._programs / "pg_isready", "--quiet", "--host", self.host, "--port", str(self.port)]
        return subprocess.run(question, check=False).returncode == 0

    def ask_to_stop(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGINT)       # fast: SIGTERM waits for the clients to leave

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://vanban:{_PASSWORD}@{self.host}:{self.port}/{database}"
