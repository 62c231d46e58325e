"""What our workbooks say to the machine: the hidden row of paths, the names of our own sheets, the row of an example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.campaign.cells import folded
from service.sheets.columns import NAMING, Column, Plan

MACHINE: Final = "_vanban"                 # hidden sheet: which sheet is which, made for which version; lists of choices
GUIDE: Final = "Hướng dẫn"
SUMMARY: Final = "Tổng hợp lỗi"
OURS: Final = frozenset(folded(one) for one in (MACHINE, GUIDE, SUMMARY))

KEY: Final = NAMING[0]
SAMPLE: Final = "(ví dụ)"                  # the key of a row that is no data
ERRORS: Final = (NAMING[3], "#loi")        # heading and mark of the column beside the data that says what is wrong
OWN: Final = (NAMING[1], "#dong")          # of a row that rows of another sheet belong to
PARENT: Final = (NAMING[2], "#cua")        # the row of another sheet that this row belongs to

_FOLDED: Final = folded(SAMPLE)
MACHINE_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3


def heads(plan: Plan) -> Iterator[tuple[str, str, Column | None]]:
    """(heading, mark of the machine row, column of the data) of every column, from left to right."""
    yield KEY, plan.mark, None
    if plan.coded:
        yield *OWN, None
    if plan.parent:
        yield *PARENT, None
    for one in plan.columns:
        yield one.label, one.pointer or "/", one


def is_sample(key: object) -> bool:
    """Whether a row is the example that our workbooks begin with."""
    return isinstance(key, str) and len(key) < 2 * len(SAMPLE) and folded(key) == _FOLDED
