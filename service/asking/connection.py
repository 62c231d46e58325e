"""A connection to an address that was judged, limited in time as a whole."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Final
from urllib.parse import SplitResult

from service.asking.address import failed

_MOST_PEERS: Final = 3
_HEADERS: Final = {"User-Agent": "vanban", "Accept": "*/*", "Accept-Encoding": "identity"}


class Connection(http.client.HTTPConnection):
    """It goes to one of `peers`, that were judged before; the name is for `Host` and for TLS only."""

    def __init__(self, parts: SplitResult, peers: list[tuple[str, int]], seconds: float) -> None:
        super().__init__(parts.hostname or "", peers[0][1], timeout=seconds)
        self.parts, self.peers, self.seconds = parts, peers, seconds
        self.overdue = False
        self.guard: socket.socket | None = None
        self.timer: Timer | None = None

    def answer(self, body: bytes | None, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        """To a POST where there is a body, else to a GET. Its own body is still to be read."""
        target = (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")
        self.request("GET" if body is None else "POST", target, body, {**_HEADERS, **headers})
        return self.getresponse()

    def connect(self) -> None:
        made = self._reached()
        made.settimeout(self.seconds)
        # A socket's own limit holds for each read: an answer that drips would never end. A second handle ends the whole.
        self.guard = made.dup()
        self.timer = Timer(self.seconds, self._cut)
        self.timer.daemon = True
        self.timer.start()
        tls = self.parts.scheme == "https"
        self.sock = ssl.create_default_context().wrap_socket(made, server_hostname=self.host) if tls else made

    def end(self) -> None:
        """Not `close`: http.client calls that one itself, before the body is read, where the answer has no length."""
        self.close()
        if self.timer:
            self.timer.cancel()
        if self.guard:
            self.guard.close()

    def _reached(self) -> socket.socket:
        last: OSError | None = None
        for peer in self.peers[:_MOST_PEERS]:
            try:
                return socket.create_connection(peer, self.seconds / _MOST_PEERS)
            except OSError as error:
                last = error
        raise last or OSError

    def _cut(self) -> None:
        self.overdue = True
        with suppress(OSError):                   # ended in the meantime
            if self.guard:
                self.guard.shutdown(socket.SHUT_RDWR)


@contextmanager
def connection(parts: SplitResult, peers: list[tuple[str, int]], seconds: float) -> Iterator[Connection]:
    """For one request. Raises PartnerUnreachable for whatever goes wrong while it is used."""
    made = Connection(parts, peers, seconds)
    try:
        yield made
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise failed(parts.geturl(), type(error).__name__) from error
    finally:
        made.end()
