"""Is a line of the heading centred under the others of its column? Judged on a printed page, where only places tell."""

from __future__ import annotations

from statistics import median
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS
from service.rules.looks.judge import SURE, at
from service.rules.looks.whole import main
from service.rules.seen import Page, Part, Seen

_OFF_PT: Final = 8.0 * 72 / 25.4                  # blanks for a number or a day to be written in move a line by less
_ENOUGH: Final = 3                                # lines that tell where the middle of a column is
_COLUMNS: Final = (
    ("quoc_hieu", "tieu_ngu", "dia_danh_ngay"),
    ("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "trich_yeu_cong_van"),
    ("ten_loai", "trich_yeu"),
)


def off_centre(seen: Seen, component: str) -> list[Fault]:
    """A fault where the component's line stands beside the middle that its column's lines and drawn lines share."""
    if seen.source != "pdf":
        return []
    column = next((names for names in _COLUMNS if component in names), ())
    parts = [part for part in main(seen) if part.component in column and part.confidence >= SURE and part.place]
    own = next((part for part in parts if part.component == component), None)
    middles = [_middle(part) for part in parts]
    middles += [(stroke.place.left_pt + stroke.place.right_pt) / 2 for part in parts
                if (stroke := seen.stroke_below(part)) is not None and stroke.place]
    if component in _COLUMNS[-1]:
        middles += [middle for page in seen.pages[:1] if (middle := _middle_of_page(page)) is not None]
    if own is None or len(middles) < _ENOUGH or abs(_middle(own) - median(middles)) <= _OFF_PT:
        return []
    return [at(own, problem("not-centred", "{ten}: không canh giữa trong cột của mình.", ten=COMPONENTS[component].name),
               required="canh giữa")]


def _middle_of_page(page: Page) -> float | None:
    if page.left_mm is None or page.right_mm is None:
        return None
    return (page.left_mm + page.width_mm - page.right_mm) / 2 * 72 / 25.4


def _middle(part: Part) -> float:
    return (part.place.left_pt + part.place.right_pt) / 2 if part.place else 0.0
