"""What the decree says of several signatures: Văn thư signs what the competent person has signed (Điều 32 khoản 2 điểm d).

Where several agencies sign one document, each seal has its own persons: `dau_xac_nhan` follows `chu_ky_xac_nhan`, and the persons
without a seal belong to all. The agency's field on appendices and copies (`chu_ky_co_quan`) has no person before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from service.errors import problem
from service.verify.found import Finding
from service.verify.remarks import invalid
from service.verify.taken import Taken

PERSON: Final = "chu_ky"
SEAL: Final = "dau"
AGENCY: Final = "chu_ky_co_quan"


def is_person(field: str) -> bool:
    return field != AGENCY and _named(field, PERSON)


def is_seal(field: str) -> bool:
    return _named(field, SEAL)


def persons_of(seal: str, fields: Iterable[str]) -> list[str]:
    """Those of the fields whose persons sign before this seal: all but those whose own agency seals after them."""
    there = list(fields)
    others = {_group(one, SEAL) for one in there if is_seal(one)} - {_group(seal, SEAL)}
    return [one for one in there if is_person(one) and _group(one, PERSON) not in others]


def of_order(signed: Sequence[Taken], empty: Sequence[str]) -> Iterator[Finding]:
    """`signed` in the order of signing. Speaks only of fields with our names."""
    fields = [one.field for one in signed if one.kind != "dau_thoi_gian"]
    empty = (*empty, *(one.field for one in signed if one.kind == "dau_thoi_gian"))     # nobody's signature, whatever its place
    for at, seal in enumerate(fields):
        if not is_seal(seal):
            continue
        for person in persons_of(seal, (*fields, *empty)):
            if person in empty:
                yield invalid(problem("seal-without-signature", "Cơ quan đã ký ở ô {co_quan} nhưng ô {ca_nhan} của người có thẩm "
                                      "quyền còn trống (Điều 32 khoản 2 điểm d).", place=person, co_quan=seal, ca_nhan=person))
            elif fields.index(person) > at:
                yield invalid(problem("sign-order", "Cơ quan ký ở ô {co_quan} trước khi người có thẩm quyền ký ở ô {ca_nhan} "
                                      "(Điều 32 khoản 2 điểm d).", place=person, co_quan=seal, ca_nhan=person))


def _named(field: str, kind: str) -> bool:
    return field == kind or field.startswith(f"{kind}_")


def _group(field: str, kind: str) -> str:
    """`xac_nhan` of chu_ky_xac_nhan and of dau_xac_nhan."""
    return field.removeprefix(kind).removeprefix("_")
