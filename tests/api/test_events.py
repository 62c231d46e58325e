"""Server-sent events, read back as a browser reads them."""

from __future__ import annotations

import json

import pytest

from service.api.events import KEEP_ALIVE, event, last_event_id, retry


def browser(stream: str) -> list[tuple[str, str, str]]:
    """HTML Living Standard, 9.2.6: (id, event, data) of every event; comments and a time to come back are none."""
    found = []
    for block in stream.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        fields = [line.partition(":") for line in block.split("\n") if line and not line.startswith(":")]
        named = {name: [text.removeprefix(" ") for other, _, text in fields if other == name] for name, _, _ in fields}
        if "data" in named:
            found.append((named["id"][-1], named["event"][-1], "\n".join(named["data"])))
    return found


@pytest.mark.parametrize("data", [
    {"state": "running", "counts": {"done": 1}}, {"ten": "Phòng Nội vụ"}, {"chu": "hai\ndòng\r\n\n: và \u2028 hơn thế"}, {},
])
def test_a_browser_reads_what_was_sent(data: dict[str, object]) -> None:
    stream = b"".join((retry(2.5), KEEP_ALIVE, event("7", "state", data), KEEP_ALIVE, event("8", "end", {})))
    [(number, name, text), last] = browser(stream.decode())
    assert (number, name, json.loads(text)) == ("7", "state", data)
    assert last == ("8", "end", "{}")


def test_a_browser_is_told_when_to_come_back() -> None:
    assert retry(2.5) == b"retry: 2500\n\n"


@pytest.mark.parametrize(("number", "name"), [
    ("1\ndata: x", "state"), ("1", "state\nid: 9"), ("1\0", "state"), ("", "state"), ("1", ""), ("đợt", "state"),
    ("1" * 101, "state"),
])
def test_nothing_slips_into_another_line(number: str, name: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        event(number, name, {})


@pytest.mark.parametrize(("header", "number"), [
    ("7", "7"), (" 7 ", "7"), ("a-1.2", "a-1.2"), (None, ""), ("", ""), ("1 2", ""), ("1\n2", ""), ("đ", ""), ("1" * 101, ""),
])
def test_where_a_caller_left_off(header: str | None, number: str) -> None:
    assert last_event_id(header) == number
