"""Scanned pages (JPEG, PNG, TIFF) → PDF/A-2b, each at exactly the size that its pixels and its resolution say (100 %).

A JPEG's bytes are kept; everything else is stored without loss, as PNG stores it (ISO 32000-2, 7.4.4.4: predictor 15). Such a
file has no text, so it claims nothing of PDF/UA.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

import pydyf
from PIL import Image, TiffImagePlugin

from service.errors import InputRefused, LimitExceeded, Problem, problem
from service.paper import Properties
from service.pdfa import GENERATOR, packet

_MOST_PIXELS: Final = 150_000_000                 # an A3 page at 600 dpi is 70 million
_LEAST_DPI, _MOST_DPI = 50, 2400                  # what a file says beyond these is no scanner's word
_ORIENTATION: Final = 0x0112                      # Exif 2.3, table 4: how the picture is held
_TURNS: Final = {1: 0, 3: 180, 6: 90, 8: 270}     # others are mirrored: no scanner writes them
_PNG_HEAD: Final = 8
_SPACES: Final = {"1": ("/DeviceGray", 1, 1), "L": ("/DeviceGray", 8, 1), "RGB": ("/DeviceRGB", 8, 3)}   # name, bits, colours


@dataclass(frozen=True, slots=True)
class _Page:
    data: bytes                                   # as it stands in the stream
    filter: str
    mode: str                                     # Pillow's: 1, L, RGB
    width: int
    height: int
    dpi: tuple[float, float]
    turn: int                                     # degrees clockwise


def scans_to_pdf(images: Sequence[tuple[str, bytes]], *, dpi: float | None = None, max_pages: int = 500,
                 title: str = "") -> bytes:
    """Names and bytes of images, a page each (a TIFF file may hold several) → PDF. `dpi` stands for what a file does not say.

    Raises InputRefused with every image that cannot be used, LimitExceeded.
    """
    pages: list[_Page] = []
    problems: list[Problem] = []
    for name, data in images:
        try:
            pages += _pages(name, data, dpi, max_pages - len(pages))
        except InputRefused as error:
            if isinstance(error, LimitExceeded):
                raise
            problems += error.problems
    InputRefused.raise_any(problems)
    return _written(pages, Properties(title=title))


def _pages(name: str, data: bytes, dpi: float | None, most: int) -> Iterator[_Page]:
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as image:
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1      # MPO: a camera's second view
            if frames > most:
                raise LimitExceeded(problem("limit-images", "Quá nhiều trang ảnh (VANBAN_MAX_PAGES).", place=name))
            for frame in range(frames):
                image.seek(frame)
                yield _page(f"{name}, trang {frame + 1}" if frames > 1 else name, image, data, dpi)
    except InputRefused:
        raise
    # Pillow raises these for files that are cut or broken, by format
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, struct.error, zlib.error,
            Image.DecompressionBombError) as error:
        raise InputRefused(problem("image-broken", "Không đọc được ảnh: tệp hỏng, hoặc không phải ảnh JPEG, PNG, TIFF.",
                                   place=name)) from error


def _page(name: str, image: Image.Image, data: bytes, dpi: float | None) -> _Page:
    if image.width * image.height > _MOST_PIXELS:
        raise LimitExceeded(problem("limit-pixels", "Ảnh {rong} × {cao} điểm quá lớn.", place=name, rong=image.width,
                                    cao=image.height))
    held = image.getexif().get(_ORIENTATION, 1)
    if held not in _TURNS:
        raise InputRefused(problem("image-mirrored", "Ảnh bị lật gương; hãy quét lại.", place=name))
    if image.mode in ("CMYK", "LAB", "F"):
        raise InputRefused(problem("image-colour-space", "Ảnh ở hệ màu {co}; bản số hóa cần ảnh RGB.", place=name, co=image.mode))
    fine = _resolution(name, image, dpi)
    image.load()                                  # all of it: a cut file must not become half a page
    if image.format == "JPEG" and image.mode in _SPACES:
        return _Page(data, "/DCTDecode", image.mode, image.width, image.height, fine, _TURNS[held])
    plain = _plain(image)
    return _Page(_packed(plain), "/FlateDecode", plain.mode, plain.width, plain.height, fine, _TURNS[held])


def _resolution(name: str, image: Image.Image, given: float | None) -> tuple[float, float]:
    """Pixels to the inch across and down, as the file says; a resolution without a unit (JFIF, TIFF) says nothing."""
    said = image.info.get("dpi")
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.tag_v2.get(TiffImagePlugin.RESOLUTION_UNIT, 2) == 1:
        said = None
    if said is not None and all(_LEAST_DPI <= float(one) <= _MOST_DPI for one in said):
        return float(said[0]), float(said[1])
    if given is None or not _LEAST_DPI <= given <= _MOST_DPI:
        raise InputRefused(problem("image-dpi", "Ảnh không ghi độ phân giải, nên không biết khổ giấy; hãy cho biết số điểm trên "
                                   "inch khi quét (dpi).", place=name))
    return given, given


def _plain(image: Image.Image) -> Image.Image:
    """One of the modes that a PDF holds as they are. What is transparent shows white paper."""
    if image.mode in _SPACES and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):                # 16 bits of grey
        return image.point(lambda value: value / 257, "L")
    whole = image.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    ground.alpha_composite(whole)
    grey = image.mode in ("LA", "La")
    return ground.convert("L" if grey else "RGB")


def _packed(image: Image.Image) -> bytes:
    """The rows as PNG packs them: its IDAT chunks, which the filter of PDF reads as they are."""
    buffer = BytesIO()
    image.save(buffer, "PNG")
    data, at, found = buffer.getvalue(), _PNG_HEAD, b""
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        found += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return found


def _written(pages: Sequence[_Page], properties: Properties) -> bytes:
    pdf = pydyf.PDF()
    for number, page in enumerate(pages):
        pdf.add_page(_sheet(pdf, page, number))
    profile = pydyf.Stream([files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()], {"N": 3}, compress=True)
    meta = pydyf.Stream([packet(properties, part=2, conformance="B", accessible=False)],
                        {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    for one in (profile, meta):
        pdf.add_object(one)
    name = pydyf.String("sRGB IEC61966-2.1")
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary({
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name,
        "DestOutputProfile": profile.reference,
    })])
    pdf.catalog["Metadata"] = meta.reference
    pdf.info["Producer"] = pydyf.String(GENERATOR)
    if properties.title:
        pdf.info["Title"] = pydyf.String(properties.title)
    out = BytesIO()
    pdf.write(out, version="1.7", identifier=True)
    return out.getvalue()


def _sheet(pdf: Any, page: _Page, number: int) -> Any:
    space, bits, colours = _SPACES[page.mode]
    about = {"Type": "/XObject", "Subtype": "/Image", "Width": page.width, "Height": page.height, "ColorSpace": space,
             "BitsPerComponent": bits, "Filter": page.filter}
    if page.filter == "/FlateDecode":
        about["DecodeParms"] = pydyf.Dictionary({"Predictor": 15, "Colors": colours, "BitsPerComponent": bits,
                                                 "Columns": page.width})
    image = pydyf.Stream([page.data], about, compress=False)
    wide, high = page.width / page.dpi[0] * 72, page.height / page.dpi[1] * 72
    drawing = pydyf.Stream([f"q {wide:.4f} 0 0 {high:.4f} 0 0 cm /I{number} Do Q".encode()])
    for one in (image, drawing):
        pdf.add_object(one)
    sheet = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, round(wide, 4), round(high, 4)]),
             "Contents": drawing.reference,
             "Resources": pydyf.Dictionary({"XObject": pydyf.Dictionary({f"I{number}": image.reference})})}
    if page.turn:
        sheet["Rotate"] = page.turn
    return pydyf.Dictionary(sheet)
