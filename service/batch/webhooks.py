"""Webhooks, by Standard Webhooks 1.0 (github.com/standard-webhooks): a batch's end, told to the address its caller gave.

A message is signed with the office's secret, sent again with growing pauses for a day, goes to public addresses only, and follows
no redirection. It says which batch and how many, never what is in it. At least once: its `webhook-id` says that it is the same.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from service.asking import judge, tell
from service.config import secret
from service.errors import InputRefused, PartnerUnreachable, SettingInvalid, problem
from service.ledger.values import Batch, BatchState, Call, Counts

SECONDS: Final = 15.0                            # of one attempt; the standard: 15 to 30
EVENTS: Final[dict[BatchState, str]] = {"done": "batch.done", "refused": "batch.refused", "cancelled": "batch.cancelled"}
_HOSTS: Final = "VANBAN_WEBHOOK_HOSTS"
_MOST_LETTERS: Final = 2000                      # of an address
_PREFIX: Final = "whsec_"
_LEAST_BYTES, _MOST_BYTES = 24, 64               # of a secret, by the standard
_TOLD: Final = ("total", "faulty", "done", "failed", "cancelled", "warned", "reused", "pages")
_PAUSES: Final = (5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800)     # seconds; together a day
_SPREAD: Final = 0.1                             # of a pause: those who failed together do not come again together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `pause`: seconds until the next; None: there is none. `reason`: for the log, without the
    address: `http-500`, `fetch-failed`, `address-refused`, `webhook-unset`; "" where it was sent."""

    sent: bool
    pause: float | None = None
    reason: str = ""


def keys() -> tuple[bytes, ...]:
    """The secrets of VANBAN_WEBHOOK_SECRET: `whsec_` and base64; while one replaces another both, a blank between them. Empty
    where it is not set. Raises SettingInvalid."""
    return tuple(_key(one) for one in (secret("WEBHOOK_SECRET") or "").split())


def check_address(url: str, *, hosts: Collection[str], keys: Sequence[bytes]) -> None:
    """What a caller gives as his webhook. `hosts`: those of VANBAN_WEBHOOK_HOSTS, which need no https and may be the office's
    own. Names are not resolved here. Raises InputRefused: webhook-unset, webhook-address."""
    if not keys:
        raise InputRefused(problem("webhook-unset", "Máy chủ chưa có khóa ký webhook ({bien}), nên không gọi lại được.",
                                   place="webhook", bien="VANBAN_WEBHOOK_SECRET"))
    try:
        named = judge(url, hosts=hosts, setting=_HOSTS)
        fits = len(url) <= _MOST_LETTERS and (named or url.lower().startswith("https:"))
    except PartnerUnreachable:
        fits = False
    if not fits:                                  # the address is not repeated: it may hold a key of the receiver's
        raise InputRefused(problem("webhook-address", "Địa chỉ webhook phải là địa chỉ https:// công khai, viết bằng ký tự "
                                   "ASCII, không quá {nhieu_nhat} ký tự, không kèm mật khẩu; máy khác phải có trong {bien}.",
                                   place="webhook", nhieu_nhat=_MOST_LETTERS, bien=_HOSTS))


def body_of(batch: Batch, counts: Counts, event: str, at: float) -> str:
    """The message: JSON in ASCII. `at`: when it happened, seconds since 1970."""
    moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    data = {"id": batch.id, "state": event.removeprefix("batch."), "counts": {name: getattr(counts, name) for name in _TOLD}}
    return json.dumps({"type": event, "timestamp": moment, "data": data}, separators=(",", ":"))


def signed(keys: Sequence[bytes], message_id: str, at: float, body: bytes) -> dict[str, str]:
    """The headers of an attempt at that time: a signature of each key over id, time and body."""
    moment = str(int(at))
    content = b".".join((message_id.encode(), moment.encode(), body))
    signatures = ("v1," + base64.b64encode(hmac.digest(key, content, "sha256")).decode() for key in keys)
    return {"webhook-id": message_id, "webhook-timestamp": moment, "webhook-signature": " ".join(signatures)}


def pause(attempts: int) -> float | None:
    """Seconds to wait after so many attempts in vain (from 1); None: given up."""
    if attempts > len(_PAUSES):
        return None
    return _PAUSES[attempts - 1] * random.uniform(1 - _SPREAD, 1 + _SPREAD)


def deliver(call: Call, at: float, *, hosts: Collection[str], keys: Sequence[bytes], seconds: float = SECONDS) -> Outcome:
    """One attempt; `at`: now. 2xx is success, 410 is the end, all else is tried again later. Takes up to twice
    `seconds`, and as long as the name's resolution takes. `hosts`: those of VANBAN_WEBHOOK_HOSTS."""
    next_pause = pause(call.attempts + 1)
    if not keys:                                  # it was set when the batch was received, and may be again
        return Outcome(False, next_pause, "webhook-unset")
    body = call.body.encode()
    headers = {"Content-Type": "application/json", **signed(keys, call.id, at, body)}
    try:
        answer = tell(call.url, body, headers, hosts=hosts, setting=_HOSTS, seconds=seconds)
    except PartnerUnreachable as fault:
        return Outcome(False, next_pause, fault.problems[0].code)
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Outcome(True)
    reason = f"http-{answer.status}"
    if answer.status == HTTPStatus.GONE or next_pause is None:
        return Outcome(False, None, reason)
    return Outcome(False, max(next_pause, min(answer.retry_after or 0.0, _PAUSES[-1])), reason)


def _key(text: str) -> bytes:
    try:
        found = base64.b64decode(text.removeprefix(_PREFIX), validate=True) if text.startswith(_PREFIX) else b""
    except binascii.Error:
        found = b""
    if not _LEAST_BYTES <= len(found) <= _MOST_BYTES:
        raise SettingInvalid(problem("setting-value", "Biến môi trường {bien} là “{gia_tri}”; cần {can}.",
                                     place="VANBAN_WEBHOOK_SECRET", bien="VANBAN_WEBHOOK_SECRET", gia_tri="•••",
                                     can="whsec_ và từ 24 đến 64 byte ngẫu nhiên viết bằng base64"))
    return found
