"""What an office may set about its site (docs/web.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from service.config.reader import Reader

_ADDRESS: Final = r"https?://[^\s?#@]+"


@dataclass(frozen=True, slots=True)
class Web:
    """Settings of pages, sessions, limits, logs."""

    secret_key: str = field(default="", repr=False)    # signs cookies; "": random, kept in the database
    https: bool = False                          # reached by HTTPS only
    proxies: int = 0                             # proxies of ours that tell the caller's address
    session_hours: int = 12
    idle_minutes: int = 120
    rate: int = 600                              # requests a minute of one person or key
    log: Literal["json", "plain"] = "json"
    trace: str = ""                              # an OpenTelemetry collector (OTLP over HTTP)


def read_web(reader: Reader) -> Web:
    default = Web()
    return Web(
        secret_key=reader.text("SECRET_KEY", "", r"\S{32,}", "ít nhất 32 ký tự không dấu cách", secret=True),
        https=reader.text("HTTPS", "0", "[01]", "0 hoặc 1") == "1",
        proxies=reader.integer("PROXIES", default.proxies, 0, 10),
        session_hours=reader.integer("SESSION_HOURS", default.session_hours, 1, 720),
        idle_minutes=reader.integer("IDLE_MINUTES", default.idle_minutes, 1, 43_200),
        rate=reader.integer("RATE", default.rate, 1),
        log="plain" if reader.text("LOG", default.log, "json|plain", "json hoặc plain") == "plain" else "json",
        trace=reader.text("TRACE", "", _ADDRESS, "một địa chỉ http(s)"),
    )
