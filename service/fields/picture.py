"""A picture in the data, base64 or a path beside the data file → `Image`, checked. Only home of Pillow."""

from __future__ import annotations

import base64
import binascii
import io
import re
from pathlib import Path
from typing import Final, Literal

from PIL import Image as Pillow
from PIL import UnidentifiedImageError
from pydantic_core import PydanticCustomError

from service.values import Image

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000
_DATA_URI: Final = re.compile(r"data:image/(?:png|jpeg|jpg);base64,", re.IGNORECASE)
_FORMATS: Final[dict[str, Literal["image/png", "image/jpeg"]]] = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MM_PER_INCH: Final = 25.4
_LONGEST_PATH: Final = 260                  # what is longer is base64


def to_image(value: object, *, width_mm: float, height_mm: float, folder: Path | None, alt: str) -> Image:
    """Base64 (with or without `data:` head) or a relative path → Image, scaled to fit. Raises PydanticCustomError."""
    if not isinstance(value, str):
        raise PydanticCustomError("image-text", "image-text", {})
    data = _bytes(value.strip(), folder)
    if len(data) > MAX_BYTES:
        raise PydanticCustomError("image-large", "image-large", {"nhieu_nhat": MAX_BYTES // 1024 // 1024})
    media_type, pixels_wide, pixels_high, dpi = _checked(data)
    natural = pixels_wide / dpi * _MM_PER_INCH
    width = min(width_mm, natural, height_mm * pixels_wide / pixels_high)
    return Image(data, media_type, width, width * pixels_high / pixels_wide, alt)


def _bytes(text: str, folder: Path | None) -> bytes:
    found = _DATA_URI.match(text)
    if found or len(text) > _LONGEST_PATH:
        try:
            return base64.b64decode("".join(text[found.end() if found else 0:].split()), validate=True)
        except (binascii.Error, ValueError):
            raise PydanticCustomError("image-base64", "image-base64", {}) from None
    if folder is None:
        raise PydanticCustomError("image-path", "image-path", {"duong_dan": text})
    try:
        path = (folder / text).resolve()
        inside = path.is_relative_to(folder.resolve())
        data = path.read_bytes() if inside else b""
    except (OSError, ValueError):                    # ValueError: a zero byte in the name
        raise PydanticCustomError("image-missing", "image-missing", {"duong_dan": text}) from None
    if not inside:
        raise PydanticCustomError("image-outside", "image-outside", {"duong_dan": text})
    return data


def _checked(data: bytes) -> tuple[Literal["image/png", "image/jpeg"], int, int, float]:
    """The kind, size and resolution a decoder finds; a file that only claims to be a picture is refused."""
    try:
        with Pillow.open(io.BytesIO(data), formats=list(_FORMATS)) as picture:
            kind, (width, height) = str(picture.format), picture.size
            dpi = float(picture.info.get("dpi", (96.0, 96.0))[0]) or 96.0
            fits = width * height <= MAX_PIXELS
            if fits:
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        raise PydanticCustomError("image-format", "image-format", {}) from None
    if not fits:
        raise PydanticCustomError("image-pixels", "image-pixels", {"nhieu_nhat": MAX_PIXELS // 1_000_000})
    return _FORMATS[kind], width, height, dpi


def embedded(text: str, folder: Path | None) -> str:
    """A picture as it travels alone: a path becomes the base64 of its file. One that cannot be read stays what it is: whoever
    checks the data tells it."""
    text = text.strip()
    if _DATA_URI.match(text) or len(text) > _LONGEST_PATH:
        return text
    try:
        data = _bytes(text, folder)
    except PydanticCustomError:
        return text
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
