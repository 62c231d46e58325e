"""What a draft takes from its campaign."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.api.opened import opened
from service.campaign.shared import Shared
from service.doctypes import DocumentType
from service.doctypes.taken import taken
from service.errors import RecordUnknown
from service.records import Draft
from service.records.campaign_data import CampaignData
from service.vietnamese.clock import today

Names = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """`shared` and `day` are what `pipeline.issue` takes; `own`: what the campaign writes for this document alone.

    `mark` tells one state of a campaign and a place in it from every other."""

    shared: Shared | None = None
    day: date = field(default_factory=today)
    own: Mapping[str, Any] = field(default_factory=dict)
    data: CampaignData | None = None
    mark: str = ""

    def given(self, doctype: DocumentType, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Field → what it takes where nothing is typed."""
        found = {name: value for name, value in self.own.items() if name not in typed}
        for name, spec in doctype.schema.fields.items():
            if self.shared and spec.source and name not in typed and name not in found:
                value = self.shared.look_up(spec.source)
                if value is not None and value != []:
                    found[name] = taken(spec, value)
        return found


def source(draft: Draft) -> Source:
    """Raises InputRefused where the campaign no longer has this unit. One that is gone gives nothing."""
    if not draft.campaign:
        return Source()
    campaigns = opened().records.campaigns
    try:
        campaign = campaigns.get(draft.campaign, draft.organisation)
    except RecordUnknown:
        return Source()
    data = campaigns.data(campaign)
    if not draft.unit:
        return Source(data=data)
    planned = data.document(draft.slug, draft.unit, today())
    return Source(planned.scope, planned.scope.day, planned.data, data, f"{campaign.sha256} {draft.unit}")


def plain(value: Any) -> Any:
    """A campaign's value as JSON holds it."""
    return json.loads(json.dumps(value, default=str))


def names(data: CampaignData | None) -> Names:
    """What the lists of suggestions hold: the campaign's organisations and people."""
    if data is None:
        return {}
    tables = data.snapshot.tables
    return {"co_quan": sorted({one.full_name for one in tables.co_quan}), "nguoi": sorted({one.ho_ten for one in tables.nguoi})}
