"""Phụ lục I, Phần II, I.2: what a document made by scanning must be. Plates of a PDF → what is wrong with which page.

PDF 1.4 or later (the update that adds the field makes an older file 1.7), in colour, 200 dots to the inch, at 100 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from service.errors import InputRefused, Problem, problem
from service.pdfium import Plate

Size = tuple[float, float]                        # mm, in either direction

A4: Final[Size] = (210.0, 297.0)
SIZES: Final[dict[str, Size]] = {"A3": (297.0, 420.0), "A4": A4, "A5": (148.0, 210.0), "F4": (210.0, 330.0)}
_MEASURED: Final = re.compile("[0-9]{2,4}[xX][0-9]{2,4}")
_CLAUSE: Final = "Phụ lục I, Phần II, Mục I.2"
_LEAST_DPI: Final = 200
_DPI_SLACK: Final = 1.0                           # a scanner's dots to the metre, a page cut to whole points
_SIZE_SLACK_MM: Final = 4.0                       # sheets lie askew, drivers cut their edges
_EDGE_MM: Final = 6.0                             # what a scanner cannot reach; 95 % of an A4 page leaves as much
_PAGE_WIDE: Final = 0.6                           # of a page: less is a picture on it, not a picture of it


def sizes_of(names: Sequence[str]) -> tuple[Size, ...]:
    """A4 where nothing is said; else by names, or as 210x330 (mm). Raises InputRefused."""
    problems = [problem("copy-size", "Không rõ khổ giấy “{kho}”; cần A3, A4, A5, F4 hoặc RỘNGxCAO tính bằng mm.", place="size",
                        kho=one) for one in names if one.upper() not in SIZES and not _MEASURED.fullmatch(one)]
    InputRefused.raise_any(problems)
    return tuple(SIZES.get(one.upper()) or _measured(one) for one in names) or (A4,)


def _measured(text: str) -> Size:
    wide, _, high = text.lower().partition("x")
    return float(wide), float(high)


def scanned(plate: Plate) -> bool:
    """Whether the page is a picture of a page."""
    return plate.covered >= _PAGE_WIDE


def below_standard(plates: Sequence[Plate], sizes: Sequence[Size] = (A4,)) -> Iterator[Problem]:
    """What breaks the standard, page by page. `sizes` are those that the paper may have had."""
    for plate in plates:
        place = f"trang {plate.number}"
        if not scanned(plate):
            yield problem("scan-page", "Trang này không phải trang quét: hình chỉ phủ {phan:.0f} % trang.", place=place,
                          phan=plate.covered * 100)
            continue
        if plate.colour == "bilevel":
            yield problem("scan-colour", "Ảnh quét là ảnh đen trắng, phải là ảnh màu ({dieu}b).", place=place, dieu=_CLAUSE)
        elif plate.colour == "grey":
            yield problem("scan-colour", "Ảnh quét là ảnh thang độ xám, phải là ảnh màu ({dieu}b).", place=place, dieu=_CLAUSE)
        if plate.dpi < _LEAST_DPI - _DPI_SLACK:
            yield problem("scan-dpi", "Độ phân giải {co:.0f} dpi, tối thiểu là {can} dpi ({dieu}c).", place=place, dieu=_CLAUSE,
                          co=plate.dpi, can=_LEAST_DPI)
        yield from _scale(plate, sizes, place)


def worth_a_look(plates: Sequence[Plate]) -> Iterator[Problem]:
    """What may be right, or may not: said, and held against nobody."""
    for plate in plates:
        if scanned(plate) and plate.colour == "neutral":
            yield problem("scan-colour-none", "Ảnh ghi ở hệ màu nhưng không điểm nào có màu: hãy xem lại máy quét có để chế "
                          "độ màu không ({dieu}b).", place=f"trang {plate.number}", dieu=_CLAUSE)


def _scale(plate: Plate, sizes: Sequence[Size], place: str) -> Iterator[Problem]:
    """100 %: the picture fills the page, and the page is as large as the paper was."""
    across, along = sorted((plate.width_mm, plate.height_mm))
    if not any(abs(across - min(one)) <= _SIZE_SLACK_MM and abs(along - max(one)) <= _SIZE_SLACK_MM for one in sizes):
        yield problem("scan-scale", "Trang {rong:.0f} × {cao:.0f} mm, không phải khổ {can} của bản giấy: tỷ lệ số hóa phải "
                      "là 100 % ({dieu}d).", place=place, rong=plate.width_mm, cao=plate.height_mm, dieu=_CLAUSE,
                      can=" hoặc ".join(f"{one[0]:.0f} × {one[1]:.0f} mm" for one in sizes))
    elif max(plate.edges_mm) > _EDGE_MM or min(plate.edges_mm) < -_EDGE_MM:
        yield problem("scan-scale", "Ảnh quét không vừa trang (mép hở hoặc thừa {le:.0f} mm): tỷ lệ số hóa phải là 100 % "
                      "({dieu}d).", place=place, dieu=_CLAUSE, le=max(plate.edges_mm, key=abs))
