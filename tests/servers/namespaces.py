"""Machines as network namespaces, joined by a bridge: each has an address of its own, and nothing else of this machine's network.
Root only.

    with Network() as network:
        network.host                       # the bridge's address: servers for all machines listen there
        network.prefix(0)                  # what stands before a command that is to run on the first machine
        network.cut(0)                     # its cable is pulled out
        network.join(0)                    # and put in again
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from typing import Self


class NamespacesMissing(Exception):
    """This machine lets nobody make network namespaces; says why."""


class Network:
    def __init__(self, machines: int = 2) -> None:
        self._name = f"vb{random.SystemRandom().randrange(16**4):04x}"      # of devices: 15 letters at most
        self._net = f"10.{random.SystemRandom().randrange(200, 250)}.{random.SystemRandom().randrange(1, 250)}"
        self._machines = range(machines)

    @property
    def host(self) -> str:
        return f"{self._net}.1"

    def prefix(self, machine: int) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self._space(machine))

    def cut(self, machine: int) -> None:
        _ip("link", "set", self._cable(machine), "down")

    def join(self, machine: int) -> None:
        _ip("link", "set", self._cable(machine), "up")

    def __enter__(self) -> Self:
        if os.geteuid() != 0 or not shutil.which("ip"):
            raise NamespacesMissing("root and iproute2 are needed")
        try:
            self._build()
        except subprocess.CalledProcessError as error:
            self.__exit__()
            raise NamespacesMissing(error.stderr.decode().strip()) from error
        return self

    def __exit__(self, *_: object) -> None:
        for machine in self._machines:
            _ip("netns", "delete", self._space(machine), check=False)
            _ip("link", "delete", self._cable(machine), check=False)
        _ip("link", "delete", self._name, check=False)

    def _build(self) -> None:
        _ip("link", "add", self._name, "type", "bridge")
        _ip("address", "add", f"{self.host}/24", "dev", self._name)
        _ip("link", "set", self._name, "up")
        for machine in self._machines:
            space, cable, inner = self._space(machine), self._cable(machine), f"{self._cable(machine)}i"
            _ip("netns", "add", space)
            _ip("link", "add", cable, "type", "veth", "peer", "name", inner)
            _ip("link", "set", cable, "master", self._name)
            _ip("link", "set", cable, "up")
            _ip("link", "set", inner, "netns", space)
            _ip("-n", space, "address", "add", f"{self._net}.{machine + 10}/24", "dev", inner)
            _ip("-n", space, "link", "set", inner, "up")
            _ip("-n", space, "link", "set", "lo", "up")

    def _space(self, machine: int) -> str:
        return f"{self._name}-{machine}"

    def _cable(self, machine: int) -> str:
        return f"{self._name}c{machine}"


def _ip(*arguments: str, check: bool = True) -> None:
    subprocess.run(["ip", *arguments], check=check, capture_output=True)
