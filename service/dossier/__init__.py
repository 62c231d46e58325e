"""Documents of a campaign held against each other and against its data (docs/campaign-rules.md).

    judged     a document with its checked data; a set of them      check     Dossier → Report
    registry   the rules by their codes                             rules     the rules; importing the package registers them
    planned    which documents a unit's dossier has                 packed    a campaign's folder as one file, and back
"""

from __future__ import annotations

from service.dossier.check import check_dossier
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import Across, across_rules

__all__ = ["Across", "Dossier", "Judged", "across_rules", "check_dossier"]
