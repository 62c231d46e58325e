"""Which parts are the text itself (ô 6), and which belong to an appendix or an attached text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import filled

HEADING: Final = frozenset(
    (
        "quoc_hieu",
        "tieu_ngu",
        "co_quan_chu_quan",
        "co_quan_ban_hanh",
        "so_ky_hieu",
        "dia_danh_ngay",
        "ten_loai",
        "trich_yeu",
        "trich_yeu_cong_van",
        "tham_quyen",
        "menh_lenh",
        "kinh_gui",
        "kinh_gui_dong",
        "mau_so",
        "do_mat",
        "do_khan",
        "luu_hanh",
        "can_cu",
    )
)
ENDING: Final = frozenset(
    ("noi_nhan_tu", "noi_nhan", "quyen_han", "ky_ghi_chu", "chuc_vu_khac", "ho_ten", "nguoi_soan", "ky_so", "dia_chi")
)
_BLOCK: Final = frozenset(("noi_nhan_tu", "quyen_han"))
PROSE: Final = frozenset(("", "doan", "dieu", "dieu_tieu_de", "khoan", "khoan_tieu_de", "diem", "gach", "cong"))
_OPENS: Final = frozenset(
    ("ten_loai", "trich_yeu", "trich_yeu_cong_van", "tham_quyen", "menh_lenh", "kinh_gui", "kinh_gui_dong")
)


@per_document
def body(seen: Seen) -> tuple[Part, ...]:
    """The parts of the text: below the heading block, above recipients and signature, cells of tables left out."""
    return tuple([part for part in _until_end(seen) if not part.in_table and not _in_heading(part)])


def _until_end(seen: Seen) -> list[Part]:
    signed = max((part.index for part in seen.parts if _sure(part, _BLOCK)), default=-1)
    # the address at the foot of page 1 (III.4) ends no text that goes on overleaf
    parts = [part for part in filled(seen) if part.component != "dia_chi" or part.index > signed]
    end = next((at for at, part in enumerate(parts) if _sure(part, ENDING | {"phu_luc"}) and not _above(parts, at)), len(parts))
    start = next((at + 1 for at in range(end - 1, -1, -1) if _sure(parts[at], _OPENS)), 0)
    while start < end and (_in_heading(parts[start]) or parts[start].column):
        start += 1
    return parts[start:end]


def _above(parts: Sequence[Part], at: int) -> bool:
    """Whether the heading block is still to come: an address or a line of a form may stand above it."""
    if any(_sure(part, _OPENS) for part in parts[:at]):
        return False
    return any(_sure(part, frozenset(("ten_loai", "trich_yeu_cong_van"))) for part in parts[at + 1 : at + 12])


def _in_heading(part: Part) -> bool:
    return _sure(part, HEADING)


def _sure(part: Part, components: frozenset[str]) -> bool:
    return part.component in components and part.confidence >= 0.5


@per_document
def appendices(seen: Seen) -> list[list[Part]]:
    """What follows the signature, divided where an appendix or an attached text begins; cells of tables left out."""
    parts = filled(seen)
    first = next((at for at, part in enumerate(parts) if _sure(part, ENDING) and not _above(parts, at)), 0)
    found: list[list[Part]] = []
    for part in parts[first:]:
        if _sure(part, frozenset(("phu_luc", "ten_loai"))):
            found.append([])
        if found and not part.in_table:
            found[-1].append(part)
    return found


@per_document
def prose(seen: Seen) -> tuple[Part, ...]:
    """Sentences of the text: no headings in capitals, no cells, nothing of heading and signature."""
    return tuple([part for part in body(seen) if part.component in PROSE])
