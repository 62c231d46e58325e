"""A database whose answer to a commit is lost once: the work is done, and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.engine import Connection

from service.database import Database

_Result = TypeVar("_Result")


class Forgetful(Database):
    def write(self, work: Callable[[Connection], _Result]) -> _Result:
        super().write(work)
        return super().write(work)
