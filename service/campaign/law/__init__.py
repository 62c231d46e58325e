"""The law as data: instruments, who gives an award, base salaries; every row with its source. `law()` answers for a day.

    rows.py      built-in rows (the instruments are those of the checker, service/rules/instruments.toml)
    lookup.py    Law: what is in force, who gives an award, how much it is
"""

from __future__ import annotations

from service.campaign.law.lookup import Law, law
from service.campaign.law.rows import SAME, built_in

__all__ = ["SAME", "Law", "built_in", "law"]
