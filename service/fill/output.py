"""What a template prints into: one list of pieces, looked at from time to time, and the names it knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context
from jinja2.utils import missing

from service.fill.afterwards import HOLLOW
from service.fill.budget import Budget

_BATCH = 128  # pieces of output between two looks at the clock and the length


class Pieces(list[str]):
    """The pieces of one part. `until`: how many there may be before the next look; `hollow`: whether something that ended may
    have had nothing in it; `made`: what they were joined to. They know their budget and nothing that knows them: a circle would
    keep every document that was made until the collector comes."""

    __slots__ = ("_budget", "_chars", "_seen", "hollow", "made", "until")

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget, self._seen, self._chars, self.until, self.hollow, self.made = budget, 0, 0, _BATCH, False, ""

    def look(self) -> None:
        """Raises LimitExceeded where it took too long or became too long."""
        self._spend(sum(map(len, self[self._seen :])))
        self._seen = len(self)
        self.until = self._seen + _BATCH

    def text(self) -> str:
        """All of it. Raises as `look` does."""
        self.made = "".join(self)
        self._spend(len(self.made) - self._chars)
        return self.made

    def _spend(self, chars: int) -> None:
        self._chars += chars
        self._budget.spend(chars)

    def shut(self) -> None:
        """A cell, table, header or footer ends here."""
        for piece in reversed(self):
            if piece:
                self.hollow = self.hollow or piece.endswith(HOLLOW) or piece.startswith(("<w:hdr", "<w:ftr"))
                return


class Names(dict[str, Any]):
    """What is not there is Jinja's `missing`."""

    def __missing__(self, name: str) -> object:
        return missing


class Room(Context):
    """One rendering: its names, which the template's own `set` adds to, and its output."""

    def __init__(self, environment: Environment, part: str, values: Mapping[str, object], out: Pieces) -> None:
        names = Names(environment.globals)
        names.update(values)
        super().__init__(environment, names, part, {})
        self.vars = names
        self.out = out
