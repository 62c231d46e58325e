"""What the documents of a batch are made from, read once a process: what its rows share, or its campaign's folder."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from service import doctypes
from service.campaign import Snapshot
from service.campaign import load as load_campaign
from service.campaign.shared import Shared
from service.dossier.packed import snapshot_of
from service.dossier.planned import Planned, documents
from service.errors import InputRefused, problem
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


class OfFolder:
    """Documents of a campaign's folder, planned again: a type and unit at a time, as they are asked for."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self._snapshot, self._today = snapshot, today
        self._planned: dict[tuple[str, str], dict[tuple[str, str], Planned]] = {}

    def document(self, unit: Unit) -> Document:
        of, award, subject = (unit.scope[name] for name in ("unit", "award", "subject"))
        found = self._of(unit.slug, of).get((award, subject))
        if found is None:
            raise InputRefused(problem("document-gone", "Thư mục phong trào không có văn bản này.", place=unit.key))
        return Document(found.data, found.scope, found.scope.day)

    def _of(self, slug: str, unit: str) -> dict[tuple[str, str], Planned]:
        if (slug, unit) not in self._planned:
            found = documents(self._snapshot, unit, [doctypes.get(slug)], today=self._today)
            self._planned[slug, unit] = {(one.scope.award, one.scope.subject): one for one in found}
        return self._planned[slug, unit]


def source_of(batch: Batch, store: Reads, *, folder: bool) -> Source:
    """`folder`: whether the batch is of a campaign's folder, whose ZIP is `wish.source` in the store.

    Raises StoreUnreachable; InputRefused where the campaign cannot be read.
    """
    found = _SOURCES.get(batch.id)
    if found is None:
        found = _SOURCES[batch.id] = _read(batch, store, folder)
        while len(_SOURCES) > _MOST:
            _SOURCES.popitem(last=False)
    _SOURCES.move_to_end(batch.id)
    return found


_SOURCES: OrderedDict[str, Source] = OrderedDict()


def _read(batch: Batch, store: Reads, folder: bool) -> Source:
    wish = batch.wish
    if folder:
        if wish.today is None:
            raise ValueError("a campaign's documents need the day they are made")
        return OfFolder(snapshot_of(store.get(wish.source)), wish.today)
    return OfRows(load_campaign(batch.campaign) if batch.campaign is not None else None, wish.today)
