"""Which addresses are asked: public ones, and hosts that a setting names."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from service.errors import PartnerUnreachable, problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


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


def parts_of(url: str, setting: str) -> SplitResult:
    """The address in its parts. Raises PartnerUnreachable where it is not a plain http(s) one."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise refused(url, setting) from None
    plain = url.isascii() and url.isprintable() and " " not in url
    if not plain or parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise refused(url, setting)
    return parts


def is_named(parts: SplitResult, hosts: Collection[str]) -> bool:
    """Whether the host, or host and port, is one of `hosts`."""
    name, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    written = f"[{name}]" if ":" in name else name
    return bool({written, f"{written}:{port}"} & set(hosts))


def peers_of(parts: SplitResult, hosts: Collection[str], setting: str, *, resolve: bool = True) -> list[tuple[str, int]]:
    """Where to connect: the addresses of the name, if all of them may be asked. Without `resolve` only an address that is written
    as one is judged; of a name there is none yet. Raises PartnerUnreachable."""
    name, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=0 if resolve else socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        if not resolve:
            return []
        raise failed(parts.geturl(), "không có tên máy này") from None
    addresses = [str(one[4][0]) for one in found]
    if not is_named(parts, hosts) and not all(may_ask(ipaddress.ip_address(one)) for one in addresses):
        raise refused(parts.geturl(), setting)
    return [(one, port) for one in addresses]


def refused(url: str, setting: str) -> PartnerUnreachable:
    return PartnerUnreachable(problem("address-refused", "Không hỏi {dia_chi}: không phải địa chỉ http(s) công khai, cũng không "
                                      "có trong {bien}.", place=url[:500], dia_chi=url[:500], bien=setting))


def failed(url: str, reason: str) -> PartnerUnreachable:
    return PartnerUnreachable(problem("fetch-failed", "{dia_chi} không trả lời đúng: {ly_do}.", place=url, dia_chi=url,
                                      ly_do=reason))
