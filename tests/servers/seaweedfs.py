"""SeaweedFS as an S3 server: master, volumes, filer and gateway in one process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from urllib.request import Request, urlopen

from tests.servers.server import Server, free_port

_PARTS = ("master", "volume", "filer", "s3")


class SeaweedFS(Server):
    name = "seaweedfs"
    access_key = "nguoi-thu"
    secret_key = "khoa-bi-mat-thu"

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__(host)
        self._ports = {name: free_port(host) for part in _PARTS for name in (f"{part}.port", f"{part}.port.grpc")}
        self._ports["s3.port"] = self.port
        self._numbers = count(1)

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://{self.host}:{self.port}"

    def bucket(self) -> str:
        """The name of a new, empty one."""
        name = f"kho-{next(self._numbers)}"
        folder = Request(f"http://{self.host}:{self._ports['filer.port']}/buckets/{name}/", method="POST")
        with urlopen(folder, timeout=30):
            return name

    def settings(self, bucket: str, prefix: str = "") -> dict[str, str]:
        """The environment of a `vanban` whose store is a bucket here."""
        return {"VANBAN_STORE": f"s3://{bucket}/{prefix}".rstrip("/"), "VANBAN_S3_ENDPOINT": self.url,
                "VANBAN_S3_ACCESS_KEY": self.access_key, "VANBAN_S3_SECRET_KEY": self.secret_key}

    def prepare(self) -> None:
        (self.folder / "data").mkdir()
        keys = {"accessKey": self.access_key, "secretKey": self.secret_key}
        (self.folder / "s3.json").write_text(json.dumps({"identities": [
            {"name": "vanban", "credentials": [keys], "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}))

    def command(self) -> Sequence[str | Path]:
        settings = {
            **self._ports, "dir": self.folder / "data", "ip": self.host, "ip.bind": self.host, "filer": "true", "s3": "true",
            "s3.config": self.folder / "s3.json", "s3.port.iceberg": 0, "s3.port.lance": 0, "s3.iam": "false",
            "s3.autoCreateBucket": "false",
            "s3.localSocket": self.folder / "s3.sock", "filer.localSocket": self.folder / "filer.sock",
            "master.telemetry": "false", "master.electionTimeout": "1s", "master.volumeSizeLimitMB": 64, "volume.max": 500,
            "volume.preStopSeconds": 0,
        }
        return [Path(sys.executable).parent / "weed", "server", *(f"-{name}={value}" for name, value in settings.items())]

    def ask_to_stop(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGKILL)      # SIGTERM: 15 s, waiting for streams between its own parts

    def ready(self) -> bool:
        """The gateway answers, and the volumes have announced themselves: else the first write fails."""
        assigned = self.answers(f"GET /dir/assign HTTP/1.0\r\nHost: {self.host}\r\n\r\n".encode(), self._ports["master.port"])
        return b'"fid"' in assigned and self.answers(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.")
