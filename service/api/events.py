"""Server-sent events (HTML Living Standard, 9.2) as bytes. A stream is closed after a while; the browser comes back with
`Last-Event-ID` by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

MEDIA_TYPE: Final = "text/event-stream"
# Read by nobody. Sent every 15 s: a proxy that sees nothing for a minute cuts the stream, and a caller who left is noticed.
KEEP_ALIVE: Final = b":\n\n"
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}      # nginx would hold events back
_MOST_LETTERS: Final = 100
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")


def event(number: str, name: str, data: Mapping[str, Any]) -> bytes:
    """One event. `number` comes back as Last-Event-ID. Raises ValueError where number or name could not stand in a line."""
    return text_event(number, name, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def text_event(number: str, name: str, text: str) -> bytes:
    """An event that carries a text, of several lines perhaps."""
    if not all(_PLAIN.fullmatch(one) and len(one) <= _MOST_LETTERS for one in (number, name)):
        raise ValueError("an event's number and name are ASCII without blanks")
    data = "".join(f"data: {line}\n" for line in re.split("\r\n|\r|\n", text))
    return f"id: {number}\nevent: {name}\n{data}\n".encode()


def retry(seconds: float) -> bytes:
    """How long a browser that lost the stream waits before it comes back."""
    return f"retry: {round(seconds * 1000)}\n\n".encode()


def last_event_id(header: str | None) -> str:
    """The id of the last event a caller had; "" where he had none, or says something that was never an id of ours."""
    text = (header or "").strip()
    return text if _PLAIN.fullmatch(text) and len(text) <= _MOST_LETTERS else ""
