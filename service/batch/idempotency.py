"""The same request sent twice makes one batch: `Idempotency-Key`, by draft-ietf-httpapi-idempotency-key-header-07.

A caller who got no answer sends the same request with the same key again and gets the batch that the first one made, however far
it is. The key with another request is refused (`idempotency-mismatch`, by the ledger). Keys are each caller's own and are kept as
long as their batch; the key of a batch that was removed makes a new one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from service.errors import InputRefused, problem

_MOST_LETTERS: Final = 255
_QUOTED: Final = re.compile(r'"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')    # RFC 8941, 3.3.3
_BARE: Final = re.compile(r"[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+")          # without quotes, as most send it; a comma is two fields


def request_key(header: str) -> str:
    """The key in the header's value: a string in quotes, as the draft says, or the same bare, without blanks and commas: 1 to 255
    ASCII characters. Raises InputRefused: idempotency-key."""
    text = header.strip(" \t")
    quoted = _QUOTED.fullmatch(text)
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else text
    if not (quoted or _BARE.fullmatch(text)) or not 1 <= len(key) <= _MOST_LETTERS:
        raise InputRefused(problem("idempotency-key", "Khóa chống gửi lặp phải có từ 1 đến {nhieu_nhat} ký tự ASCII (ví dụ một "
                                   "UUID), có thể đặt trong dấu ngoặc kép.", place="Idempotency-Key", nhieu_nhat=_MOST_LETTERS))
    return key


def fingerprint(method: str, path: str, digest: str) -> str:
    """What a key belongs to: SHA-256 in hex of the method, the path without query, and the body's digest."""
    return hashlib.sha256("\n".join((method.upper(), path, digest)).encode()).hexdigest()


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 in hex of a body's parts, name and content, in any order: a form sent again has another boundary between the same
    fields. A JSON body is one part."""
    whole = hashlib.sha256()
    for name, content in sorted(parts):
        for piece in (name.encode(), content):
            whole.update(len(piece).to_bytes(8))
            whole.update(piece)
    return whole.hexdigest()
