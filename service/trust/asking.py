"""One HTTP request to an address that a stranger's certificate names.

Such an address is a door into the office's network (server-side request forgery): it may name the cloud's metadata service or a
printer. So: http and https only; no address but a public one, unless VANBAN_FETCH_HOSTS names the host; every redirection is
judged anew; and the connection goes to the very address that was judged, since a name may resolve otherwise the second time
(DNS rebinding). Time and size are limited as a whole.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection
from contextlib import suppress
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from service.errors import PartnerUnreachable, problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SECONDS: Final = 10.0                             # one request, redirections included in the count of requests, not in this
_REDIRECTIONS: Final = 3
_REDIRECTED: Final = frozenset({301, 302, 303, 307, 308})
_MOST_PEERS: Final = 3
_PIECE: Final = 65_536
_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def ask(
    url: str, body: bytes | None = None, *, media_type: str = "", most_bytes: int, hosts: Collection[str] = (),
    seconds: float = SECONDS,
) -> bytes:
    """The body of an answer 200: POST where there is a body, else GET. `hosts` are those of VANBAN_FETCH_HOSTS.

    Raises PartnerUnreachable: address-refused, fetch-failed, fetch-too-long.
    """
    for _ in range(_REDIRECTIONS + 1):
        parts = _parts(url)
        target, answer = _once(parts, _peers(parts, hosts), body, media_type, most_bytes, seconds)
        if target is None:
            return answer
        url = urljoin(url, target)
    raise _failed(url, "chuyển hướng quá nhiều lần")


def may_ask(address: Address) -> bool:
    """Whether an address is on the public internet: also where it is wrapped in one of IPv6's ways to carry IPv4."""
    inner = address
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo
        carried = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
        if carried is None and address in _NAT64:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        inner = carried or address
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified or inner.is_loopback)


def _parts(url: str) -> SplitResult:
    """The address in its parts. Raises PartnerUnreachable where it is not a plain http(s) one."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise _refused(url) from None
    plain = url.isascii() and url.isprintable() and " " not in url
    if not plain or parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise _refused(url)
    return parts


def _peers(parts: SplitResult, hosts: Collection[str]) -> list[tuple[str, int]]:
    """Where to connect: the addresses of the name, if all of them may be asked."""
    name, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    written = f"[{name}]" if ":" in name else name
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _failed(parts.geturl(), "không có tên máy này") from None
    addresses = [str(one[4][0]) for one in found]
    allowed = bool({written, f"{written}:{port}"} & set(hosts))
    if not allowed and not all(may_ask(ipaddress.ip_address(one)) for one in addresses):
        raise _refused(parts.geturl())
    return [(one, port) for one in addresses]


class _Checked(http.client.HTTPConnection):
    """A connection to an address that was judged before; the name is for `Host` and for TLS only."""

    def __init__(self, parts: SplitResult, peers: list[tuple[str, int]], seconds: float) -> None:
        super().__init__(parts.hostname or "", peers[0][1], timeout=seconds)
        self.peers, self.tls, self.seconds = peers, parts.scheme == "https", seconds
        self.overdue = False
        self.guard: socket.socket | None = None
        self.timer: Timer | None = None

    def connect(self) -> None:
        made = self._reached()
        made.settimeout(self.seconds)
        # A socket's own limit holds for each read: an answer that drips would never end. A second handle ends the whole.
        self.guard = made.dup()
        self.timer = Timer(self.seconds, self._cut)
        self.timer.daemon = True
        self.timer.start()
        self.sock = ssl.create_default_context().wrap_socket(made, server_hostname=self.host) if self.tls else made

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


def _once(
    parts: SplitResult, peers: list[tuple[str, int]], body: bytes | None, media_type: str, most_bytes: int, seconds: float
) -> tuple[str | None, bytes]:
    """One request: the target of a redirection, or the body of the answer."""
    url, target = parts.geturl(), (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": "vanban", "Accept": "*/*", "Accept-Encoding": "identity"}
    if media_type:
        headers["Content-Type"] = media_type
    connection = _Checked(parts, peers, seconds)
    try:
        connection.request("GET" if body is None else "POST", target, body, headers)
        answer = connection.getresponse()
        if answer.status in _REDIRECTED and (to := answer.getheader("Location")):
            return to, b""
        if answer.status != http.HTTPStatus.OK:
            raise _failed(url, f"HTTP {answer.status}")
        whole = _whole(answer, url, most_bytes)
        if connection.overdue:                    # without a length, what was cut off looks whole
            raise _failed(url, "quá lâu")
        return None, whole
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failed(url, type(error).__name__) from error
    finally:
        connection.end()


def _whole(answer: http.client.HTTPResponse, url: str, most_bytes: int) -> bytes:
    pieces, size = [], 0
    while piece := answer.read(_PIECE):
        size += len(piece)
        if size > most_bytes:
            raise PartnerUnreachable(problem("fetch-too-long", "Câu trả lời của {dia_chi} dài quá {nhieu_nhat} byte.", place=url,
                                             dia_chi=url, nhieu_nhat=most_bytes))
        pieces.append(piece)
    return b"".join(pieces)


def _refused(url: str) -> PartnerUnreachable:
    return PartnerUnreachable(problem("address-refused", "Không hỏi {dia_chi}: không phải địa chỉ http(s) công khai, cũng không "
                                      "có trong VANBAN_FETCH_HOSTS.", place=url[:500], dia_chi=url[:500]))


def _failed(url: str, reason: str) -> PartnerUnreachable:
    return PartnerUnreachable(problem("fetch-failed", "{dia_chi} không trả lời đúng: {ly_do}.", place=url, dia_chi=url,
                                      ly_do=reason))
