"""Where a signature may stand: the fields of the file, which of them is meant, and the decree's order of signing.

The agency signs only what the competent person has signed (Nghị định 30/2020/NĐ-CP, Điều 32 k2d); which persons sign before which
seal is `verify.decree`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from service.errors import Problem, SignatureRefused, problem
from service.sign.order import By, Order
from service.verify import decree

Kind = Literal["chu_ky", "dau", "chu_ky_co_quan", ""]
TEXT: Final = decree.AGENCY                      # of appendices and copies


@dataclass(frozen=True, slots=True)
class Place:
    """A signature field of a file."""

    name: str
    signed: bool = False
    width_pt: float = 0.0                        # as a reader sees it; 0: nothing is seen of it
    height_pt: float = 0.0
    turn: int = 0                                # degrees, anticlockwise in the page's own frame: a page scanned on its side

    @property
    def kind(self) -> Kind:
        """What it is by docs/signing.md; "" a stranger's."""
        if self.name == TEXT:
            return TEXT
        return "chu_ky" if decree.is_person(self.name) else "dau" if decree.is_seal(self.name) else ""

    @property
    def whose(self) -> By:
        return {"chu_ky": "person", "dau": "agency", TEXT: "agency", "": ""}[self.kind]  # type: ignore[return-value]


def choose(order: Order, places: Sequence[Place]) -> Place:
    """The place that the order means; a new one, of no size, for an invisible signature.

    Raises SignatureRefused: field-missing, field-signed, field-choice, field-visible, sign-order.
    """
    found = _named(order.field, places) if order.field else _fitting(order, places)
    _check_order(found, places)
    return found


def _named(name: str, places: Sequence[Place]) -> Place:
    for place in places:
        if place.name == name and place.signed:
            raise SignatureRefused(problem("field-signed", "Chỗ ký {ten} đã có chữ ký.", place=name, ten=name))
        if place.name == name:
            return place
    raise _missing(places, problem("field-missing", "Tệp không có chỗ ký {ten}; có: {co}.", place=name, ten=name,
                                   co=_said(places)))


def _fitting(order: Order, places: Sequence[Place]) -> Place:
    ours = [one for one in places if one.kind]
    if order.invisible:
        if ours:
            raise SignatureRefused(problem("field-visible", "Tệp có chỗ ký theo quy định ({co}); không ký ẩn.", co=_said(ours)))
        return Place(_new_name({one.name for one in places}))
    wanted = order.by or ("person" if any(one.whose == "person" for one in ours) else "")
    empty = [one for one in ours or places if not one.signed and (not ours or not wanted or one.whose == wanted)]
    if len(empty) == 1:
        return empty[0]
    if empty:
        raise SignatureRefused(problem("field-choice", "Tệp có nhiều chỗ ký còn trống: {co}; hãy nêu tên chỗ ký.",
                                       co=_said(empty)))
    left = [one for one in ours if not one.signed]
    if left and not order.by:
        raise SignatureRefused(problem(
            "field-choice", "Người có thẩm quyền đã ký hết; còn chỗ của cơ quan, tổ chức: {co}. Hãy nêu tên chỗ ký hoặc ký với "
            "tư cách cơ quan.", co=_said(left)))
    raise _missing(places, problem("field-missing", "Tệp không còn chỗ ký nào phù hợp; các chỗ ký đang có: {co}.",
                                   co=_said(places)))


def _missing(places: Sequence[Place], told: Problem) -> SignatureRefused:
    if places:
        return SignatureRefused(told)
    return SignatureRefused(problem(
        "field-missing", "Tệp không có chỗ ký nào. Tệp do chương trình này soạn có sẵn chỗ ký; với tệp khác, hãy chọn ký ẩn."))


def _check_order(place: Place, places: Sequence[Place]) -> None:
    """Raises SignatureRefused (sign-order)."""
    if place.kind == "dau":
        before = [one for one in persons_before(place, places) if not one.signed]
        if before:
            raise SignatureRefused(problem(
                "sign-order", "Chỉ ký số của cơ quan, tổ chức vào văn bản đã có chữ ký của người có thẩm quyền (Nghị định "
                "30/2020/NĐ-CP, Điều 32 khoản 2 điểm d); chưa ký: {co}.", place=place.name, co=_said(before)))
    if place.kind == "chu_ky":
        after = [one for one in places if one.kind == "dau" and one.signed and place in persons_before(one, places)]
        if after:
            raise SignatureRefused(problem(
                "sign-order", "Văn bản đã có chữ ký số của cơ quan, tổ chức ({co}), không thêm chữ ký của người có thẩm quyền "
                "vào {ten} được nữa (Nghị định 30/2020/NĐ-CP, Điều 32 khoản 2 điểm d).", place=place.name, co=_said(after),
                ten=place.name))


def persons_before(seal: Place, places: Sequence[Place]) -> list[Place]:
    """The persons who sign before this seal."""
    names = decree.persons_of(seal.name, [one.name for one in places])
    return [one for one in places if one.name in names]


def closed_by(place: Place, places: Sequence[Place]) -> list[Place]:
    """The signature fields that the agency's signature closes: its persons' and its own, none of another agency."""
    before = persons_before(place, places) if place.kind == "dau" else []
    return [*before, place]


def _new_name(taken: set[str]) -> str:
    number = 1
    while f"ky_so_{number}" in taken:
        number += 1
    return f"ky_so_{number}"


def _said(places: Iterable[Place]) -> str:
    return ", ".join(one.name for one in places)
