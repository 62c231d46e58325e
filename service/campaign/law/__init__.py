"""The law's own rows of a campaign's tables, each with its source: instruments, who gives an award, base salaries, rounding."""

from __future__ import annotations

from service.campaign.law.money import amount_of

__all__ = ["amount_of"]
