"""An appendix in a file of its own, by the type `phu_luc` or `phu_luc_dien_tu` (PL I, III.1; mẫu 2.1, 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from service.doctypes.doctype import DocumentType, Values
from service.fields.body import BodyItems

Appendices = Literal["inside", "paper", "electronic"]
TYPES: Final[Mapping[str, str]] = MappingProxyType({"paper": "phu_luc", "electronic": "phu_luc_dien_tu"})


def values_of(values: Values, kind: DocumentType, *, electronic: bool) -> Iterator[Values]:
    """A document's values → those of each of its appendices; their type is given the fields it has.

    On an electronic one number and day after "Kèm theo" stay blank: they stand in the signature of the file (mẫu 2.2, note 3).
    """
    for count, appendix in enumerate(values.appendices, start=1):
        line = values.apart if electronic and appendix.kem_theo else appendix.kem_theo
        given = {"nhan": appendix.nhan, "ten": appendix.ten, "kem_theo": line, "ngang": appendix.ngang,
                 "noi_dung": BodyItems(appendix.noi_dung), "so_ky_hieu": str(values.context.get("so_ky_hieu", "")).strip()}
        made = kind.values({name: value for name, value in given.items() if name in kind.schema.fields})
        whole = replace(made.appendices[0], kem_theo=line, ke=appendix.ke)    # a field of text would lose the room for the pen
        context = made.context | {"cac_phu_luc": [whole], "kem_theo": line}
        yield Values(context, made.notices, f"{values.stem}_phu_luc_{count}", (whole,))
