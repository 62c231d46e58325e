"""What is asked of one signature, and what came of it. Values only: the import costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as stored
from datetime import datetime
from typing import Literal

from service.errors import Problem

Level = Literal["b-b", "b-t", "b-lt", "b-lta"]   # ETSI EN 319 142-1: baseline, time stamp, revocation data, archive time stamp
By = Literal["", "person", "agency"]
Clock = Literal["iso", "sample"]                 # PL I, II.8b: ISO 8601; mẫu 2.2 prints day/month/year; hour: minute: second


@dataclass(frozen=True, slots=True)
class TimeStamping:
    """A time stamp authority (RFC 3161). The address comes from the office's settings, never from a caller of the HTTP door."""

    url: str
    seconds: float = 10.0                        # how long an answer may take


@dataclass(frozen=True, slots=True)
class CopyLine:
    """What the agency's signature of an electronic copy says (PL I, Phần II, I.3)."""

    form: str                                    # "Sao y", "Trích sao", "Sao lục"
    agency: str                                  # the agency that copies


@dataclass(frozen=True, slots=True)
class Order:
    """One signature. `field` by name, or "" for the only one that fits (`by` narrows it)."""

    field: str = ""
    by: By = ""                                  # whose signature: a person's field, or the agency's
    invisible: bool = False                      # a field without a place, in a PDF that has none of ours
    level: Level = "b-b"
    image: bytes | None = stored(default=None, repr=False)    # PNG of the handwritten signature or of the seal
    number: str = ""                             # số và ký hiệu, for `chu_ky_co_quan`; "" takes the document's own
    copy: CopyLine | None = None
    at: datetime | None = None                   # with a zone; None: now
    tsa: TimeStamping | None = None
    reason: str = ""
    location: str = ""
    clock: Clock = "iso"


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed file: the given bytes, and what was added after them."""

    pdf: bytes = stored(repr=False)
    field: str
    signer: str                                  # the subject's name in the certificate
    at: datetime
    level: Level
    notices: tuple[Problem, ...] = ()
