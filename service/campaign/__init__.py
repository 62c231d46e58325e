"""Campaign data: what all documents of a campaign share (docs/campaign.md), from one file or from a folder of tables.

    folder.py       a folder (or one file, or data sent) → Snapshot, or every problem with file, sheet, row and column
      own.py, headings.py, written.py                   rieng/; the headings of sheets; rows with their places
      build.py, references.py, consistency.py           models, codes, days and years
    snapshot.py     Snapshot: every table with its look-ups
      tables.py, index.py                               the tables by name; by what is asked of them
    organisations.py people.py council.py nominees.py results.py awards.py register.py frame.py    the rows, by subject
      cells.py, dated.py                                values of a cell; what holds from a day to a day
    law/            the law's own rows, with their sources
    scope.py        a document's unit, day, award and subject → what it takes; views/ the single answers
    one_file.py     a small campaign for a single document → Campaign
"""

from __future__ import annotations

from service.campaign.folder import from_data, load_folder
from service.campaign.one_file import PLACE, Campaign, CampaignData, load
from service.campaign.snapshot import Snapshot

__all__ = ["PLACE", "Campaign", "CampaignData", "Snapshot", "from_data", "load", "load_folder"]
