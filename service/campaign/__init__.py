"""Campaign data: what all documents of a campaign share (docs/campaign.md), from one file or from a folder of tables."""

from __future__ import annotations

from service.campaign.one_file import PLACE, Campaign, CampaignData, load

__all__ = ["PLACE", "Campaign", "CampaignData", "load"]
