"""An appendix in a file of its own: what the type `phu_luc` or `phu_luc_dien_tu` is given (PL I, III.1; mẫu 2.1, 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

from service.doctypes.doctype import DocumentType, Values
from service.fields.body import BodyItems

Appendices = Literal["inside", "paper", "electronic"]
TYPES: Final[Mapping[str, str]] = MappingProxyType({"paper": "phu_luc", "electronic": "phu_luc_dien_tu"})


def data_of(values: Values, kind: DocumentType, *, electronic: bool) -> Iterator[dict[str, object]]:
    """A document's values → the data of each of its appendices, as far as their type has the fields.

    On an electronic one number and day after "Kèm theo" stay blank: they stand in the signature of the file (mẫu 2.2, note 3).
    """
    for appendix in values.appendices:
        line = values.apart if electronic and appendix.kem_theo else appendix.kem_theo
        given = {"nhan": appendix.nhan, "ten": appendix.ten, "kem_theo": line, "ngang": appendix.ngang,
                 "noi_dung": BodyItems(appendix.noi_dung), "so_ky_hieu": str(values.context.get("so_ky_hieu", "")).strip()}
        yield {name: value for name, value in given.items() if name in kind.schema.fields}
