"""The images of signatures and seals, checked and cut to their ink (PL I, II.7d: blue, PNG, transparent background; II.8a: red,
PNG, transparent background, the seal's real size).

Colours are judged by share, not pixel by pixel: a scan has fringes of every colour. The thresholds are stated below and tried in
tests/sign/test_images.py on inks and faults of every kind.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from PIL import Image, UnidentifiedImageError

from service.errors import Problem, SignatureRefused, problem
from service.sign.ink import Shares, shares

_MM_PER_INCH: Final = 25.4
_MOST_BYTES: Final = 20 * 1024 * 1024
_MOST_PIXELS: Final = 4000 * 4000
_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_INK_ALPHA: Final = 24                           # of 255: what is fainter is the veil of a scan, not ink
_LEAST_PX: Final = 16                            # an ink smaller than this is a speck
_CLEAR_BORDER: Final = 0.5                       # of the outermost pixels: an image cut close to its ink still has far more
_MOST_WHITE: Final = 0.35                        # of what is opaque: fringes have a tenth, a white ground behind ink two thirds
_LEAST_COLOUR: Final = 0.4                       # of the ink: a blue pen has nine tenths, the darkest in a scan half, black none
_MOST_OTHER: Final = 0.15                        # of red in a signature, of blue in a seal: the other one stamped over it
_LEAST_DPI: Final = 200                          # as of a scanned copy (Phần II, I.2); for images the decree says none
_MOST_DPI: Final = 400                           # what is finer makes the signed file heavy and nothing sharper
_ROUND: Final = 0.05                             # sides of a round seal differ by less
_STATED_OFF: Final = 0.05                        # the file's own size and the real one differ by less
_GENERIC_DPI: Final = (72, 96)
SIGNATURE_BOX_MM: Final = (50.0, 36.0)           # the field `chu_ky` at its largest (docs/signing.md)


@dataclass(frozen=True, slots=True)
class Ink:
    """An image that may be placed: a PNG without its transparent margins, so that its size is that of the ink."""

    png: bytes = field(repr=False)
    width_px: int
    height_px: int
    width_mm: float                              # of a seal its real size; of a signature as large as its box allows
    height_mm: float
    notices: tuple[Problem, ...] = ()


@lru_cache(maxsize=16)                           # one office signs much with few images
def check_signature(png: bytes, box_mm: tuple[float, float] = SIGNATURE_BOX_MM) -> Ink:
    """PNG of a handwritten signature and its box → Ink. Raises SignatureRefused with all of: image-format, image-transparent,
    image-colour, image-size."""
    picture = _opened(png)
    found = shares(picture)
    _refuse(picture, found, _signature_colour(found))
    cut, aspect = _cut(picture), _aspect(picture)
    height = min(box_mm[1], box_mm[0] * cut.height * aspect / cut.width)
    return _ink(cut, height * cut.width / (cut.height * aspect), height, ())


@lru_cache(maxsize=16)
def check_seal(png: bytes, size_mm: float | None = None) -> Ink:
    """PNG of a seal and the real length of its longer side (of a round one its diameter; None: as the file's resolution says)
    → Ink in real size. Raises SignatureRefused as above."""
    picture = _opened(png)
    found = shares(picture)
    _refuse(picture, found, _seal_colour(found))
    cut, dpi, aspect = _cut(picture), _dpi(picture), _aspect(picture)
    stated = (cut.width / dpi * _MM_PER_INCH, cut.height * aspect / dpi * _MM_PER_INCH) if dpi else None
    if size_mm is None and stated is None:
        raise SignatureRefused(problem("image-size", "Ảnh con dấu không ghi độ phân giải nên không biết kích thước thực; hãy khai"
                                       " đường kính con dấu (dau_mm) hoặc lưu lại ảnh kèm độ phân giải."))
    notices = []
    width, height = stated or (0.0, 0.0)
    if size_mm is not None:
        if stated and abs(max(stated) - size_mm) > _STATED_OFF * size_mm:
            notices.append(problem("image-size", "Ảnh con dấu ghi kích thước {anh} mm, con dấu thật {that} mm; dùng {that} mm.",
                                   anh=_mm(max(stated)), that=_mm(size_mm)))
        scale = size_mm / max(cut.width, cut.height * aspect)
        width, height = cut.width * scale, cut.height * aspect * scale
    if abs(width - height) > _ROUND * max(width, height):
        notices.append(problem("image-shape", "Hình con dấu rộng {rong} mm, cao {cao} mm: nếu là dấu tròn thì ảnh bị méo hoặc có"
                               " vết bẩn quanh dấu.", rong=_mm(width), cao=_mm(height)))
    return _ink(cut, width, height, tuple(notices))


# ---------------------------------------------------------------- reading

def _opened(png: bytes) -> Image.Image:
    """PNG → RGBA, decoded only where its head promises a size that we hold. Its resolution stays in `info`."""
    if not png.startswith(_HEAD):
        raise SignatureRefused(problem("image-format", "Ảnh phải là tệp PNG."))
    wide, high = struct.unpack_from(">II", png.ljust(24, b"\0"), 16)
    if len(png) > _MOST_BYTES or wide * high > _MOST_PIXELS:
        raise SignatureRefused(problem("image-size", "Ảnh quá lớn ({rong} × {cao} điểm); nhiều nhất 16 triệu điểm và 20 MB.",
                                       rong=wide, cao=high))
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            clear = "A" in picture.getbands() or "transparency" in picture.info
            decoded = picture.convert("RGBA")
            decoded.info = {"dpi": picture.info.get("dpi")}
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise SignatureRefused(problem("image-format", "Tệp PNG bị hỏng, không đọc được.")) from None
    if not clear:
        raise SignatureRefused(problem("image-transparent", "Ảnh không có nền trong suốt."))
    return decoded


def _refuse(picture: Image.Image, found: Shares, colour: Problem | None) -> None:
    """Raises SignatureRefused with everything that is wrong."""
    box = _box(picture)
    if box is None or max(box[2] - box[0], box[3] - box[1]) < _LEAST_PX:
        raise SignatureRefused(problem("image-size", "Ảnh trống: không có nét mực nào."))
    opaque = found.clear_border < _CLEAR_BORDER or found.white > _MOST_WHITE
    ground = problem("image-transparent", "Nền của ảnh không trong suốt; nền trắng sẽ che chữ bên dưới.") if opaque else None
    # on an opaque ground the share of colour says nothing: the ground is told alone
    SignatureRefused.raise_any(one for one in ((ground,) if ground else (colour,)) if one)


def _signature_colour(found: Shares) -> Problem | None:
    if found.red > _MOST_OTHER and found.blue > _MOST_OTHER:
        return problem("image-colour", "Ảnh chữ ký có cả màu đỏ: chỉ để chữ ký, không để con dấu trong ảnh.")
    if found.blue >= _LEAST_COLOUR:
        return None
    return problem("image-colour", "Chữ ký phải là màu xanh (mực xanh dương); trong ảnh chỉ {phan_tram}% nét mực màu xanh.",
                   phan_tram=round(100 * found.blue))


def _seal_colour(found: Shares) -> Problem | None:
    if found.red > _MOST_OTHER and found.blue > _MOST_OTHER:
        return problem("image-colour", "Ảnh con dấu có cả màu xanh: chỉ để con dấu, không để chữ ký trong ảnh.")
    if found.red >= _LEAST_COLOUR:
        return None
    return problem("image-colour", "Con dấu phải là màu đỏ; trong ảnh chỉ {phan_tram}% nét mực màu đỏ.",
                   phan_tram=round(100 * found.red))


# ---------------------------------------------------------------- cutting

def _box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    return picture.getchannel("A").point([0] * _INK_ALPHA + [255] * (256 - _INK_ALPHA)).getbbox()


def _cut(picture: Image.Image) -> Image.Image:
    """Without the transparent margins; what a transparent pixel hides (the paper's text, a face) is wiped out."""
    return picture.convert("RGBa").convert("RGBA").crop(_box(picture))


def _dpi(picture: Image.Image) -> float | None:
    """Across, from pHYs; None where the file says none, or what programs write that know nothing of the size."""
    dpi = picture.info["dpi"]
    return float(dpi[0]) if dpi and dpi[0] > 0 and dpi[1] > 0 and round(dpi[0]) not in _GENERIC_DPI else None


def _aspect(picture: Image.Image) -> float:
    """The height of a pixel over its width: 1 but for a scan of unequal resolutions."""
    dpi = picture.info["dpi"]
    return float(dpi[0] / dpi[1]) if _dpi(picture) else 1.0


def _ink(cut: Image.Image, width_mm: float, height_mm: float, notices: tuple[Problem, ...]) -> Ink:
    """The same image always gives the same bytes, without text, profile or date."""
    dpi = min(cut.width / width_mm, cut.height / height_mm) * _MM_PER_INCH
    if dpi < _LEAST_DPI:
        notices += (problem("image-resolution", "Ảnh chỉ có {dpi} dpi khi in rộng {rong} mm; nên từ 200 dpi.", dpi=round(dpi),
                            rong=_mm(width_mm)),)
    if dpi > _MOST_DPI:
        cut = cut.resize((round(width_mm / _MM_PER_INCH * _MOST_DPI), round(height_mm / _MM_PER_INCH * _MOST_DPI)),
                         Image.Resampling.LANCZOS)
    out = io.BytesIO()
    cut.save(out, "PNG")
    return Ink(out.getvalue(), cut.width, cut.height, width_mm, height_mm, notices)


def _mm(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0").replace(".", ",")
