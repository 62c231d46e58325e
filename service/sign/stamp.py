"""A page of PDF → what pyHanko puts into a signature's field: the page as it is, without its tags and what it does not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticStampStyle

_AS_IT_IS: Final = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN,
                                       inner_content_scaling=InnerScaling.NO_SCALING)
# The engine writes a token a line. Tags belong to the page's own tree, which stays behind; a field is tagged as a whole
# (ISO 14289-1, 7.18.4), and what its appearance shows says the field's alternative text.
_MARKED: Final = re.compile(rb"^/\w+\s(?:<<.*?>>\s)?(?:BDC|BMC)\n|^EMC\n", re.MULTILINE | re.DOTALL)
_NAME: Final = re.compile(rb"/([^\s/\[\]<>()]+)")
# A page of this width and height, turned anticlockwise about its lower left corner and moved back into its box.
_TURNED: Final[dict[int, Callable[[float, float], str]]] = {
    0: lambda _wide, _high: "",
    90: lambda _wide, high: f"0 1 -1 0 {high:g} 0 cm ",
    180: lambda wide, high: f"-1 0 0 -1 {wide:g} {high:g} cm ",
    270: lambda wide, _high: f"0 -1 1 0 0 {wide:g} cm ",
}
_RESOURCES: Final = "/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject"


def style(pdf: bytes, turn: int = 0) -> StaticStampStyle:
    """A page → pyHanko's style, for one signature: its content remembers what it has written. `turn`: degrees, anticlockwise."""
    return StaticStampStyle(border_width=0, background=_Page(pdf, turn), background_layout=_AS_IT_IS, background_opacity=1.0)


class _Page(PdfContent):
    """The first page of a file of ours."""

    def __init__(self, pdf: bytes, turn: int) -> None:
        super().__init__()
        self._pdf = pdf
        self._turn = turn

    def render(self) -> bytes:
        """Writes the page as a form, and how it is drawn."""
        page: Any = PdfFileReader(BytesIO(self._pdf)).root["/Pages"]["/Kids"][0]
        content = _MARKED.sub(b"", page["/Contents"].data)
        left, bottom, right, top = page["/MediaBox"]
        writer = self._ensure_writer
        form = generic.StreamObject({
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"), generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): writer.import_object(page["/MediaBox"]),
            generic.pdf_name("/Resources"): _used(page["/Resources"], content, writer),
        }, stream_data=content)
        form.compress()                          # type: ignore[no-untyped-call]
        self.resources.xobject[generic.pdf_name("/Noidung")] = writer.add_object(form)
        wide, high = float(right - left), float(top - bottom)
        sideways = self._turn in (90, 270)
        self.box = BoxConstraints(width=high if sideways else wide, height=wide if sideways else high)
        return b"%s/Noidung Do" % _TURNED[self._turn](wide, high).encode()


def _used(resources: Any, content: bytes, writer: BasePdfFileWriter) -> generic.DictionaryObject:
    """The engine lists colour spaces and the like that a page may use: here only those it does."""
    names = {f"/{name.decode()}" for name in _NAME.findall(content)}
    kept = generic.DictionaryObject()            # type: ignore[no-untyped-call]
    for kind in _RESOURCES:
        listed = resources[kind] if kind in resources else {}         # noqa: SIM401  # `get` leaves a reference as it is
        if entries := {name: writer.import_object(value) for name, value in listed.items() if name in names}:
            kept[generic.pdf_name(kind)] = generic.DictionaryObject(entries)      # type: ignore[no-untyped-call]
    return kept
