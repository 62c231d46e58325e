"""One PAdES signature in one place of a PDF (ETSI EN 319 142-1). Law: Nghị định 30/2020/NĐ-CP, PL I, II.7d, II.8; Điều 32 k2d.

`order` what is asked · `keys/` who signs · `appearance`, `images` what is seen.
"""

from __future__ import annotations

from service.sign.order import CopyLine, Order, Signed, TimeStamping

__all__ = ["CopyLine", "Order", "Signed", "TimeStamping"]
