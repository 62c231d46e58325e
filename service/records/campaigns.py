"""Campaigns of an office: ZIPs of campaign folders in the store, read once a process."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.values import Person, new_id
from service.database import Database
from service.dossier.packed import snapshot_of
from service.errors import FileGone, InputRefused, RecordUnknown, problem
from service.records.campaign_data import CampaignData
from service.records.rows import NO_CAMPAIGN, campaign_of
from service.records.tables import CAMPAIGN
from service.records.values import Campaign
from service.store import Store

_MOST: Final = 4                                           # campaigns a process holds at once: some megabytes each
_NAMED: Final = 200


class Campaigns:
    def __init__(self, database: Database, store: Store) -> None:
        self._database, self._store = database, store

    def add(self, organisation: str, person: Person | None, name: str, data: bytes) -> Campaign:
        """A packed folder → a campaign of the organisation. `person`: who hands it in; None: the command line.

        Raises InputRefused with every problem of the folder, FileRefused, StoreUnreachable.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= _NAMED:
            raise InputRefused(problem("campaign-name", "Đặt tên cho phong trào, không quá {nhieu_nhat} ký tự.", pointer="/name",
                                       nhieu_nhat=_NAMED))
        number, sha256 = new_id(), hashlib.sha256(data).hexdigest()
        _read(sha256, lambda: data)                        # refused here, and not at a clerk's desk
        place = f"campaigns/{organisation}/{number}/{sha256[:16]}.zip"
        self._store.put(place, data)

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.id == number)) is None:
                connection.execute(sa.insert(CAMPAIGN).values(
                    id=number, organisation=organisation, name=name, place=place, sha256=sha256,
                    person=person.id if person else None, created=self._database.now))

        self._database.write(work)
        return self.get(number, organisation)

    def listed(self, organisation: str, *, closed: bool = False) -> list[Campaign]:
        """The newest first; `closed`: those that are closed too."""
        wanted = sa.select(CAMPAIGN).where(CAMPAIGN.c.organisation == organisation)
        if not closed:
            wanted = wanted.where(CAMPAIGN.c.closed.is_(None))
        wanted = wanted.order_by(CAMPAIGN.c.created.desc(), CAMPAIGN.c.id)
        return self._database.read(lambda connection: [campaign_of(row) for row in connection.execute(wanted).mappings()])

    def get(self, id: str, organisation: str) -> Campaign:
        """Also a closed one: documents made from it are made anew when they are registered. Raises RecordUnknown."""
        wanted = sa.select(CAMPAIGN).where(CAMPAIGN.c.id == id, CAMPAIGN.c.organisation == organisation)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise RecordUnknown(NO_CAMPAIGN)
        return campaign_of(row)

    def close(self, id: str, organisation: str) -> Campaign:
        """No new document is made from it; it stays for those that were."""
        self.get(id, organisation)
        self._database.write(lambda connection: connection.execute(
            sa.update(CAMPAIGN).where(CAMPAIGN.c.id == id, CAMPAIGN.c.organisation == organisation, CAMPAIGN.c.closed.is_(None))
            .values(closed=self._database.now)))
        return self.get(id, organisation)

    def zip(self, campaign: Campaign) -> bytes:
        """As it was handed in. Raises FileGone, also where it is not the same any more."""
        data = self._store.get(campaign.place)
        if hashlib.sha256(data).hexdigest() != campaign.sha256:
            raise FileGone(problem("file-changed", "Tệp {ten} trong kho đã bị thay đổi từ bên ngoài.", place=campaign.place,
                                   ten=campaign.place.rpartition("/")[2]))
        return data

    def data(self, campaign: Campaign) -> CampaignData:
        """Its data, read once a process. Raises as `add`, and FileGone."""
        return _read(campaign.sha256, lambda: self.zip(campaign))


def _read(sha256: str, data: Callable[[], bytes]) -> CampaignData:
    with _READING:
        found = _READ.get(sha256)
        if found is None:
            found = _READ[sha256] = CampaignData(snapshot_of(data()))
            while len(_READ) > _MOST:
                _READ.popitem(last=False)
        _READ.move_to_end(sha256)
        return found


_READING: Final = Lock()
_READ: Final[OrderedDict[str, CampaignData]] = OrderedDict()
