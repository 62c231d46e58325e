"""Pictures → image XObjects (ISO 32000-1, 8.9.5), as PDF/A-3 wants them: sRGB or grey, no interpolation.

A JPEG and a plain PNG go through as they are; everything else is decoded and packed as a PNG would pack it. Kept by the SHA-256
of their bytes, since letters of one office carry one seal.
"""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Final, NamedTuple

from PIL import Image, ImageCms, ImageOps

from service.errors import AssetMissing, problem
from service.paper import Picture

_SUFFIXES: Final = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp", "image/tiff": "tif",
}  # fmt: skip
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_UNNAMED: Final = "Hình không có mô tả"          # a reader of tagged PDF hears at least that there is a picture
_ORIENTATION: Final = 0x0112                     # the EXIF tag; 1 is upright
_QUALITY: Final = 95                             # of a JPEG that had to be turned
_KEPT_BYTES: Final = 32 * 1024 * 1024
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error,
                  Image.DecompressionBombError)  # what Pillow and zlib say of a broken file


class Raster(NamedTuple):
    """An image XObject: the entries of its dictionary without Length and SMask, and its stream, filtered. `mask`: the same of its
    soft mask. `name` is the same for the same picture."""

    name: str
    entries: bytes
    data: bytes
    mask: tuple[bytes, bytes] | None = None


def drawable(picture: Picture) -> bool:
    """Whether pictures of this kind can be printed: EMF, WMF and SVG cannot, their room stays empty (`notices` says so)."""
    return picture.media_type in _SUFFIXES


def spoken(picture: Picture) -> str:
    """What a screen reader says of a picture."""
    return " ".join(picture.alt.split()) or _UNNAMED


def raster(picture: Picture) -> Raster:
    """The image of a picture. Raises AssetMissing where it cannot be read: a hole in the page is worse than no page."""
    name = sha256(picture.data).hexdigest()[:24]
    found = _kept.find(name)
    if found is None:
        try:
            found = _image(name, picture.data)
        except _BROKEN as fault:
            told = f"{name}.{_SUFFIXES.get(picture.media_type, '')}"
            raise AssetMissing(
                problem("asset-broken", "Không đọc được hình {ten} khi in PDF.", place="pdf", ten=told)
            ) from fault
        _kept.keep(found)
    return found


class _Kept:
    """Rasters that were made, the oldest forgotten first, up to so many bytes in all."""

    def __init__(self, most_bytes: int) -> None:
        self._rasters: OrderedDict[str, Raster] = OrderedDict()
        self._bytes, self._most = 0, most_bytes
        self._lock = Lock()

    def find(self, name: str) -> Raster | None:
        with self._lock:
            found = self._rasters.get(name)
            if found is not None:
                self._rasters.move_to_end(name)
            return found

    def keep(self, one: Raster) -> None:
        with self._lock:
            if one.name not in self._rasters:
                self._rasters[one.name] = one
                self._bytes += _size(one)
            while self._bytes > self._most and len(self._rasters) > 1:
                self._bytes -= _size(self._rasters.popitem(last=False)[1])


_kept = _Kept(_KEPT_BYTES)


def _size(one: Raster) -> int:
    return len(one.data) + (len(one.mask[1]) if one.mask else 0)


def _image(name: str, data: bytes) -> Raster:
    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        upright = image.getexif().get(_ORIENTATION, 1) == 1
        photograph = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB")
        if photograph:
            return _jpeg(name, data if upright else _turned(image))
        if image.format == "PNG" and upright and (found := _png(data)) is not None:
            return Raster(name, *found)
        return _packed(name, ImageOps.exif_transpose(image))


# ---------------------------------------------------------------- photographs

def _jpeg(name: str, data: bytes) -> Raster:
    """A JPEG as it is (7.4.8). Not one of CMYK: PDF/A wants colours that its output intent knows (ISO 19005-3, 6.2.4)."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
        size = image.size
    if b"\xff\xd9" not in data[_scan(data) :]:
        raise ValueError("half a picture")
    return Raster(name, _entries(size, space, 8, b"/DCTDecode"), data)


def _scan(data: bytes) -> int:
    """Where the picture itself begins, behind the segments that describe it (ITU-T T.81, B.1.1.4); a preview is in one."""
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        at += 1 if data[at + 1] == 0xFF else 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return at


def _turned(image: Image.Image) -> bytes:
    """A photograph set upright, as its camera noted."""
    out = BytesIO()
    ImageOps.exif_transpose(image).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


# ---------------------------------------------------------------- everything else

def _packed(name: str, image: Image.Image) -> Raster:
    """A decoded picture in eight bits of sRGB or grey, what is transparent in it as a soft mask (11.6.5.3)."""
    alpha = None
    if image.has_transparency_data:
        image = image.convert("LA" if image.mode == "LA" else "RGBA")
        alpha = image.getchannel("A")
        image = image.convert(image.mode[:-1])
        if alpha.getextrema() == (255, 255):
            alpha = None
    made = _png(_as_png(_plain(image)))
    masked = _png(_as_png(alpha)) if alpha is not None else None
    assert made is not None                      # Pillow writes neither rows in turns nor, without alpha, transparency
    return Raster(name, *made, masked)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode.startswith("I"):               # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return _by_profile(image) or image.convert("RGB")


def _by_profile(image: Image.Image) -> Image.Image | None:
    """Printers' inks in the colours that the picture's own profile says; None where it has none that can be read."""
    profile = image.info.get("icc_profile") if image.mode == "CMYK" else None
    if not profile:
        return None
    try:
        inks = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, inks, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        return None


def _as_png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _png(data: bytes) -> tuple[bytes, bytes] | None:
    """A PNG's own stream, which a predictor of PDF reads (7.4.4.4): None where it is interlaced or transparent."""
    chunks: dict[bytes, list[bytes]] = {}
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunks.setdefault(kind, []).append(data[at + 8 : at + 8 + length])
        at += 12 + length
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"][0])
    if interlaced or color not in (0, 2, 3) or b"tRNS" in chunks:
        return None
    colors = 3 if color == 2 else 1
    stream = b"".join(chunks[b"IDAT"])
    whole = height * (1 + (width * colors * depth + 7) // 8)
    if len(zlib.decompressobj().decompress(stream, whole + 1)) != whole:
        raise ValueError("half a picture")
    space = b"/DeviceRGB" if color == 2 else b"/DeviceGray"
    if color == 3:
        palette = chunks[b"PLTE"][0]
        space = b"[/Indexed/DeviceRGB %d<%s>]" % (len(palette) // 3 - 1, palette.hex().encode())
    rows = b"/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (colors, depth, width)
    return _entries((width, height), space, depth, rows), stream


def _entries(size: tuple[int, int], space: bytes, depth: int, kind: bytes) -> bytes:
    form = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent %d/Filter%s"
    return form % (*size, space, depth, kind)
