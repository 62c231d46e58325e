"""One HTTP request to an address that a stranger chose: one in his certificate, or a caller's webhook.

Such an address is a door into the office's network (server-side request forgery): it may name the cloud's metadata service or a
printer. So: http and https only; no address but a public one, unless a setting names the host; every redirection is judged anew,
or none is followed; and the connection goes to the very address that was judged, since a name may resolve otherwise the second
time (DNS rebinding). Time and size are limited as a whole. No proxy is used.
"""

from __future__ import annotations

import http.client
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin

from service.asking.address import failed, is_named, may_ask, parts_of, peers_of
from service.asking.connection import connection
from service.errors import PartnerUnreachable, problem

SECONDS: Final = 10.0                             # one request, redirections included in the count of requests, not in this
_REDIRECTIONS: Final = 3
_REDIRECTED: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 65_536
_FETCHES: Final = "VANBAN_FETCH_HOSTS"

__all__ = ["SECONDS", "Answer", "ask", "judge", "may_ask", "tell"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message. `retry_after`: seconds, where the receiver names some."""

    status: int
    retry_after: float | None = None


def ask(
    url: str, body: bytes | None = None, *, media_type: str = "", most_bytes: int, hosts: Collection[str] = (),
    seconds: float = SECONDS,
) -> bytes:
    """The body of an answer 200: POST where there is a body, else GET. `hosts` are those of VANBAN_FETCH_HOSTS.

    Raises PartnerUnreachable: address-refused, fetch-failed, fetch-too-long.
    """
    headers = {"Content-Type": media_type} if media_type else {}
    for _ in range(_REDIRECTIONS + 1):
        parts = parts_of(url, _FETCHES)
        with connection(parts, peers_of(parts, hosts, _FETCHES), seconds) as made:
            answer = made.answer(body, headers)
            target = answer.getheader("Location") if answer.status in _REDIRECTED else None
            if not target:
                if answer.status != HTTPStatus.OK:
                    raise failed(parts.geturl(), f"HTTP {answer.status}")
                whole = _whole(answer, parts.geturl(), most_bytes)
                if made.overdue:                  # without a length, what was cut off looks whole
                    raise failed(parts.geturl(), "quá lâu")
                return whole
        url = urljoin(url, target)
    raise failed(url, "chuyển hướng quá nhiều lần")


def tell(
    url: str, body: bytes, headers: Mapping[str, str], *, hosts: Collection[str], setting: str, seconds: float = SECONDS
) -> Answer:
    """POSTs a message: what the receiver answers, be it a refusal; a redirection is an answer as well. `hosts` are those of
    `setting`, which a refusal names.

    Raises PartnerUnreachable: address-refused; fetch-failed where no status came.
    """
    parts = parts_of(url, setting)
    with connection(parts, peers_of(parts, hosts, setting), seconds) as made:
        answer = made.answer(body, headers)
        with suppress(OSError, http.client.HTTPException):    # the status has come: the body is taken out of politeness
            answer.read(_PIECE)
        after = answer.getheader("Retry-After", "").strip()
        return Answer(answer.status, float(after) if after.isascii() and after.isdecimal() and len(after) < 10 else None)


def judge(url: str, *, hosts: Collection[str], setting: str) -> bool:
    """Refuses at once what `tell` would refuse for its form or for the address written in it; a name is resolved only when it is
    asked. Gives whether the setting names the host. Raises PartnerUnreachable: address-refused."""
    parts = parts_of(url, setting)
    peers_of(parts, hosts, setting, resolve=False)
    return is_named(parts, hosts)


def _whole(answer: http.client.HTTPResponse, url: str, most_bytes: int) -> bytes:
    pieces, size = [], 0
    while piece := answer.read(_PIECE):
        size += len(piece)
        if size > most_bytes:
            raise PartnerUnreachable(problem("fetch-too-long", "Câu trả lời của {dia_chi} dài quá {nhieu_nhat} byte.", place=url,
                                             dia_chi=url, nhieu_nhat=most_bytes))
        pieces.append(piece)
    return b"".join(pieces)
