"""Batches in a ledger, as tests need them."""

from service.errors import problem
from service.ledger import Ledger, Made, MadeFile, NewUnit, Wish, new_id

DONE = Made({"pdf": MadeFile("ab" * 32, 40_000)}, pages=2, verdict="dat", seconds=0.1)
WARNED = Made({"pdf": MadeFile("cd" * 32, 40_000)}, pages=1, verdict="loi", findings=({"code": "B-01"},))
FAILED = Made(problems=(problem("glyph-missing", "Thiếu chữ {chu}.", chu="☃"),))


def units(count: int) -> list[NewUnit]:
    return [NewUnit(number, "giay_khen", f"GK-{number:03d}", f"giay_khen-GK-{number:03d}", f"made/{number:03d}", f"{number:064d}",
                    data={"ho_ten": f"Nguyễn Thị Bưởi {number}"}) for number in range(1, count + 1)]


def running(ledger: Ledger, count: int, *, owner: str = "", priority: int = 0) -> str:
    """A batch with so many units to make."""
    number = new_id()
    ledger.batches.add(number, owner, Wish("ds.xlsx"), priority=priority)
    assert ledger.batches.fill(number, units(count))
    return number
