"""What the documents of a batch are made from, read once a process: what its rows share, or its campaign's folder."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from service.campaign import load as load_campaign
from service.campaign.shared import Shared
from service.ledger.values import Batch, Unit

_MOST: Final = 4                                       # batches that a worker goes between; of each the last ones stay


class Reads(Protocol):
    def get(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Document:
    """One document as `pipeline.issue` takes it."""

    data: Mapping[str, Any]
    campaign: Shared | None
    today: date | None


class Source(Protocol):
    def document(self, unit: Unit) -> Document:
        """The document of a unit. Raises InputRefused where the campaign's folder has no such document."""


@dataclass(frozen=True, slots=True)
class OfRows:
    """Rows bring their own data."""

    shared: Shared | None
    today: date | None

    def document(self, unit: Unit) -> Document:
        return Document(unit.data or {}, self.shared, self.today)


def source_of(batch: Batch, store: Reads) -> Source:
    """Raises StoreUnreachable; InputRefused where the campaign cannot be read."""
    found = _SOURCES.get(batch.id)
    if found is None:
        found = _SOURCES[batch.id] = _read(batch, store)
        while len(_SOURCES) > _MOST:
            _SOURCES.popitem(last=False)
    _SOURCES.move_to_end(batch.id)
    return found


_SOURCES: OrderedDict[str, Source] = OrderedDict()


def _read(batch: Batch, _store: Reads) -> Source:
    shared = load_campaign(batch.campaign) if batch.campaign is not None else None
    return OfRows(shared, batch.wish.today)
