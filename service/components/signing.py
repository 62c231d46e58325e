"""Where digital signatures go (PL I, II.7d, II.8; docs/signing.md): the room of the template between chức vụ and họ tên → places.

Everything is measured from the template's own columns and spaces, so an office that moves its signature block moves the places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from service.components.signature import Signed
from service.errors import Problem, problem
from service.rules.layout import AGENCY_PLACE_MM, SEAL_MM, SEALED_SHARE, SIGNATURE_SHARE, SIGNATURE_WIDTH_MM, SIGNING_GAP_MM
from service.values import SigningPlace, SigningPlaces

AGENCY: Final = "cho_ky_co_quan"         # what a template prints for the agency's signature on a file of its own
_TAG: Final = re.compile(r"\{\{-?(\w+)\.cho_ky\b")
_FIELD: Final = "ky"                     # the usual signature: its places have no name of their own behind chu_ky, dau


@dataclass(frozen=True, slots=True)
class Room:
    """Where a place is anchored: the column's text from `left_mm` on, `width_mm` wide, and the space above the line."""

    left_mm: float
    width_mm: float
    above_mm: float


def tagged(text: str) -> list[str]:
    """The signature fields whose places a text of the template prints (its blanks taken out)."""
    return _TAG.findall(text)


def suffix(field: str) -> str:
    """What a signature's places have behind `chu_ky`, `dau`: `ky` → "", `ky_thu_ky` → `_thu_ky`."""
    return field.removeprefix(_FIELD) if field == _FIELD or field.startswith(f"{_FIELD}_") else f"_{field}"


def signature_places(field: str, signed: Signed, room: Room, *, sealed: bool, seal_mm: float | None = None) -> SigningPlaces:
    """The places of one signature in its room."""
    width = min(SIGNATURE_WIDTH_MM.chosen, room.width_mm * SIGNATURE_SHARE)
    x = room.left_mm + (room.width_mm - width) / 2
    who = signed.ho_ten or " ".join(signed.dong)
    height = max(room.above_mm - 2 * SIGNING_GAP_MM, SIGNING_GAP_MM)
    middle = -SIGNING_GAP_MM - height / 2
    own = SigningPlace(f"chu_ky{suffix(field)}", f"Chữ ký của {who}", width, height, x, middle - height / 2)
    if not sealed:
        return SigningPlaces((own,))
    side = seal_mm or SEAL_MM.chosen
    seal = SigningPlace(f"dau{suffix(field)}", f"Dấu, chữ ký số của cơ quan, tổ chức, trên chữ ký của {who}", side, side,
                        x + width * SEALED_SHARE.chosen - side, middle - side / 2)
    return SigningPlaces((own, seal))


def agency_place() -> SigningPlaces:
    """The agency's signature on a file of its own, text without an image: at the right end of the column, which a landscape page
    has elsewhere than the template."""
    return SigningPlaces((SigningPlace("chu_ky_co_quan", "Chữ ký số của cơ quan, tổ chức", *AGENCY_PLACE_MM, None, 0.0),))


def too_low(places: SigningPlaces, room: Room) -> Problem | None:
    """A notice where the seal is higher than the room: it would cover letters."""
    seal = next((place for place in places.places if place.height_mm > room.above_mm), None)
    if seal is None:
        return None
    return problem("seal-room", "Dấu cao {dau} mm mà chỗ trống trên họ tên chỉ có {cho} mm: dấu sẽ trùm lên chữ; hãy tăng khoảng"
                   " cách trước đoạn họ tên trong mẫu.", dau=_mm(seal.height_mm), cho=_mm(room.above_mm))


def on_sheet(places: SigningPlaces, x_mm: float, y_mm: float, number: int = 1) -> tuple[SigningPlace, ...]:
    """Places whose column begins at this point of a sheet; of several sheets the later ones have a number behind their names."""
    end = f"_{number}" if number > 1 else ""
    return tuple(replace(one, name=one.name + end, x_mm=(one.x_mm or 0.0) + x_mm, y_mm=one.y_mm + y_mm) for one in places.places)


def _mm(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0").replace(".", ",")
