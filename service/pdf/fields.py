"""Places of signatures → empty signature fields (ISO 32000-1, 12.7.4.5), fit for PDF/A-3 (6.3.3, 6.4.1) and PDF/UA-1 (7.18.1,
7.18.4).

`html.drawing` writes a place as a check box, because WeasyPrint tags that as a form field and brings no font along; here it
becomes a signature field: name, title for screen readers, box and tag stay, all that makes it a check box goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pydyf

from service.errors import SignatureRefused, problem

_SIGNATURES_EXIST: Final = 1                     # there are signature fields, signed or not (ISO 32000-1, table 219)


def make_signature_fields(pdf: pydyf.PDF) -> None:
    """Changes the objects in place. Raises SignatureRefused where two places have one name: names of fields are unique."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    widgets = [_object(pdf, reference) for reference in form["Fields"]]
    _refuse_same_names(pdf, widgets)
    for widget in widgets:
        left, right = sorted((widget["Rect"][0], widget["Rect"][2]))
        low, high = sorted((widget["Rect"][1], widget["Rect"][3]))
        empty = _appearance(pdf, widget, right - left, high - low)
        kept = {name: widget[name] for name in ("Type", "Subtype", "P", "F", "T", "TU", "StructParent")}
        widget.clear()
        widget.update(kept, FT="/Sig", Rect=pydyf.Array([left, low, right, high]), AP=pydyf.Dictionary({"N": empty}))
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": form["Fields"], "SigFlags": _SIGNATURES_EXIST})


def _appearance(pdf: pydyf.PDF, widget: Mapping[str, pydyf.Object], width: float, height: float) -> bytes:
    """An empty drawing of the box's size instead of the check box's mark; every annotation of PDF/A must have one."""
    (mark,) = widget["AP"]["N"].values()
    form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, width, height]), "Resources": pydyf.Dictionary()}
    drawing = pydyf.Stream([], form)
    drawing.number = int(mark.split()[0])
    pdf.objects[drawing.number] = drawing
    return bytes(mark)


def _refuse_same_names(pdf: pydyf.PDF, widgets: list[pydyf.Dictionary]) -> None:
    pages = {reference: number for number, reference in enumerate(pdf.page_references, 1)}
    SignatureRefused.raise_any(
        problem("slot-twice", "Có hai chỗ ký cùng tên “{ten}”; mỗi chỗ ký cần một tên riêng.",
                place=f"trang {pages[widget['P']]}", ten=name)
        for name, widget in _repeated(widgets)
    )


def _repeated(widgets: list[pydyf.Dictionary]) -> Iterator[tuple[str, pydyf.Dictionary]]:
    """Those whose name an earlier one has."""
    seen: set[str] = set()
    for widget in widgets:
        name = widget["T"].string
        if name in seen:
            yield name, widget
        seen.add(name)


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
