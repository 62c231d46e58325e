"""What one filling may take: characters of its output, and time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from service.errors import LimitExceeded, problem

ENDLESS = float("inf")


@dataclass(slots=True)
class Budget:
    """For the parts of one filling together; `max_seconds` count from now on."""

    max_chars: float
    max_seconds: float
    _chars: int = field(default=0, init=False)
    _deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.max_seconds

    def spend(self, chars: int) -> None:
        """Counts output. Raises LimitExceeded past either."""
        self._chars += chars
        if self._chars > self.max_chars:
            raise LimitExceeded(problem("limit-chars", "Văn bản điền ra dài quá {gioi_han} ký tự XML.", gioi_han=self.max_chars))
        if time.monotonic() > self._deadline:
            raise LimitExceeded(problem("limit-seconds", "Điền mẫu lâu quá {gioi_han} giây.", gioi_han=self.max_seconds))
