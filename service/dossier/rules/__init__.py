"""The rules across documents; importing this package registers them."""

from __future__ import annotations

from service.dossier.rules import (
    annexes,
    attachments,
    authority,
    copies,
    councils,
    counts,
    dates,
    deadlines,
    eligibility,
    grounds,
    issuers,
    money,
    names,
    numbers,
    periods,
    quotas,
    references,
    registration,
    signatures,
    standards,
    votes,
)

MODULES = (issuers, authority, signatures, eligibility, standards, periods, counts, names, numbers, annexes, references, councils,
           votes, attachments, copies, registration, dates, deadlines, grounds, money, quotas)
