"""What a document type asks of a campaign, whichever form it was given in."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from service.errors import Problem


class Shared(Protocol):
    """The values of a campaign for one document."""

    def look_up(self, path: str) -> object:
        """The path of a field's `from` → plain data ready to stand in a document's data; None where there is none."""

    def validity(self, day: date) -> list[Problem]:
        """What of it is not valid on a document's day; a pointer is the field that was taken (`/ky`)."""
