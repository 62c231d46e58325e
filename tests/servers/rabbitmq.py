"""RabbitMQ with a home, a node name and a port mapper (epmd) of its own; it runs as whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from tests.servers.server import Server, free_port

_PROGRAMS = Path("/usr/lib/rabbitmq/bin")         # those in /usr/sbin change user and folder first


class RabbitMQ(Server):
    name = "rabbitmq"

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__(host)
        self._mapper_port = free_port("127.0.0.1")
        self._nodes_port = free_port("127.0.0.1")
        self._numbers = count(1)
        self._mapper: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self._url("%2F")

    def virtual_host(self) -> str:
        """The address of a new, empty one; takes about two seconds."""
        name = f"thu_{next(self._numbers)}"
        self.control("add_vhost", name)
        self.control("set_permissions", "--vhost", name, "vanban", ".*", ".*", ".*")
        return self._url(name)

    def control(self, *arguments: str) -> str:
        """`rabbitmqctl`, and what it says."""
        return subprocess.run([_PROGRAMS / "rabbitmqctl", "--quiet", *arguments], check=True, capture_output=True, text=True,
                              cwd=self.folder, env={**os.environ, **self.environment()}).stdout

    def prepare(self) -> None:
        (self.folder / "enabled_plugins").write_text("[].")
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = {self.host}:{self.port}\nloopback_users = none\n"
            "default_user = vanban\ndefault_pass = mat-khau-thu\n"
            "log.console = true\nlog.console.level = warning\nlog.file = false\n")

    def environment(self) -> Mapping[str, str]:
        return {
            "HOME": str(self.folder),                                           # the cookie of its nodes
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._mapper_port),
            "RABBITMQ_ALLOW_INPUT": "1",                                        # no shell between it and our signals
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "none"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_DIST_PORT": str(self._nodes_port),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_NODENAME": f"vanban{self.port}@localhost",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-noinput -kernel inet_dist_use_interface {127,0,0,1}",
        }

    def start(self) -> None:
        if self._mapper is None:                 # else the server starts one that nobody ends
            with (self.folder / "log.txt").open("ab") as log:
                self._mapper = self.spawn(["epmd"], log.fileno())
        super().start()

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._mapper is not None:
            self._mapper.terminate()
            self._mapper.wait()
        super().__exit__()

    def command(self) -> Sequence[str | Path]:
        return [_PROGRAMS / "rabbitmq-server"]

    def ready(self) -> bool:
        return self.answers(b"AMQP\x00\x00\x09\x01").startswith(b"\x01\x00\x00")      # Connection.Start

    def _url(self, virtual_host: str) -> str:
        return f"amqp://vanban:mat-khau-thu@{self.host}:{self.port}/{virtual_host}"
