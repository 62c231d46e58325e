"""Whose a batch is: the office's, whether a page or a program of it sent it."""

from __future__ import annotations

import re
from typing import Any, Final

from service.api.opened import opened
from service.errors import BatchUnknown, problem
from service.ledger import Batch
from service.web.visit import visit

_NUMBER: Final = re.compile(r"[0-9a-f]{32}")


def owner() -> str:
    return visit().organisation.id


def mine(id: str) -> Batch:
    """The office's batch. Raises BatchUnknown, also for another's."""
    if not _NUMBER.fullmatch(id):
        raise BatchUnknown(problem("batch-unknown", "Không có đợt {ma}, hoặc đợt đã hết hạn lưu.", ma=id[:64]))
    return opened().ledger.batches.get(id, owner())


def noted(action: str, batch: Batch, **details: Any) -> None:
    """A line of the trail."""
    opened().accounts.trail.add(visit().actor, action, "batch", batch.id, **details)
