"""LibreOffice kept warm by unoserver; its processor time is read from /proc, the bridge's and our own do not count. It sets with
our faces, whatever the machine has: with others it breaks other lines, and writes other words."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from unoserver.client import UnoClient

from benchmarks import by_docxtpl
from benchmarks.measure import own_cpu_seconds
from benchmarks.processes import of_session
from benchmarks.workloads import Workload
from tests.oracle.libreoffice import fontconfig

_START_SECONDS = 60
_BRIDGE = "/usr/bin/python3"  # Debian's python3-uno is for Debian's own Python


class Pdf:
    name = "libreoffice_warm"

    def __init__(self, workload: Workload, server: Server) -> None:
        self._server, self._workload = server, workload

    def given(self, number: int) -> bytes:
        """The filled Word file, for nothing."""
        return self._workload.prepared.fill(self._workload.record(number))

    def make(self, given: bytes) -> tuple[bytes, ...]:
        return (self._server.pdf(given),)

    def cpu_seconds(self) -> float:
        return self._server.cpu_seconds()


class Both(by_docxtpl.Docx):
    """The loop that one would write: docxtpl fills, LibreOffice prints, zipfile keeps both as they are. Of our process, time of
    docxtpl and of zipfile counts, not that of the bridge to LibreOffice."""

    name = "docxtpl_libreoffice"

    def __init__(self, workload: Workload, server: Server, archive: BinaryIO) -> None:
        super().__init__(workload)
        self._server = server
        self._archive = zipfile.ZipFile(archive, "w")
        self._count, self._spent = 0, 0.0

    def make(self, given: object) -> tuple[bytes, ...]:
        begun = own_cpu_seconds()
        (docx,) = super().make(given)
        self._spent += own_cpu_seconds() - begun
        pdf = self._server.pdf(docx)
        begun = own_cpu_seconds()
        self._count += 1
        self._archive.writestr(f"{self._count}.docx", docx)
        self._archive.writestr(f"{self._count}.pdf", pdf)
        self._spent += own_cpu_seconds() - begun
        return docx, pdf

    def close(self) -> None:
        self._archive.close()

    def cpu_seconds(self) -> float:  # type: ignore[override]   # its own clock, not the process's
        return self._spent + self._server.cpu_seconds()


class Server:
    def __init__(self, port: int, session: int) -> None:
        self._client = UnoClient(server="127.0.0.1", port=str(port), host_location="remote")
        self._session = session

    def pdf(self, docx: bytes) -> bytes:
        pdf = self._client.convert(indata=docx, convert_to="pdf")
        assert isinstance(pdf, bytes)
        return pdf

    def cpu_seconds(self) -> float:
        """User and system time of every LibreOffice process of the server's session."""
        return sum(one.cpu_seconds for one in of_session(self._session) if "soffice" in one.name or "oosplash" in one.name)


def why_not() -> str:
    """What is missing for this peer, or an empty string."""
    if shutil.which("soffice") is None:
        return "soffice is not installed"
    if not Path(_BRIDGE).exists() or subprocess.run([_BRIDGE, "-c", "import uno"], capture_output=True, check=False).returncode:
        return f"{_BRIDGE} has no module uno (package python3-uno)"
    return ""


@contextmanager
def warm_server() -> Iterator[Server]:
    """A LibreOffice with a profile of its own, stopped at the end."""
    spec = importlib.util.find_spec("unoserver")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    with tempfile.TemporaryDirectory() as folder:
        for path in (installed, *installed.parent.glob("unoserver-*.dist-info")):  # of our environment the bridge sees only this
            Path(folder, path.name).symlink_to(path)
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(fontconfig(Path(folder)), encoding="utf-8")
        port, uno_port = _free_ports(2)
        command = [
            _BRIDGE,
            "-m",
            "unoserver.server",
            "--port",
            str(port),
            "--uno-port",
            str(uno_port),
            "--user-installation",
            str(Path(folder, "profile")),
            "--executable",
            str(shutil.which("soffice")),
        ]
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": folder, "FONTCONFIG_FILE": str(fonts)},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, process)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"unoserver did not answer on port {port} within {_START_SECONDS} s")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
