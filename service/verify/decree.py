"""What the decree says of several signatures: Văn thư signs what the competent person has signed (Điều 32 khoản 2 điểm d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.errors import problem
from service.verify.found import Finding
from service.verify.remarks import invalid
from service.verify.taken import Taken, kind_of


def of_order(signed: Sequence[Taken], empty: Sequence[str]) -> Iterator[Finding]:
    """`signed` in the order of signing. Speaks only of fields with our names."""
    agencies = [one for one in signed if one.kind == "co_quan"]
    if not agencies:
        return
    first = agencies[0]
    for one in signed[signed.index(first) + 1:]:
        if one.kind == "ca_nhan":
            yield invalid(problem("sign-order", "Cơ quan ký ở ô {co_quan} trước khi người có thẩm quyền ký ở ô {ca_nhan} (Điều "
                                  "32 khoản 2 điểm d).", place=one.field, co_quan=first.field, ca_nhan=one.field))
    for field in empty:
        if kind_of(field) == "ca_nhan":
            yield invalid(problem("seal-without-signature", "Cơ quan đã ký ở ô {co_quan} nhưng ô {ca_nhan} của người có thẩm "
                                  "quyền còn trống (Điều 32 khoản 2 điểm d).", place=field, co_quan=first.field, ca_nhan=field))
