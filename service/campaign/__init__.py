"""Campaign data: what all documents of a campaign share (docs/campaign.md), from one file or from a folder of tables.

    shared.py       what a document type asks of either
    one_file.py     one file → Campaign
    snapshot.py     Snapshot: every table with its look-ups
    cells.py, dated.py                                  values of a cell; what holds from a day to a day
    organisations.py people.py council.py nominees.py results.py awards.py register.py frame.py    the rows, by subject
    tables.py, index.py                                 the tables by name; by what is asked of them
    law/            the law's own rows, with their sources
"""

from __future__ import annotations

from service.campaign.one_file import PLACE, Campaign, CampaignData, load
from service.campaign.shared import Shared
from service.campaign.snapshot import Snapshot

__all__ = ["PLACE", "Campaign", "CampaignData", "Shared", "Snapshot", "load"]
