"""A PDF gets an empty signature field on page 1: its bytes stay, an update is appended (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, IndirectObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields

from service.copies.tagged import tag
from service.errors import SignatureRefused, problem
from service.sign.places import TEXT as NAME
from service.sign.reading import opened, reading, require_intact, sound_in

Box = tuple[float, float, float, float]           # left, top, right, bottom: points from the top left of the page as shown

TITLE: Final = "Chữ ký số của cơ quan, tổ chức sao văn bản"
_PRINTED: Final = 4                               # ISO 32000-1, table 165: the only flag that PDF/A-2, 6.3.2 wants


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Page 1 as it is shown, and what a PDF may have on it already."""

    width: float
    height: float
    annotations: tuple[Box, ...]                  # seen or not
    ours: Box | None                              # an empty field of this name that stands there already


@dataclass(frozen=True, slots=True)
class Frame:
    """The crop box of a page in its user space, and how the page is turned."""

    left: float
    low: float
    right: float
    high: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        wide, high = self.right - self.left, self.high - self.low
        return (high, wide) if self.turn in (90, 270) else (wide, high)

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """A point as shown → user space (ISO 32000-1, 7.7.3.3: turned clockwise)."""
        match self.turn:
            case 90:
                return self.left + y, self.low + x
            case 180:
                return self.right - x, self.low + y
            case 270:
                return self.right - y, self.high - x
            case _:
                return self.left + x, self.high - y

    def shown(self, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 90:
                return y - self.low, x - self.left
            case 180:
                return self.right - x, y - self.low
            case 270:
                return self.high - y, self.right - x
            case _:
                return x - self.left, self.high - y


def first_page(data: bytes) -> FirstPage:
    """Raises FileUnreadable, SignatureRefused (file-encrypted, file-changed, field-signed)."""
    require_intact(data)
    writer = opened(data)
    with reading():
        page = writer.find_page_for_modification(0)[0].get_object()
        frame = frame_of(page)
        annotations = [_box(frame, one.get_object()) for one in page.get("/Annots", ())]
        ours = None
        for name, value, reference in enumerate_sig_fields(writer):
            if name == NAME and value is not None:
                raise SignatureRefused(problem("field-signed", "Chỗ ký {ten} đã có chữ ký.", place=NAME, ten=NAME))
            if name == NAME:
                ours = _box(frame, reference.get_object())
        width, height = frame.size
        return FirstPage(width, height, tuple(filter(None, annotations)), ours)


def with_field(data: bytes, box: Box) -> bytes:
    """The file with the empty field. A tagged file stays tagged: the field has its element, unless a signature forbids it.

    Raises FileUnreadable, SignatureRefused (file-encrypted, copy-breaks-signature).
    """
    writer = opened(data)
    with reading():
        signed = [str(one.field_name) for one in writer.prev.embedded_signatures]
        page_reference = writer.find_page_for_modification(0)[0]
        page = page_reference.get_object()
        widget = _widget(writer, page_reference, frame_of(page), box)
        reference = writer.add_object(widget)
        hang(writer, page, "/Annots", reference)
        _into_form(writer, reference)
        if not signed:                            # pyHanko, like other verifiers, takes a changed structure tree for an attack
            tag(writer, page, page_reference, widget, reference)
        writer.update_container(page)
        out = BytesIO()
        writer.write(out)
    made = out.getvalue()
    names = [name for name in signed if not sound_in(made, name)]
    if names:                                     # a certification may forbid fields (12.8.2.2)
        raise SignatureRefused(problem("copy-breaks-signature", "Tệp đã ký và không cho thêm chỗ ký: thêm vào thì chữ ký {ten} "
                                       "không còn giá trị.", place=", ".join(names), ten=", ".join(names)))
    return made


def frame_of(page: DictionaryObject) -> Frame:
    media = _numbers(_inherited(page, "/MediaBox"))
    crop = _numbers(_inherited(page, "/CropBox") or _inherited(page, "/MediaBox"))
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, high = min(media[2], crop[2]), min(media[3], crop[3])
    return Frame(left, low, right, high, int(_inherited(page, "/Rotate") or 0) % 360)


def _inherited(page: DictionaryObject, key: str) -> Any:
    """An attribute of the page or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node: Any = page
    for _ in range(64):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _numbers(rectangle: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(one) for one in rectangle)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _box(frame: Frame, annotation: DictionaryObject) -> Box | None:
    if "/Rect" not in annotation:
        return None
    x0, y0, x1, y1 = _numbers(annotation["/Rect"])
    (a, b), (c, d) = frame.shown(x0, y0), frame.shown(x1, y1)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _widget(writer: IncrementalPdfFileWriter, page: generic.Reference, frame: Frame, box: Box) -> DictionaryObject:
    """Field and annotation in one (12.5.6.19). PDF/A wants an appearance, PDF/UA a title."""
    (x0, y0), (x1, y1) = frame.to_page(box[0], box[1]), frame.to_page(box[2], box[3])
    corners = [round(one, 3) for one in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]
    nothing = generic.StreamObject(
        {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
         pdf_name("/BBox"): ArrayObject(FloatObject(one) for one in (0, 0, corners[2] - corners[0], corners[3] - corners[1]))},
        stream_data=b"")
    widget = DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Widget"), pdf_name("/FT"): pdf_name("/Sig"),
        pdf_name("/T"): generic.pdf_string(NAME), pdf_name("/TU"): generic.pdf_string(TITLE),
        pdf_name("/F"): NumberObject(_PRINTED), pdf_name("/P"): IndirectObject(page.idnum, page.generation, writer),
        pdf_name("/Rect"): ArrayObject(FloatObject(one) for one in corners),
        pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(nothing)}),
    })
    if frame.turn:                                # upright on a page that is turned (table 189)
        widget[pdf_name("/MK")] = DictionaryObject({pdf_name("/R"): NumberObject(frame.turn)})
    return widget


def _into_form(writer: IncrementalPdfFileWriter, reference: IndirectObject) -> None:
    root = writer.root
    if "/AcroForm" not in root:
        root[pdf_name("/AcroForm")] = writer.add_object(DictionaryObject({pdf_name("/Fields"): ArrayObject()}))
        writer.update_root()
    form = root["/AcroForm"]
    form[pdf_name("/SigFlags")] = NumberObject(int(form.get("/SigFlags", 0)) | 1)
    writer.update_container(form)
    hang(writer, form, "/Fields", reference)


def hang(writer: IncrementalPdfFileWriter, owner: DictionaryObject, key: str, reference: IndirectObject) -> None:
    """The reference as last of an array, which may be an object of its own or not be there yet."""
    if key not in owner:
        owner[pdf_name(key)] = ArrayObject()
    owner[key].append(reference)
    writer.update_container(owner[key])
