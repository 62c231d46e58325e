"""A page of PDF → what pyHanko puts into a signature's field: the page as it is, without its tags and what it does not use."""

from __future__ import annotations

import re
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
_RESOURCES: Final = "/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject"


def style(pdf: bytes) -> StaticStampStyle:
    """A page → pyHanko's style, for one signature: its content remembers what it has written."""
    return StaticStampStyle(border_width=0, background=_Page(pdf), background_layout=_AS_IT_IS, background_opacity=1.0)


class _Page(PdfContent):
    """The first page of a file of ours."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

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
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Noidung Do"


def _used(resources: Any, content: bytes, writer: BasePdfFileWriter) -> generic.DictionaryObject:
    """The engine lists colour spaces and the like that a page may use: here only those it does."""
    names = {f"/{name.decode()}" for name in _NAME.findall(content)}
    kept = generic.DictionaryObject()            # type: ignore[no-untyped-call]
    for kind in _RESOURCES:
        listed = resources[kind] if kind in resources else {}         # noqa: SIM401  # `get` leaves a reference as it is
        if entries := {name: writer.import_object(value) for name, value in listed.items() if name in names}:
            kept[generic.pdf_name(kind)] = generic.DictionaryObject(entries)      # type: ignore[no-untyped-call]
    return kept
